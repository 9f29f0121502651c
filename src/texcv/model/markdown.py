"""Markdown inline text to `Inline`: the one place where a person's markup is understood."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from texcv.model import maths
from texcv.model.inline import Code, Emph, Inline, Link, Math, Node, Str, Strong

SCHEMES = ("http", "https", "mailto", "tel", "doi")


class MarkupError(ValueError):
    """Say what in a text cannot be understood, and what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@cache
def _parser() -> MarkdownIt:
    """CommonMark's inline rules; what it would swallow (HTML, entities, images) is left as typed."""
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True})
    parser.disable(["image", "html_inline", "entity"])
    parser.enable("smartquotes")
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=False)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # judged in `checked_url`, with a message
    return parser


def parse(text: str) -> Inline:
    """Return the tree of a Markdown inline text; raise `MarkupError` for a bad link or formula.

    Newlines count as spaces. Characters that are no markup are kept as they were typed.
    """
    flat = " ".join(text.split())
    for character in flat:
        if (ord(character) < 32 or 0x7F <= ord(character) < 0xA0) or 0xD800 <= ord(character) < 0xE000:
            raise MarkupError(
                f"the text holds the control character U+{ord(character):04X}", "delete it: it cannot be printed"
            )
    tokens = _parser().parseInline(flat)
    children = tokens[0].children if tokens else None
    nodes, _ = _read(children or [], 0, "")
    return nodes


def _read(tokens: list[Token], index: int, closing: str) -> tuple[Inline, int]:
    """Read tokens up to the one named `closing`; return the nodes and the index behind it."""
    nodes: list[Node] = []
    while index < len(tokens):
        token = tokens[index]
        index += 1
        match token.type:
            case "text" | "text_special":
                _append(nodes, token.content)
            case "softbreak" | "hardbreak":
                _append(nodes, " ")
            case "code_inline":
                nodes.append(Code(token.content))
            case "math_inline" | "math_inline_double":
                nodes.append(_formula(token.content))
            case "strong_open":
                inner, index = _read(tokens, index, "strong_close")
                nodes.append(Strong(inner))
            case "em_open":
                inner, index = _read(tokens, index, "em_close")
                nodes.append(Emph(inner))
            case "link_open":
                url = checked_url(str(token.attrGet("href") or ""))
                inner, index = _read(tokens, index, "link_close")
                if not inner:
                    raise MarkupError(f"the link to {url!r} has no text", "write [text](https://…)")
                nodes.append(Link(url, inner))
            case kind if kind == closing:
                return tuple(nodes), index
            case kind:
                raise AssertionError(f"markdown-it gave a token that no rule of ours asks for: {kind}")
    return tuple(nodes), index


def _append(nodes: list[Node], text: str) -> None:
    if not text:
        return
    if nodes and isinstance(nodes[-1], Str):
        nodes[-1] = Str(nodes[-1].text + text)
    else:
        nodes.append(Str(text))


def _formula(tex: str) -> Math:
    wrong = maths.fault_in(tex)
    if wrong:
        raise MarkupError(f"in the formula ${tex}$ {wrong}", r"write a dollar sign that is meant as such as \$")
    return Math(tex)


def checked_url(url: str) -> str:
    """Return an address that may be linked, with `doi:` resolved; raise `MarkupError` for any other."""
    url = url.strip()
    if not url:
        raise MarkupError("the link has no address", "write [text](https://…), or the text alone")
    if any(ord(character) < 33 or character in '"<>\\^`{|}' for character in url):
        raise MarkupError(f"the address {url!r} holds a character that no address may hold", "percent-encode it: %20")
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        known = ", ".join(SCHEMES)
        raise MarkupError(f"the address {url!r} is not one that a CV can link", f"begin it with one of: {known}")
    if scheme in ("http", "https") and not parts.netloc:
        raise MarkupError(f"the address {url!r} names no site", "write https://site/…")
    if scheme == "doi":
        return "https://doi.org/" + url[len("doi:") :].lstrip("/")
    return url
