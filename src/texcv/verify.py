"""Hold a PDF against its document: all checks, in one order."""

from __future__ import annotations

from texcv.checks import fonts, highlight, links, log, metadata, text
from texcv.model.diagnostic import Diagnostic
from texcv.model.document import Document
from texcv.model.tex import Pdf, Tex, Typeset

CHECKS = (text.check, links.check, fonts.check, highlight.check, metadata.check)


def verify(document: Document, tex: Tex, typeset: Typeset, pdf: Pdf) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with a PDF, at the profile's lines; nothing for a good one."""
    found = list(log.check(tex, typeset))
    for check in CHECKS:
        found.extend(check(document, pdf, typeset))
    return tuple(dict.fromkeys(found))
