"""The preamble, assembled with PyLaTeX from a theme's data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pylatex import Command, NoEscape, Package
from pylatex.base_classes import Options

from texcv.model.document import Document
from texcv.model.theme import Locale, Theme
from texcv.writers.escape import escape_option

PAPERS = {"a4": "a4paper", "letter": "letterpaper"}


def preamble(
    document: Document, theme: Theme, locale: Locale, paper: str, size: int | None, options: dict[str, str]
) -> str:
    """Return everything before `\\begin{document}`; `options` are those of texcv.sty, beside the theme's."""
    lines = [_documentclass(theme, paper, size)]
    lines += [_package(package.name, package.options) for package in theme.packages]
    if locale.babel:
        lines.append(_package("babel", ["provide=*", locale.babel]))
    settings = theme.options | options
    lines.append(_package("texcv", [f"{key}={value}" for key, value in settings.items()]))
    lines.append(_setup(document))
    return "\n".join(lines)


def _documentclass(theme: Theme, paper: str, size: int | None) -> str:
    chosen = [option for option in theme.class_options if not (size and re.fullmatch(r"\d+pt", option))]
    options = [*([f"{size}pt"] if size else []), *chosen, PAPERS[paper]]
    return str(Command("documentclass", theme.documentclass, Options(*map(NoEscape, options))).dumps())


def _package(name: str, options: Iterable[str]) -> str:
    return str(Package(name, options=Options(*map(NoEscape, options)) if options else None).dumps())


def _setup(document: Document) -> str:
    values = {"title": document.title, "author": document.author, "lang": document.language}
    pairs = [NoEscape(f"{key}={escape_option(value)}") for key, value in values.items()]
    return str(Command("CVsetup", NoEscape(",".join(pairs))).dumps())
