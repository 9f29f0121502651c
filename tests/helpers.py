"""One obvious way to each noun that a test looks at: a YAML text becomes a dossier, a document, LaTeX or its faults."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from texcv import nodes, resources
from texcv.compose.document import compose
from texcv.model import markdown
from texcv.model.diagnostic import Diagnostic, Faults
from texcv.model.document import Block, Bullet, Bullets, Citation, Document, Entry, Heading, Labelled, Line
from texcv.model.dossier import Dossier
from texcv.model.inline import Author, Award, Code, Emph, Inline, Link, Mark, Math, Self, Str, Strong
from texcv.model.place import Mapping
from texcv.model.source import Source
from texcv.readers.profile import read
from texcv.styles.cv import cite
from texcv.writers import latex as writer
from texcv.writers import latex_inline

HERE = Path(__file__).parent
OWNER = "person: {name: Yinmin Zhong}\n"
"""The shortest beginning of a profile."""


def cases(name: str) -> list[Any]:
    """Return the cases of `cases/NAME.yaml` as parameters, each with its title as its id; all values are text."""
    listed = yaml.load((HERE / "cases" / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    titles = [case["title"] for case in listed]
    assert len(titles) == len(set(titles)), f"two cases of {name} have one title"
    return [pytest.param(case, id=case["title"]) for case in listed]


def golden(path: Path, got: str, update: bool) -> None:
    """Hold a result against a file, or write the file anew."""
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(got, "utf-8")
    assert got == path.read_text("utf-8"), f"{path.name} differs; if the new result is right, run with --update-golden"


@cache
def _shipped(path: Path) -> Mapping:
    """Return a theme or a locale as it is shipped."""
    return nodes.read_file(path, [])


def source(text: str, references: str = "", settings: Iterable[str] = ()) -> Source:
    """Return a profile's text, with the one list of references that it names, as `load` would give it."""
    wrong: list[Diagnostic] = []
    tree = nodes.read_text(text, "profile.yaml", wrong)
    for setting in settings:
        tree = nodes.override(tree, setting, "--set")
    lists = (nodes.read_text(references, "publications.yaml", wrong),) if references else ()
    design = tree.get("design")
    theme = design.get("theme", "classic") if isinstance(design, Mapping) else "classic"
    return Source(
        name="profile",
        path=Path("profile.yaml"),
        profile=tree,
        references=lists,
        project=None,
        theme=_shipped(resources.theme_file(theme)),
        locale=_shipped(resources.locale_file(tree.get("language", "en").split("-")[0])),
        epoch=0,
        venues=_shipped(resources.venues_file()),
        faults=tuple(wrong),
    )


def dossier(text: str, references: str = "") -> Dossier:
    """Return what a profile's text holds; raise `Faults` for a wrong one."""
    return read(source(text, references))[0]


def faults(text: str, references: str = "") -> list[Diagnostic]:
    """Return all errors and warnings of a profile's text."""
    try:
        return list(read(source(text, references))[1])
    except Faults as found:
        return list(found.diagnostics)


def document(text: str, references: str = "") -> Document:
    """Return what stands on the pages of a profile's text."""
    return compose(dossier(text, references), cite)


def latex(text: str, references: str = "") -> str:
    """Return a profile's text as LaTeX."""
    made = dossier(text, references)
    return writer.write(compose(made, cite), made).text


def assert_renders(text: str, expected: str, engine: str = "pdflatex") -> None:
    """Hold the LaTeX of a Markdown text against the LaTeX expected."""
    assert latex_inline.write(markdown.parse(text), engine) == expected


def tree(inline: Inline) -> str:
    """Return rich text with every node told apart: `⟨b bold⟩ ⟨i emph⟩ ⟨c code⟩ ⟨m x^2⟩ ⟨a https://… text⟩`."""
    return "".join(map(_node, inline))


def _node(node: object) -> str:
    match node:
        case Str(text):
            return text
        case Strong(children):
            return f"⟨b {tree(children)}⟩"
        case Emph(children):
            return f"⟨i {tree(children)}⟩"
        case Code(text):
            return f"⟨c {text}⟩"
        case Math(text):
            return f"⟨m {text}⟩"
        case Link(url, children, badge):
            return f"⟨{'badge' if badge else 'a'} {url} {tree(children)}⟩"
    raise TypeError(f"{node!r} does not come from Markdown")


def spelt(inline: Inline) -> str:
    """Return rich text to be read: `**b**`, `*i*`, `__owner__^*`, `[text](url)`, `[Badge]`, `!award!`, `$math$`."""
    return "".join(map(_spelt, inline))


def _spelt(node: object) -> str:
    match node:
        case Str(text) | Code(text):
            return text
        case Strong(children):
            return f"**{spelt(children)}**"
        case Emph(children):
            return f"*{spelt(children)}*"
        case Math(text):
            return f"${text}$"
        case Link(url, children, badge):
            return f"[{spelt(children)}]" if badge else f"[{spelt(children)}]({url})"
        case Author(children):
            return spelt(children)
        case Self(children):
            return f"__{spelt(children)}__"
        case Mark(text):
            return f"^{text}"
        case Award(children):
            return f"!{spelt(children)}!"
    raise TypeError(f"{node!r} is no node")


def lines(blocks: Iterable[Block]) -> list[str]:
    """Return blocks one a line, as `Kind: text | text`; bullets as `- text`, indented below each other."""
    return [line for block in blocks for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    match block:
        case Bullets(items):
            return [line for item in items for line in _bullet(item, "")]
        case Entry(title, rest, date):
            parts = [title, rest, date]
        case Line(text, date):
            parts = [text, date]
        case Labelled(label, text):
            parts = [label, text]
        case Citation(label, title, authors, details):
            parts = [label, title, authors, details]
        case _:
            parts = [block.text]
    return [f"{type(block).__name__}: {' | '.join(map(spelt, parts))}"]


def _bullet(item: Bullet, indent: str) -> list[str]:
    return [f"{indent}- {spelt(item.text)}", *(line for inner in item.items for line in _bullet(inner, indent + "  "))]


def section(text: str, name: str = "", references: str = "") -> list[str]:
    """Return the lines of a section of a profile's text, of the first where none is named."""
    sections = document(text, references).sections
    return lines(next(one for one in sections if not name or one.id == name).blocks)


def headings(text: str, references: str = "") -> list[str]:
    """Return the titles of a profile's sections and groups, in their order."""
    return [
        spelt(title)
        for one in document(text, references).sections
        for title in (one.title, *(block.text for block in one.blocks if isinstance(block, Heading)))
    ]
