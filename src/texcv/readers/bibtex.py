"""BibTeX and BibLaTeX to the tree of a list of references; what cannot be used is told at its line."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from texcv.model.diagnostic import Diagnostic, Severity
from texcv.model.place import File, Mapping, Place
from texcv.readers import bibtex_entry
from texcv.readers.bibtex_entry import Field
from texcv.readers.imported import Draft, Positions, reference_list

_START = re.compile(r"^[ \t]*@([^\W\d][^\s{(,=]*)\s*[{(]\s*([^\s,{}()=\"#%]+)", re.MULTILINE)
_NO_ENTRY = ("comment", "string", "preamble")
_OWN_OF_PARENT = frozenset("ids crossref xdata xref doi url note abstract pages keywords eprint title subtitle".split())
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNUSED = frozenset(
    "abstract annote annotation file issn isbn biburl bibsource timestamp editor series language".split()
)
_COMMENT = re.compile(r"%[^\n]*\n?")
_SIGN = re.compile(r"(?<!\\)[{}\"]")
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w:+-]*)\s*=\s*(\S.*)", re.DOTALL)
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


@dataclass(slots=True)
class _Entry:
    type: str
    key: str
    place: Place
    fields: dict[str, Field]


def read(file: File) -> tuple[Mapping, list[Diagnostic]]:
    """Return the entries of a `.bib` as references, and all that was left out or not understood."""
    reader = _Reader(file)
    return reference_list(file, list(reader.references())), reader.faults


class _Reader:
    """One file on its way: its `@string`s, and its entries by key for `crossref`."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.positions = Positions(file)
        self.faults: list[Diagnostic] = []
        self.strings: dict[str, str] = {month: month for month in _MONTHS}
        self.entries: list[_Entry] = []

    def references(self) -> Iterator[Mapping]:
        self.blocks()
        by_key = {entry.key.lower(): entry for entry in reversed(self.entries)}
        parents = {
            entry.fields["crossref"].text.strip().lower() for entry in self.entries if "crossref" in entry.fields
        }
        for entry in self.entries:
            if entry.type == "xdata" or (entry.key.lower() in parents and "author" not in entry.fields):
                continue
            draft = Draft(entry.key, entry.place, self.faults)
            fields = self.inherited(entry, by_key, draft)
            reference = bibtex_entry.read(entry.type, fields, draft, self.positions)
            if reference is not None:
                yield reference
        self.tell_lost(set(by_key))

    def warn(self, code: str, message: str, place: Place, hint: str = "") -> None:
        self.faults.append(Diagnostic(code, message, place, hint, Severity.WARNING))

    def blocks(self) -> None:
        """Take the file's blocks apart; values are looked at in their order, as `@string` must come first."""
        from bibtexparser import model
        from bibtexparser.splitter import Splitter

        for block in Splitter(self.file.text).split().blocks:
            repeated = ""
            if isinstance(block, model.DuplicateFieldKeyBlock):
                repeated = ", ".join(sorted(block.duplicate_keys))
            if isinstance(block, model.ParsingFailedBlock) and block.ignore_error_block is not None:
                block = block.ignore_error_block  # noqa: PLW2901
            if isinstance(block, model.String):
                place = self.at(block.start_line or 0)
                self.strings[block.key.lower()] = self.value(str(block.value), place, block.key)[0]
            elif isinstance(block, model.ParsingFailedBlock):
                self.broken(block.raw or "", self.at(block.start_line or 0), block.error)
            elif isinstance(block, model.Entry):
                self.entry(block.entry_type, block.key, block.start_line or 0,
                           [(one.key, str(one.value), one.start_line or 0) for one in block.fields])  # fmt: skip
                if repeated:
                    self.warn("duplicate-key", f"the entry {block.key!r} has {repeated} twice; the first counts",
                              self.at(block.start_line or 0), "delete one")  # fmt: skip

    def at(self, line: int) -> Place:
        """Return the place of the `@` in a line, counted from 0."""
        start = self.positions.line_start(line)
        sign = self.file.text.find("@", start)
        return self.positions.at(max(start, sign))

    def broken(self, raw: str, place: Place, error: Exception) -> None:
        start = _START.match(raw.lstrip())
        name = f"the entry {start[2]!r}" if start else f"what begins with {raw[:20].split(chr(10), maxsplit=1)[0]!r}"
        reason = " ".join(str(getattr(error, "abort_reason", error)).split()).rstrip(".")
        self.warn("broken-entry", f"{name} is broken and left out: {reason}", place,
                  "look for a brace, quote or comma that is missing or too many")  # fmt: skip

    def entry(self, kind: str, key: str, line: int, found: list[tuple[str, str, int]]) -> None:
        place = self.at(line)
        key = _COMMENT.sub("", key).strip()
        before = self.file.text[self.positions.line_start(line) : self.positions.line_start(line) + place.column - 1]
        if "%" in before:
            self.warn("commented-entry", f"the entry {key!r} stands behind a % and is left out", place)
            return
        fields: dict[str, Field] = {}
        for raw_name, raw, field_line in found:
            pending = [(_COMMENT.sub("", raw_name + "\n").strip().lower(), raw, field_line)]
            while pending:
                name, value, number = pending.pop()
                if name in _UNUSED and value[:1] in ("{", '"') and _closing(value) == len(value) - 1:
                    continue
                start = self.file.text.find(value, self.positions.line_start(number)) if value else -1
                start = start if start >= 0 else self.positions.line_start(number)
                at = self.positions.at(start, len(value))
                text, rest = self.value(value, at, key)
                if name not in fields and text.strip():
                    fields[name] = Field(text, start, at)
                if following := _NEXT_FIELD.fullmatch(rest):
                    pending.append((following[1].lower(), following[2].strip(), at.line - 1))
                    self.warn("broken-entry", f"a comma is missing before {following[1]!r} in the entry {key!r}", at)
                elif rest:
                    self.warn("broken-entry", f"{rest[:30]!r} is left out in the entry {key!r}", at,
                              "look for a brace, quote or comma that is missing or too many")  # fmt: skip
        self.entries.append(_Entry(kind.lower(), key, place, fields))

    def value(self, raw: str, place: Place, key: str) -> tuple[str, str]:
        """Return what `{…}`, `"…"`, a number or a name of an `@string`, joined by `#`, mean, and what stands behind."""
        parts: list[str] = []
        rest = raw
        while rest:
            if rest[0] in '{"':
                end = _closing(rest)
                parts.append(rest[1:end])
                rest = rest[end + 1 :].lstrip()
            elif word := re.match(r"[^\s#{}\"]+", rest):
                parts.append(self.named(word[0], place, key))
                rest = rest[word.end() :].lstrip()
            else:
                break
            rest = _COMMENT.sub("", rest + "\n", count=1).strip() if rest.startswith("%") else rest
            if not rest.startswith("#"):
                break
            rest = rest[1:].lstrip()
        return "".join(parts), rest

    def named(self, word: str, place: Place, key: str) -> str:
        if word.lower() in self.strings:
            return self.strings[word.lower()]
        if not word[0].isdigit():
            self.warn("unknown-string", f"no @string is named {word!r}, in the entry {key!r}", place,
                      "put the text into braces")  # fmt: skip
        return word

    def inherited(self, entry: _Entry, by_key: dict[str, _Entry], draft: Draft) -> dict[str, Field]:
        """Return an entry's fields with those of the entries that its `crossref` and `xdata` name."""
        fields, seen, current = dict(entry.fields), {entry.key.lower()}, entry
        while reference := current.fields.get("crossref") or current.fields.get("xdata"):
            key = reference.text.strip().lower()
            parent = by_key.get(key)
            if parent is None or key in seen:
                draft.tell(
                    "unknown-id", f"no entry has the key {reference.text.strip()!r} of the crossref", reference.place
                )
                break
            seen.add(key)
            whole = "crossref" not in current.fields
            dated = "year" in fields or "date" in fields
            for name, value in parent.fields.items():
                if name == "title" and not whole:
                    fields.setdefault("booktitle", value)
                elif (whole or name not in _OWN_OF_PARENT) and not (dated and name in ("year", "date", "month")):
                    fields.setdefault(name, value)
            current = parent
        return fields

    def tell_lost(self, known: set[str]) -> None:
        """Tell every entry that begins a line and came to nothing, whatever has swallowed it."""
        missing = [m for m in _START.finditer(self.file.text)
                   if m[2].lower() not in known and not m[1].lower().startswith(_NO_ENTRY)]  # fmt: skip
        said = "\n".join(fault.message for fault in self.faults) if missing else ""
        for match in missing:
            if repr(match[2]) not in said:
                self.warn("broken-entry", f"the entry {match[2]!r} is left out: it is not understood, or in a comment",
                          self.positions.at(self.file.text.index("@", match.start())))  # fmt: skip


def _closing(raw: str) -> int:
    """Return where the brace or quote that a value begins with is closed, or its end."""
    depth, quoted = 0, raw[0] == '"'
    if not quoted and raw.find("{", 1) < 0 and raw.find("}") == len(raw) - 1 and raw[-2] != "\\":
        return len(raw) - 1
    for sign in _SIGN.finditer(raw, 1 if quoted else 0):
        if sign[0] == '"':
            if quoted and depth <= 0:
                return sign.start()
            continue
        depth += 1 if sign[0] == "{" else -1
        if not quoted and depth == 0:
            return sign.start()
    last = raw.rfind(raw[0], 1) if quoted else -1
    return last if last > 0 else len(raw)
