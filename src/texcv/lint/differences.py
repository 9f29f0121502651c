"""In what two entries of one paper differ: one function a fact, each saying both sides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from texcv.lint.pairs import address, titles
from texcv.model.contributor import Contributor
from texcv.model.corpus import Listed
from texcv.model.edtf import Date, When
from texcv.model.name import fold, same
from texcv.model.reference import FreeVenue, venue_id

Said = tuple[str, str] | None
"""What either entry says, or nothing where they agree."""
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|['’]\s?\d\d)(?!\d)")


def _title(one: Listed, other: Listed) -> Said:
    mine, theirs = titles(one.reference.title), titles(other.reference.title)
    for tag in mine.keys() & theirs.keys() or ():
        if _typed(mine[tag]) != _typed(theirs[tag]):
            return mine[tag], theirs[tag]
    if mine.keys() & theirs.keys() or set(map(_typed, mine.values())) & set(map(_typed, theirs.values())):
        return None
    return str(one.reference.title), str(other.reference.title)


def _typed(text: str) -> str:
    """Return a text with typewriter quotes and hyphens for typographic ones."""
    signs = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‐": "-", "‑": "-", "—": "-"})
    return unicodedata.normalize("NFKC", text).translate(signs).rstrip(".")


def _authors(one: Listed, other: Listed) -> Said:
    mine, theirs = one.reference.authors, other.reference.authors
    if len(mine) == len(theirs) and all(same(a.name, b.name) for a, b in zip(mine, theirs, strict=True)):
        counts = (f"{len(mine)} authors{' and others' if each.reference.others else ''}" for each in (one, other))
        return _unlike(*counts)
    if sorted(author.name.key for author in mine) == sorted(author.name.key for author in theirs):
        at = next(i for i, (a, b) in enumerate(zip(mine, theirs, strict=True)) if not same(a.name, b.name))
        return f"author {at + 1} is {mine[at].name}", f"author {at + 1} is {theirs[at].name}"
    keys, others = {author.name.key for author in mine}, {author.name.key for author in theirs}
    return _names(mine, others), _names(theirs, keys)


def _names(authors: tuple[Contributor, ...], without: set[str]) -> str:
    names = [str(author.name) for author in authors if author.name.key not in without]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} others" if len(names) > 3 else "")
    return f"{len(authors)} authors" + (f", with {shown}" if shown else "")


def _marks(one: Listed, other: Listed) -> Said:
    theirs = {author.name.key: author for author in other.reference.authors}
    for author in one.reference.authors:
        twin = theirs.get(author.name.key)
        if twin and set(author.marks) != set(twin.marks):
            return f"{author.name}{''.join(author.marks)}", f"{twin.name}{''.join(twin.marks)}"
    return None


def _year(one: Listed, other: Listed) -> Said:
    return _unlike(str(one.year or ""), str(other.year or ""))


def _date(one: Listed, other: Listed) -> Said:
    if one.year != other.year:
        return None
    return _unlike(*(_when(each.when) or str(each.year or "") for each in (one, other)))


def _when(when: When | None) -> str:
    return "/".join(map(_day, filter(None, (when.start, when.end)))) if when else ""


def _day(date: Date) -> str:
    return "-".join([str(date.year), *(f"{part:02d}" for part in (date.month, date.day) if part)])


def _venue(one: Listed, other: Listed) -> Said:
    if venue_forms(one) & venue_forms(other) or not (venue_forms(one) or venue_forms(other)):
        return None
    return _venue_name(one), _venue_name(other)


def _venue_name(entry: Listed) -> str:
    venue = entry.reference.venue
    if entry.venue:
        return entry.venue.acronym or str(entry.venue.name)
    return str(venue.text) if isinstance(venue, FreeVenue) else venue_id(entry.reference)


def venue_forms(entry: Listed) -> frozenset[str]:
    """Return all names of an entry's venue, folded, without a year."""
    venue = entry.reference.venue
    spelt = [str(venue.text) if isinstance(venue, FreeVenue) else venue or ""]
    if entry.venue:
        spelt += [entry.venue.acronym or "", str(entry.venue.name), *entry.venue.aliases]
    return frozenset(filter(None, (form for text in spelt for form in _forms(text))))


def _forms(text: str) -> Iterable[str]:
    """Yield a venue's name without its year, and what stands in and around brackets: `Long Name (NSDI 2025)`."""
    bare = _YEAR.sub(" ", text)
    for part in (bare, re.sub(r"\([^()]*\)", " ", bare), *re.findall(r"\(([^()]*)\)", bare)):
        yield fold(re.sub(r"[()\s]+", " ", part))


def _place(one: Listed, other: Listed) -> Said:
    return None if fold(one.location) == fold(other.location) else (one.location, other.location)


def _status(one: Listed, other: Listed) -> Said:
    return _unlike(one.reference.standing, other.reference.standing)


def _links(one: Listed, other: Listed) -> Said:
    mine, theirs = ({address(url): f"{label} {url}" for label, url in entry.reference.links.items()}
                    for entry in (one, other))  # fmt: skip
    if mine.keys() == theirs.keys():
        return None
    more, others = (", ".join(a[key] for key in sorted(a.keys() - b.keys()))
                    for a, b in ((mine, theirs), (theirs, mine)))  # fmt: skip
    return more, others


def _plain(key: str) -> Callable[[Listed, Listed], Said]:
    def said(one: Listed, other: Listed) -> Said:
        mine, theirs = (getattr(entry.reference, key) for entry in (one, other))
        return _unlike(str(mine or ""), str(theirs or ""))

    return said


def _unlike(mine: str, theirs: str) -> Said:
    return None if " ".join(mine.split()) == " ".join(theirs.split()) else (mine, theirs)


FACTS: tuple[tuple[str, str, str, Callable[[Listed, Listed], Said]], ...] = (
    ("differs-title", "title", "title", _title),
    ("differs-authors", "list of authors", "authors", _authors),
    ("differs-marks", "marks behind authors", "authors", _marks),
    ("differs-year", "year", "date", _year),
    ("differs-date", "date", "date", _date),
    ("differs-venue", "venue", "venue", _venue),
    ("differs-place", "place", "location", _place),
    ("differs-status", "status", "status", _status),
    ("differs-details", "award", "award", _plain("award")),
    ("differs-details", "note", "note", _plain("note")),
    ("differs-details", "volume", "volume", _plain("volume")),
    ("differs-details", "issue", "issue", _plain("issue")),
    ("differs-details", "pages", "pages", _plain("pages")),
    ("differs-links", "links", "links", _links),
)
"""Code, word, key and comparison of everything that a citation says."""


def find(one: Listed, other: Listed) -> Iterable[tuple[str, str, str, tuple[str, str]]]:
    """Yield code, word, key and both sides of every fact in which two entries differ."""
    for code, word, key, compare in FACTS:
        said = compare(one, other)
        if said:
            yield code, word, key, said
