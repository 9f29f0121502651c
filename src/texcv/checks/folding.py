"""How a text of the document and the text of a PDF are made comparable."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\s\u00ad\u200b\ufeff\u0002\ufffe\-‐‑]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "∗": "*", "−": "-"})


def fold(text: str) -> str:
    """Return a text without white space, hyphens and ligatures, small capitals and quotes made plain, in one case."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).translate(_QUOTES)).casefold()


def fold_with_index(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for every character of it, the index of the one it comes from."""
    folded, indices = [], []
    for index, character in enumerate(text):
        for piece in fold(character):
            folded.append(piece)
            indices.append(index)
    return "".join(folded), indices
