"""Are all fonts in the PDF, as outlines, with maps to Unicode?"""

from __future__ import annotations

from collections.abc import Iterator

from texcv.model.diagnostic import Diagnostic
from texcv.model.document import Document
from texcv.model.place import File, Place
from texcv.model.tex import Pdf, Typeset

_HINT = "texcv doctor says which fonts are missing here"


def check(document: Document, pdf: Pdf, typeset: Typeset) -> Iterator[Diagnostic]:
    """Yield an error for a font that is not embedded, is a bitmap, or cannot be copied as text."""
    place = Place(File(str(pdf.path)))
    for font in pdf.fonts:
        if font.kind == "Type3":
            yield Diagnostic("font-bitmap", f"the font {font.name} is a bitmap (Type 3)", place, _HINT)
        elif not font.embedded:
            yield Diagnostic("font-missing", f"the font {font.name} is not embedded", place, _HINT)
        elif not font.mapped:
            yield Diagnostic("font-unmapped", f"the font {font.name} has no map to Unicode", place, _HINT)
