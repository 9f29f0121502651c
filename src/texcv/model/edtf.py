"""Dates as EDTF level 1 has them, as far as a CV needs it, with `present` and `expected`.

Source of the rules: Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019-02-04.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_NAMES = "|".join(SEASONS)


class DateError(ValueError):
    """Say why a text is no date, and what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Date:
    """A year, a season, a month, a day, or the present; `month` 21–24 is a season, as in EDTF."""

    year: int = 0
    month: int = 0
    day: int = 0
    present: bool = False
    expected: bool = False
    uncertain: bool = False
    approximate: bool = False

    @property
    def season(self) -> int:
        """The EDTF season code 21–24, or 0."""
        return self.month if self.month > 12 else 0

    def earliest(self) -> tuple[int, int, int]:
        """Return year, month and day of the first day it can mean."""
        if self.present:
            return (9999, 12, 31)
        first, _ = _SEASON_MONTHS.get(self.month, (self.month or 1, 0))
        return (self.year, first, self.day or 1)

    def latest(self) -> tuple[int, int, int]:
        """Return year, month and day of the last day it can mean."""
        if self.present:
            return (9999, 12, 31)
        _, last = _SEASON_MONTHS.get(self.month, (0, self.month or 12))
        return (self.year, last, self.day or calendar.monthrange(max(self.year, 1), last)[1])


@dataclass(frozen=True, slots=True)
class When:
    """A date or an interval; `start` is absent when only the end is known, `end` when it is one date."""

    start: Date | None = None
    end: Date | None = None

    @property
    def first(self) -> Date | None:
        return self.start or self.end

    @property
    def last(self) -> Date | None:
        return self.end or self.start


_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%])?")
_EXPECTED = re.compile(r"\s*\(?\bexpected\b\)?\s*", re.IGNORECASE)
_SEASON = re.compile(rf"(?:(?P<y1>\d{{4}})[\s-]+(?P<s1>{_NAMES})|(?P<s2>{_NAMES})[\s-]+(?P<y2>\d{{4}}))", re.IGNORECASE)


def parse_date(text: str) -> Date:
    """Return the date of `2024`, `2024-09`, `2024-09-01`, `2024-21`, `2024 Spring`, `present`, `2029 expected`.

    Raises `DateError` with the nearest right spelling for anything else, and for days that no calendar has.
    """
    bare = " ".join(text.split())
    if bare.lower() in ("present", "now", "today", ".."):
        return Date(present=True)
    stripped = _EXPECTED.sub(" ", bare, count=1).strip()
    expected = stripped != bare
    season = _SEASON.fullmatch(stripped)
    if season:
        year, name = season["y1"] or season["y2"], season["s1"] or season["s2"]
        return Date(int(year), SEASONS[name.lower()], expected=expected)
    match = _DATE.fullmatch(stripped)
    if not match:
        raise DateError(f"{text!r} is not a date", _suggestion(stripped))
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    if year == 0:
        raise DateError("there is no year 0000")
    if match[2] and not (1 <= month <= 12 or 21 <= month <= 24):
        raise DateError(f"there is no month {match[2]} in {text!r}", "months are 01 to 12; seasons 21 to 24")
    if match[3]:
        if month > 12:
            raise DateError(f"a season has no days: {text!r}", f"write {match[1]}-{match[2]}")
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise DateError(f"there is no day {match[3]} in {match[1]}-{match[2]}", f"that month has {days} days")
    sign = match[4] or ""
    return Date(year, month, day, expected=expected, uncertain=sign in ("?", "%"), approximate=sign in ("~", "%"))


def parse_when(text: str) -> When:
    """Return the date or interval (`2023-09/2024-05`, `2023/..`, `/2024`) that a text means; raise `DateError`."""
    if "/" not in text:
        return When(start=parse_date(text))
    sides = [side.strip() for side in text.split("/")]
    if len(sides) != 2 or not any(sides):
        raise DateError(f"{text!r} is not a date", _suggestion(text))
    try:
        start, end = (parse_date(side) if side else None for side in sides)
    except DateError as error:
        raise DateError(str(error), _suggestion(text) or error.hint) from None
    when = When(start, end)
    check_order(when)
    return when


def check_order(when: When) -> None:
    """Raise `DateError` for an end before its start, or a start in the `present`."""
    if when.start and when.start.present:
        raise DateError("nothing starts at 'present'", "give the date of the start; 'present' belongs to the end")
    if when.start and when.end and when.end.latest() < when.start.earliest():
        raise DateError("it ends before it starts", "exchange the two dates, or mend one")


def _suggestion(text: str) -> str:
    """Return a hint with the EDTF spelling of a date in a customary form."""
    bare = text.strip().lower().replace(",", " ")
    if match := re.fullmatch(r"(\d{4})[./\-\s年]+(\d{1,2})(?:[./\-\s月]+(\d{1,2}))?[月日.]?", bare):
        parts = [match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]
        return f"write {'-'.join(parts)}"
    match = re.fullmatch(r"(?:(\d{1,2})\s+)?([a-z]{3})[a-z]*\.?\s+(?:(\d{1,2})\s+)?(\d{4})", bare)
    if match and match[2] in MONTHS:
        day = (match[1] or match[3] or "").zfill(2)
        parts = [match[4], f"{MONTHS.index(match[2]) + 1:02d}", *([day] if day != "00" else [])]
        return f"write {'-'.join(parts)}"
    if re.fullmatch(r".*\d{4}.*\s*(?:-|–|—|to|until)\s*(?:.*\d{4}.*|present|now)", bare):
        return "give 'start:' and 'end:', or an interval such as 2023-09/2024-05"
    return "write 2024, 2024-09, 2024-09-01, 2024 Spring, present, or an interval such as 2023-09/2024-05"
