"""Is every link of the document one in the PDF, with that address?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from texcv.model.diagnostic import Diagnostic
from texcv.model.document import Document, inlines
from texcv.model.inline import links_in
from texcv.model.tex import Pdf, Typeset


def check(document: Document, pdf: Pdf, typeset: Typeset) -> Iterator[Diagnostic]:
    """Yield an error for every address that no link of the PDF leads to."""
    there = {unquote(url) for url in pdf.links}
    for place, inline in inlines(document):
        for link in links_in(inline):
            if unquote(link.url) not in there:
                yield Diagnostic("link-lost", f"no link of the PDF leads to {link.url}", place)
