"""Sentences of a locale with rich text in their gaps."""

from __future__ import annotations

import re

from texcv.model.inline import Inline, Node, Str, plain


def phrase(template: str, **gaps: Inline | str | int) -> Inline:
    """Return a template such as `Advisor: {names}` with its gaps filled; the gaps may hold rich text."""
    out: list[Node] = []
    for index, piece in enumerate(re.split(r"\{(\w+)\}", template)):
        if index % 2:
            value = gaps[piece]
            out.extend(value if isinstance(value, tuple) else plain(str(value)))
        elif piece:
            out.append(Str(piece))
    return tuple(out)
