"""`texcv lint`: all profiles and lists held against each other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from texcv import console
from texcv.console import FORMATS
from texcv.model.diagnostic import Diagnostic, Faults

if TYPE_CHECKING:
    from pathlib import Path

    from texcv.model.corpus import Finding


@click.command(
    "lint",
    epilog="\b\nExamples:\n  texcv lint\n  texcv lint zhong.yaml zhang.yaml --format json\n  texcv lint lab --fix",
)
@click.argument("names", nargs=-1, metavar="[PROFILE... | FOLDER]")
@click.option("--fix", is_flag=True, help="Mend in the YAML what can only be mended in one way, and say what.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How to tell what is found.")  # fmt: skip
def command(names: tuple[str, ...], fix: bool, form: str) -> None:
    """Find what does not fit between profiles and lists of references: papers entered twice, and in what they differ;
    names, dates, paths and statuses that cannot be right.

    Without names all profiles in profiles/ are taken, or those here. A folder stands for its *.yaml. What a profile
    names is read with it.
    """
    try:
        from texcv.gathering import find_files

        files = find_files(names)
        if fix:
            _mend(files, form)
        findings, faults, read = _lint(files)
    except Faults as raised:
        console.report(raised.diagnostics, form)
        sys.exit(1)
    told = [*faults, *(finding.diagnostic for finding in findings)]
    console.report(told, form)
    if form == "text":
        console.say(f"{_count(told, 'finding')} in {_count(read, 'file')}")
        if not fix and any(finding.fix for finding in findings):
            console.say("texcv lint --fix mends some of them")
    sys.exit(1 if any(one.is_error for one in told) else 0)


def _lint(files: tuple[Path, ...]) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...], tuple[Path, ...]]:
    from texcv.gathering import gather
    from texcv.linting import lint

    corpus, faults, read = gather(files)
    return lint(corpus), faults, read


def _mend(files: tuple[Path, ...], form: str) -> None:
    """Make the changes that are certainly right, and tell each: to standard error where programs read the output."""
    from texcv.fixing import apply

    findings, _, _ = _lint(files)
    for fix in apply(finding.fix for finding in findings if finding.fix):
        click.echo(f"{fix.place}: deleted {fix.what}", err=form != "text")


def _count(items: object, noun: str) -> str:
    number = len(items) if isinstance(items, list | tuple) else 0
    return f"{number} {noun}{'' if number == 1 else 's'}"
