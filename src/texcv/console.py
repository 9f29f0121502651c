"""Diagnostics for a person, for a program, for GitHub: the only place, with the commands, that prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import click

from texcv.model.diagnostic import Diagnostic

FORMATS = ("text", "json", "github")
_COLORS = {"error": "red", "warning": "yellow"}
_WIDTH = 100


def report(diagnostics: Iterable[Diagnostic], form: str) -> None:
    """Print diagnostics: text to standard error, `json` and `github` to standard output."""
    for diagnostic in diagnostics:
        if form == "json":
            click.echo(json.dumps(as_data(diagnostic), ensure_ascii=False))
        elif form == "github":
            click.echo(as_github(diagnostic))
        else:
            click.echo(as_text(diagnostic), err=True)


def as_text(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as a person reads it: place, fault, the line with a caret below, other places, remedy."""
    place, severity = diagnostic.place, diagnostic.severity
    head = click.style(f"{severity}:", fg=_COLORS[severity], bold=True)
    at = f"{click.style(str(place), bold=True)}: " if place.file.name else ""
    lines = [f"{at}{head} {diagnostic.message}"]
    if place.excerpt.strip():
        lines += _excerpt(place.excerpt, place.column, place.length, place.line, severity)
    for other in diagnostic.related:
        lines.append(f"  and {click.style(str(other), bold=True)}")
        if other.excerpt.strip():
            lines += _excerpt(other.excerpt, other.column, other.length, other.line, severity)
    if diagnostic.hint:
        lines.append(f"  {click.style('help:', fg='cyan')} {diagnostic.hint}")
    return "\n".join(lines)


def _excerpt(line: str, column: int, length: int, number: int, severity: str) -> list[str]:
    """Return the line and a caret below, cut to a readable width around the column."""
    from rich.cells import cell_len  # slow to load, and needed for faults alone

    line = line.replace("\t", " ")
    start = max(0, min(column - 1 - _WIDTH // 2, len(line) - _WIDTH))
    shown = line[start : start + _WIDTH]
    gutter = f"  {number} | "
    before = shown[: column - 1 - start]
    marked = shown[column - 1 - start : column - 1 - start + length]
    caret = "^" * max(1, cell_len(marked))
    pad = " " * (len(gutter) - 2) + "| " + " " * cell_len(before)
    return [f"{gutter}{shown}", f"{pad}{click.style(caret, fg=_COLORS[severity], bold=True)}"]


def as_data(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as plain data; line and column count from 1, and are 0 where there is none."""
    place = diagnostic.place
    data: dict[str, object] = {
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "file": place.file.name,
        "line": place.line,
        "column": place.column,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
    if diagnostic.related:
        data["related"] = [
            {"file": other.file.name, "line": other.line, "column": other.column} for other in diagnostic.related
        ]
    return data


def as_github(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as a workflow command of GitHub Actions.

    Source: GitHub Docs, Workflow commands for GitHub Actions, "Setting an error message".
    """
    place = diagnostic.place
    fields = {"file": place.file.name, "line": place.line, "col": place.column, "title": diagnostic.code}
    properties = ",".join(f"{key}={_encoded(str(value), ':,')}" for key, value in fields.items() if value)
    also = "".join(f"; see {other}" for other in diagnostic.related)
    message = f"{diagnostic.message}{also}"
    message = f"{message} ({diagnostic.hint})" if diagnostic.hint else message
    return f"::{diagnostic.severity} {properties}::{_encoded(message)}"


def _encoded(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def say(message: str, *, bold: bool = False) -> None:
    """Print a line of the program's own."""
    click.echo(click.style(message, bold=bold))


def is_terminal() -> bool:
    """Tell whether a person watches."""
    return sys.stderr.isatty()
