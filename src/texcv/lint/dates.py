"""Do two dates of one thing contradict each other? Only what is certain is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from texcv.model.corpus import Corpus, Finding, Listed, Owned
from texcv.model.diagnostic import Diagnostic, Severity
from texcv.model.edtf import Date, When
from texcv.model.entries import Award, Dated, Education, Experience, Group, Talk
from texcv.model.name import fold
from texcv.model.place import Place
from texcv.model.reference import FreeVenue, venue_id, venue_place

Day = tuple[int, int, int]
_LAST_YEAR = re.compile(r"(?<![\d/.:-])((?:19|20)\d\d)[)\]\s.]*$|['’](\d\d)[)\]\s.]*$")


def entries(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for each thing of one person's life that has two dates which cannot both be right.

    A degree (institution, degree and area) is taken once. A position, an award or a talk may recur in one profile, so
    it is compared only between profiles of one person that have it once each.
    """
    by_person: dict[str, list[Owned]] = defaultdict(list)
    for owned in sorted(corpus.profiles, key=lambda one: one.file):
        by_person[owned.profile.person.identity.id].append(owned)
    for profiles in by_person.values():
        found: dict[tuple[str, ...], list[tuple[str, Dated]]] = defaultdict(list)
        for owned in profiles:
            for entry in _dated(owned):
                found[_what(entry)].append((owned.file, entry))
        for what, listed in found.items():
            for (file, one), (other_file, other) in combinations(sorted(listed, key=_order), 2):
                once = all(sum(each == name for each, _ in listed) == 1 for name in (file, other_file))
                if (once or what[0] == "Education") and _contradict(one.when, other.when, corpus.today):
                    yield _finding(" – ".join(filter(None, _spelt(one))), one, other)


def _dated(owned: Owned) -> Iterator[Dated]:
    profile = owned.profile
    for section in (profile.education, profile.experience, profile.awards, profile.talks):
        for entry in section:
            inner = entry.entries if isinstance(entry, Group) else (entry,)
            yield from (one for one in inner if isinstance(one, Dated) and (one.when.start or one.when.end))


def _spelt(entry: Dated) -> tuple[str, ...]:
    parts: tuple[object, ...] = ()
    match entry:
        case Education():
            parts = (entry.institution, entry.degree, entry.area)
        case Experience():
            parts = (entry.organization, entry.team, entry.role)
        case Award():
            parts = (entry.title, entry.by)
        case Talk():
            parts = (entry.talk, entry.event)
    return tuple(str(part) if part else "" for part in parts)


def _what(entry: Dated) -> tuple[str, ...]:
    """Return what tells an entry from others; a degree without a name is not told from a visit."""
    words = tuple(map(fold, _spelt(entry)))
    unnamed = (repr(entry.place),) if isinstance(entry, Education) and not entry.degree else ()
    return (type(entry).__name__, *words, *unnamed)


def _order(listed: tuple[str, Dated]) -> tuple[str, str]:
    return (listed[0], repr(listed[1].when))


def _contradict(one: When, other: When, today: Day) -> bool:
    if (one.start is None) != (other.start is None) or (one.end is None) != (other.end is None):
        return False
    starts = one.start and other.start and _apart(one.start, other.start, today)
    return bool(starts or (one.end and other.end and _apart(one.end, other.end, today)))


def _apart(one: Date, other: Date, today: Day) -> bool:
    """Tell whether no day is meant by both; what goes on at present ends after today."""
    if any(date.approximate or date.uncertain for date in (one, other)):
        return False
    (a, b), (c, d) = (((today, (9999, 12, 31)) if date.present else (date.earliest(), date.latest()))
                      for date in (one, other))  # fmt: skip
    return b < c or d < a


def _finding(what: str, one: Dated, other: Dated) -> Finding:
    return Finding(
        Diagnostic(
            "dates-contradict",
            f"{what}: {_said(one.when)}, but {_said(other.when)} in {other.place.file.name}",
            one.place,
            "one of the dates is wrong",
            Severity.WARNING,
            (other.place,),
        )
    )


def _said(when: When) -> str:
    return "–".join("present" if date.present else "-".join(
        [str(date.year), *(f"{part:02d}" for part in (date.month, date.day) if part)]
    ) for date in (when.start, when.end) if date)  # fmt: skip


def papers(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for each paper whose year is not the one at the end of its venue's name."""
    for entry in corpus.references:
        said, place = _venue_text(entry)
        match = _LAST_YEAR.search(said)
        if not match or not entry.reference.year:
            continue
        year = match[1] or match[2]
        when = entry.reference.date
        last = when.last if when else None
        years = {entry.reference.year, last.year if last else 0}
        if not any(str(one).endswith(year) for one in years):
            yield Finding(
                Diagnostic(
                    "dates-contradict",
                    f"{str(entry.reference.id)!r} is of {entry.reference.year}, but its venue is {said!r}",
                    entry.at("date"),
                    "one of the years is wrong",
                    Severity.WARNING,
                    (place,),
                )
            )


def _venue_text(entry: Listed) -> tuple[str, Place]:
    """Return the venue as typed where it may hold a year: not the name of a venue that a list knows."""
    venue = entry.reference.venue
    if isinstance(venue, FreeVenue):
        return str(venue.text), venue.text.place
    known = entry.venue
    name = venue_id(entry.reference)
    if known and fold(name) in map(fold, (known.acronym or "", str(known.name), *known.aliases)):
        return "", venue_place(entry.reference)
    return name, venue_place(entry.reference)


def editions(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for each edition of a venue whose days are in another year than its own."""
    for name, venue in corpus.venues:
        for year, edition in venue.editions.items():
            when = edition.date
            dates = [date for date in (when.first, when.last) if date] if when else []
            if dates and year.isdigit() and all(date.year != int(year) for date in dates):
                yield Finding(
                    Diagnostic(
                        "dates-contradict",
                        f"the edition {year} of {name!r} is dated {dates[0].year}",
                        edition.place,
                        "one of the years is wrong",
                        Severity.WARNING,
                    )
                )
