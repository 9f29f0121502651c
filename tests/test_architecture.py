"""The house: which room may import which, how long a file may be, and what templates, themes and locales may hold."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import texcv
from texcv import nodes, resources
from texcv.model.diagnostic import Diagnostic
from texcv.model.place import Mapping
from texcv.model.profile import TYPED
from texcv.model.theme import Locale, Theme
from texcv.readers.schema import validate

PACKAGE = Path(texcv.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "templates" not in path.parts)
TEMPLATES = sorted((resources.templates() / "latex").rglob("*.tex"))
LINES = 260
STATEMENTS = {
    "block", "endblock", "call", "endcall", "elif", "else", "endfor", "endif", "endmacro", "extends", "for", "from",
    "if", "import", "include", "macro", "set",
}  # fmt: skip

NOUNS = ("model",)
GATHER = ("model", "resources", "nodes")
LINE = ("model", "resources", "nodes", "load", "readers", "compose", "styles", "writers", "engines", "checks", "verify")
TOP = (*LINE, "cache", "lint", "gathering", "linting", "fixing", "pipeline", "batch", "executors", "preview", "console")
ROOMS = {
    "model": (),
    "resources": (),
    "executors": (),
    "nodes": NOUNS,
    "load": GATHER,
    "readers": NOUNS,
    "compose": NOUNS,
    "styles": NOUNS,
    "writers": (*NOUNS, "resources"),
    "engines": (*NOUNS, "resources"),
    "checks": NOUNS,
    "verify": (*NOUNS, "checks"),
    "lint": NOUNS,
    "gathering": (*GATHER, "load", "readers"),
    "linting": (*NOUNS, "lint"),
    "fixing": NOUNS,
    "cache": (*NOUNS, "readers"),
    "pipeline": (*LINE, "cache"),
    "batch": (*LINE, "pipeline", "executors"),
    "preview": (*NOUNS, "resources"),
    "console": NOUNS,
    "commands": TOP,
    "cli": (*TOP, "commands"),
    "__main__": ("cli",),
    "__init__": (),
}
"""What each room may import beside itself: the table of architecture.md, with the files that stand between rooms."""


def _room(module: str) -> str:
    """Return the room of `texcv.model.name`: its folder, or its own name for a file at the top."""
    return module.split(".")[1] if "." in module else "__init__"


def _name(path: Path) -> str:
    parts = ("texcv", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


NAMES = {_name(path) for path in MODULES}


@cache
def _imports(path: Path) -> frozenset[str]:
    """Return the modules of ours that a file imports, wherever in it; not what it needs for types alone."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by dots"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & NAMES) or {node.module or ""}
    return frozenset(name for name in found if name.split(".")[0] == "texcv")


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_go_down_the_table_of_rooms(path: Path) -> None:
    room = _room(_name(path))
    assert room in ROOMS, f"{room} is no room of the house: add it to the table in architecture.md and here"
    allowed = {room, *ROOMS[room], "__init__"}
    wrong = {name for name in _imports(path) if _room(name) not in allowed}
    assert not wrong


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {_name(path): _imports(path) & NAMES for path in MODULES}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
    assert done == set(graph)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_file_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LINES
    if path.name == "__init__.py":
        assert len(text.splitlines()) <= 5
    else:
        assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", [path for path in MODULES if _room(_name(path)) not in ("console", "commands", "cli")],
                         ids=_name)  # fmt: skip
def test_only_the_console_and_commands_print(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if ast.unparse(call.func) in ("print", "click.echo", "sys.exit")]


@pytest.mark.parametrize("path", [path for path in MODULES if _room(_name(path)) in ("model", "readers", "compose",
                                                                                     "styles", "checks")],
                         ids=_name)  # fmt: skip
def test_the_line_looks_at_no_clock_folder_or_environment(path: Path) -> None:
    imported = {alias.name for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Import) for alias in node.names}  # fmt: skip
    assert not imported & {"os", "time", "datetime", "random", "subprocess", "socket"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_only_place(path: Path) -> None:
    """Templates hold names, loops and conditions.

    No text in quotes is printed, which autoescape would escape for HTML; nothing is filtered, so neither `join` nor
    `safe` goes round the escaping; and no statement is more than a loop, a condition, a macro or an import.
    """
    text = path.read_text("utf-8")
    printed = re.findall(r"<<(.*?)>>", text, re.DOTALL)
    statements = [found.strip(" -+\n") for found in re.findall(r"<%(.*?)%>", text, re.DOTALL)]
    assert printed or statements
    assert not [found for found in printed if re.search(r"""["'|~+*/%]""", found)]
    assert not [found for found in statements if "|" in found]
    assert {found.split()[0] for found in statements} <= STATEMENTS
    sets = [found for found in statements if found.startswith("set ")]
    assert not [found for found in sets if not re.fullmatch(r"set \w+ = \{[^}]*\}", found, re.DOTALL)]


@pytest.mark.parametrize("name", resources.themes())
def test_every_theme_is_valid(name: str) -> None:
    found: list[Diagnostic] = []
    base: str | None = name
    tree: Mapping | None = None
    while base:
        below = nodes.read_file(resources.theme_file(base), found)
        tree = nodes.merge(below, tree) if tree else below
        base = below.get("extends")
    assert tree is not None
    theme, wrong = validate(Theme, tree)
    assert not found + wrong
    assert theme and theme.description
    layout = theme.options["layout"]
    assert (resources.templates() / "latex" / f"texcv-{layout}.def").is_file()


@pytest.mark.parametrize("tag", resources.locales())
def test_every_locale_is_valid_and_has_the_keys_of_english(tag: str) -> None:
    trees = {name: nodes.read_file(resources.locale_file(name), []) for name in ("en", tag)}
    locale, wrong = validate(Locale, trees[tag])
    assert locale and not wrong
    assert set(trees[tag]) | {"babel"} == set(trees["en"]) | {"babel"}
    for key, words in trees["en"].items():
        if key == "ordinals":
            assert "other" in trees[tag][key]
        elif isinstance(words, dict):
            assert set(trees[tag][key]) == set(words), key
        elif isinstance(words, list):
            assert len(trees[tag][key]) == len(words), key


@pytest.mark.parametrize("tag", resources.locales())
def test_every_phrase_of_a_locale_knows_its_gaps(tag: str) -> None:
    english, own = (nodes.read_file(resources.locale_file(name), []) for name in ("en", tag))
    optional = {"count", "total"}
    for part in ("labels", "dates"):
        for key, phrase in english[part].items():
            wanted, got = (set(re.findall(r"\{(\w+)[^{}]*\}", text)) for text in (phrase, own[part][key]))
            assert got - optional == wanted - optional, f"{part}: {key}"
            assert got <= wanted | optional


def test_every_section_has_a_heading_in_english() -> None:
    assert set(nodes.read_file(resources.locale_file("en"), [])["sections"]) == set(TYPED)
