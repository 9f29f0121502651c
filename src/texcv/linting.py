"""Hold all profiles and lists of a lab against each other: the questions in order."""

from __future__ import annotations

from texcv.lint import dates, duplicates, links, people, preprints, status
from texcv.model.corpus import Corpus, Finding

CHECKS = (
    duplicates.check,
    preprints.check,
    people.shared_aliases,
    people.one_letter_apart,
    dates.entries,
    dates.papers,
    dates.editions,
    links.check,
    status.check,
)
"""Every question that is asked of a corpus, each a file of `lint/` or a function of one."""


def lint(corpus: Corpus) -> tuple[Finding, ...]:
    """Return all findings, each once, in the order of their places."""
    found = dict.fromkeys(finding for check in CHECKS for finding in check(corpus))
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[tuple[str, int, int], bool, str, str]:
    one = finding.diagnostic
    return one.sort_key(), one.code != "same-paper", one.code, one.message
