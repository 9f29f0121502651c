"""Which characters the text faces hold, and so which engine can print a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

ENCODED_IN_T1 = frozenset(
    map(chr, range(0x20, 0x7F))
) | frozenset(
    "¡£§«»¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    "ĂăĄąĆćČčĎďđĘęĚěĞğİıĹĺĽľŁłŃńŇňŊŋŐőŒœŔŕŘřŚśŞşŠšŤťŮůŰűŸŹźŻżŽž–—‘’‚“”„‹›"
    "¢¥¦©ª¬®°±¶·º¼½¾×÷†‡•…‰€™\u00a0\u00ad\u2009\u200b"
)  # fmt: skip
"""What pdfTeX sets in T1 or TS1 and gives back as that character (`…` as three stops); source: t1enc.dfu, ts1enc.dfu.

Not among them are `¹²³`, which are given back as 1, 2 and 3, and `Đ`, which is given back as Ð.
"""

_TEXT_FACES = (
    (0x0020, 0x007E), (0x00A0, 0x0137), (0x0139, 0x0148), (0x014A, 0x0165), (0x0168, 0x017F), (0x018E, 0x018E),
    (0x0192, 0x0192), (0x01A0, 0x01A1), (0x01AF, 0x01B0), (0x01CD, 0x01D4), (0x01D7, 0x01DD), (0x01E6, 0x01E7),
    (0x01EA, 0x01EB), (0x01F0, 0x01F0), (0x01F4, 0x01F5), (0x01FA, 0x0201), (0x0218, 0x021B), (0x0258, 0x0259),
    (0x02C6, 0x02C7), (0x02D8, 0x02DD), (0x1E0C, 0x1E0F), (0x1E24, 0x1E27), (0x1E2A, 0x1E2B), (0x1E36, 0x1E39),
    (0x1E42, 0x1E47), (0x1E58, 0x1E5D), (0x1E62, 0x1E63), (0x1E6C, 0x1E6F), (0x1E80, 0x1E85), (0x1E92, 0x1E93),
    (0x1EA0, 0x1EF9), (0x2009, 0x2009), (0x200B, 0x200B), (0x2010, 0x2011), (0x2013, 0x2014), (0x2018, 0x201A),
    (0x201C, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2031), (0x2039, 0x203A), (0x2044, 0x2044),
    (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122),
)  # fmt: skip
"""What all OpenType faces of TeX Gyre and Latin Modern hold in common, read from their `cmap` tables."""

_CJK = (
    (0x1100, 0x11FF), (0x2E80, 0x303F), (0x3040, 0x318F), (0x3190, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x323AF),
)  # fmt: skip


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    at = bisect_right(ranges, (ord(character), 0x110000)) - 1
    return at >= 0 and ord(character) <= ranges[at][1]


def is_cjk(character: str) -> bool:
    """Tell whether a character is set in the CJK face."""
    return _within(character, _CJK)


def is_other(character: str) -> bool:
    """Tell whether a character is in neither the text faces nor the CJK face."""
    return not _within(character, _TEXT_FACES) and not is_cjk(character)


def engine_for(texts: Iterable[str]) -> str:
    """Return `pdflatex` when it can print all the texts, else `xelatex`."""
    return "pdflatex" if all(ENCODED_IN_T1.issuperset(text) for text in texts) else "xelatex"
