"""`texcv check`: everything but TeX."""

from __future__ import annotations

import sys

import click

from texcv import console
from texcv.commands.options import options, passed_over, shared
from texcv.model.diagnostic import Faults


@click.command("check", epilog="\b\nExamples:\n  texcv check zhong.yaml\n  texcv check profiles/*.yaml --format github")
@shared
def command(profiles: tuple[str, ...], theme: str, variant: str, settings: tuple[str, ...], form: str) -> None:
    """Read profiles as for rendering, and tell all that is wrong with them, without starting TeX."""
    from texcv.load import find_profile
    from texcv.pipeline import prepare

    chosen = options(theme, variant, settings)
    failed = False
    for name in profiles:
        try:
            path = find_profile(name)
            _, _, warnings = prepare(path, chosen)
            console.report(warnings, form)
            if form == "text":
                console.say(f"{path}: good" if not warnings else f"{path}: good, with warnings")
        except Faults as faults:
            found = passed_over(faults.diagnostics, profiles)
            console.report(found, form)
            failed |= any(diagnostic.is_error for diagnostic in found)
    sys.exit(1 if failed else 0)
