"""Is every text of the document in the PDF, in its order?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from texcv.checks.folding import fold
from texcv.model.diagnostic import Diagnostic
from texcv.model.document import Document, texts
from texcv.model.inline import Inline, text_of
from texcv.model.place import Place
from texcv.model.tex import Pdf, Typeset

_GAP = "\0"


def check(document: Document, pdf: Pdf, typeset: Typeset) -> Iterator[Diagnostic]:
    """Yield an error for every text that cannot be read on the page, or not where it belongs.

    In each block the longest piece must come behind that of the block before; the block's other pieces, such as
    its date, must stand between its neighbours. Formulas are not read back.
    """
    page = _body(document, pdf)
    blocks = [(place, [piece for inline in group for piece in _pieces(inline)]) for place, group in texts(document)]
    blocks = [(place, pieces) for place, pieces in blocks if pieces]
    anchors: list[tuple[int, int]] = []
    at = 0
    for place, pieces in blocks:
        anchor = max(pieces, key=len)
        found = _find(anchor, pieces, page, at)
        if found is None:
            yield _lost(anchor, place, page)
        anchors.append(found or (at, at))
        at = anchors[-1][1]
    for number, (place, pieces) in enumerate(blocks):
        start = anchors[number - 1][1] if number else 0
        end = anchors[number + 1][0] if number + 1 < len(anchors) else len(page)
        segment = page[start : max(end, anchors[number][1])]
        anchor = max(pieces, key=len)
        for piece in pieces:
            if piece != anchor and piece not in segment:
                yield _lost(piece, place, page)


def _find(anchor: str, pieces: list[str], page: str, at: int) -> tuple[int, int] | None:
    """Return where a piece begins and ends; a date at the right of a long text is read at the end of its first line."""
    if (found := page.find(anchor, at)) >= 0:
        return found, found + len(anchor)
    for other in (piece for piece in pieces if piece != anchor):
        for match in islice(re.finditer(re.escape(other), page[at:]), 20):
            without = page[at:][: match.start()] + page[at:][match.end() :]
            found = without.find(anchor)
            if 0 <= found < match.start() < found + len(anchor):
                return at + found, at + found + len(anchor) + len(other)
    return None


def _pieces(inline: Inline) -> list[str]:
    """Return the folded text between formulas."""
    return [folded for piece in text_of(inline, math=_GAP).split(_GAP) if (folded := fold(piece))]


def _body(document: Document, pdf: Pdf) -> str:
    """Return the folded text of all pages without their feet."""
    pages = []
    for number, page in enumerate(pdf.pages, 1):
        foot = fold(f"{text_of(document.header.name)}{number}/{len(pdf.pages)}")
        pages.append(re.sub(f"{re.escape(foot)}$", "", fold(page.text)))
    return "".join(pages)


def _lost(piece: str, place: Place, page: str) -> Diagnostic:
    if piece in page:
        return Diagnostic("text-order", f"in the PDF {piece!r} does not stand where it belongs", place)
    return Diagnostic(
        "text-lost", f"the PDF does not hold {piece!r}", place, "this is a fault of the theme; please report it"
    )
