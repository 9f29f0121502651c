"""Where something stands in a file that a person wrote, and YAML values that remember it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class File:
    """A text file as it was read: the name a person knows it by, and its text."""

    name: str
    text: str = field(default="", repr=False, compare=False, hash=False)

    def line(self, number: int) -> str:
        """Return line `number` (counted from 1), or an empty string beyond the end."""
        lines = _lines(self.text)
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


@lru_cache(maxsize=32)
def _lines(text: str) -> list[str]:
    return text.split("\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; line and column count from 1, `length` characters are meant.

    `last_line` is where a value over several lines ends, and 0 for one line.
    """

    file: File
    line: int = 0
    column: int = 0
    length: int = 1
    last_line: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file.name
        return f"{self.file.name}:{self.line}:{self.column}"

    @property
    def excerpt(self) -> str:
        """The line that is meant, as it stands in the file."""
        return self.file.line(self.line) if self.line else ""

    def of(self, part: str, nth: int = 0) -> Place:
        """Return where a part of the value stands, the `nth` from 0; the whole value where it is not to be found."""
        for number in range(self.line, max(self.line, self.last_line) + 1):
            at = self.column - 1 if number == self.line else 0
            while part and (at := self.file.line(number).find(part, at)) >= 0:
                if nth == 0:
                    return Place(self.file, number, at + 1, len(part))
                nth, at = nth - 1, at + len(part)
        return self


NOWHERE = Place(File(""))


class Scalar(str):
    """A YAML scalar as the text that stands there, with its place."""

    place: Place

    def __new__(cls, text: str, place: Place = NOWHERE) -> Scalar:
        scalar = super().__new__(cls, text)
        scalar.place = place
        return scalar


class Sequence(list[Any]):
    """A YAML sequence with its place."""

    def __init__(self, items: list[Any], place: Place) -> None:
        super().__init__(items)
        self.place = place


class Mapping(dict[str, Any]):
    """A YAML mapping with its place and the place of every key."""

    def __init__(self, items: dict[str, Any], place: Place, keys: dict[str, Place]) -> None:
        super().__init__(items)
        self.place = place
        self.key_places = keys


def place_of(value: object, default: Place = NOWHERE) -> Place:
    """Return where a YAML value stands, or `default` for a value that no file holds."""
    if isinstance(value, Scalar | Sequence | Mapping):
        return value.place
    return default


def placed_or(value: object, default: Place) -> Place:
    """Return where a value stands, or `default` when that is nowhere."""
    place = place_of(value)
    return place if place.line else default
