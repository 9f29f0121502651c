"""The papers of a CV: which, in which order and groups, how numbered, with which legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from typing import get_args

from texcv.compose import dates
from texcv.model.document import Block, Citation, Heading, Legend
from texcv.model.dossier import Dossier, Paper
from texcv.model.inline import Inline, Mark, Str, join, plain, walk
from texcv.model.profile import Publications
from texcv.model.reference import CslType
from texcv.model.theme import Locale

Cite = Callable[[Paper, Publications, Locale, str, str], Citation]
_TYPES = get_args(CslType)


def publications(dossier: Dossier, cite: Cite) -> tuple[Block, ...]:
    """Return the blocks of the section of publications."""
    spec = dossier.profile.publications
    if spec is None:
        return ()
    papers = sort(select(dossier.papers, spec), spec)
    citations = [(paper, _cite(paper, spec, dossier, cite)) for paper in _grouped(papers, spec)]
    citations = _numbered(citations, spec)
    shown = {node.text for _, one in citations for node in walk(one.authors) if isinstance(node, Mark)}
    used = tuple(mark for mark in dossier.marks if mark in shown)
    legend = [Legend(_legend(used, dossier.marks), spec.place)] if used else []
    return (*legend, *_with_headings(citations, spec, dossier.locale))


def select(papers: Iterable[Paper], spec: Publications) -> list[Paper]:
    """Return the papers that the profile asks for, in the order of the lists."""
    chosen = [
        paper
        for paper in papers
        if (spec.only is None or paper.reference.selected)
        and (spec.since is None or not paper.reference.year or paper.reference.year >= spec.since)
        and (spec.types is None or paper.type in spec.types)
    ]
    return sort(chosen, spec)[: spec.limit] if spec.limit else chosen


def sort(papers: list[Paper], spec: Publications) -> list[Paper]:
    """Return the papers in the order asked for; papers of one date keep the order of the lists.

    By date the newest come first, and before them what has no date yet, such as a preprint.
    """
    match spec.sort:
        case "date":
            return sorted(papers, key=_date, reverse=True)
        case "date-ascending":
            return sorted(papers, key=_date)
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


def _group(paper: Paper, spec: Publications) -> str:
    if spec.group == "year":
        return str(paper.reference.year or "")
    return paper.type if spec.group == "type" else ""


def _grouped(papers: list[Paper], spec: Publications) -> list[Paper]:
    """Return the papers with those of one group beside each other, their order kept."""
    if spec.group == "type":
        return sorted(papers, key=lambda paper: _TYPES.index(paper.type))
    if spec.group == "year":
        ascending = spec.sort == "date-ascending"
        return sorted(papers, key=lambda paper: paper.reference.year or 9999, reverse=not ascending)
    return papers


def _cite(paper: Paper, spec: Publications, dossier: Dossier, cite: Cite) -> Citation:
    days = dates.spell_days(paper.when, dossier.locale)
    return cite(paper, spec, dossier.locale, dossier.profile.language, days)


def _numbered(citations: list[tuple[Paper, Citation]], spec: Publications) -> list[tuple[Paper, Citation]]:
    if spec.number == "none":
        return citations
    numbers = range(1, len(citations) + 1)
    if spec.number == "down":
        numbers = numbers[::-1]
    return [(paper, replace(citation, label=plain(f"{number}.")))
            for number, (paper, citation) in zip(numbers, citations, strict=True)]  # fmt: skip


def _legend(used: tuple[str, ...], meanings: dict[str, Inline]) -> Inline:
    return join([(Mark(mark), Str(" "), *meanings[mark]) for mark in used], "; ")


def _with_headings(citations: list[tuple[Paper, Citation]], spec: Publications, locale: Locale) -> Iterable[Block]:
    for key, members in groupby(citations, key=lambda pair: _group(pair[0], spec)):
        heading = locale.types.get(key, key) or (locale.types["article"] if spec.group == "year" else "")
        if heading:
            yield Heading(plain(heading), spec.place)
        yield from (citation for _, citation in members)
