"""`texcv render`: profiles to PDFs, side by side."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click

from texcv import console
from texcv.commands.options import options, passed_over, shared
from texcv.model.diagnostic import Diagnostic, Faults
from texcv.model.place import File, Place
from texcv.model.source import Options
from texcv.model.tex import Artifact


@click.command(
    "render",
    epilog="\b\nExamples:\n  texcv render zhong.yaml\n  texcv render profiles/*.yaml -o out\n"
    "  texcv render zhong.yaml --theme classic --set design.color=burgundy",
)
@shared
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("build"),
              show_default=True, help="The folder of the PDFs.")  # fmt: skip
@click.option("--engine", type=click.Choice(["pdflatex", "xelatex"]), default=None,
              help="Typeset with this engine, and not with the one that suits the text.")  # fmt: skip
def command(profiles: tuple[str, ...], theme: str, variant: str, settings: tuple[str, ...], form: str, output: Path,
            engine: str | None) -> None:  # fmt: skip
    """Render profiles to PDF CVs, and read them back to make sure that nothing was lost.

    PROFILE is a path, or the name of a file here or in profiles/. The PDF stands in the output folder; what TeX made
    stands beside it, in a folder of its own.
    """
    chosen = options(theme, variant, settings, engine or "", output)
    profiles = tuple(dict.fromkeys(profiles))
    _refuse_clashes(profiles)
    failed = False
    with _progress(len(profiles), form) as advance, ThreadPoolExecutor(_workers(len(profiles))) as pool:
        for outcome in pool.map(lambda name: _one(name, chosen, advance), profiles):
            artifact, diagnostics, seconds = outcome
            failed |= _tell((artifact, passed_over(diagnostics, profiles), seconds), form)
    sys.exit(1 if failed else 0)


Outcome = tuple[Artifact | None, tuple[Diagnostic, ...], float]


def _one(name: str, chosen: Options, advance: Callable[[str], None]) -> Outcome:
    from texcv.load import find_profile
    from texcv.pipeline import render

    started = time.monotonic()
    try:
        artifact = render(find_profile(name), chosen)
        return artifact, artifact.warnings, time.monotonic() - started
    except Faults as faults:
        return None, faults.diagnostics, time.monotonic() - started
    except OSError as error:
        place = Place(File(str(error.filename or chosen.output)))
        trouble = Diagnostic(
            "io", f"cannot be written or read: {error.strerror}", place, "mend it, or choose another -o"
        )
        return None, (trouble,), time.monotonic() - started
    finally:
        advance(name)


def _refuse_clashes(profiles: tuple[str, ...]) -> None:
    """Refuse profiles whose PDFs would overwrite each other."""
    clashes = [stem for stem, count in Counter(Path(name).stem for name in profiles).items() if count > 1]
    if clashes:
        raise click.UsageError(
            f"two profiles would both become {clashes[0]}.pdf; render them to different folders (-o)"
        )


def _workers(jobs: int) -> int:
    return max(1, min(jobs, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))


def _tell(outcome: Outcome, form: str) -> bool:
    """Print what became of one profile; tell whether it failed."""
    artifact, diagnostics, seconds = outcome
    console.report(diagnostics, form)
    if artifact and form == "text":
        pages = f"{artifact.pages} page{'s' if artifact.pages != 1 else ''}"
        console.say(f"{artifact.path}  {pages}, {artifact.engine}, {seconds:.1f} s")
    return any(diagnostic.is_error for diagnostic in diagnostics)


@contextmanager
def _progress(total: int, form: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal how far it is; say nothing elsewhere."""
    if form != "text" or not console.is_terminal():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.status import Status

    done: list[str] = []
    with Status(f"rendering 0/{total}", console=Console(stderr=True)) as status:

        def advance(name: str) -> None:
            done.append(name)
            status.update(f"rendering {len(done)}/{total}")

        yield advance
