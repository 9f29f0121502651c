"""Edit YAML in place: a deletion changes its own lines alone, and ruamel.yaml vouches for the rest."""

from __future__ import annotations

import io
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from texcv.model.corpus import Fix

_SUFFIXES = (".yaml", ".yml")
Span = tuple[int, int, str]
"""Where in a text what is taken away begins and ends, and what comes in its stead."""


def apply(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Make the changes in their files, and return those that were made.

    Only YAML is edited. A file is written when it holds, read again by ruamel.yaml, just what it held but for the
    changes; otherwise it stays as it is.
    """
    by_file: dict[str, list[Fix]] = defaultdict(list)
    for fix in dict.fromkeys(fixes):
        if fix.place.file.name.endswith(_SUFFIXES):
            by_file[fix.place.file.name].append(fix)
    return tuple(fix for name in sorted(by_file) for fix in _apply(Path(name), by_file[name]))


def _apply(path: Path, fixes: list[Fix]) -> list[Fix]:
    text = path.read_bytes().decode("utf-8-sig")
    mark = path.read_bytes()[:3] == b"\xef\xbb\xbf"
    changed, made = edited(text, fixes)
    if made:
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        aside.write_bytes((b"\xef\xbb\xbf" if mark else b"") + changed.encode())
        aside.chmod(path.stat().st_mode)
        os.replace(aside, path.resolve())
    return made


def edited(text: str, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """Return a YAML text with the changes made that can be made, and those changes."""
    try:
        root = YAML(typ="rt").compose(io.StringIO(text, newline=""))
        wanted = YAML(typ="rt").load(text)
    except YAMLError:
        return text, []
    made: list[Fix] = []
    spans: list[Span] = []
    for fix in sorted(fixes, key=lambda one: (one.place.line, one.place.column), reverse=True):
        trail = _trail(root, fix.place.line - 1, fix.place.column - 1)
        span = _span(text, root, trail, fix) if trail else None
        if span and all(span[1] <= start for start, _, _ in spans):
            spans.append(span)
            made.append(fix)
            _delete(wanted, trail, fix)
    changed = text
    for start, end, instead in spans:
        changed = changed[:start] + instead + changed[end:]
    try:
        proof = YAML(typ="rt").load(changed)
    except YAMLError:
        return text, []
    return (changed, made[::-1]) if proof == wanted else (text, [])


Trail = list[tuple[int, Any]]
"""From the top of a file to a mapping: at each step the position of a child, and its key or index."""


def _trail(node: Node, line: int, column: int) -> Trail:
    """Return the way to the mapping that begins at a line and a column, counted from 0; empty where there is none."""
    for position, (key, child) in enumerate(_children(node)):
        if (child.start_mark.line, child.start_mark.column) == (line, column) and isinstance(child, MappingNode):
            return [(position, key)]
        ends = (child.end_mark.line, child.end_mark.column)
        if (child.start_mark.line, child.start_mark.column) <= (line, column) <= ends:
            inner = _trail(child, line, column)
            if inner:
                return [(position, key), *inner]
    return []


def _children(node: Node) -> list[tuple[Any, Node]]:
    if isinstance(node, MappingNode):
        return [(key.value, value) for key, value in node.value]
    return list(enumerate(node.value)) if isinstance(node, SequenceNode) else []


def _at(node: Node, trail: Trail) -> Node:
    for position, _ in trail:
        node = _children(node)[position][1]
    return node


def _delete(data: Any, trail: Trail, fix: Fix) -> None:
    """Delete from the data what the fix says."""
    *above, (_, last) = trail
    for _, key in above:
        data = data[key]
    if fix.kind == "delete-item":
        del data[last]
    else:
        del data[last][fix.key]


def _span(text: str, root: Node, trail: Trail, fix: Fix) -> Span | None:
    if fix.kind == "delete-item":
        holder = _at(root, trail[:-1])
        if not isinstance(holder, SequenceNode) or not _has_twin(holder, trail[-1][0]):
            return None
        return _item_span(text, holder, trail[-1][0])
    node = _at(root, trail)
    if not isinstance(node, MappingNode):
        return None
    pairs = node.value
    index = next((i for i, (key, _) in enumerate(pairs) if key.value == fix.key), -1)
    if index < 0 or not isinstance(pairs[index][1], ScalarNode) or len(pairs) == 1:
        return None
    if node.flow_style or index == 0:
        return _inner_span(text, pairs, index)
    return _line_span(text, pairs[index][0].start_mark.index, pairs[index][1].end_mark.index)


def _has_twin(holder: SequenceNode, index: int) -> bool:
    """Tell whether an item says what one before it says, key by key, as it stands in the file."""
    return any(_same(item, holder.value[index]) for item in holder.value[:index])


def _same(one: Node, other: Node) -> bool:
    if isinstance(one, ScalarNode) or isinstance(other, ScalarNode):
        return type(one) is type(other) and one.value == other.value
    mine, theirs = (sorted(_children(node), key=lambda child: str(child[0])) for node in (one, other))
    return [key for key, _ in mine] == [key for key, _ in theirs] and all(
        _same(a, b) for (_, a), (_, b) in zip(mine, theirs, strict=True)
    )


def _inner_span(text: str, pairs: list[tuple[Node, Node]], index: int) -> Span | None:
    """Return the span of a pair that shares a line with others: to the next key, or from the value before."""
    if index + 1 < len(pairs):
        start, end = pairs[index][0].start_mark.index, pairs[index + 1][0].start_mark.index
    else:
        start, end = _end(text, pairs[index - 1][1]), pairs[index][1].end_mark.index
    return None if "#" in text[start:end] else (start, end, "")


def _line_span(text: str, start: int, end: int) -> Span | None:
    """Return the span of lines of their own; a comment behind the value stays, at the place of the key."""
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].strip():
        return None
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop + 1
    rest = text[end:stop]
    if not rest.strip():
        return line_start, stop, ""
    return (start, end + len(rest) - len(rest.lstrip()), "") if rest.lstrip().startswith("#") else None


def _item_span(text: str, holder: SequenceNode, index: int) -> Span | None:
    """Return the span of an item behind another, with the blank lines between them; none where a comment is in it."""
    if index == 0 or holder.flow_style:
        return None
    start, end = _end(text, holder.value[index - 1]), _end(text, holder.value[index])
    return None if _has_comment(text[start:end]) or _has_comment(text[end:].partition("\n")[0]) else (start, end, "")


def _has_comment(text: str) -> bool:
    """Tell whether a comment may be in a piece of YAML; a `#` inside a text counts unless it sticks to a letter."""
    return any(at == 0 or text[at - 1].isspace() for at, sign in enumerate(text) if sign == "#")


def _end(text: str, node: Node) -> int:
    """Return where the last character of a node's own stands, without the comments and blank lines behind it."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        end = node.start_mark.index + len(text[node.start_mark.index : end].rstrip())
    return end
