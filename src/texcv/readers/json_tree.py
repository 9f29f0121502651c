"""JSON as a tree with places, so that what is wrong in it is told at its line."""

from __future__ import annotations

import json
import re
from typing import Any

from texcv.model.diagnostic import Faults, fault
from texcv.model.place import File, Mapping, Place, Scalar, Sequence
from texcv.readers.imported import Positions

_TOKEN = re.compile(r'\s*(?:([{}\[\]:,])|("(?:[^"\\]|\\.)*")|([-+.\w]+))', re.DOTALL)
_MAX_DEPTH = 60


def read(file: File) -> Any:
    """Return the value that a file's JSON holds; `null` counts as not there. Raise `Faults` where it is not JSON."""
    reader = _Reader(file)
    value = reader.value(0)
    if file.text[reader.at :].strip():
        raise reader.fault("something stands behind the end")
    return value


class _Reader:
    def __init__(self, file: File) -> None:
        self.text = file.text
        self.positions = Positions(file)
        self.at = 0
        self.start = 0

    def fault(self, message: str) -> Faults:
        return fault("json", f"this is not JSON: {message}", self.place(), "look for a comma, quote or bracket")

    def place(self) -> Place:
        return self.positions.at(min(self.start, len(self.text)), max(1, self.at - self.start))

    def token(self) -> tuple[str, str, str]:
        match = _TOKEN.match(self.text, self.at)
        if not match:
            self.start = len(self.text) - len(self.text[self.at :].lstrip())
            self.at = self.start
            raise self.fault("it ends too early" if self.start >= len(self.text) else "this cannot stand here")
        self.start, self.at = match.start(match.lastindex or 0), match.end()
        return match[1] or "", match[2] or "", match[3] or ""

    def value(self, depth: int) -> Any:
        sign, quoted, word = self.token()
        place = self.place()
        if quoted:
            return Scalar(self.string(quoted), place)
        if word:
            if word not in ("null", "true", "false") and not re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", word):
                raise self.fault(f"{word!r} needs quotes")
            return None if word == "null" else Scalar(word, place)
        if sign not in ("{", "[") or depth > _MAX_DEPTH:
            raise self.fault(f"{sign!r} cannot stand here")
        return self.mapping(place, depth + 1) if sign == "{" else self.sequence(place, depth + 1)

    def string(self, quoted: str) -> str:
        try:
            text = str(json.loads(quoted, strict=False))
        except ValueError:
            raise self.fault("a backslash has no meaning in this text") from None
        return text.encode("utf-8", "replace").decode("utf-8")

    def ends(self, closing: str) -> bool:
        """Tell whether a list or mapping ends here; else go past the comma."""
        sign = self.token()[0]
        if sign not in (closing, ","):
            raise self.fault(f"expected , or {closing}")
        return sign == closing

    def empty(self, closing: str) -> bool:
        match = _TOKEN.match(self.text, self.at)
        if match and match[1] == closing:
            self.at = match.end()
            return True
        return False

    def sequence(self, place: Place, depth: int) -> Sequence:
        items: list[Any] = []
        if self.empty("]"):
            return Sequence(items, place)
        while True:
            value = self.value(depth)
            if value is not None:
                items.append(value)
            if self.ends("]"):
                return Sequence(items, place)

    def mapping(self, place: Place, depth: int) -> Mapping:
        values: dict[str, Any] = {}
        keys: dict[str, Place] = {}
        if self.empty("}"):
            return Mapping(values, place, keys)
        while True:
            _, quoted, _ = self.token()
            if not quoted:
                raise self.fault("a key in quotes must stand here")
            key = self.string(quoted)
            keys[key] = self.place()
            if self.token()[0] != ":":
                raise self.fault("expected : behind a key")
            value = self.value(depth)
            if value is not None:
                values[key] = value
            if self.ends("}"):
                return Mapping(values, place, keys)
