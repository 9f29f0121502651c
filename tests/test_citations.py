"""Citations in the house style: authors, venue, place and days, status, award, note, links."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import cases, document, spelt
from texcv.model.document import Citation
from texcv.model.inline import Self, Str, text_of, walk, without_self

VENUES = """
nsdi:
  name: USENIX Symposium on Networked Systems Design and Implementation
  acronym: NSDI
  aliases: [Networked Systems Design]
  editions:
    2025: {ordinal: 22nd, location: "Philadelphia, PA", date: 2025-04-28/2025-04-30, url: "https://usenix.org/nsdi25"}
    2024: {location: "Santa Clara, CA"}
    2023: {date: 2023-04-17}
    2022: {date: 2022-03-30/2022-04-02}
tpds: {name: IEEE Transactions on Parallel and Distributed Systems, acronym: TPDS, type: article-journal}
nature: {name: Nature, type: article-journal}
workshop: {name: Workshop on *Hot* Topics, editions: {2025: {location: Rome, date: 2025-06-01/2025-06-02}}}
zh: {name: {en: Chinese Conference, zh: 中国会议}, acronym: CC}
"""
PEOPLE = [f"Author {letter}" for letter in "BCDEFGHIJ"]


def cite(paper: dict[str, Any], spec: dict[str, Any] | None = None, owner: str = "Yinmin Zhong",
         language: str = "en") -> Citation:  # fmt: skip
    """Return the citation of a paper in the CV of its owner."""
    reference = {"id": "paper", "title": "A Paper", "authors": "Yinmin Zhong, Xin Jin", "date": "2025"} | paper
    references = {"venues": yaml.load(VENUES, yaml.BaseLoader), "references": [reference]}
    publications = {"from": "publications.yaml", "number": "none"} | (spec or {})
    profile = {"person": {"name": owner}, "language": language, "publications": publications}
    made = document(json.dumps(profile, ensure_ascii=False), json.dumps(references, ensure_ascii=False))
    return next(block for block in made.sections[0].blocks if isinstance(block, Citation))


@pytest.mark.parametrize("case", cases("citations"))
def test_a_paper_is_cited(case: dict[str, Any]) -> None:
    got = cite(case.get("paper", {}), case.get("spec"), language=case.get("language", "en"))
    for part in ("title", "authors", "details"):
        wanted = case.get(f"expected {part}")
        if wanted is not None:
            assert spelt(getattr(got, part)).replace("\u00a0", " ") == wanted


@given(st.integers(1, 9), st.integers(1, 12), st.integers(0, 8))
@settings(max_examples=25)
def test_the_owner_is_always_among_the_names_printed(count: int, most: int, at: int) -> None:
    at = min(at, count - 1)
    names = [*PEOPLE[:at], "Yinmin Zhong", *PEOPLE[at : count - 1]]
    authors = cite({"authors": names}, {"authors": {"max": str(most)}}).authors
    owners = [text_of(node.children) for node in walk(authors) if isinstance(node, Self)]
    printed = [name for name in names if name in text_of(authors)]
    assert owners == ["Yinmin Zhong"]
    assert len(printed) == min(count, most)
    assert printed == [name for name in names if name in printed]
    missing = count - len(printed)
    assert (f"and {missing} other" in text_of(authors)) == (missing > 0)


@given(st.permutations(["Yinmin Zhong", "Xin Jin", "X. Y. Zhong", "Y. Zhongli", "Bingyang Wu"]))
@settings(max_examples=25)
def test_the_highlight_is_the_owner_s_alone(names: list[str]) -> None:
    authors = cite({"authors": names}).authors
    owners = [node for node in walk(authors) if isinstance(node, Self)]
    assert [owner.children for owner in owners] == [(Str("Yinmin Zhong"),)]


@given(st.permutations(["Yinmin Zhong*", "Xin Jin†", "Bingyang Wu*", "Zili Zhang"]), st.sampled_from(["nsdi", "tpds"]))
@settings(max_examples=25)
def test_two_owners_cite_a_shared_paper_alike(names: list[str], venue: str) -> None:
    paper = {"authors": names, "venue": venue, "title": "On *Yinmin Zhong* and Xin Jin"}
    one, other = cite(paper), cite(paper, owner="Xin Jin")
    assert without_self(one.authors) == without_self(other.authors)
    assert one.authors != other.authors
    assert (one.title, one.details) == (other.title, other.details)
