"""Does the PDF tell whose it is, what it is, in which language, and is it as short as promised?"""

from __future__ import annotations

from collections.abc import Iterator

from texcv.model.diagnostic import Diagnostic
from texcv.model.document import Document
from texcv.model.place import File, Place
from texcv.model.tex import Pdf, Typeset


def check(document: Document, pdf: Pdf, typeset: Typeset) -> Iterator[Diagnostic]:
    """Yield an error for title, author or language that differ, and for more pages than were promised."""
    place = Place(File(str(pdf.path)))
    wanted = {"Title": document.title, "Author": document.author}
    for key, value in wanted.items():
        if pdf.metadata.get(key) != value:
            yield Diagnostic("metadata", f"the PDF's {key} is {pdf.metadata.get(key, '')!r}, not {value!r}", place)
    if pdf.language != document.language:
        yield Diagnostic("metadata", f"the PDF's language is {pdf.language!r}, not {document.language!r}", place)
    if document.pages and len(pdf.pages) > document.pages:
        message = f"the CV has {len(pdf.pages)} pages, but 'pages' promises {document.pages}"
        hint = "print less ('sections', 'publications: {limit: …}'), or promise more"
        yield Diagnostic("too-long", message, document.header.place, hint)
