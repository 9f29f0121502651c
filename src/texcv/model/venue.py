"""How venues are written: `NSDI'25`, `NSDI 2025`, `Proceedings of the 22nd USENIX Symposium on … (NSDI 25)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from texcv.model.name import fold

_SIGNS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?:^|[\s,\-]+)\(?((?:19|20)\d\d)\)?$|[\s,]*['’‘]\s?(\d\d)$|(?<=[A-Z])[ \-]?(\d\d)$")
_LEADING_YEAR = re.compile(r"^((?:19|20)\d\d)\s+")
_ORDINAL = r"(?:\d+(?:st|nd|rd|th)|(?:\w+-)?(?:first|second|third|\w+th))(?:\s+annual|\s+international\s+(?=\w+$))?"
_OPENING = re.compile(
    rf"^(?:in:?\s+)?(?:proc(?:eedings|\.)?\s+(?:of\s+)?)?(?:the\s+)?(?:{_ORDINAL}\s+)?", re.IGNORECASE
)
_INNER = re.compile(r"\s+(?:((?:19|20)\d\d)|\d+(?:st|nd|rd|th))(?=\s)")
_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*")
_CENTURY = 70


def key(text: str) -> str:
    """Return the form in which two spellings of a venue are compared: without case, accents, signs and `the`."""
    return _SIGNS.sub(" ", fold(text.replace("&", " and "))).strip().removeprefix("the ")


def split_year(text: str) -> tuple[str, int]:
    """Return a venue's text without the year behind or before it, and that year, or 0."""
    text = text.strip()
    if match := _YEAR.search(text):
        long, *short = match.groups()
        digits = next(filter(None, short), "")
        year = int(long) if long else int(digits) + (1900 if int(digits) >= _CENTURY else 2000)
        return text[: match.start()].rstrip(" ,"), year
    if match := _LEADING_YEAR.match(text):
        return text[match.end() :], int(match[1])
    return text, 0


def readings(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a text may mean as the name of a venue and a year, or 0: as it stands, then with less and less of it.

    What is taken away: a year, the words of proceedings, an ordinal, and a name or acronym in brackets.
    """
    yield text, 0
    bare, year = split_year(text)
    yield bare, year
    parts = [bare]
    if match := _BRACKETS.search(bare):
        outside = f"{bare[: match.start()]} {bare[match.end() :]}".strip()
        parts = [match[1], outside]
        found = [split_year(part) for part in parts]
        year = year or next((stated for _, stated in found if stated), 0)
        parts = [name for name, _ in found]
        yield from ((name, year) for name in parts)
    for part in parts:
        opened, stated = split_year(_OPENING.sub("", part, count=1))
        yield opened, year or stated
        rest = _OPENING.sub("", opened, count=1)
        yield rest, year or stated
        inner = _INNER.search(rest)
        yield _INNER.sub("", rest), year or stated or int((inner and inner[1]) or 0)


def year_in(text: str) -> int:
    """Return the year that a venue's text states, or 0."""
    return max((year for _, year in readings(text)), default=0)
