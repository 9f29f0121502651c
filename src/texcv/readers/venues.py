"""Venues: which one a paper's text means, in the lab's own lists first, then in the registry that is shipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from texcv.model.diagnostic import Diagnostic
from texcv.model.inline import text_of
from texcv.model.place import Mapping
from texcv.model.reference import Reference, Venue, venue_id, venue_place
from texcv.model.venue import key, readings
from texcv.readers.schema import validate

_HINT = "add it under 'venues:', or write venue: {text: …}"


@dataclass(frozen=True, slots=True)
class Found:
    """A venue with the id it has, and the year that the text names beside it, or 0."""

    id: str
    venue: Venue
    year: int


@dataclass(frozen=True, slots=True)
class Venues:
    """The lab's venues and the shipped ones by every spelling; a lab's venue hides the shipped one of its id."""

    own: dict[str, Venue]
    shipped: Mapping | None = None
    _own: dict[str, str] = field(init=False, repr=False)
    _shipped: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_own", index({id: _spellings(id, venue) for id, venue in self.own.items()}))
        others = {id: _written(id, tree) for id, tree in (self.shipped or {}).items() if id not in self.own}
        object.__setattr__(self, "_shipped", index(others))

    def find(self, text: str) -> Found | None:
        """Return the venue that a text means by id, acronym, name or alias, with or without a year."""
        if text in self.own:
            return Found(text, self.own[text], 0)
        known = [(key(name), year) for name, year in readings(text)]
        for names in (self._own, self._shipped):
            for name, year in known:
                venue = self._get(names[name]) if name in names else None
                if venue:
                    return Found(names[name], venue, year)
        return None

    def _get(self, id: str) -> Venue | None:
        if id in self.own:
            return self.own[id]
        return validate(Venue, self.shipped[id])[0] if self.shipped else None

    def near(self, text: str) -> str:
        """Return the id of a venue whose id, acronym or name is near a text, or nothing."""
        for names in (self._own, self._shipped):
            for name in dict.fromkeys(key(name) for name, _ in readings(text)):
                if close := get_close_matches(name, names, 1, 0.7):
                    return names[close[0]]
        return ""

    def faults(self, references: Iterable[Reference], faulty: Iterable[str]) -> Iterable[Diagnostic]:
        """Yield an error for every reference whose venue stands in no list, or is of another year than the paper."""
        wrong = {key(name) for name in faulty}
        for reference in references:
            name = venue_id(reference)
            if not name or any(key(reading) in wrong for reading, _ in readings(name)):
                continue
            found = self.find(name)
            if not found:
                near = self.near(name)
                yield Diagnostic("unknown-venue", f"the venue {name!r} stands in no list", venue_place(reference),
                                 (f"did you mean {near!r}? " if near else "") + _HINT)  # fmt: skip
            elif found.year and found.year != reference.year:
                message = f"the venue {name!r} is of {found.year}, but the paper's date is of {reference.year}"
                yield Diagnostic("venue-year", message, venue_place(reference), "mend the one that is wrong")


def index(spellings: dict[str, tuple[list[str], ...]]) -> dict[str, str]:
    """Return ids by folded spelling; where two share one, an id beats an acronym, then a name, then an alias."""
    out: dict[str, str] = {}
    for rank in range(4):
        for id, ranks in spellings.items():
            for name in ranks[rank]:
                if folded := key(name):
                    out.setdefault(folded, id)
    return out


def _spellings(id: str, venue: Venue) -> tuple[list[str], ...]:
    names = [text_of(version) for _, version in venue.name.versions]
    return [id], [venue.acronym] if venue.acronym else [], names, list(venue.aliases)


def _written(id: str, tree: Mapping) -> tuple[list[str], ...]:
    return [id], [tree.get("acronym", "")], [tree["name"]], tree.get("aliases", [])
