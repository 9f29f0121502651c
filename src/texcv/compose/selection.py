"""Which papers a profile asks for, and their order."""

from __future__ import annotations

from collections.abc import Iterable

from texcv.model.dossier import Paper
from texcv.model.profile import Publications


def arrange(papers: Iterable[Paper], spec: Publications) -> list[Paper]:
    """Return the papers asked for in the order asked for, and of these the first so many that there is room for."""
    return sort(select(papers, spec), spec)[: spec.limit]


def select(papers: Iterable[Paper], spec: Publications) -> list[Paper]:
    """Return the papers that the profile asks for, in the order of the lists."""
    return [
        paper
        for paper in papers
        if (spec.only is None or paper.reference.selected)
        and (spec.since is None or not paper.reference.year or paper.reference.year >= spec.since)
        and (spec.types is None or paper.type in spec.types)
        and (spec.tags is None or not set(spec.tags).isdisjoint(paper.reference.tags))
        and (paper.leads or not spec.first_author)
    ]


def sort(papers: list[Paper], spec: Publications) -> list[Paper]:
    """Return the papers in the order asked for; papers of one date keep the order of the lists.

    By date the newest come first, and before them what has no date yet, such as a preprint.
    """
    match spec.sort:
        case "date":
            return sorted(papers, key=_date, reverse=True)
        case "date-ascending":
            return sorted(papers, key=_date)
        case "first-author":
            return sorted(sorted(papers, key=_date, reverse=True), key=lambda paper: not paper.leads)
        case "title":
            return sorted(papers, key=lambda paper: str(paper.reference.title).casefold())
        case "venue":
            return sorted(papers, key=lambda paper: _venue_key(paper).casefold())
        case _ if spec.select:
            return sorted(papers, key=lambda paper: (spec.select or ()).index(paper.reference.id))
    return papers


def _date(paper: Paper) -> tuple[int, int]:
    first = paper.when.first if paper.when else None
    return first.earliest()[:2] if first and first.month else (first.year if first else 9999, 0)


def _venue_key(paper: Paper) -> str:
    return (paper.venue.acronym or str(paper.venue.name)) if paper.venue else "\U0010ffff"
