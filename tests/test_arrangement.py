"""What holds for every arrangement of papers: no choice loses or doubles one, numbers fit, the owner stays visible."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import cases, document, dossier, faults, spelt
from texcv import nodes, resources
from texcv.compose.numbering import labels
from texcv.compose.selection import arrange, select, sort
from texcv.model.document import Citation, Legend
from texcv.model.dossier import Dossier, Paper
from texcv.model.inline import Mark, Self, text_of, walk
from texcv.model.profile import Publications
from texcv.model.theme import Locale
from texcv.readers.schema import validate

OWNER = "Yinmin Zhong"
TYPES = ("paper-conference", "article-journal", "article")
NAMES = [f"Author {letter}" for letter in "ABCDEFGHIJ"]
AUTHORS = st.tuples(st.lists(st.sampled_from(NAMES), max_size=6, unique=True), st.integers(0, 6), st.integers(0, 7))
PAPERS = st.lists(st.fixed_dictionaries({
    "authors": AUTHORS, "type": st.sampled_from(TYPES), "date": st.sampled_from(["2023", "2024-05", "2024", "2025"]),
    "tags": st.lists(st.sampled_from(["a", "b", "c"]), unique=True),
    "status": st.sampled_from(["published", "preprint"]),
}), min_size=1, max_size=7)  # fmt: skip
PREFIXES = st.sampled_from([None, "P", {"paper-conference": "C", "article-journal": "J", "article": "P"},
                            {"paper-conference": "R", "article-journal": "R"}])  # fmt: skip
SPECS = st.fixed_dictionaries({
    "sort": st.sampled_from(["date", "date-ascending", "title", "venue", "first-author", "none"]),
    "group": st.sampled_from(["none", "year", "type", "status"]),
    "number": st.fixed_dictionaries({"scope": st.sampled_from(["whole", "group"]), "prefix": PREFIXES}),
    "first-author": st.sampled_from(["true", "false"]),
}, optional={
    "tags": st.lists(st.sampled_from(["a", "b"]), min_size=1, unique=True),
    "limit": st.integers(1, 8).map(str),
})  # fmt: skip


def _authors(names: Sequence[str], owner: int, equal: int) -> list[str]:
    """Return names with the owner among them, the first `equal` marked."""
    at = min(owner, len(names))
    whole = [*names[:at], OWNER, *names[at:]]
    return [name + "*" * (index < equal) for index, name in enumerate(whole)]


def _dossier(papers: list[dict[str, Any]], spec: dict[str, Any], language: str = "en") -> Dossier:
    """Return the material of a CV that has these papers; `a0` holds every tag, so that none is unknown."""
    references = [
        {**paper, "id": f"p{index}", "title": f"T{index % 3}", "authors": _authors(*paper["authors"])}
        for index, paper in enumerate(papers)
    ]
    references.append({"id": "a0", "title": "All", "authors": OWNER, "date": "2020", "tags": ["a", "b", "c"]})
    spec = {key: value for key, value in spec.items() if key != "number"} | {
        "number": {key: value for key, value in spec.get("number", {}).items() if value is not None}
    }
    profile = {"person": {"name": OWNER}, "language": language, "publications": spec | {"from": "x.yaml"}}
    return dossier(json.dumps(profile), json.dumps({"references": references}))


def _arranged(papers: list[dict[str, Any]], spec: dict[str, Any]) -> tuple[tuple[Paper, ...], Publications]:
    made = _dossier(papers, spec)
    assert made.profile.publications
    return made.papers, made.profile.publications


def _ids(papers: Sequence[Paper]) -> list[str]:
    return [paper.reference.id for paper in papers]


@given(PAPERS, SPECS)
@settings(max_examples=25, deadline=None)
def test_a_selection_keeps_the_order_of_the_lists(papers: list[dict[str, Any]], spec: dict[str, Any]) -> None:
    every, asked = _arranged(papers, spec)
    chosen = _ids(select(every, asked))
    assert chosen == [id for id in _ids(every) if id in chosen]
    for paper in every:
        right = not asked.tags or bool(set(asked.tags) & set(paper.reference.tags))
        leads = not asked.first_author or paper.leads
        assert (paper.reference.id in chosen) == (right and leads)


@given(PAPERS, SPECS)
@settings(max_examples=25, deadline=None)
def test_a_limit_keeps_the_first_of_the_sorted(papers: list[dict[str, Any]], spec: dict[str, Any]) -> None:
    every, asked = _arranged(papers, spec)
    whole = sort(select(every, asked), asked)
    kept = arrange(every, asked)
    assert kept == whole[: len(kept)]
    assert len(kept) == min(len(whole), asked.limit or len(whole))


@given(PAPERS)
@settings(max_examples=25, deadline=None)
def test_led_papers_come_first_and_each_part_by_date(papers: list[dict[str, Any]]) -> None:
    every, asked = _arranged(papers, {"sort": "first-author"})
    led = [paper.leads for paper in arrange(every, asked)]
    assert led == sorted(led, reverse=True)
    by_date = sort(list(every), asked.model_copy(update={"sort": "date"}))
    assert arrange(every, asked) == [p for p in by_date if p.leads] + [p for p in by_date if not p.leads]


@given(st.lists(st.sampled_from(NAMES), max_size=6, unique=True), st.integers(0, 6), st.integers(0, 7))
@settings(max_examples=40, deadline=None)
def test_who_leads(names: list[str], owner: int, equal: int) -> None:
    paper = _dossier([{"authors": (names, owner, equal), "date": "2024", "type": "article"}], {}).papers[0]
    at = min(owner, len(names))
    assert paper.leads == (at == 0 or at < equal)


@given(PAPERS, SPECS)
@settings(max_examples=25, deadline=None)
def test_numbers_are_a_bijection_and_up_is_down_reversed(papers: list[dict[str, Any]], spec: dict[str, Any]) -> None:
    every, asked = _arranged(papers, spec)
    by = {way: asked.model_copy(update={"number": asked.number.model_copy(update={"direction": way})})
          for way in ("up", "down", "none")}  # fmt: skip
    up, down = labels(every, by["up"]), labels(every, by["down"])
    assert not any(labels(every, by["none"]))
    scopes: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for paper, one, other in zip(every, up, down, strict=True):
        prefix = asked.number.prefix_of(paper.type)
        scope = {"year": str(paper.reference.year), "type": paper.type, "status": paper.reference.standing}
        group = scope.get(asked.group, "") if asked.number.scope == "group" else ""
        numbers = [int(label.removeprefix(prefix).rstrip(".")) for label in (one, other)]
        scopes.setdefault((group, prefix), []).append((numbers[0], numbers[1]))
    for pairs in scopes.values():
        assert [number for number, _ in pairs] == list(range(1, len(pairs) + 1))
        assert [number for _, number in pairs] == list(range(len(pairs), 0, -1))
    if asked.number.scope == "whole":
        assert len(set(up)) == len(up)


@given(st.integers(1, 10), st.integers(0, 9), st.integers(1, 11), st.sampled_from(["en", "zh"]))
@settings(max_examples=50, deadline=None)
def test_a_cut_list_shows_the_owner_and_no_more_names_than_asked(count: int, at: int, most: int, language: str) -> None:
    at = min(at, count - 1)
    profile = {"person": {"name": OWNER}, "language": language,
               "publications": {"from": "x.yaml", "authors": {"max": str(most)}}}  # fmt: skip
    paper = {"id": "p", "title": "T", "authors": _authors(NAMES[: count - 1], at, 0), "date": "2024", "type": "article"}
    references = [paper]
    made = document(json.dumps(profile), json.dumps({"references": references}))
    citation = next(block for block in made.sections[0].blocks if isinstance(block, Citation))
    text = text_of(citation.authors)
    shown = [name for name in (*NAMES, OWNER) if name in text]
    assert [text_of(node.children) for node in walk(citation.authors) if isinstance(node, Self)] == [OWNER]
    assert len(shown) == min(count, most)
    assert (str(at + 1) in text.replace(str(count), "", 1)) or at < most
    if at < most:
        assert "(" not in text


@given(PAPERS, st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_a_legend_is_of_marks_of_names_shown(papers: list[dict[str, Any]], most: int) -> None:
    profile = {"person": {"name": OWNER}, "publications": {"from": "x.yaml", "authors": {"max": str(most)}}}
    references = [{**paper, "id": f"p{index}", "title": "T", "authors": _authors(*paper["authors"])}
                  for index, paper in enumerate(papers)]  # fmt: skip
    blocks = document(json.dumps(profile), json.dumps({"references": references})).sections[0].blocks
    shown = {node.text for block in blocks if isinstance(block, Citation) for node in walk(block.authors)
             if isinstance(node, Mark)}  # fmt: skip
    told = {node.text for block in blocks if isinstance(block, Legend) for node in walk(block.text)
            if isinstance(node, Mark)}  # fmt: skip
    assert shown == told


@pytest.mark.parametrize(("number", "expected"), [
    (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"), (13, "13th"),
    (20, "20th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (36, "36th"), (101, "101st"), (111, "111th"),
    (112, "112th"), (1013, "1013th"),
])  # fmt: skip
def test_ordinals_in_english(number: int, expected: str) -> None:
    locale, _ = validate(Locale, nodes.read_file(resources.locale_file("en"), []))
    assert locale
    assert locale.ordinal(number) == expected


@pytest.mark.parametrize("case", cases("arrangement"))
def test_a_wrong_arrangement_is_told(case: dict[str, Any]) -> None:
    references = "references: [{id: a, title: A, authors: Yinmin Zhong, date: 2024, tags: [serving]}]\n"
    profile = f"person: {{name: {OWNER}}}\npublications:\n  from: x.yaml\n  {case['spec']}\n"
    found = faults(profile, references)
    assert [one.code for one in found] == [case["code"]]
    assert (found[0].place.line, found[0].place.column) == (4, int(case["column"]))
    assert case["says"] in f"{found[0].message}; {found[0].hint}"


@pytest.mark.parametrize(("language", "expected"), [
    ("en", "5 papers, 3 as (co-)first author; OSDI 2, NSDI 1, 1 preprint, 1 under review"),
    ("zh", "论文 5 篇，（共同）第一作者 3 篇；OSDI 2 篇，NSDI 1 篇，预印本 1 篇，在审 1 篇"),
])  # fmt: skip
def test_the_summary_counts_what_is_printed(language: str, expected: str) -> None:
    authors = [("Yinmin Zhong", "OSDI'24"), ("A. B*, Yinmin Zhong*", "OSDI 2023"), ("A. B*, Yinmin Zhong", "NSDI'24"),
               ("A. B, Yinmin Zhong*", "NSDI'26"), ("Yinmin Zhong, A. B", "")]  # fmt: skip
    references = [{"id": f"p{index}", "title": "T", "authors": who} | ({"venue": venue} if venue else {})
                  | ({"status": "under review"} if venue == "NSDI'26" else {})
                  for index, (who, venue) in enumerate(authors)]  # fmt: skip
    profile = {"person": {"name": OWNER}, "language": language, "publications": {"from": "x.yaml", "summary": "true"}}
    blocks = document(json.dumps(profile), json.dumps({"references": references})).sections[0].blocks
    assert isinstance(blocks[0], Legend)
    assert spelt(blocks[0].text).replace("\u00a0", " ") == expected
