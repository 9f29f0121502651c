"""Lists of references: ids, venues, marks and people checked, and put together from all files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from texcv.model.diagnostic import Diagnostic
from texcv.model.fields import Text
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
            if name and not self._venue_key(name):
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
    lists = []
    for tree in trees:
        found, wrong = validate(ReferenceList, tree)
        faults += wrong
        if found:
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
    library = Library(references, venues, people, marks)
    faults += library.venue_faults()
    return library, faults
