"""Rich text as a small tree: what Markdown is read into, citations are made of, and writers spell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Str:
    """Plain characters, as they shall be read on the page."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised text."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Emph:
    """Emphasised text."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Code:
    """Computer text, set in a monospaced face."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in the safe subset of TeX mathematics that `texcv.model.maths` admits."""

    tex: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an address; `badge` marks the small labels behind a paper."""

    url: str
    children: Inline
    badge: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """One name of an author list: it is never broken over lines."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Self:
    """The name of the CV's owner in an author list."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Mark:
    """A superior sign behind a name, such as `*` for equal contribution."""

    text: str


@dataclass(frozen=True, slots=True)
class Award:
    """A distinction of a paper, set so that it is seen."""

    children: Inline


Node = Str | Strong | Emph | Code | Math | Link | Author | Self | Mark | Award
Inline = tuple[Node, ...]


def plain(text: str) -> Inline:
    """Return the text as it is, without markup; nothing for an empty text."""
    return (Str(text),) if text else ()


def children_of(node: Node) -> Inline:
    """Return what stands inside a node; nothing for a leaf."""
    if isinstance(node, Str | Code | Math | Mark):
        return ()
    return node.children


def walk(inline: Inline) -> Iterator[Node]:
    """Yield every node, a parent before its children, in reading order."""
    for node in inline:
        yield node
        yield from walk(children_of(node))


def text_of(inline: Inline, *, math: str = "") -> str:
    """Return the characters alone; every formula is replaced by `math`."""
    parts = []
    for node in walk(inline):
        if isinstance(node, Str | Code | Mark):
            parts.append(node.text)
        elif isinstance(node, Math):
            parts.append(math)
    return "".join(parts)


def links_in(inline: Inline) -> Iterator[Link]:
    """Yield every link, in reading order."""
    return (node for node in walk(inline) if isinstance(node, Link))


def join(parts: Iterable[Inline], separator: str) -> Inline:
    """Return the non-empty parts with the separator between them."""
    out: list[Node] = []
    for part in filter(None, parts):
        if out:
            out.append(Str(separator))
        out.extend(part)
    return tuple(out)


def without_self(inline: Inline) -> Inline:
    """Return the same text with no owner marked in it."""
    out: list[Node] = []
    for node in inline:
        if isinstance(node, Self):
            out.extend(without_self(node.children))
        elif isinstance(node, Str | Code | Math | Mark):
            out.append(node)
        else:
            out.append(replace(node, children=without_self(node.children)))
    return tuple(out)
