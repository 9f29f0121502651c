"""The labels in front of papers: `12.`, or with a prefix `C12`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from texcv.compose.grouping import group
from texcv.model.dossier import Paper
from texcv.model.profile import Publications


def labels(papers: Iterable[Paper], spec: Publications) -> list[str]:
    """Return a label for every paper, an empty one where none is asked for.

    Papers of one prefix are counted together, through all groups or in each; downwards, the last of them has 1.
    """
    if spec.number.direction == "none":
        return ["" for _ in papers]
    counters = [_counter(paper, spec) for paper in papers]
    totals = Counter(counters)
    seen: Counter[tuple[str, str]] = Counter()
    out = []
    for counter in counters:
        seen[counter] += 1
        number = seen[counter] if spec.number.direction == "up" else totals[counter] + 1 - seen[counter]
        prefix = counter[1]
        out.append(f"{prefix}{number}" if prefix else f"{number}.")
    return out


def _counter(paper: Paper, spec: Publications) -> tuple[str, str]:
    """Return what a paper is counted by: its group, where numbers begin anew in each, and its prefix."""
    scope = group(paper, spec) if spec.number.scope == "group" else ""
    return scope, spec.number.prefix_of(paper.type)
