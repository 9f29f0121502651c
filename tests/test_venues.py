"""Venues: the many ways to write one, the year beside it, the shipped registry, and what is told of an unknown one."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import OWNER, cases, faults, section
from texcv import nodes, resources
from texcv.load import load
from texcv.model.diagnostic import Diagnostic
from texcv.model.reference import ReferenceList, Venue
from texcv.model.source import Options
from texcv.model.venue import key, split_year
from texcv.readers.schema import validate
from texcv.readers.venues import Venues

OWN = """
micro: {name: Our Own, acronym: MICRO}
lab-chi: {name: Lab Day, acronym: CHI, aliases: [The Day]}
zh: {name: {en: Chinese Conference, zh: 中国会议}}
retreat-2024: {name: Retreat}
"""
FOUND: list[Diagnostic] = []
SHIPPED = nodes.read_file(resources.venues_file(), FOUND)
IDS = sorted(SHIPPED)


def venues(own: str = OWN) -> Venues:
    """Return the lab's venues and the shipped ones."""
    read, wrong = validate(
        ReferenceList, nodes.read_text(f"venues: {{{', '.join(own.strip().splitlines())}}}", "x", [])
    )
    assert read and not wrong
    return Venues(read.venues, SHIPPED)


ALL = venues()


@pytest.mark.parametrize("case", cases("venues"))
def test_a_venue_is_found(case: dict[str, Any]) -> None:
    found = ALL.find(case["venue"])
    wanted = case.get("expected", "").split(maxsplit=1)
    if not found:
        assert not wanted
        return
    rest = str(found.year or "") if found.id not in ("micro", "lab-chi") else str(found.venue.name)
    assert [found.id, *([rest] if rest else [])] == wanted


@pytest.mark.parametrize("id", IDS)
def test_every_shipped_venue_is_right_and_found_by_each_of_its_spellings(id: str) -> None:
    venue, wrong = validate(Venue, SHIPPED[id])
    assert venue and not wrong
    assert venue.type in ("paper-conference", "article-journal")
    shipped = Venues({}, SHIPPED)
    for spelling in (id, venue.acronym or id, str(venue.name), *venue.aliases):
        for text in (spelling, spelling.upper(), f"{spelling} 2024", f"{spelling}'24", f"{spelling} (2024)"):
            found = shipped.find(text)
            assert found, text
            assert found.id == id, text


def test_the_registry_is_sound() -> None:
    assert not FOUND
    assert len(IDS) >= 120
    spellings = [
        folded
        for id, tree in SHIPPED.items()
        for folded in {key(text) for text in (id, tree.get("acronym", id), tree["name"], *tree.get("aliases", ()))}
    ]
    assert len(spellings) == len(set(spellings)), "two venues share a spelling"
    assert not [id for id in IDS if split_year(id)[1]], "an id that ends like a year"


LIST = """
venues:
  nsdi: {name: Networked Systems, acronym: NSDI, editions: {2025: {ordinal: 22nd, location: Philadelphia}}}
  book: {name: Book Conference, series: Lecture Notes, editions: {2024: {series: Special Notes}}}
references:
- {id: a, title: A, authors: Yinmin Zhong, %s}
"""


def details(paper: str) -> str:
    """Return what is printed of a paper below its authors."""
    profile = f"{OWNER}publications: {{from: publications.yaml, number: none}}\n"
    return section(profile, references=LIST % paper)[-1].split(" | ")[-1].replace("\u00a0", " ")


@pytest.mark.parametrize(("paper", "expected"), [
    ("venue: NSDI'25", "*22nd Networked Systems (NSDI 2025)*, Philadelphia"),
    ("venue: NSDI 2025, date: 2025", "*22nd Networked Systems (NSDI 2025)*, Philadelphia"),
    ("venue: NSDI 2025, date: 2025-04", "*22nd Networked Systems (NSDI 2025)*, Philadelphia"),
    ("venue: 22nd Networked Systems (NSDI 25)", "*22nd Networked Systems (NSDI 2025)*, Philadelphia"),
    ("venue: NSDI'26, status: under review", "*Networked Systems (NSDI 2026)*, under review"),
    ("venue: {text: NSDI'25}, date: 2025", "*NSDI’25*, 2025"),
    ("venue: OSDI'24", "*USENIX Symposium on Operating Systems Design and Implementation (OSDI 2024)*"),
    ("venue: book, date: 2023, volume: 12", "*Book Conference*, 2023, Lecture Notes, vol. 12"),
    ("venue: book, date: 2024", "*Book Conference*, 2024, Special Notes"),
    ("venue: book, date: 2024, series: Own Notes", "*Book Conference*, 2024, Own Notes"),
])  # fmt: skip
def test_a_venue_is_printed_with_its_year(paper: str, expected: str) -> None:
    assert details(paper) == expected


