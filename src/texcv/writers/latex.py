"""A document to LaTeX: templates place, `texcv.sty` styles, and every value is escaped by construction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from texcv import resources
from texcv.model.document import Document, inlines
from texcv.model.dossier import Dossier
from texcv.model.inline import Code, Str, walk
from texcv.model.place import Place
from texcv.model.tex import Tex
from texcv.writers import latex_inline
from texcv.writers.charset import engine_for, is_cjk, is_other
from texcv.writers.escape import escape
from texcv.writers.latex_preamble import preamble

_PLACE = re.compile(r"^%@ (\d+) .*$", re.MULTILINE)


@cache
def environment(engine: str) -> jinja2.Environment:
    """Return the templates' environment: TeX's delimiters, no undefined names, all output escaped by its finalizer."""

    def finalize(value: Any) -> Markup:
        if isinstance(value, Markup):
            return value
        if isinstance(value, tuple):
            return Markup(latex_inline.write(value, engine))
        if isinstance(value, str):
            return Markup(escape(value))
        raise TypeError(f"a template prints {value!r}, which is no text")

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources.templates() / "latex"),
        autoescape=True,
        finalize=finalize,
        undefined=jinja2.StrictUndefined,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def write(document: Document, dossier: Dossier) -> Tex:
    """Return the document as LaTeX; the engine is the one asked for, else the fastest that can print its characters."""
    texts = list(_characters(document))
    engine = dossier.engine or engine_for(texts)
    places: list[Place] = []

    def at(place: Place) -> Markup:
        places.append(place)
        return Markup(f"%@ {len(places) - 1} {_comment(place)}")

    options = {"highlight": document.highlight}
    if engine == "xelatex":
        options |= {"cjk": "true"} if any(map(is_cjk, "".join(texts))) else {}
        options |= {"other": "true"} if any(map(is_other, "".join(texts))) else {}
    design = dossier.profile.design
    text = environment(engine).get_template("document.tex").render(
        document=document,
        engine=engine,
        at=at,
        kind=lambda block: type(block).__name__,
        preamble=Markup(preamble(document, dossier.theme, dossier.locale, design.paper, design.size, options)),
    )  # fmt: skip
    lines = ((match.start(), int(match[1])) for match in _PLACE.finditer(text))
    return Tex(
        name=document.name,
        text=_PLACE.sub(lambda match: "%@ " + match[0].split(" ", 2)[2], text),
        engine=engine,
        places=tuple((text.count("\n", 0, start) + 1, places[index]) for start, index in lines),
        files=tuple(resources.style_files()),
        latexmkrc=resources.latexmkrc(),
        epoch=dossier.epoch,
    )


def _comment(place: Place) -> str:
    """Return a place as it may stand in a comment of TeX: one line, printable, without folders."""
    shown = f"{Path(place.file.name).name}:{place.line}" if place.line else "?"
    return re.sub(r"[^\x20-\x7e]", "?", shown)


def _characters(document: Document) -> Iterator[str]:
    yield document.title
    for _, inline in inlines(document):
        for node in walk(inline):
            if isinstance(node, Str | Code):
                yield node.text
