"""Papers in groups by year, type or status, under headings that the profile may choose."""

from __future__ import annotations

from typing import get_args

from texcv.model.dossier import Paper
from texcv.model.inline import Inline, plain
from texcv.model.numbering import PREPRINT
from texcv.model.profile import Publications
from texcv.model.reference import CslType, Status
from texcv.model.theme import Locale

_TYPES = get_args(CslType)
_STANDINGS: tuple[Status, ...] = ("published", "to appear", "under review", "preprint")


def group(paper: Paper, spec: Publications) -> str:
    """Return the name of the group that a paper belongs to; the same for all where there are no groups."""
    match spec.group:
        case "year":
            return str(paper.reference.year or PREPRINT)
        case "type":
            return paper.type
        case "status":
            return paper.reference.standing
    return ""


def grouped(papers: list[Paper], spec: Publications) -> list[Paper]:
    """Return the papers with those of one group beside each other, their order kept."""
    match spec.group:
        case "type":
            return sorted(papers, key=lambda paper: _TYPES.index(paper.type))
        case "year":
            ascending = spec.sort == "date-ascending"
            return sorted(papers, key=lambda paper: paper.reference.year or 9999, reverse=not ascending)
        case "status":
            return sorted(papers, key=lambda paper: _STANDINGS.index(paper.reference.standing))
    return papers


def heading(name: str, spec: Publications, locale: Locale, language: str) -> Inline:
    """Return the heading of a group: the profile's own, else that of the language, else the group's name, a year."""
    for key in (name, PREPRINT) if name == "article" else (name,):
        if key in spec.headings:
            return spec.headings[key].in_language(language)
    usual = locale.types | locale.standings
    return plain(usual.get(name, name))