@pytest.mark.parametrize(("paper", "code", "column", "said", "hint"), [
    ("venue: NSDI'25, date: 2024", "venue-year", 51, "of 2025, but the paper's date is of 2024", "mend"),
    ("venue: OSDI 2023, date: 2024-07", "venue-year", 51, "'OSDI 2023' is of 2023", "mend"),
    ("venue: nsid, date: 2024", "unknown-venue", 51, "'nsid' stands in no list", "did you mean 'nsdi'?"),
    ("venue: SIGCOM 2024", "unknown-venue", 51, "'SIGCOM 2024'", "did you mean 'sigcomm'?"),
    ("venue: Symposium on Operating System Principles, date: 2024", "unknown-venue", 51, "", "did you mean 'sosp'?"),
    ("venue: Nowhere Days, date: 2024", "unknown-venue", 51, "'Nowhere Days'", "add it under 'venues:'"),
    ("venue: Nowhere Days, date: 2024", "unknown-venue", 51, "'Nowhere Days'", "or write venue: {text: …}"),
    ("venue: nsdi", "missing", 3, "needs its 'date'", "write: date: 2025"),
])  # fmt: skip
def test_a_wrong_venue_is_told_at_its_place(paper: str, code: str, column: int, said: str, hint: str) -> None:
    found = faults(f"{OWNER}publications: {{from: publications.yaml}}\n", LIST % paper)
    assert [(one.code, one.place.line, one.place.column) for one in found] == [(code, 6, column)]
    assert said in found[0].message
    assert hint in found[0].hint


def test_a_faulty_venue_is_told_once() -> None:
    lists = "venues: {nsdi: {nam: X}}\nreferences: [{id: a, title: A, authors: Yinmin Zhong, venue: NSDI 2024}]\n"
    found = faults(f"{OWNER}publications: {{from: publications.yaml}}\n", lists)
    assert {one.place.line for one in found} == {1}


@given(
    st.sampled_from(IDS), st.integers(1970, 2069), st.sampled_from(["{} {}", "{} ({})", "{}, {}", "{}-{}", "{} '{}"])
)
@settings(max_examples=40)
def test_a_year_by_a_venue_is_read_in_every_form(id: str, year: int, form: str) -> None:
    short = f"{year % 100:02d}" if "'" in form else str(year)
    found = ALL.find(form.format(SHIPPED[id].get("acronym", id) if id not in ("micro", "chi") else "NSDI", short))
    assert found
    assert found.year == year


@given(st.text(max_size=40))
@settings(max_examples=50)
def test_any_text_is_found_or_not(text: str) -> None:
    found = ALL.find(text)
    assert found is None or found.id in {*ALL.own, *SHIPPED}


def _loaded(folder: Path, venue: str) -> bool:
    """Tell whether the shipped registry is read for a paper at a venue."""
    paper = {"id": "a", "title": "A", "authors": "Ann Lee", "venue": venue, "date": "2024"}
    papers = {"venues": {"nsdi": {"name": "Networked Systems", "acronym": "NSDI"}}, "references": [paper]}
    (folder / "papers.yaml").write_text(json.dumps(papers), "utf-8")
    profile = folder / "ann.yaml"
    profile.write_text("person: {name: Ann Lee}\npublications: {from: papers.yaml}\n", "utf-8")
    return load(profile, Options()).venues is not None


def test_the_registry_is_read_only_where_it_may_be_needed(tmp_path: Path) -> None:
    assert not _loaded(tmp_path, "nsdi")
    assert not _loaded(tmp_path, "NSDI")
    assert _loaded(tmp_path, "osdi")


@pytest.mark.parametrize("publications", [
    "[{id: a, title: A, authors: Ann Lee, venue: osdi, date: 2024}]",
    "{entries: [{id: a, title: A, authors: Ann Lee, venue: osdi, date: 2024}]}",
])  # fmt: skip
def test_entries_of_a_profile_know_the_registry(tmp_path: Path, publications: str) -> None:
    profile = tmp_path / "ann.yaml"
    profile.write_text(f"person: {{name: Ann Lee}}\npublications: {publications}\n", "utf-8")
    assert load(profile, Options()).venues


def test_the_registry_costs_little() -> None:
    """Reading it and putting up its index takes some 15 ms; the bound is wide, as machines are slow and busy."""

    def taken() -> float:
        begun = time.process_time()
        Venues({}, nodes.read_file(resources.venues_file(), []))
        return time.process_time() - begun

    assert min(taken() for _ in range(5)) < 0.08
