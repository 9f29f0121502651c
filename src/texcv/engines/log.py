"""TeX's log: errors, missing characters and overfull boxes, each at the line of the LaTeX that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from texcv.model.tex import Finding

_ERROR = re.compile(r"^(?:\./)?(?P<file>[^:\n]+\.\w+):(?P<line>\d+): (?P<what>.+)$", re.MULTILINE)
_BANG = re.compile(r"^! (?P<what>.+)$", re.MULTILINE)
_MISSING = re.compile(
    r"Missing character: There is no (?P<what>.+?) (?:\((?P<code>U\+[0-9A-F]+)\) )?in font (?P<font>\S+?)[!:]?\s"
)
_OVERFULL = re.compile(
    r"^Overfull \\(?P<box>[hv])box \((?P<points>[\d.]+)pt too (?:wide|high)\)"
    r"(?: in paragraph| in alignment| detected)?(?: at lines? (?P<line>\d+))?",
    re.MULTILINE,
)
_FONT = re.compile(r"LaTeX Font Warning: Font shape [`'](?P<what>[^']+)' undefined", re.MULTILINE)


def errors(log: str, file: str) -> Iterator[Finding]:
    """Yield the errors that stopped TeX; those outside `file` have no line."""
    found = False
    for match in _ERROR.finditer(log):
        line = int(match["line"]) if match["file"].endswith(file) else _line_below(log, match.end())
        yield Finding("error", _cause(log, match), line)
        found = True
    if not found:
        for match in _BANG.finditer(log):
            if not match["what"].startswith(" ==>"):
                yield Finding("error", match["what"].strip(), _line_below(log, match.end()))


def _cause(log: str, match: re.Match[str]) -> str:
    """Return what an error is; where TeX only says that it stops, the cause was told before, without a place."""
    what = match["what"].strip()
    told = _BANG.findall(log, 0, match.start()) if what.startswith("Emergency stop") else []
    return told[-1].strip() if told else what


def _line_below(log: str, start: int) -> int:
    match = re.compile(r"^l\.(\d+) ", re.MULTILINE).search(log, start)
    return int(match[1]) if match else 0


def missing_characters(log: str) -> Iterator[Finding]:
    """Yield every glyph that a font lacks; TeX drops such a character and goes on."""
    for match in _MISSING.finditer(log):
        yield Finding("missing", f"{match['what']} {match['code'] or ''}".strip(), _line_above(log, match.start()))


def _line_above(log: str, end: int) -> int:
    lines = re.findall(r"^(?:\./)?[^:\n]+\.tex:(\d+):", log[:end], re.MULTILINE)
    return int(lines[-1]) if lines else 0


def overfull(log: str) -> Iterator[Finding]:
    """Yield every box that is wider or higher than its place, with the points by which it is."""
    for match in _OVERFULL.finditer(log):
        yield Finding(match["box"], match[0], int(match["line"] or 0), float(match["points"]))


def lost_fonts(log: str) -> Iterator[Finding]:
    """Yield every font shape that TeX replaced by another."""
    for match in _FONT.finditer(log):
        yield Finding("font", match["what"])


def findings(log: str) -> tuple[Finding, ...]:
    """Return all that a log of a finished run tells against its PDF."""
    return (*missing_characters(log), *overfull(log), *lost_fonts(log))
