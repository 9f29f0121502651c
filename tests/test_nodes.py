"""YAML: every value is the text that stands there and knows its place; what is broken is told where it broke."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import cases
from texcv import nodes
from texcv.model.diagnostic import Diagnostic, Faults
from texcv.model.place import Mapping, Scalar, Sequence, place_of


def read(text: str) -> Mapping:
    """Return what a good YAML text holds."""
    wrong: list[Diagnostic] = []
    tree = nodes.read_text(text, "profile.yaml", wrong)
    assert not wrong
    return tree


def told(text: str) -> list[Diagnostic]:
    """Return all that is wrong in a YAML text."""
    wrong: list[Diagnostic] = []
    try:
        nodes.read_text(text, "profile.yaml", wrong)
    except Faults as found:
        return list(found.diagnostics)
    return wrong


@pytest.mark.parametrize("case", cases("nodes"))
def test_a_scalar_is_the_text_that_stands_there(case: dict[str, str]) -> None:
    assert read(f"key: {case['input']}") == {"key": case["expected"]}


@pytest.mark.parametrize("case", cases("broken"))
def test_what_is_broken_is_told(case: dict[str, str]) -> None:
    first = told(case["input"])[0]
    assert (first.code, f"{first.place.line}:{first.place.column}") == (case["code"], case["place"])
    assert case["says"] in f"{first.message} {first.hint}"


def test_all_faults_of_a_file_are_told_at_once() -> None:
    found = told("a: 1\na: 2\nb: !x 3\nc: [1, {d: 1, d: 2}]\n")
    assert {fault.place.line: fault.code for fault in found} == {2: "duplicate-key", 3: "yaml", 4: "duplicate-key"}


@pytest.mark.parametrize("empty", ["", '""', "''", "  # nothing"])
def test_a_key_without_a_value_is_absent(empty: str) -> None:
    assert read(f"a: {empty}\nb: 1\n") == {"b": "1"}


def test_aliases_repeat_a_value() -> None:
    assert read("a: &x {b: 1}\nc: *x\n") == {"a": {"b": "1"}, "c": {"b": "1"}}


def test_a_bomb_of_aliases_is_refused_quickly() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    began = time.monotonic()
    assert [fault.code for fault in told("\n".join(rows))] == ["too-large"]
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("text", ["a: " + "[" * 100 + "]" * 100, "a: " + "{b: " * 100 + "c" + "}" * 100])
def test_deep_nesting_is_refused(text: str) -> None:
    assert [fault.code for fault in told(text)] == ["too-large"]


@pytest.mark.parametrize(("data", "expected"), [
    (b"\xef\xbb\xbfa: 1\n", {"a": "1"}),
    (b"a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
    ("a: é钟\n".encode(), {"a": "é钟"}),
    (b"%YAML 1.1\n---\na: no\n", {"a": "no"}),
])  # fmt: skip
def test_files_of_all_systems_are_read(tmp_path: Path, data: bytes, expected: dict[str, str]) -> None:
    (tmp_path / "profile.yaml").write_bytes(data)
    assert nodes.read_file(tmp_path / "profile.yaml", []) == expected


@pytest.mark.parametrize("data", ["a: 1\nb: é\n".encode("latin-1"), b"a: 1\nb: \xff\n"])
def test_a_file_that_is_not_utf8_is_told_at_its_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "profile.yaml").write_bytes(data)
    with pytest.raises(Faults) as caught:
        nodes.read_file(tmp_path / "profile.yaml", [])
    assert [(fault.code, fault.place.line) for fault in caught.value.diagnostics] == [("not-utf8", 2)]


@pytest.mark.parametrize("name", ["missing.yaml", "folder"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Faults) as caught:
        nodes.read_file(tmp_path / name, [])
    assert [fault.code for fault in caught.value.diagnostics] == ["not-found"]


PLACED = """\
a: one
b:   two
c: {d: three, "e": 'four'}
f: [five, six]
g:
  - seven
  - h: eight
    i: "nine"
j: >
  ten
  eleven
钟: 十二
k: 钟 é 😀
l: {钟钟: x, m: thirteen}
n: fourteen
  fifteen
