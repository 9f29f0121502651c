"""`Inline` to LaTeX: one command of `texcv.sty` for every kind of node."""

from __future__ import annotations

from texcv.model.inline import Author, Award, Code, Emph, Inline, Link, Mark, Math, Node, Self, Str, Strong
from texcv.writers.escape import escape, escape_code, escape_runs, escape_url


def write(inline: Inline, engine: str) -> str:
    """Return rich text as LaTeX for an engine."""
    return "".join(_node(node, engine) for node in inline)


def _node(node: Node, engine: str) -> str:
    match node:
        case Str(text):
            return escape_runs(text) if engine == "xelatex" else escape(text)
        case Code(text):
            return rf"\CVcode{{{escape_code(text)}}}"
        case Mark(text):
            return rf"\CVmark{{{escape(text)}}}"
        case Math(tex):
            return rf"\CVmath{{{tex}}}"
        case Strong(children):
            return rf"\textbf{{{write(children, engine)}}}"
        case Emph(children):
            return rf"\emph{{{write(children, engine)}}}"
        case Link(url, children, badge):
            command = "CVbadge" if badge else "CVlink"
            return rf"\{command}{{{escape_url(url)}}}{{{write(children, engine)}}}"
        case Author(children):
            return rf"\CVauthor{{{write(children, engine)}}}"
        case Self(children):
            return rf"\CVself{{{write(children, engine)}}}"
        case Award(children):
            return rf"\CVaward{{{write(children, engine)}}}"
