"""Identity: the owner of a CV is found in an author list, or nobody is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.helpers import cases
from texcv.model.contributor import Authors, Contributor
from texcv.model.identity import Authorship, Identity, find
from texcv.model.name import Name, compatible, parse_name
from texcv.model.person import identity

GIVEN = st.sampled_from("Yinmin,Yin-Min,Y.,Y.-M.,Y. T.,X. Y.,Xin,X.,Ruidong,Ruofei,R.,Wei,Li,Ann-Marie,A.".split(","))
FAMILY = st.sampled_from("Zhong,Zhu,Zhang,Li,Liu,van Leeuwen".split(","))
NAMES = st.builds(lambda given, family: Name(family, given), GIVEN, FAMILY)
LISTS = st.lists(NAMES, min_size=1, max_size=6, unique=True)


def _authors(value: Any) -> list[tuple[Name, str]]:
    people: tuple[Contributor, ...] = TypeAdapter(Authors).validate_python(value)
    return [(person.name, person.person) for person in people]


def _identity(value: Any) -> Identity:
    known = value if isinstance(value, dict) else {"name": value}
    parts = parse_name(known["name"])
    name = Name(parts.family, parts.given, parts.suffix, known.get("native", parts.native))
    return identity(known.get("id", "owner"), name, tuple(known.get("aliases", ())))


def _said(found: Authorship) -> str:
    return "tie" if found.tie else "none" if found.index is None else str(found.index)


@pytest.mark.parametrize("case", cases("identity"))
def test_the_owner_is_found(case: dict[str, Any]) -> None:
    others = [_identity(other) for other in case.get("others", ())]
    found = find(_identity(case["owner"]), _authors(case["authors"]), others)
    assert _said(found) == case["expected"]


def test_a_tie_names_all_between_whom_it_stands() -> None:
    others = [Identity("ruofei-zhu", (parse_name("Ruofei Zhu"),))]
    found = find(_identity("Ruidong Zhu"), _authors("R. Zhu, Xin Jin"), others)
    assert found == Authorship(tie=("R. Zhu", "Ruofei Zhu"))


@given(NAMES, LISTS)
def test_whoever_is_found_fits_the_owner(owner: Name, names: list[Name]) -> None:
    found = find(Identity("owner", (owner,)), [(name, "") for name in names])
    assert found.index is None or compatible(owner, names[found.index])
    assert all(not compatible(owner, name) for name in names) or found != Authorship()


@given(NAMES, LISTS, NAMES, st.integers(0, 6))
def test_an_unrelated_author_changes_nothing(owner: Name, names: list[Name], guest: Name, at: int) -> None:
    assume(not any(compatible(guest, name) for name in (owner, *names)))
    known = Identity("owner", (owner,))
    before = find(known, [(name, "") for name in names])
    at = min(at, len(names))
    after = find(known, [(name, "") for name in (*names[:at], guest, *names[at:])])
    shifted = before.index if before.index is None or before.index < at else before.index + 1
    assert (after.index, after.tie) == (shifted, before.tie)


@given(NAMES, LISTS.flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_the_order_of_authors_does_not_matter(owner: Name, lists: tuple[list[Name], list[Name]]) -> None:
    known = Identity("owner", (owner,))
    one, other = (find(known, [(name, "") for name in names]) for names in lists)
    person = [None if found.index is None else names[found.index]
              for found, names in zip((one, other), lists, strict=True)]  # fmt: skip
    assert person[0] == person[1]
    assert set(one.tie) == set(other.tie)


@given(NAMES, LISTS, LISTS)
def test_a_known_namesake_never_finds_more(owner: Name, names: list[Name], known: list[Name]) -> None:
    me, authors = Identity("owner", (owner,)), [(name, "") for name in names]
    others = [Identity(f"other-{number}", (name,)) for number, name in enumerate(known)]
    alone, among = find(me, authors), find(me, authors, others)
    assert among.index in (None, alone.index)
    assert (among == Authorship()) == (alone == Authorship())


@given(NAMES, LISTS, st.data())
def test_an_id_always_decides(owner: Name, names: list[Name], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(names) - 1))
    authors = [(name, "owner" if index == at else "") for index, name in enumerate(names)]
    assert find(Identity("owner", (owner,)), authors, [Identity("other", (owner,))]) == Authorship(index=at)
