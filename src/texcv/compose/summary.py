"""One line that counts the papers printed: how many, how many led, and at which venues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from texcv.compose.dates import NO_BREAK
from texcv.compose.phrase import phrase
from texcv.model.dossier import Paper
from texcv.model.inline import Inline, Str, join, plain, text_of
from texcv.model.profile import text
from texcv.model.reference import FreeVenue, Status
from texcv.model.theme import Locale

_LONG = 30
_UNPUBLISHED: dict[Status, tuple[str, str]] = {
    "preprint": ("preprint", "preprints"),
    "under review": ("submission", "submissions"),
}


def summary(papers: list[Paper], locale: Locale, language: str) -> Inline:
    """Return `13 papers, 6 as (co-)first author; NSDI 4, SIGCOMM 2, 1 preprint`; nothing for no papers.

    What is under review counts as that, and not at the venue that may yet refuse it.
    """
    if not papers:
        return ()
    separator = locale.labels["separator"]
    led = sum(paper.leads for paper in papers)
    counts = [_counted(len(papers), "paper", "papers", locale)]
    counts += [phrase(locale.labels["led"], count=led)] if led else []
    venues = [phrase(locale.labels["at"], venue=venue, count=count) for venue, count in _venues(papers, language)]
    standings = Counter(paper.reference.standing for paper in papers)
    for standing, words in _UNPUBLISHED.items():
        if number := standings[standing]:
            venues.append(_counted(number, *words, locale))
    first = join(counts, separator)
    if not venues:
        return first
    return phrase(locale.labels["summary"], counts=first, venues=join(map(_unbroken, venues), separator))


def _unbroken(item: Inline) -> Inline:
    """Return a count as one word: `1 preprint` is not parted at the end of a line."""
    short = len(text_of(item)) < _LONG
    return tuple(Str(node.text.replace(" ", NO_BREAK)) if isinstance(node, Str) and short else node for node in item)


def _counted(number: int, one: str, many: str, locale: Locale) -> Inline:
    return phrase(locale.labels[one if number == 1 else many], count=number)


def _venues(papers: Iterable[Paper], language: str) -> list[tuple[Inline, int]]:
    """Return the venues of what has come out or will, the most frequent first, then by name."""
    published = [paper for paper in papers if paper.reference.standing not in _UNPUBLISHED]
    count = Counter(filter(None, (_venue(paper, language) for paper in published)))
    return sorted(count.items(), key=lambda item: (-item[1], text_of(item[0]).casefold()))


def _venue(paper: Paper, language: str) -> Inline:
    if paper.venue:
        return plain(paper.venue.acronym or "") or text(paper.venue.name, language)
    free = paper.reference.venue
    return text(free.text, language) if isinstance(free, FreeVenue) else ()
