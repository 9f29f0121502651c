"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from texcv.console import FORMATS
from texcv.model.diagnostic import NO_PROFILE, Diagnostic, Severity
from texcv.model.source import Options

Function = TypeVar("Function", bound=Callable[..., Any])

_SHARED = (
    click.argument("profiles", nargs=-1, required=True, metavar="PROFILE..."),
    click.option("--theme", metavar="NAME", default="", help="Set in this theme; see texcv themes."),
    click.option("--variant", metavar="NAME", default="", help="Arrange as this variant of the profile says."),
    click.option("--set", "settings", metavar="KEY=VALUE", multiple=True,
                 help="Set a value of the profile, such as design.color=red."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
                 help="How to tell what is wrong."),
)  # fmt: skip


def shared(function: Function) -> Function:
    """Give a command the arguments and options that all of the line's commands have."""
    for option in reversed(_SHARED):
        function = option(function)
    return function


def options(
    theme: str, variant: str, settings: tuple[str, ...], engine: str = "", output: Path = Path("build")
) -> Options:
    """Return the options of the line; a setting without `=` is wrong usage."""
    for setting in settings:
        key, sign, _ = setting.partition("=")
        if not sign or not all(key.split(".")):
            raise click.BadParameter(f"{setting!r} is not KEY=VALUE, such as design.color=red", param_hint="--set")
    return Options(theme=theme, variant=variant, settings=settings, engine=engine, output=output)


def passed_over(diagnostics: tuple[Diagnostic, ...], profiles: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics, where a file that is no profile is but a warning if there are others.

    `profiles/*.yaml` may hold a list of references beside the profiles.
    """
    if len(profiles) == 1:
        return diagnostics
    return tuple(
        replace(one, severity=Severity.WARNING, hint="passed over") if one.code == NO_PROFILE else one
        for one in diagnostics
    )
