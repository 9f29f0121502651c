"""A LaTeX document, the PDF made of it, and what was found in that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from texcv.model.diagnostic import Diagnostic
from texcv.model.place import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Tex:
    """LaTeX for an engine; `places` holds, by line of the LaTeX, where it comes from in the profile."""

    name: str
    text: str
    engine: str
    places: tuple[tuple[int, Place], ...]
    files: tuple[Path, ...]
    latexmkrc: Path
    epoch: int

    @property
    def job(self) -> str:
        """What TeX's files are called: the name, without what latexmk or a shell would take for more than a name."""
        return re.sub(r"[^\w.-]", "_", self.name).lstrip("-.") or "cv"

    def place_at(self, line: int) -> Place:
        """Return where the text in a line of the LaTeX comes from."""
        return next((place for start, place in reversed(self.places) if start <= line), NOWHERE)


Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left corner of the page."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters of one page in the order of the page's content, with each one's font, fill colour and box."""

    text: str
    fonts: tuple[str, ...]
    colors: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a PDF: whether its glyphs are in the file, and whether they map to Unicode."""

    name: str
    kind: str
    embedded: bool
    mapped: bool


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF as it is read back."""

    path: Path
    pages: tuple[Glyphs, ...]
    links: tuple[str, ...]
    fonts: tuple[Font, ...]
    metadata: dict[str, str]
    language: str
    rules: tuple[tuple[Box, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a log tells: its kind, a text, the line of the LaTeX (0 where unknown), and points too much."""

    kind: str
    text: str
    line: int = 0
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished TeX run: the PDF, the log, and what the log tells."""

    pdf: Path
    log: Path
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Artifact:
    """What a render gives: the delivered PDF, its number of pages, and warnings."""

    path: Path
    pages: int
    engine: str
    warnings: tuple[Diagnostic, ...] = ()
