"""CSL's items, as JSON and as YAML, become references; JSON's places and faults."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import cases
from tests.test_bibtex import spelt_value
from texcv import nodes
from texcv.model.diagnostic import Faults
from texcv.model.place import File, Mapping, Sequence
from texcv.readers import formats, json_tree, references


def _read(case: dict[str, Any]) -> tuple[Mapping | None, list[Any]]:
    if "json" in case:
        return formats.read(File("papers.json", case["json"]))
    return formats.read(nodes.read_tree(File("papers.yaml", case["yaml"]), []))


@pytest.mark.parametrize("case", cases("csl"))
def test_an_item_becomes_a_reference(case: dict[str, Any]) -> None:
    tree, told = _read(case)
    if expected := case.get("expected"):
        assert tree
        assert {key: spelt_value(tree["references"][0].get(key)) for key in expected} == expected
    assert [f"{fault.place.line} {fault.code}" for fault in told] == case.get("told", [])


@pytest.mark.parametrize("case", [case for case in cases("csl") if "wrong key" not in str(case.id)])
def test_what_comes_through_is_valid(case: dict[str, Any]) -> None:
    tree, _ = _read(case)
    assert not references.read([tree] if tree else [], ())[1]


def test_values_of_json_know_where_they_stand() -> None:
    tree, _ = formats.read(File("a.json", '[\n {"id": "a", "title": "T",\n  "author": [{"family": "Lee"}]}]'))
    assert tree
    item = tree["references"][0]
    assert [str(one.place) for one in (item, item["title"], item["authors"][0])] == [
        "a.json:2:9",
        "a.json:2:23",
        "a.json:3:14",
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_plain(item) for item in value if item is not None]
    return value if isinstance(value, str) else json.dumps(value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=9,
)


@given(VALUES, st.booleans())
def test_json_is_read_as_python_reads_it(value: Any, escaped: bool) -> None:
    value = json.loads(json.dumps(value).replace("\\ud", "x"))
    text = json.dumps(value, ensure_ascii=escaped, indent=1)
    assert json_tree.read(File("a.json", text)) == (None if value is None else _plain(value))


@given(st.text(st.sampled_from('[]{}:,"\\ 1anull-.\n'), max_size=20))
def test_what_python_does_not_take_for_json_is_told(text: str) -> None:
    try:
        json.loads(text)
        right = True
    except ValueError:
        right = False
    if right:
        json_tree.read(File("a.json", text))
        return
    try:
        json_tree.read(File("a.json", text))
    except Faults as found:
        assert [one.code for one in found.diagnostics] == ["json"]


KEYS = st.sampled_from("id title author issued type DOI URL page volume container-title keyword note".split())
ITEMS = st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=3)


@given(ITEMS)
def test_no_item_is_lost_in_silence(items: list[dict[str, Any]]) -> None:
    text = json.dumps(items).replace("\\ud", "x")
    tree, told = formats.read(File("a.json", text))
    assert tree is not None
    left_out = [fault for fault in told if fault.code == "incomplete-entry"]
    assert len(tree["references"]) + len(left_out) == len(items)
    assert isinstance(tree["references"], Sequence)
    assert {fault.code for fault in references.read([tree], ())[1]} <= {"duplicate-id"}
