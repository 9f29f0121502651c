"""Is the owner's name set in the highlight, wherever it stands in an author list?"""

from __future__ import annotations

from collections.abc import Iterator

from texcv.checks.folding import fold, fold_with_index
from texcv.model.diagnostic import Diagnostic
from texcv.model.document import Citation, Document
from texcv.model.inline import Self, text_of, walk
from texcv.model.tex import Box, Glyphs, Pdf, Typeset


def check(document: Document, pdf: Pdf, typeset: Typeset) -> Iterator[Diagnostic]:
    """Yield an error for every author list in which the owner's name is not told apart from the others."""
    pages = [(page, *fold_with_index(page.text)) for page in pdf.pages]
    rules = pdf.rules or ((),) * len(pages)
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Citation) and any(isinstance(node, Self) for node in walk(block.authors)):
                marks = [_marks(page, indices[at : at + len(name)], rules[number], document.highlight)
                         for number, (page, text, indices) in enumerate(pages)
                         for at, name in _owner_in(block, text)]  # fmt: skip
                if not any(marks):
                    name = next(text_of(node.children) for node in walk(block.authors) if isinstance(node, Self))
                    message = f"the owner's name {name!r} is not set {document.highlight} in the PDF"
                    yield Diagnostic("no-highlight", message, block.place)


def _owner_in(block: Citation, page: str) -> Iterator[tuple[int, str]]:
    """Yield where, on a page of folded text, the owner's name stands inside this author list."""
    before = ""
    for node in block.authors:
        owner = next((inner for inner in walk((node,)) if isinstance(inner, Self)), None)
        if owner is None:
            before += text_of((node,))
            continue
        name, lead = fold(text_of(owner.children)), fold(before)[-60:]
        title = page.find(fold(text_of(block.title))[-40:])
        at = page.find(lead + name, max(title, 0))
        if at >= 0:
            yield at + len(lead), name
        return


def _marks(page: Glyphs, indices: list[int], rules: tuple[Box, ...], highlight: str) -> bool:
    """Tell whether the characters at the indices are set in the highlight."""
    if highlight == "underline":
        return all(_underlined(page.boxes[index], rules) for index in indices)
    if highlight == "color":
        return all(page.colors[index] not in ("000000", "") for index in indices)
    return all(is_bold(page.fonts[index]) for index in indices)


def is_bold(font: str) -> bool:
    """Tell by its PostScript name whether a font is bold."""
    return any(word in font.lower() for word in ("bold", "-bd", "lmbx", "black", "demi"))


def _underlined(box: Box, rules: tuple[Box, ...]) -> bool:
    left, bottom, right, _ = box
    middle = (left + right) / 2
    return any(rule[0] - 0.5 <= middle <= rule[2] + 0.5 and -5 < rule[1] - bottom < 3.5 for rule in rules)
