"""Dates: what is one, which days it means, and how a language spells it."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import cases
from texcv import nodes, resources
from texcv.compose import dates
from texcv.model.edtf import Date, DateError, When, check_order, parse_date, parse_when
from texcv.model.theme import Locale
from texcv.readers.schema import validate

ALL = cases("dates")
GOOD = [case for case in ALL if "error" not in case.values[0]]
BAD = [case for case in ALL if "error" in case.values[0]]
DAYS = st.dates(min_value=datetime.date(1000, 1, 1)).map(lambda day: Date(day.year, day.month, day.day))
DATES = st.one_of(
    DAYS,
    DAYS.map(lambda day: Date(day.year, day.month)),
    DAYS.map(lambda day: Date(day.year)),
    st.builds(Date, st.integers(1000, 9999), st.integers(21, 24)),
)


def _locale(tag: str) -> Locale:
    locale, wrong = validate(Locale, nodes.read_file(resources.locale_file(tag), []))
    assert locale, wrong
    return locale


LOCALES = {tag: _locale(tag) for tag in resources.locales()}


def _edtf(date: Date) -> str:
    return "-".join([f"{date.year:04d}", *(f"{part:02d}" for part in (date.month, date.day) if part)])


@pytest.mark.parametrize("case", GOOD)
def test_a_date_is_understood(case: dict[str, str]) -> None:
    when = parse_when(case["input"])
    assert when.first and when.last
    days = [f"{year:04d}-{month:02d}-{day:02d}" for year, month, day in (when.first.earliest(), when.last.latest())]
    assert days == [case["from"], case["to"]]


@pytest.mark.parametrize("case", GOOD)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_date_is_spelt(case: dict[str, str], language: str) -> None:
    spelt = dates.spell(parse_when(case["input"]), LOCALES[language])
    assert spelt.replace(dates.THIN, " ") == case[language]


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_date_is_told(case: dict[str, str]) -> None:
    with pytest.raises(DateError) as caught:
        parse_when(case["input"])
    assert case["error"] in str(caught.value)
    assert case["hint"] in caught.value.hint


@pytest.mark.parametrize("case", [case for case in BAD if case.values[0]["hint"].startswith("write 20")])
def test_the_hint_is_itself_a_date(case: dict[str, str]) -> None:
    with pytest.raises(DateError) as caught:
        parse_when(case["input"])
    parse_when(caught.value.hint.removeprefix("write ").split(",")[0])


@pytest.mark.parametrize(("date", "language", "expected"), [
    ("2025-04-28/2025-04-30", "en", "April 28–30"),
    ("2025-04-28", "en", "April 28"),
    ("2025-04-28/2025-04-28", "en", "April 28"),
    ("2025-06-30/2025-07-02", "en", "June 30 – July 2"),
    ("2024-12-30/2025-01-02", "en", "December 30 – January 2"),
    ("2025-04", "en", ""),
    ("2025", "en", ""),
    ("2025-04/2025-05", "en", ""),
    ("2025-04-28/2025-04-30", "zh", "4 月 28–30 日"),
    ("2025-06-30/2025-07-02", "zh", "6 月 30 日 – 7 月 2 日"),
    ("2025-04-28", "zh", "4 月 28 日"),
])  # fmt: skip
def test_the_days_of_a_meeting_are_spelt(date: str, language: str, expected: str) -> None:
    spelt = dates.spell_days(parse_when(date), LOCALES[language])
    assert spelt.replace(dates.NO_BREAK, " ") == expected


def test_nothing_is_spelt_for_no_date() -> None:
    assert dates.spell(None, LOCALES["en"]) == ""
    assert dates.spell(When(), LOCALES["en"]) == ""
    assert dates.spell_days(None, LOCALES["en"]) == ""


@pytest.mark.parametrize(("start", "end"), [("2024", "2023"), ("2024-05", "2024-04"), ("2024 Fall", "2024 Spring"),
                                            ("present", "2024"), ("present", "present")])  # fmt: skip
def test_an_entry_cannot_end_before_it_starts(start: str, end: str) -> None:
    with pytest.raises(DateError):
        check_order(When(parse_date(start), parse_date(end)))


@given(st.text() | st.text("0123456789-/.?~% aprnsexctd年月") | st.from_regex(r"\d{4}[-/. ]\d{1,2}(.\d{1,2})?"))
def test_any_text_is_a_date_or_told_to_be_none(text: str) -> None:
    with contextlib.suppress(DateError):
        when = parse_when(text)
        assert when.first is not None


@given(DATES, st.sampled_from(sorted(LOCALES)))
def test_the_year_is_always_spelt(date: Date, language: str) -> None:
    assert str(date.year) in dates.spell(When(date), LOCALES[language])


@given(DATES)
def test_a_date_does_not_end_before_it_begins(date: Date) -> None:
    assert date.earliest() <= date.latest()
    datetime.date(*date.earliest())
    datetime.date(*date.latest())


@given(DATES)
def test_edtf_is_read_back(date: Date) -> None:
    assert parse_date(_edtf(date)) == date


@given(DATES, DATES)
def test_an_interval_is_read_or_runs_backwards(one: Date, other: Date) -> None:
    backwards = other.latest() < one.earliest()
    with pytest.raises(DateError) if backwards else contextlib.nullcontext():
        assert parse_when(f"{_edtf(one)}/{_edtf(other)}") == When(one, other)
