"""What stands on the page, in order; it knows no LaTeX and no file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from texcv.model.inline import Inline
from texcv.model.place import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Entry:
    """The head of an entry in moderncv's sense: a date, a title, and what follows the title."""

    title: Inline
    rest: Inline = ()
    date: Inline = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Note:
    """A secondary line of the entry above."""

    text: Inline
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Inline
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a list, with a list under it."""

    text: Inline
    items: tuple[Bullet, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of items."""

    items: tuple[Bullet, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Line:
    """A one-line entry with a date: an award, a service, a course."""

    text: Inline
    date: Inline = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its text: a skill."""

    label: Inline
    text: Inline
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: Inline
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Legend:
    """What the marks in the author lists below mean."""

    text: Inline
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication in its style: a label, the title, the authors, and where it appeared."""

    label: Inline
    title: Inline
    authors: Inline
    details: Inline
    place: Place = NOWHERE


Block = Entry | Note | Paragraph | Bullets | Line | Labelled | Heading | Legend | Citation


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it."""

    id: str
    title: Inline
    blocks: tuple[Block, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Header:
    """Who it is, in which role, and how to reach him or her."""

    name: Inline
    native: Inline
    headline: Inline
    contacts: tuple[Inline, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Document:
    """A CV: `highlight` is how the owner's name is set, `pages` how many there may be, 0 for any number."""

    name: str
    title: str
    author: str
    language: str
    header: Header
    sections: tuple[Section, ...]
    highlight: str = "bold"
    pages: int = 0


def texts(document: Document) -> Iterator[tuple[Place, tuple[Inline, ...]]]:
    """Yield what must be readable on the page, block by block in reading order, with the profile's place."""
    header = document.header
    yield header.place, (header.name, header.native, header.headline, *header.contacts)
    for section in document.sections:
        yield section.place, (section.title,)
        for block in section.blocks:
            yield from _of_block(block)


def _of_block(block: Block | Bullet) -> Iterator[tuple[Place, tuple[Inline, ...]]]:
    match block:
        case Bullets():
            for item in block.items:
                yield from _of_block(item)
        case Bullet():
            yield block.place, (block.text,)
            for item in block.items:
                yield from _of_block(item)
        case Entry():
            yield block.place, (block.title, block.rest, block.date)
        case Line():
            yield block.place, (block.text, block.date)
        case Labelled():
            yield block.place, (block.label, block.text)
        case Citation():
            yield block.place, (block.label, block.title, block.authors, block.details)
        case Note() | Paragraph() | Heading() | Legend():
            yield block.place, (block.text,)


def inlines(document: Document) -> Iterator[tuple[Place, Inline]]:
    """Yield every text of the document with its place, one by one."""
    for place, group in texts(document):
        for inline in group:
            if inline:
                yield place, inline
