"""`texcv doctor`: what is here, what is missing, and how to get it."""

from __future__ import annotations

import platform
import sys

import click

from texcv import __version__, console


@click.command("doctor", epilog="\b\nExample:\n  texcv doctor")
def command() -> None:
    """Say what TeX, fonts and tools are here, which are missing, and the command that installs them on this system."""
    from importlib.metadata import PackageNotFoundError, version

    from texcv.engines import installation

    console.say(f"texcv {__version__}, Python {platform.python_version()}, {platform.platform()}", bold=True)
    for program in ("latexmk", "pdflatex", "xelatex"):
        console.say(f"  {program:<28} {installation.version(program) or 'not here'}")
    for library in ("pydantic", "Jinja2", "PyLaTeX", "pypdf", "pypdfium2"):
        try:
            console.say(f"  {library:<28} {version(library)}")
        except PackageNotFoundError:
            console.say(f"  {library:<28} not here")
    missing = []
    console.say("What texcv needs of TeX and fonts", bold=True)
    for need in installation.needs():
        lacking = need.missing()
        state = "good" if not lacking else f"missing: {', '.join(lacking)}"
        console.say(f"  {need.package:<28} {state}")
        missing += [need] if lacking else []
    if not missing:
        console.say("All is here.", bold=True)
        return
    console.say("Install what is missing with:", bold=True)
    for line in installation.command(missing):
        console.say(f"  {line}")
    sys.exit(1)
