"""Lists of references: ids, venues, marks and people checked, and put together from all files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from texcv.model.diagnostic import Diagnostic
from texcv.model.fields import Record, Text
from texcv.model.identity import Identity
from texcv.model.name import fold
from texcv.model.person import RegisteredPerson, identity
from texcv.model.place import Mapping
from texcv.model.reference import Reference, ReferenceList, Venue, venue_id, venue_place
from texcv.readers.schema import validate


@dataclass(frozen=True, slots=True)
class Library:
    """All references that a profile may draw on, by id, and what they name."""

    references: dict[str, Reference]
    venues: dict[str, Venue]
    people: dict[str, RegisteredPerson]
    marks: dict[str, Text]
    faulty: frozenset[str] = frozenset()
    """Ids of references and venues that are there, and wrong."""

    def venue_of(self, reference: Reference) -> Venue | None:
        """Return the venue that a reference names by id, acronym, name or alias."""
        return self.venues.get(self._venue_key(venue_id(reference)))

    def _venue_key(self, name: str) -> str:
        if name in self.venues:
            return name
        folded = fold(name)
        for key, venue in self.venues.items():
            if folded in map(fold, (key, venue.acronym or key, str(venue.name), *venue.aliases)):
                return key
        return ""

    def identities(self) -> list[Identity]:
        """Return the registered people as author lists may know them."""
        return [identity(key, person.name, person.aliases) for key, person in self.people.items()]

    def venue_faults(self) -> Iterable[Diagnostic]:
        """Yield an error for every reference whose venue stands in no list."""
        names = {venue.acronym or key: key for key, venue in self.venues.items()}
        for reference in self.references.values():
            name = venue_id(reference)
            if name and name not in self.faulty and not self._venue_key(name):
                near = get_close_matches(name.lower(), self.venues, 1) or get_close_matches(name, names, 1)
                known = f"did you mean {names.get(near[0], near[0])!r}? " if near else ""
                yield Diagnostic("unknown-venue", f"the venue {name!r} stands in no list", venue_place(reference),
                                 f"{known}add it under 'venues:', or write venue: {{text: …}}")  # fmt: skip


def read(trees: Iterable[Mapping], own: Iterable[Reference]) -> tuple[Library, list[Diagnostic]]:
    """Return one library of all files and of a profile's own entries, with all that is wrong in them."""
    faults: list[Diagnostic] = []
    references: dict[str, Reference] = {}
    venues: dict[str, Venue] = {}
    people: dict[str, RegisteredPerson] = {}
    marks: dict[str, Text] = {}
    faulty: set[str] = set()
    lists = []
    for tree in trees:
        found, wrong = validate(ReferenceList, tree)
        faults += wrong
        if not found:
            found, ids = _right_part(tree)
            faulty |= ids
        lists.append(found)
        venues.update(found.venues)
        people.update(found.people)
        marks.update(found.marks)
    for reference in (*(one for found in lists for one in found.references), *own):
        if reference.id in references:
            first = references[reference.id].place
            faults.append(Diagnostic("duplicate-id", f"the id {reference.id!r} is given twice", reference.place,
                                     f"the first stands at {first}; give this one another id"))  # fmt: skip
        references.setdefault(reference.id, reference)
    library = Library(references, venues, people, marks, frozenset(faulty))
    faults += library.venue_faults()
    return library, faults


def _right_part(tree: Mapping) -> tuple[ReferenceList, set[str]]:
    """Return what is right in a faulty list, so that the rest is looked at all the same, and the ids of what is not."""
    faulty: set[str] = set()
    parts: dict[str, Any] = {}
    shapes: tuple[tuple[str, type[Record]], ...] = (("venues", Venue), ("people", RegisteredPerson))
    for part, shape in shapes:
        items = tree.get(part)
        pairs = items.items() if isinstance(items, Mapping) else ()
        read = {key: validate(shape, item)[0] if isinstance(item, Mapping) else None for key, item in pairs}
        parts[part] = {key: item for key, item in read.items() if item}
        faulty |= {key for key, item in read.items() if not item}
    listed = tree.get("references")
    entries = [item for item in listed if isinstance(item, Mapping)] if isinstance(listed, list) else []
    checked = [(item, validate(Reference, item)[0]) for item in entries]
    faulty |= {str(item.get("id", "")) for item, reference in checked if not reference}
    marks = validate(ReferenceList, Mapping({"marks": tree.get("marks", {})}, tree.place, {}))[0]
    right = tuple(reference for _, reference in checked if reference)
    return ReferenceList(references=right, marks=marks.marks if marks else {}, **parts), faulty
