"""Does the log tell of a lost glyph, a lost font, or a box that is too full?"""

from __future__ import annotations

from collections.abc import Iterator

from texcv.model.diagnostic import Diagnostic
from texcv.model.place import NOWHERE, File, Place
from texcv.model.tex import Tex, Typeset

POINTS = 1.0
"""How far, in points, a box may stand out before it is seen."""


def check(tex: Tex, typeset: Typeset) -> Iterator[Diagnostic]:
    """Yield an error for every such finding, at the line of the profile that it comes from."""
    for finding in typeset.findings:
        place = tex.place_at(finding.line) if finding.line else NOWHERE
        place = place if place != NOWHERE else Place(File(str(typeset.log)))
        match finding.kind:
            case "missing":
                message = f"no font here holds the character {finding.text}"
                yield Diagnostic("missing-character", message, place, "replace it")
            case "font":
                message = f"the font {finding.text} is not there, and TeX took another"
                yield Diagnostic("font-missing", message, place, "texcv doctor says which fonts are missing here")
            case "h" if finding.points > POINTS:
                message = f"a line is {finding.points:.0f} pt wider than its place"
                yield Diagnostic("overfull", message, place, "shorten or part its longest word")
            case "v" if finding.points > POINTS:
                message = f"a page is {finding.points:.0f} pt longer than its place"
                yield Diagnostic("overfull", message, place, "this is a fault of the theme; please report it")
