"""Make PDFs for the tests that need TeX, and read them back without texcv's own reader."""

from __future__ import annotations

import ctypes
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
from pypdfium2 import raw

from texcv.model.diagnostic import Diagnostic, Faults
from texcv.model.source import Options
from texcv.model.tex import Artifact
from texcv.pipeline import render


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts, their common indentation taken off, as files of a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")


def made(folder: Path, profile: str, files: Mapping[str, str] | None = None, **options: Any) -> Artifact:
    """Render a profile's text in a folder, other files beside it; raise `Faults` as texcv does."""
    write(folder, {"cv.yaml": profile, **(files or {})})
    return render(folder / "cv.yaml", Options(output=folder / "build", **options))


def refused(folder: Path, profile: str, files: Mapping[str, str] | None = None, **options: Any) -> list[Diagnostic]:
    """Return the diagnostics of a profile that does not render."""
    try:
        artifact = made(folder, profile, files, **options)
    except Faults as faults:
        return list(faults.diagnostics)
    raise AssertionError(f"{artifact.path} was made, though it should not")


@dataclass(frozen=True)
class Glyph:
    """A character on a page: its font's name, its colour, where it begins and its baseline, in points from below."""

    character: str
    font: str
    color: str
    x: float
    y: float
    right: float


def glyphs(pdf: Path) -> list[list[Glyph]]:
    """Return the characters of every page in reading order, without line ends."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [list(_glyphs(page.get_textpage())) for page in document]
    document.close()
    return pages


def _glyphs(page: Any) -> Iterator[Glyph]:
    for index in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, index)
        if chr(code) in "\r\n\0":
            continue
        x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        raw.FPDFText_GetCharBox(page, index, left, right, bottom, top)
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(page, index, name, 128, flags)
        parts = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(page, index, *parts)
        color = "".join(f"{part.value:02X}" for part in parts[:3])
        yield Glyph(chr(code), name.value.decode(), color, x.value, y.value, right.value)


@dataclass(frozen=True)
class Line:
    """A line of a page: its text, where it begins and ends, its baseline."""

    text: str
    left: float
    right: float
    y: float


def lines(pdf: Path) -> list[list[Line]]:
    """Return the lines of every page from top to bottom; what has one baseline is one line."""
    pages = []
    for page in glyphs(pdf):
        rows: dict[int, list[Glyph]] = {}
        for glyph in page:
            near = next((y for y in rows if abs(y - glyph.y * 10) <= 5), round(glyph.y * 10))
            rows.setdefault(near, []).append(glyph)
        pages.append([_line(row) for _, row in sorted(rows.items(), reverse=True)])
    return pages


def _line(row: list[Glyph]) -> Line:
    inked = [glyph for glyph in row if not glyph.character.isspace()] or row
    text = " ".join("".join(glyph.character for glyph in row).split())
    return Line(text, min(g.x for g in inked), max(g.right for g in inked), inked[0].y)


def find(pdf: Path, text: str) -> Line:
    """Return the one line that holds a text."""
    (line,) = [line for page in lines(pdf) for line in page if text in line.text]
    return line


def x_of(pdf: Path, text: str) -> float:
    """Return where a text, which stands once in a PDF, begins."""
    wanted, found = squeezed(text), []
    for page in glyphs(pdf):
        inked = [glyph for glyph in page if squeezed(glyph.character)]
        whole = "".join(glyph.character for glyph in inked)
        found += [inked[match.start()].x for match in re.finditer(re.escape(wanted), whole)]
    (x,) = found
    return x


def words(pdf: Path) -> str:
    """Return all text of a PDF without white space, hyphens and ligatures, quotes made straight."""
    return squeezed("".join(glyph.character for page in glyphs(pdf) for glyph in page))


def squeezed(text: str) -> str:
    """Return a text as `words` does."""
    for ligature, letters in {
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "’": "'",
        "‘": "'",
        "…": "...",
    }.items():
        text = text.replace(ligature, letters)
    return re.sub("[\\s\\-‐\u00ad\u200b\u0002\ufffe]+", "", text)


def fonts_of(pdf: Path, text: str) -> list[set[str]]:
    """Return, for each time a text stands in a PDF, the fonts it is set in."""
    found = []
    for page in glyphs(pdf):
        inked = [glyph for glyph in page if squeezed(glyph.character)]
        whole, wanted = "".join(squeezed(glyph.character) for glyph in inked), squeezed(text)
        for match in re.finditer(re.escape(wanted), whole):
            found.append({glyph.font for glyph in inked[match.start() : match.end()]})
    return found


def links(pdf: Path) -> list[str]:
    """Return the addresses of all links of a PDF."""
    return [
        str(note.get_object()["/A"]["/URI"])
        for page in pypdf.PdfReader(pdf).pages
        for note in page.get("/Annots", ())
        if "/URI" in note.get_object().get("/A", {})
    ]
