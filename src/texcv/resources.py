"""Where the shipped templates lie: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def templates() -> Path:
    """Return the folder of templates."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


def themes() -> list[str]:
    """Return the names of the shipped themes."""
    return sorted(file.parent.name for file in (templates() / "latex" / "themes").glob("*/theme.yaml"))


def theme_file(name: str) -> Path:
    """Return the file of a shipped theme."""
    return templates() / "latex" / "themes" / name / "theme.yaml"


def venues_file() -> Path:
    """Return the file of the shipped venues."""
    return templates() / "venues.yaml"


def locales() -> list[str]:
    """Return the tags of the shipped languages."""
    return sorted(file.stem for file in (templates() / "locales").glob("*.yaml"))


def locale_file(tag: str) -> Path:
    """Return the file of a shipped language."""
    return templates() / "locales" / f"{tag}.yaml"


def latexmkrc() -> Path:
    """Return latexmk's settings."""
    inside = templates() / "latex" / "latexmkrc"
    return inside if inside.is_file() else templates().parent / "latexmkrc"


def style_files() -> list[Path]:
    """Return the LaTeX files that a generated document needs beside it."""
    folder = templates() / "latex"
    return sorted(file for file in folder.iterdir() if file.suffix in (".sty", ".def"))
