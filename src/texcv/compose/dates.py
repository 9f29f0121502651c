"""Dates in the words of a language: `Sep 2022 – present`, `Fall 2024`, `April 28–30, 2025`."""

from __future__ import annotations

from texcv.model.edtf import Date, When
from texcv.model.theme import Locale

DASH = "–"
THIN = "\u2009"


def spell_date(date: Date, locale: Locale, *, full: bool = False) -> str:
    """Return one date; months are abbreviated unless `full`."""
    if date.present:
        return locale.dates["present"]
    if date.season:
        shape, month = locale.dates["season"], locale.seasons[date.season - 21]
    elif date.month:
        shape = locale.dates["day" if date.day else "month"]
        month = (locale.months_full if full else locale.months)[date.month - 1]
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


def spell_event(when: When, locale: Locale) -> str:
    """Return the days of a meeting with the months in full: `April 28–30, 2025`; an interval over months in full."""
    first, last = when.first, when.last
    if first is None or last is None:
        return ""
    one_month = (first.year, first.month) == (last.year, last.month)
    if first != last and one_month and first.day and last.day:
        days = f"{first.day}{DASH}{last.day}"
        month = locale.months_full[first.month - 1]
        return locale.dates["event"].format(year=first.year, month=month, day=days)
    if first != last:
        return f"{spell_date(first, locale, full=True)} {DASH} {spell_date(last, locale, full=True)}"
    return spell_date(first, locale, full=True)
