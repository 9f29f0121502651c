"""Publications of a CV: which papers, in which order and groups, how numbered, with which legend."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import OWNER, cases, document, dossier, faults, spelt
from texcv.model.document import Citation, Heading, Legend

LIST = """
venues:
  nsdi: {name: Networked Systems, acronym: NSDI, editions: {2025: {date: 2025-04-28/2025-04-30}}}
  atc: {name: Annual Conference, acronym: ATC}
  tpds: {name: Transactions, type: article-journal}
people:
  ruidong-zhu: {name: Ruidong Zhu}
references:
- {id: old20, title: E, authors: "Yinmin Zhong, Xin Jin", venue: nsdi, date: 2020, selected: true, tags: [serving, old]}
- {id: year25, title: B, authors: "Yinmin Zhong*, Xin Jin*", venue: nsdi, date: 2025-03-01, tags: rlhf}
- {id: apr25, title: A, authors: "Xin Jin, Yinmin Zhong*, Bo Li*", venue: nsdi, date: 2025, selected: true}
- {id: not-his, title: X, authors: "Xin Jin†, Bo Li", venue: nsdi, date: 2025, selected: true}
- {id: oct25, title: D, authors: "Yinmin Zhong, Xin Jin", venue: atc, date: 2025-10, tags: [serving]}
- {id: journal24, title: C, authors: "Yinmin Zhong, Xin Jin", venue: tpds, date: 2024-01, volume: 3}
- {id: preprint, title: F, authors: "Yinmin Zhong, Xin Jin"}
"""
IDS = ["old20", "year25", "apr25", "oct25", "journal24", "preprint"]
TITLES = {"E": "old20", "B": "year25", "A": "apr25", "D": "oct25", "C": "journal24", "F": "preprint"}


def _profile(spec: dict[str, Any], name: str = "Yinmin Zhong") -> str:
    return json.dumps({"person": {"name": name}, "publications": {"from": "publications.yaml"} | spec})


def _printed(spec: dict[str, Any]) -> list[str]:
    """Return what stands in the section of publications, an item a line."""
    out = []
    for block in document(_profile(spec), LIST).sections[0].blocks:
        match block:
            case Citation():
                out.append(f"{spelt(block.label)} {TITLES[spelt(block.title)]}".strip())
            case Heading():
                out.append(f"# {spelt(block.text)}")
            case Legend():
                out.append(f"({spelt(block.text).replace('^', '')})".replace("\u00a0", " "))
    return out


@pytest.mark.parametrize("case", cases("publications"))
def test_papers_are_chosen_and_ordered(case: dict[str, Any]) -> None:
    assert _printed(case["spec"]) == case["expected"]


SPECS = st.fixed_dictionaries({
    "sort": st.sampled_from(["date", "date-ascending", "title", "venue", "none"]),
    "group": st.sampled_from(["none", "year", "type"]),
    "number": st.sampled_from(["none", "up", "down"]),
}, optional={
    "select": st.lists(st.sampled_from(IDS), min_size=1, unique=True),
    "limit": st.integers(1, 7).map(str),
})  # fmt: skip


@given(SPECS)
@settings(max_examples=25)
def test_no_paper_is_lost_or_printed_twice(spec: dict[str, Any]) -> None:
    printed = [line.split(". ")[-1] for line in _printed(spec) if line[0] not in "#("]
    wanted = spec.get("select", IDS)
    assert len(printed) == len(set(printed)) == min(len(wanted), int(spec.get("limit", 99)))
    assert set(printed) <= set(wanted)


@given(SPECS)
@settings(max_examples=25)
def test_numbers_run_without_a_gap(spec: dict[str, Any]) -> None:
    numbers = [int(line.split(".")[0]) for line in _printed(spec) if line[0].isdigit()]
    if spec["number"] == "up":
        assert numbers == list(range(1, len(numbers) + 1)) != []
    elif spec["number"] == "down":
        assert numbers == list(range(len(numbers), 0, -1)) != []
    else:
        assert not numbers


def test_a_legend_holds_all_marks_that_are_used_once() -> None:
    papers = """
