"""Is there something at every path that a profile or a list names?"""

from __future__ import annotations

from collections.abc import Iterator

from texcv.model.corpus import Corpus, Finding
from texcv.model.diagnostic import Diagnostic, Severity


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for every path to a file that is not there."""
    for local in corpus.locals:
        if not local.exists:
            message = f"{local.name} names {local.target}, and there is no such file"
            yield Finding(
                Diagnostic("dead-link", message, local.place, "mend the path, or delete it", Severity.WARNING)
            )
