"""Text to LaTeX: the one place where characters become TeX. Nothing that a person wrote reaches TeX in another way."""

from __future__ import annotations

import re
from itertools import groupby
from urllib.parse import quote

from pylatex.utils import escape_latex

from texcv.writers.charset import is_other

_SIGNS = {
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    "|": r"\textbar{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
    "'": "’",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u2009": r"\,",
    "\u200b": r"\CVbreak{}",
    "\ufeff": "",
}
_CODE_SIGNS = {**_SIGNS, "'": r"\textquotesingle{}"}
_LIGATURES = re.compile(r"(?<=([,'’‘‚“”]))(?=[,'’‘‚“”])")
_LONG = 24
_BREAKS = re.compile(r"(?<=[/_.,:=&?@+#)])(?=[^\s/_.,:=&?@+#)])|(?<=[a-z])(?=[A-Z])")
_ENDLESS = 100
"""No word of a language has so many letters: it may be broken anywhere."""


def escape(text: str) -> str:
    """Return text as LaTeX that prints just these characters, with T1's ligatures of signs undone.

    Long words without a space, such as addresses and paths, get places where a line may break.
    """
    return "".join(
        word if not word.strip(" ") else _break(word) if len(word) > _LONG else _signs(word)
        for word in re.split(r"( +)", re.sub(r"[\t\n\r ]+", " ", text))
    )


def _break(word: str) -> str:
    return r"\CVbreak{}".join(map(_signs, _pieces(word)))


def _pieces(word: str) -> list[str]:
    return [
        piece[start : start + step]
        for piece in _BREAKS.split(word)
        for step in [8 if len(piece) > _ENDLESS else _ENDLESS]
        for start in range(0, len(piece), step)
    ]


def _signs(word: str, signs: dict[str, str] = _SIGNS) -> str:
    parts = re.split(r"([\^`|<>\"'\u00a0\u00ad\u2009\u200b\ufeff])", _LIGATURES.sub("\u2060", word))
    out = "".join(signs[part] if part in signs else str(escape_latex(part)) for part in parts)
    return out.replace("\u2060", "{}")


def escape_runs(text: str) -> str:
    """Return text as LaTeX for xelatex, runs of characters that the text faces lack in `\\CVother`."""
    return "".join(
        rf"\CVother{{{escape(''.join(run))}}}" if other else escape("".join(run))
        for other, run in groupby(text, key=lambda character: is_other(character) and not character.isspace())
    )


def escape_code(text: str) -> str:
    """Return computer text as LaTeX: as `escape`, with straight quotes, and places to break a long one."""
    if len(text) <= _LONG:
        return _signs(text, _CODE_SIGNS)
    latex = r"\CVbreak{}".join(_signs(piece, _CODE_SIGNS) for piece in _pieces(text))
    return latex.replace("{-}", r"{-}\CVbreak{}")


def escape_url(url: str) -> str:
    """Return an address as hyperref's `\\href` takes it inside arguments: ASCII, with `% # & _` behind a backslash."""
    ascii_only = quote(url, safe="!#$%&'()*+,-./:;=?@[]_~")
    return re.sub(r"([%#&_$])", r"\\\1", ascii_only.replace("$", "%24"))


def escape_option(value: str) -> str:
    """Return text as a value of a key in LaTeX's options: braced, so that commas and signs are harmless."""
    return "{" + escape(value) + "}"
