"""YAML as it stands there: every scalar its text, every value its place, no surprise of YAML 1.1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from texcv.model.diagnostic import Diagnostic, Faults, fault
from texcv.model.place import NOWHERE, File, Mapping, Place, Scalar, Sequence

_COLOUR = re.compile(r":\s+(#[0-9A-Fa-f]{3,8})\s*$")
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]")
_TAGS = frozenset("str int float bool null timestamp merge value seq map".split())
MAX_BYTES = 10_000_000
MAX_NODES = 500_000
MAX_REPEATED = 5_000
MAX_DEPTH = 60
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_HINTS = (
    ("mapping values are not allowed", "put quotes around a text that holds ': '"),
    ("tab character", "indent with spaces"),
    ("cannot start any token", "indent with spaces, and put quotes around a text that begins with @, `, % or a tab"),
    ("did not find expected ',' or", "close the bracket, or put quotes around a text that holds , [ ] { or }"),
    ("did not find expected key", "look at the indentation and for an open quote or bracket in the lines above"),
    ("could not find expected ':'", "write 'key: value'; a longer text is indented below its key"),
    ("expected alphabetic or numeric character", "put quotes around a text that begins with * or &"),
    ("undefined alias", "put quotes around a text that begins with *"),
    ("unexpected end of stream", "a quote or bracket is opened here and never closed"),
    ("block collection", "entries of a list begin with '- ' in one column"),
)


def read_file(path: Path, faults: list[Diagnostic], asked_at: Place = NOWHERE) -> Mapping:
    """Return the mapping that a YAML file holds, and add to `faults` what is wrong inside it.

    Raises `Faults` when there is nothing to return: at `asked_at` when the file is not there, else where YAML broke.
    """
    return _mapping(read_tree(read_source(path, asked_at), faults))


def read_source(path: Path, asked_at: Place = NOWHERE) -> File:
    """Return a text file; raise `Faults` where it cannot be read, as `read_file`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        place = asked_at if asked_at.line else Place(File(str(path)))
        reason = "no such file" if isinstance(error, FileNotFoundError) else (error.strerror or str(error))
        raise fault("not-found", f"cannot read {path}: {reason}", place, "mend the path") from None
    if len(data) > MAX_BYTES:
        raise fault("too-large", f"the file has more than {MAX_BYTES // 1_000_000} MB", Place(File(str(path))))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise fault("not-utf8", "the file is not UTF-8", Place(File(str(path)), line, 1), "save it as UTF-8") from None
    return File(str(path), text)


def read_text(text: str, name: str, faults: list[Diagnostic]) -> Mapping:
    """Return the mapping that a YAML text holds, as `read_file`; `name` is what its place is called."""
    return _mapping(read_tree(File(name, text), faults))


def _mapping(tree: Mapping | Sequence) -> Mapping:
    if isinstance(tree, Mapping):
        return tree
    raise fault("wrong-type", "the file does not hold 'key: value' lines at its top", Place(tree.place.file, 1, 1))


def read_tree(file: File, faults: list[Diagnostic]) -> Mapping | Sequence:
    """Return the mapping or list that a file's YAML holds, as `read_file`."""
    try:
        root = yaml.compose(file.text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise Faults([_syntax(error, file)]) from None
    if root is None:
        raise fault("empty", "the file is empty", Place(file), "texcv new NAME writes a profile to begin with")
    reader = _Reader(file)
    tree = reader.value(root)
    faults += reader.faults
    if not isinstance(tree, Mapping | Sequence):
        raise fault("wrong-type", "the file does not hold 'key: value' lines at its top", Place(file, 1, 1))
    return tree


def _syntax(error: yaml.YAMLError, file: File) -> Diagnostic:
    if isinstance(error, yaml.reader.ReaderError):
        control = yaml.reader.Reader.NON_PRINTABLE.search(file.text)  # libyaml's own position counts bytes
        before = file.text[: control.start() if control else error.position]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return Diagnostic("yaml", "a control character stands here", place, "delete it")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    said = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None)
    hint = next((hint for part, hint in _HINTS if part in f"{said} {context}"), "")
    return Diagnostic("yaml", f"this is not YAML: {said}{f' {context}' if context else ''}", place, hint)