"""


def _scalars(value: Any) -> list[Scalar]:
    if isinstance(value, Mapping):
        return [scalar for item in value.values() for scalar in _scalars(item)]
    if isinstance(value, Sequence):
        return [scalar for item in value for scalar in _scalars(item)]
    assert isinstance(value, Scalar)
    return [value]


def test_every_value_knows_its_place() -> None:
    found = {" ".join(scalar.split()): scalar.place for scalar in _scalars(read(PLACED))}
    shown = {text: f"{place.line}:{place.column}" for text, place in found.items()}
    assert shown == {
        "one": "1:4", "two": "2:6", "three": "3:8", "four": "3:20", "five": "4:5", "six": "4:11", "seven": "6:5",
        "eight": "7:8", "nine": "8:8", "ten eleven": "9:4", "十二": "12:4", "钟 é 😀": "13:4", "x": "14:9",
        "thirteen": "14:15", "fourteen fifteen": "15:4",
    }  # fmt: skip
    assert all(place.excerpt for place in found.values())


def test_every_key_knows_its_place() -> None:
    tree = read(PLACED)
    keys = {key: f"{place.line}:{place.column}" for key, place in tree.key_places.items()}
    assert keys == {"a": "1:1", "b": "2:1", "c": "3:1", "f": "4:1", "g": "5:1", "j": "9:1", "钟": "12:1", "k": "13:1",
                    "l": "14:1", "n": "15:1"}  # fmt: skip
    assert {key: str(place) for key, place in tree["l"].key_places.items()} == {
        "钟钟": "profile.yaml:14:5", "m": "profile.yaml:14:12"}  # fmt: skip


@pytest.mark.parametrize(("part", "nth", "expected"), [("Bo", 0, "1:15"), ("Ann", 1, "1:19"), ("Cy", 0, "2:3"),
                                                       ("no", 0, "1:10")])  # fmt: skip
def test_a_part_of_a_value_has_a_place(part: str, nth: int, expected: str) -> None:
    place = place_of(read("authors: Ann, Bo, Ann,\n  Cy\n")["authors"]).of(part, nth)
    assert f"{place.line}:{place.column}" == expected


def test_of_two_mappings_the_upper_wins() -> None:
    below, above = read("a: 1\nb: {c: 2, d: 3}\ne: [4, 5]\nf: {g: 6}"), read("a: 7\nb: {c: 8}\ne: [9]\nf: 10")
    merged = nodes.merge(below, above)
    assert merged == {"a": "7", "b": {"c": "8", "d": "3"}, "e": ["9"], "f": "10"}
    assert below == {"a": "1", "b": {"c": "2", "d": "3"}, "e": ["4", "5"], "f": {"g": "6"}}


TREE = "a: 1\nb: {c: 2, d: 3}\ne: [4, 5]\n"


@pytest.mark.parametrize(("setting", "key", "expected"), [
    ("a=7", "a", "7"),
    ("a=no", "a", "no"),
    ("a=x=y", "a", "x=y"),
    ("a=text: with a colon", "a", {"text": "with a colon"}),
    ("a=#1F4E79", "a", "#1F4E79"),
    ("a='it", "a", "'it"),
    ("a=", "a", ""),
    ("a=[x, y]", "a", ["x", "y"]),
    ("a={x: 1}", "a", {"x": "1"}),
    ("b.c=7", "b", {"c": "7", "d": "3"}),
    ("b.new=7", "b", {"c": "2", "d": "3", "new": "7"}),
    ("new.deep.key=7", "new", {"deep": {"key": "7"}}),
    ("e.1=7", "e", ["4", "7"]),
    ("e=[]", "e", []),
    ("a.x=7", "a", {"x": "7"}),
])  # fmt: skip
def test_a_setting_replaces_a_value(setting: str, key: str, expected: object) -> None:
    tree = read(TREE)
    changed = nodes.override(tree, setting, "--set")
    assert changed[key] == expected
    assert {other: changed[other] for other in tree if other != key} == {
        other: tree[other] for other in tree if other != key
    }
    assert tree == read(TREE)


@pytest.mark.parametrize("setting", ["a", "=1", "", "b..c=1", "e.2=1", "e.x=1", "e.-1=1", ".a=1"])
def test_what_is_no_setting_is_told(setting: str) -> None:
    with pytest.raises(Faults) as caught:
        nodes.override(read(TREE), setting, "--set")
    assert [(fault.code, fault.place.file.name) for fault in caught.value.diagnostics] == [("bad-setting", "--set")]


def test_a_setting_is_the_place_of_its_value() -> None:
    changed = nodes.override(read(TREE), "b.c=[x]", "--set")
    assert str(place_of(changed["b"]["c"][0])) == "--set:1:1"


@given(st.text() | st.text("ab:-[]{}\"'#&*!|>%@` \n\t", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    wrong: list[Diagnostic] = []
    try:
        tree = nodes.read_text(text, "profile.yaml", wrong)
    except Faults as found:
        assert found.diagnostics
    else:
        assert isinstance(tree, Mapping)


@given(st.dictionaries(st.text("abc", min_size=1), st.text("ab1 钟é'\"#:{}[]-\\", min_size=1), min_size=1))
def test_a_quoted_text_is_read_back(values: dict[str, str]) -> None:
    quoted = {key: "'" + value.replace("'", "''") + "'" for key, value in values.items()}
    assert read("\n".join(f"{key}: {value}" for key, value in quoted.items())) == values