marks: {"‡": {en: project lead, zh: 项目负责人}, "§": never used}
references:
- {id: a, title: A, authors: "Yinmin Zhong*‡, Xin Jin*†"}
- {id: b, title: B, authors: "Yinmin Zhong*, Bo Li*"}
"""
    blocks = document(_profile({}), papers).sections[0].blocks
    legends = [spelt(block.text) for block in blocks if isinstance(block, Legend)]
    assert legends == ["^* equal contribution; ^† corresponding author; ^‡ project lead"]


def test_a_mark_that_is_cut_off_is_not_in_the_legend() -> None:
    papers = 'references:\n- {id: a, title: A, authors: "Yinmin Zhong*, Xin Jin*, Bo Li†"}\n'
    blocks = document(_profile({"authors": {"max": "2"}}), papers).sections[0].blocks
    assert [spelt(block.text) for block in blocks if isinstance(block, Legend)] == ["^* equal contribution"]


def test_a_mark_without_a_meaning_is_told() -> None:
    found = faults(_profile({}), 'references:\n- {id: a, title: A, authors: "Yinmin Zhong§, Xin Jin"}\n')
    assert [(fault.code, fault.place.line) for fault in found] == [("unknown-mark", 2)]
    assert "marks:" in found[0].hint


def test_a_paper_that_names_the_owner_nowhere_is_passed_over_in_a_shared_list() -> None:
    assert [paper.reference.id for paper in dossier(_profile({}), LIST).papers] == IDS


def test_a_paper_asked_for_must_have_the_owner() -> None:
    found = faults(_profile({"select": ["old20", "not-his"]}), LIST)
    assert [fault.code for fault in found] == ["not-an-author"]
    assert "'not-his'" in found[0].message


def test_a_paper_of_the_profile_itself_must_have_the_owner() -> None:
    found = faults(f'{OWNER}publications:\n- {{id: a, title: A, authors: "Xin Jin, Yinmn Zhong"}}\n')
    assert [(fault.code, fault.place.line) for fault in found] == [("not-an-author", 3)]
    assert "'Yinmn Zhong'" in found[0].hint
    assert "aliases" in found[0].hint


def test_a_list_without_the_owner_is_told() -> None:
    assert [fault.code for fault in faults(_profile({}, "Nobody Else"), LIST)] == ["no-papers"]


@pytest.mark.parametrize("key", ["select", "except"])
def test_an_id_that_no_paper_has_is_told(key: str) -> None:
    found = faults(_profile({key: ["oct52"]}), LIST)
    assert ("unknown-id", "did you mean 'oct25'?") in [(fault.code, fault.hint) for fault in found]


SHARED = """
people:
  ruidong-zhu: {name: Ruidong Zhu}
  ruofei-zhu: {name: Ruofei Zhu}
references:
- {id: a, title: A, authors: [%s, Xin Jin]}
"""


@pytest.mark.parametrize("name", ["Ruidong Zhu", "Ruofei Zhu"])
def test_a_tie_is_an_error_that_tells_the_remedy(name: str) -> None:
    found = faults(_profile({}, name), SHARED % "R. Zhu")
    assert [(fault.code, fault.place.line) for fault in found] == [("ambiguous-author", 6)]
    assert all(part in found[0].message for part in (name, "R. Zhu"))
    person = name.lower().replace(" ", "-")
    assert f"{{name: R. Zhu, person: {person}}}" in found[0].hint


def test_the_remedy_of_a_tie_resolves_it() -> None:
    lists = SHARED % "{name: R. Zhu, person: ruidong-zhu}"
    assert [paper.owner for paper in dossier(_profile({}, "Ruidong Zhu"), lists).papers] == [0]
    assert [fault.code for fault in faults(_profile({}, "Ruofei Zhu"), lists)] == ["no-papers"]


def test_a_person_that_is_not_registered_is_told() -> None:
    found = faults(_profile({}, "Ruidong Zhu"), SHARED % "{name: R. Zhu, person: ruidong-zu}")
    assert ("unknown-person", "did you mean 'ruidong-zhu'?") in [(fault.code, fault.hint) for fault in found]


def test_an_alias_of_the_registry_finds_the_owner() -> None:
    lists = SHARED.replace("{name: Ruidong Zhu}", "{name: Ruidong Zhu, aliases: [Rui Zhu]}") % "Rui Zhu"
    assert [paper.owner for paper in dossier(_profile({}, "Ruidong Zhu"), lists).papers] == [0]
