"""The line: load, read, compose, write, typeset, verify, deliver."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from texcv.cache import understood
from texcv.compose.document import compose
from texcv.engines.latexmk import typeset
from texcv.load import load
from texcv.model.diagnostic import Diagnostic, Faults, fault
from texcv.model.document import Document
from texcv.model.source import Options
from texcv.model.tex import Artifact, Tex
from texcv.readers import pdf as pdfs
from texcv.readers.profile import read
from texcv.styles.cv import cite
from texcv.verify import verify
from texcv.writers.latex import write


def prepare(path: Path, options: Options) -> tuple[Document, Tex, tuple[Diagnostic, ...]]:
    """Return a profile's document and LaTeX, with warnings: all that comes before TeX. Raises `Faults`."""
    source = understood(load(path, options))
    dossier, warnings = read(source)
    document = compose(dossier, cite)
    return document, write(document, dossier), warnings


def render(path: Path, options: Options) -> Artifact:
    """Return the delivered PDF of a profile; raise `Faults` if anything is wrong, and leave an earlier PDF as it is."""
    document, tex, warnings = prepare(path, options)
    made = typeset(tex, options.output / tex.name)
    pdf = pdfs.read(made.pdf)
    found = verify(document, tex, made, pdf)
    if any(diagnostic.is_error for diagnostic in found):
        raise Faults((*found, *warnings))
    return Artifact(
        deliver(made.pdf, options.output / f"{tex.name}.pdf"), len(pdf.pages), tex.engine, (*warnings, *found)
    )


def deliver(made: Path, target: Path) -> Path:
    """Put a finished PDF in its place in one step, so that no half of it is ever seen there."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.copyfile(made, aside)
        os.replace(aside, target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise fault("not-written", f"cannot write {target}: {reason}", hint="mend the folder, or use -o") from None
    return target
