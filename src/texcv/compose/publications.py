"""The papers of a CV: which, in which order and groups, how numbered, with which legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby

from texcv.compose import dates
from texcv.compose.grouping import group, grouped, heading
from texcv.compose.numbering import labels
from texcv.compose.selection import arrange
from texcv.compose.summary import summary
from texcv.model.document import Block, Citation, Heading, Legend
from texcv.model.dossier import Dossier, Paper
from texcv.model.inline import Inline, Mark, Str, join, plain, walk
from texcv.model.profile import Publications
from texcv.model.theme import Locale

Cite = Callable[[Paper, Publications, Locale, str, str], Citation]


def publications(dossier: Dossier, cite: Cite) -> tuple[Block, ...]:
    """Return the blocks of the section of publications."""
    spec, locale, language = dossier.profile.publications, dossier.locale, dossier.profile.language
    if spec is None:
        return ()
    papers = grouped(arrange(dossier.papers, spec), spec)
    citations = [
        (paper, replace(_cite(paper, spec, dossier, cite), label=plain(label)))
        for paper, label in zip(papers, labels(papers, spec), strict=True)
    ]
    head = [summary(papers, locale, language)] if spec.summary else []
    head.append(_legend((citation for _, citation in citations), dossier.marks))
    return (*(Legend(line, spec.place) for line in head if line), *_with_headings(citations, spec, dossier))


def _cite(paper: Paper, spec: Publications, dossier: Dossier, cite: Cite) -> Citation:
    days = dates.spell_days(paper.when, dossier.locale)
    return cite(paper, spec, dossier.locale, dossier.profile.language, days)


def _legend(citations: Iterable[Citation], meanings: dict[str, Inline]) -> Inline:
    """Return what the marks mean that stand behind a name printed."""
    shown = {node.text for one in citations for node in walk(one.authors) if isinstance(node, Mark)}
    return join([(Mark(mark), Str(" "), *meaning) for mark, meaning in meanings.items() if mark in shown], "; ")


def _with_headings(citations: list[tuple[Paper, Citation]], spec: Publications, dossier: Dossier) -> Iterable[Block]:
    for name, members in groupby(citations, key=lambda pair: group(pair[0], spec)):
        if name:
            yield Heading(heading(name, spec, dossier.locale, dossier.profile.language), spec.place)
        yield from (citation for _, citation in members)
