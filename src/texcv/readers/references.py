"""Lists of references: ids, venues, marks and people checked, and put together from all files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from texcv.model.diagnostic import Diagnostic
from texcv.model.fields import Record, Text
from texcv.model.identity import Identity
from texcv.model.person import RegisteredPerson, identity
from texcv.model.place import Mapping
from texcv.model.reference import FreeVenue, Reference, ReferenceList, Venue, venue_id
from texcv.readers.schema import validate
from texcv.readers.venues import Venues


@dataclass(frozen=True, slots=True)
class Library:
    """All references that a profile may draw on, by id, and what they name."""

    references: dict[str, Reference]
    venues: dict[str, Venue]
    people: dict[str, RegisteredPerson]
    marks: dict[str, Text]
    catalogue: Venues
    faulty: frozenset[str] = frozenset()
    """Ids of references and venues that are there, and wrong."""

    def venue_of(self, reference: Reference) -> Venue | None:
        """Return the venue that a reference names by id, acronym, name or alias, with or without a year."""
        venue = reference.venue
        name = str(venue.text) if isinstance(venue, FreeVenue) and venue.imported else venue_id(reference)
        found = self.catalogue.find(name)
        return found.venue if found else None

    def identities(self) -> list[Identity]:
        """Return the registered people as author lists may know them."""
        return [identity(key, person.name, person.aliases) for key, person in self.people.items()]


def read(
    trees: Iterable[Mapping], own: Iterable[Reference], shipped: Mapping | None = None
) -> tuple[Library, list[Diagnostic]]:
    """Return one library of all files and of a profile's own entries, with all that is wrong in them.

    `shipped` is the registry of venues that texcv brings along; venues of the files come first.
    """
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
            found, ids = right_part(tree)
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
    catalogue = Venues(venues, shipped)
    faults += catalogue.faults(references.values(), faulty)
    library = Library(references, venues, people, marks, catalogue, frozenset(faulty))
    return library, faults


def right_part(tree: Mapping) -> tuple[ReferenceList, set[str]]:
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
