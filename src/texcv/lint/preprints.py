"""Is a preprint listed beside the paper that came of it?"""

from __future__ import annotations

from collections.abc import Iterator

from texcv.lint import pairs
from texcv.model.corpus import Corpus, Finding
from texcv.model.diagnostic import Diagnostic, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for every preprint whose paper is published or to appear."""
    for pair in pairs.find(corpus):
        entries = sorted((pair.one, pair.other), key=lambda entry: entry.reference.standing != "preprint")
        preprint, paper = entries
        if preprint.reference.standing == "preprint" and paper.reference.standing in ("published", "to appear"):
            yield Finding(
                Diagnostic(
                    "preprint-and-published",
                    f"{str(preprint.reference.id)!r} is listed as a preprint, and as {paper.reference.standing} in "
                    f"{paper.place.file.name} ({paper.reference.id})",
                    preprint.place,
                    "keep the paper, with the link to arXiv under its 'links:', and delete the preprint",
                    Severity.WARNING,
                    (paper.place,),
                )
            )