class _Reader:
    """Turn YAML's nodes into values with places, and collect what is wrong with them."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []
        self.count = 0
        self.repeated = 0
        self.seen: set[int] = set()
        self.open: list[int] = []

    def value(self, node: yaml.Node) -> Any:
        place = self.place(node)
        self.count += 1
        self.repeated += id(node) in self.seen
        self.seen.add(id(node))
        if self.count > MAX_NODES or self.repeated > MAX_REPEATED:
            raise fault("too-large", "the file has too many values, aliases followed", place, "use fewer aliases")
        if len(self.open) > MAX_DEPTH or id(node) in self.open:
            raise fault("too-large", "values are nested too deep here, or inside themselves", place)
        if node.tag and node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.faults.append(Diagnostic("yaml", f"the tag {tag} has no meaning here", place, "delete it"))
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value == "" else Scalar(self.text(node, place), place)
        self.open.append(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return Sequence(self.items(node), place)
            return self.mapping(node, place)
        finally:
            self.open.pop()

    def text(self, node: yaml.ScalarNode, place: Place) -> str:
        """Return what a scalar holds, without the control characters that YAML's escapes can bring in."""
        if control := _CONTROL.search(node.value):
            message = f"the text holds the control character U+{ord(control[0]):04X}"
            self.faults.append(Diagnostic("bad-text", message, place, "delete it: it cannot be printed"))
        return _CONTROL.sub("", node.value)

    def items(self, node: yaml.SequenceNode) -> list[Any]:
        values = []
        for item in node.value:
            value = self.value(item)
            if value is None:
                self.faults.append(Diagnostic("empty", "this list item is empty", self.place(item), "delete its '-'"))
            else:
                values.append(value)
        return values

    def mapping(self, node: yaml.Node, place: Place) -> Mapping:
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key_place = self.place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Diagnostic("yaml", "a key must be a single word", key_place))
                continue
            key = self.text(key_node, key_place)
            if key in places:
                first = f"it stands in line {places[key].line} too"
                self.faults.append(Diagnostic("duplicate-key", f"the key {key!r} is given twice", key_place, first))
            places[key] = key_place
            value = self.value(value_node)
            if value is not None and value != "":
                values[key] = value
            elif colour := _COLOUR.search(self.file.line(key_place.line)):
                hint = f"write {key}: '{colour[1]}'"
                self.faults.append(Diagnostic("yaml", "YAML takes what follows # for a comment", key_place, hint))
        return Mapping(values, place, places)

    def place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        one_line = start.line == end.line
        length = max(1, end.column - start.column) if one_line else 1
        return Place(self.file, start.line + 1, start.column + 1, length, 0 if one_line else end.line + 1)


def merge(below: Mapping, above: Mapping) -> Mapping:
    """Return both mappings as one: what stands above wins, and mappings under one key are merged in turn."""
    values = dict(below)
    for key, value in above.items():
        old = values.get(key)
        values[key] = merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return Mapping(values, above.place, {**below.key_places, **above.key_places})


def only(tree: Mapping, keys: Iterable[str]) -> Mapping:
    """Return the mapping with no other keys than these."""
    return Mapping({key: tree[key] for key in keys if key in tree}, tree.place, tree.key_places)


def override(tree: Mapping, setting: str, flag: str) -> Mapping:
    """Return the tree with `key.path=value` set, the value being YAML; raise `Faults` for a setting that is none."""
    path, sign, text = setting.partition("=")
    keys = path.strip().split(".")
    file = File(flag, setting)
    whole = Place(file, 1, 1, len(setting))
    if not sign or not all(keys):
        raise fault("bad-setting", f"{setting!r} is not a setting", whole, f"write {flag} key.path=value")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        node = None
    value = _Reader(File(flag, setting)).value(node) if isinstance(node, yaml.CollectionNode) else Scalar(text, whole)
    changed = _set(tree, keys, _placed(value, whole), whole)
    assert isinstance(changed, Mapping)
    return changed


def _placed(value: Any, place: Place) -> Any:
    """Give every part of a value the same place."""
    if isinstance(value, Mapping):
        items = {key: _placed(item, place) for key, item in value.items()}
        return Mapping(items, place, dict.fromkeys(items, place))
    if isinstance(value, Sequence):
        return Sequence([_placed(item, place) for item in value], place)
    return Scalar(value or "", place)


def _set(tree: Any, keys: list[str], value: Any, place: Place) -> Any:
    if not keys:
        return value
    key, *rest = keys
    if isinstance(tree, Sequence):
        if not (key.isdigit() and int(key) < len(tree)):
            hint = f"there are {len(tree)}, counted from 0"
            raise fault("bad-setting", f"the list has no item {key!r}", place, hint)
        items = list(tree)
        items[int(key)] = _set(items[int(key)], rest, value, place)
        return Sequence(items, tree.place)
    old = tree if isinstance(tree, Mapping) else Mapping({}, place, {})
    inner = _set(old.get(key), rest, value, place)
    return Mapping({**old, key: inner}, old.place, {**old.key_places, key: old.key_places.get(key, place)})
