"""Is a paper still 'to appear' or 'under review' in a year that is over?"""

from __future__ import annotations

from collections.abc import Iterator

from texcv.model.corpus import Corpus, Finding, Fix, Listed
from texcv.model.diagnostic import Diagnostic, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for every status that waits for a year before this one.

    What was accepted at a venue has appeared once that year is over: there the status can be deleted. A review that
    is over may have ended either way.
    """
    for entry in corpus.references:
        year = _last_year(entry)
        status = entry.reference.status
        if status in ("to appear", "under review") and 0 < year < corpus.today[0]:
            appeared = bool(status == "to appear" and entry.reference.venue and entry.reference.date)
            yield Finding(
                Diagnostic(
                    "to-appear-over",
                    f"{str(entry.reference.id)!r} is {status!r} in {year}, and {year} is over",
                    entry.at("status"),
                    "delete the status: it has appeared" if appeared else "write what became of it",
                    Severity.WARNING,
                ),
                Fix("delete-key", entry.place, f"'status: {status}' of {str(entry.reference.id)!r}", "status")
                if appeared
                else None,
            )


def _last_year(entry: Listed) -> int:
    date = entry.reference.date
    return date.last.year if date and date.last else entry.year
