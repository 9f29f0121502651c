"""A PDF read back: its characters with their fonts, its links, fonts and metadata."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
from pypdf.generic import DictionaryObject
from pypdfium2 import raw

from texcv.model.tex import Box, Font, Glyphs, Pdf


def read(path: Path) -> Pdf:
    """Return what a PDF holds: text by pdfium, links, fonts and metadata by pypdf."""
    document = pdfium.PdfDocument(path)
    try:
        pages = tuple(_page(document[index]) for index in range(len(document)))
    finally:
        document.close()
    reader = pypdf.PdfReader(path)
    metadata = {str(key).lstrip("/"): str(value) for key, value in (reader.metadata or {}).items()}
    return Pdf(
        path=path,
        pages=tuple(glyphs for glyphs, _ in pages),
        links=tuple(_links(reader)),
        fonts=tuple(_fonts(reader)),
        metadata=metadata,
        language=str(reader.root_object.get("/Lang", "")),
        rules=tuple(rules for _, rules in pages),
    )


def _page(page: Any) -> tuple[Glyphs, tuple[Box, ...]]:
    textpage = page.get_textpage()
    characters: list[str] = []
    fonts, colors, boxes = [], [], []
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xDC00 <= code < 0xE000 and characters and "\ud800" <= characters[-1] < "\udc00":
            # pdfium counts in UTF-16: the second half of a character beyond U+FFFF
            characters[-1] = chr(0x10000 + ((ord(characters[-1]) - 0xD800) << 10) + code - 0xDC00)
            continue
        characters.append(chr(code) if 0 < code < 0x110000 else "\ufffd")
        fonts.append(_font_name(textpage, index))
        colors.append(_color(textpage, index))
        boxes.append(_box(textpage, index))
    rules = tuple(bounds for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH])
                  if (bounds := item.get_bounds()) and bounds[3] - bounds[1] < 1.5)  # fmt: skip
    text = re.sub("[\ud800-\udfff]", "\ufffd", "".join(characters))
    return Glyphs(text, tuple(fonts), tuple(colors), tuple(boxes)), rules


def _font_name(textpage: Any, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, index, buffer, 128, flags)
    return buffer.raw[: max(0, length - 1)].decode("utf-8", errors="replace") if 0 < length <= 128 else ""


def _color(textpage: Any, index: int) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(textpage, index, *parts):
        return ""
    return "".join(f"{part.value:02X}" for part in parts[:3])


def _box(textpage: Any, index: int) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return (left.value, bottom.value, right.value, top.value)


def _links(reader: pypdf.PdfReader) -> Iterator[str]:
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            if action is not None and "/URI" in action.get_object():
                yield str(action.get_object()["/URI"])


def _fonts(reader: pypdf.PdfReader) -> Iterator[Font]:
    seen = set()
    for page in reader.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        for reference in resources.get("/Font", DictionaryObject()).get_object().values():
            font = reference.get_object()
            name, kind = str(font.get("/BaseFont", "?")).lstrip("/"), str(font.get("/Subtype", "")).lstrip("/")
            if name in seen:
                continue
            seen.add(name)
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", DictionaryObject()).get_object()
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            yield Font(name, kind, embedded, "/ToUnicode" in font)
