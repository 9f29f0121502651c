"""Dates in the words of a language: `Sep 2022 – present`, `Fall 2024`, `April 28–30`."""

from __future__ import annotations

from texcv.model.edtf import Date, When
from texcv.model.theme import Locale

DASH = "–"
THIN = "\u2009"
NO_BREAK = "\u00a0"


def spell_date(date: Date, locale: Locale) -> str:
    """Return one date, its month abbreviated."""
    if date.present:
        return locale.dates["present"]
    if date.season:
        shape, month = locale.dates["season"], locale.seasons[date.season - 21]
    elif date.month:
        shape = locale.dates["day" if date.day else "month"]
        month = locale.months[date.month - 1]
    else:
        shape, month = locale.dates["year"], ""
    text = shape.format(year=date.year, month=month, day=date.day)
    if date.approximate:
        text = locale.dates["approximate"].format(date=text)
    if date.uncertain:
        text += "?"
    return locale.dates["expected"].format(date=text) if date.expected else text


def spell(when: When | None, locale: Locale) -> str:
    """Return a date or interval as the column of dates shows it; nothing for no date."""
    if when is None or (when.start is None and when.end is None):
        return ""
    if when.start is None:
        assert when.end is not None
        return spell_date(when.end, locale)
    if when.end is None or when.end == when.start:
        return spell_date(when.start, locale)
    return f"{spell_date(when.start, locale)}{THIN}{DASH}{THIN}{spell_date(when.end, locale)}"


def spell_days(when: When | None, locale: Locale) -> str:
    """Return the days of a meeting without their year, which stands by the venue: `April 28–30`, `April 30 – May 2`."""
    first, last = (when.first, when.last) if when else (None, None)
    if first is None or last is None or not (first.day and last.day):
        return ""
    if first.month == last.month:
        return _day(first, f"{first.day}{DASH}{last.day}" if last.day != first.day else f"{first.day}", locale)
    return f"{_day(first, str(first.day), locale)} {DASH} {_day(last, str(last.day), locale)}"


def _day(date: Date, days: str, locale: Locale) -> str:
    return locale.dates["event"].format(month=locale.months_full[date.month - 1], day=days).replace(" ", NO_BREAK)
