"""The house style of CVs: title; authors; venue with acronym and year, place and days, status, award, links."""

from __future__ import annotations

import re
from dataclasses import dataclass

from texcv.model.contributor import Contributor
from texcv.model.document import Citation
from texcv.model.dossier import Paper
from texcv.model.inline import Author, Award, Emph, Inline, Link, Mark, Self, Str, join, plain, text_of
from texcv.model.profile import Publications, text
from texcv.model.reference import FreeVenue
from texcv.model.theme import Locale

NO_BREAK = "\u00a0"
_DASH = re.compile(r"(?<=\d)\s*-+\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class _Words:
    locale: Locale
    language: str
    days: str


def cite(paper: Paper, spec: Publications, locale: Locale, language: str, days: str) -> Citation:
    """Return the citation of a paper, without a label; `days` are those of its meeting without the year, or nothing."""
    reference, words = paper.reference, _Words(locale, language, days)
    return Citation(
        label=(),
        title=text(reference.title, words.language),
        authors=authors(paper, spec.authors.max, words.locale),
        details=_details(paper, spec, words),
        place=reference.place,
    )


def authors(paper: Paper, most: int | None, locale: Locale) -> Inline:
    """Return the author list; of more than `most` names it prints that many, the owner always among them.

    Where names before the owner's are left out, his or her place in the list is told.
    """
    people, owner = paper.reference.authors, paper.owner
    shown = list(range(len(people)))[:most]
    apart = owner not in shown
    if apart:
        shown = [*shown[:-1], owner]
    parts: list[Inline] = [(_author(people[index], owner=index == owner),) for index in shown]
    if apart:
        place = locale.labels["position"].format(ordinal=locale.ordinal(owner + 1), total=len(people))
        parts[-1:] = [plain(locale.labels["ellipsis"]), (*parts[-1], Str(f" ({place})".replace(" ", NO_BREAK)))]
    listed = join(parts, ", ")
    if paper.reference.others:
        return (*listed, Str(", et al."))
    missing = len(people) - len(shown)
    if not missing:
        return listed
    words = "other" if missing == 1 else "others-around" if apart and owner < len(people) - 1 else "others"
    return (*listed, Str(", " + locale.labels[words].format(count=missing, total=len(people))))


def _author(person: Contributor, *, owner: bool) -> Author:
    name = plain(str(person.name))
    marks = tuple(Mark(mark) for mark in person.marks)
    return Author(((Self(name),) if owner else name) + marks)


def _details(paper: Paper, spec: Publications, words: _Words) -> Inline:
    reference, locale = paper.reference, words.locale
    standing = reference.standing
    place = text(reference.location, words.language)
    if paper.edition and not place:
        place = text(paper.edition.location, words.language)
    parts: list[Inline] = [_venue(paper, spec.venue, words)]
    parts.append(plain(_series(paper)) if spec.venue != "short" else ())
    parts += [_numbered(key, number, locale)
              for key in ("volume", "issue", "pages") if (number := getattr(reference, key))]  # fmt: skip
    if spec.venue != "short":
        parts += [_unbroken(place), plain(words.days)]
    if standing in ("to appear", "under review") and paper.reference.venue:
        parts.append(plain(locale.status[standing]))
    parts.append((Award(text(reference.award, words.language)),) if reference.award else ())
    parts.append(text(reference.note, words.language))
    line = join(parts, ", ")
    for badge in _badges(paper, spec, locale):
        line = (*line, Str(NO_BREAK), badge) if line else (badge,)
    return line


def _series(paper: Paper) -> str:
    """Return the series in which a paper came out: its own, that of the year, or that of all years."""
    holders = (paper.reference, paper.edition, paper.venue)
    return next((one.series for one in holders if one and one.series), "")


def _unbroken(place: Inline) -> Inline:
    """Return the name of a place as one word: `Santa Clara` is not parted at the end of a line."""
    short = len(text_of(place)) < 30
    return tuple(Str(node.text.replace(" ", NO_BREAK)) if isinstance(node, Str) and short else node for node in place)


def _numbered(key: str, number: str, locale: Locale) -> Inline:
    """Return `vol. 3`, `p. 7`, `pp. 7–12`; the number of an article, such as `e123`, stands by itself."""
    if key == "pages" and re.fullmatch(r"[A-Za-z]+\d+", number):
        return plain(number)
    label = "page" if key == "pages" and not re.search(r"[-–,]", number) else key
    return plain(locale.labels[label].format(number=_DASH.sub("–", number)))


def _venue(paper: Paper, form: str, words: _Words) -> Inline:
    """Return the venue in the form asked for, with the year, which a venue of unknown acronym has behind it."""
    reference, venue, edition = paper.reference, paper.venue, paper.edition
    year = str(reference.year or "")
    if isinstance(reference.venue, FreeVenue) and venue is None:
        return join([(Emph(text(reference.venue.text, words.language)),), plain(year)], ", ")
    if venue is None:
        standing = words.locale.status.get(reference.standing, "")
        standing = standing[:1].upper() + standing[1:]
        return join([(Emph(plain(standing)),) if standing else (), plain(year)], ", ")
    name = text(venue.name, words.language)
    if edition and edition.ordinal:
        name = (Str(f"{edition.ordinal} "), *name)
    acronym: Inline = plain(f"{venue.acronym} {year}".strip()) if venue.acronym else ()
    if acronym and edition and edition.url:
        acronym = (Link(edition.url, acronym),)
    if form == "short" and acronym:
        return (Emph(acronym),)
    if form == "both" and acronym:
        return (Emph((*name, Str(" ("), *acronym, Str(")"))),)
    return join([(Emph(name),), plain(year)], ", ")


def _badges(paper: Paper, spec: Publications, locale: Locale) -> list[Link]:
    """Return the links behind a paper: those asked for in the order asked, all when nothing is said."""
    links = paper.reference.links
    wanted = links if spec.links is None else [label for label in spec.links if label in links]
    return [Link(links[label], plain(_label(label, locale)), badge=True) for label in wanted]


def _label(label: str, locale: Locale) -> str:
    spelt = re.sub(r"[-_]+", " ", label)
    return locale.links.get(label) or (spelt[:1].upper() + spelt[1:])
