"""An entry of a foreign format on its way to a `Reference`: what it needs, where it stands, what is told about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from texcv.model.contributor import Contributor
from texcv.model.diagnostic import Diagnostic, Severity
from texcv.model.edtf import DateError, parse_when
from texcv.model.name import Name, is_cjk, parse_name
from texcv.model.place import File, Mapping, Place, Scalar, Sequence
from texcv.model.reference import IMPORTED, link_fault

STATUSES = {
    "inpress": "to appear", "in press": "to appear", "forthcoming": "to appear", "to appear": "to appear",
    "accepted": "to appear", "submitted": "under review", "under review": "under review", "in review": "under review",
    "prepublished": "preprint", "preprint": "preprint", "inpreparation": "preprint", "in preparation": "preprint",
}  # fmt: skip
"""Words for the status of a paper in the formats that there are, and ours."""
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
_ARXIV = re.compile(
    r"\barxiv[:.\s]*(?:preprint\s+)?(?:arxiv[:.\s]*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+/\d{7})?|^corr\b", re.I
)
_ADDRESSES = (("doi", re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.I)),
              ("arxiv", re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/(.+?)(?:\.pdf)?", re.I)))  # fmt: skip


class Positions:
    """Turn offsets in a file's text into places, without going through the text again for each."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.starts = [0, *(match.end() for match in re.finditer("\n", file.text))]

    def line_start(self, line: int) -> int:
        """Return the offset at which a line begins, lines counted from 0."""
        return self.starts[min(max(line, 0), len(self.starts) - 1)]

    def at(self, offset: int, length: int = 1) -> Place:
        """Return the place of so many characters; of a text over several lines, that of its beginning."""
        line = bisect_right(self.starts, offset)
        last = bisect_right(self.starts, offset + max(length, 1) - 1)
        return Place(self.file, line, offset - self.starts[line - 1] + 1, max(length, 1) if last == line else 1,
                     0 if last == line else last)  # fmt: skip


@dataclass
class Draft:
    """The keys of a reference as they come in, each with its place; `faults` is shared by all entries of a file."""

    key: str
    place: Place
    faults: list[Diagnostic]
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def tell(self, code: str, message: str, place: Place | None = None, hint: str = "", *, error: bool = False) -> None:
        severity = Severity.ERROR if error else Severity.WARNING
        self.faults.append(
            Diagnostic(code, f"{message} in the entry {self.key!r}", place or self.place, hint, severity)
        )

    def printable(self, text: str, place: Place) -> str:
        """Return a text without the control characters in it, which are told."""
        kept = _CONTROL.sub("", text)
        if kept != text:
            self.tell("bad-text", "a control character is left out", place)
        return kept.strip()

    def put(self, key: str, text: str, place: Place) -> None:
        """Set a key to a text, where there is one and the key has none yet."""
        text = self.printable(text, place)
        if text and key not in self.values:
            self.values[key], self.places[key] = Scalar(text, place), place

    def put_venue(self, text: str, place: Place) -> None:
        """Set the venue to a text that names one."""
        text = self.printable(text, place)
        if text and "venue" not in self.values:
            self.values["venue"] = Mapping({"text": Scalar(text, place), IMPORTED: True}, place, {"text": place})
            self.places["venue"] = place

    def put_date(self, text: str, place: Place) -> None:
        """Set the date, or the status that stands in its place, such as `in press`."""
        text = " ".join(text.split())
        if not text:
            return
        if status := STATUSES.get(text.lower()):
            self.put("status", status, place)
            return
        try:
            when = parse_when(text)
        except DateError as error:
            year = re.search(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)", text)
            said = f"read as {year[0]}" if year else "left out"
            self.tell("bad-date", f"the date {text!r} is {said}", place, error.hint)
            self.put("date", year[0] if year else "", place)
            return
        if when.last and when.last.present:
            self.tell("bad-date", f"the date {text!r} is left out", place, "give the year")
            return
        self.put("date", text, place)

    def put_authors(self, authors: list[Contributor], place: Place) -> None:
        if authors:
            self.values["authors"], self.places["authors"] = Sequence(authors, place), place

    def put_tags(self, tags: list[str], place: Place) -> None:
        kept = [Scalar(tag.strip(), place) for tag in tags if tag.strip()]
        if kept:
            self.values["tags"], self.places["tags"] = Sequence(kept, place), place

    def link(self, label: str, address: str, place: Place) -> None:
        """Add a link; one that cannot be followed is told and left out."""
        links = self.values.setdefault("links", Mapping({}, place, {}))
        self.places.setdefault("links", place)
        if label == "url":
            for known, pattern in _ADDRESSES:
                if match := pattern.fullmatch(address):
                    if known not in links and not link_fault(known, match[1]):
                        self.link(known, match[1], place)
                    return
        if not address or label in links:
            return
        if wrong := link_fault(label, address):
            self.tell("bad-url", f"{wrong}; it is left out", place, "write the whole address: https://…")
            return
        links[label], links.key_places[label] = Scalar(address, place), place

    def preprint_in(self, text: str, place: Place) -> bool:
        """Tell whether a journal's name is no journal, but `arXiv preprint arXiv:2305.05920`; keep the link."""
        match = _ARXIV.search(text)
        number = re.search(r"\babs/(\d{4}\.\d{4,5})", text)
        if not match:
            return False
        if found := match[1] or (number[1] if number else ""):
            self.link("arxiv", found, place)
        return True

    def finished(self) -> Mapping | None:
        """Return the reference, or nothing where it lacks what every reference has, which is told."""
        if not self.values.get("links"):
            self.values.pop("links", None)
        printed = "venue" in self.values or self.values.get("type") not in (None, "article", "manuscript")
        dated = ("date",) if printed and self.values.get("status", "published") == "published" else ()
        lacking = [part for part in ("id", "title", "authors", *dated) if part not in self.values]
        if lacking:
            name = {"authors": "author", "id": "key", "date": "year"}.get(lacking[0], lacking[0])
            message = f"the entry {self.key!r} has no {name}, and is left out"
            self.faults.append(Diagnostic("incomplete-entry", message, self.place, f"add the {name}", Severity.WARNING))
            return None
        return Mapping(self.values, self.place, self.places)


def name_of(family: str, given: str = "", suffix: str = "") -> Name:
    """Return a name whose parts are told apart; in CJK script they are one."""
    whole = f"{family}{given}"
    return parse_name(whole) if is_cjk(whole) else Name(family, given, suffix)


def reference_list(file: File, items: list[Mapping]) -> Mapping:
    """Return references as a file of ours would hold them."""
    top = Place(file, 1, 1)
    return Mapping({"references": Sequence(items, top)}, top, {"references": top})
