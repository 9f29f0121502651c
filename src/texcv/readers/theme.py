"""Themes and locales: small YAML files; a theme may extend another."""

from __future__ import annotations

import re

from texcv.model.diagnostic import Diagnostic
from texcv.model.place import Mapping, placed_or
from texcv.model.source import Source
from texcv.model.theme import Locale, Theme
from texcv.readers.schema import validate

COLORS = {
    "blue": "1F4E79", "navy": "1B2A49", "teal": "0B5D5E", "green": "2E5E3E", "red": "8C1C2B", "burgundy": "6D1F35",
    "orange": "A04A00", "purple": "4B2E71", "brown": "5C4033", "grey": "4A4A4A", "black": "000000",
}  # fmt: skip
FONTS = ("pagella", "termes", "schola", "bonum", "lmodern", "heros", "adventor")


def read(source: Source) -> tuple[Theme | None, Locale | None, list[Diagnostic]]:
    """Return the theme with the profile's design in it, and the locale, with what is wrong in either."""
    theme, faults = validate(Theme, source.theme) if source.theme is not None else (None, [])
    locale, wrong = validate(Locale, source.locale) if source.locale is not None else (None, [])
    faults += wrong
    design = source.profile.get("design")
    if isinstance(design, Mapping):
        options, wrong = _design(design)
        faults += wrong
        if theme:
            theme = theme.model_copy(update={"options": theme.options | options})
    return theme, locale, faults


def _design(design: Mapping) -> tuple[dict[str, str], list[Diagnostic]]:
    options: dict[str, str] = {}
    faults = []
    color, font = design.get("color"), design.get("font")
    if isinstance(color, str):
        value = COLORS.get(color.lower(), color.lstrip("#").upper())
        options["accent"] = value
        if not re.fullmatch(r"[0-9A-F]{6}", value):
            faults.append(Diagnostic("wrong-value", f"{str(color)!r} is not a colour", placed_or(color, design.place),
                                     f"write '#1F4E79' in quotes, or one of: {', '.join(COLORS)}"))  # fmt: skip
    if isinstance(font, str):
        options["font"] = font
        if font not in FONTS:
            faults.append(Diagnostic("wrong-value", f"there is no font {str(font)!r}", placed_or(font, design.place),
                                     f"write one of: {', '.join(FONTS)}"))  # fmt: skip
    if isinstance(spacing := design.get("spacing"), str):
        options["spacing"] = spacing
    return options, faults
