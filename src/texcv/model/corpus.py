"""All profiles and lists of a lab at once, to be held against each other, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from texcv.model.diagnostic import Diagnostic
from texcv.model.edtf import When
from texcv.model.identity import Identity
from texcv.model.place import Mapping, Place, place_of
from texcv.model.profile import Profile
from texcv.model.reference import Edition, Reference, Venue, most_exact


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A reference as one list or one profile has it, with its venue and edition where a list knows them."""

    reference: Reference
    tree: Mapping
    venue: Venue | None = None
    edition: Edition | None = None
    venue_year: int = 0

    @property
    def year(self) -> int:
        """The year of the paper, by its date or else by its venue's text (`NSDI 2025`); 0 where neither says it."""
        return self.reference.year or self.venue_year

    @property
    def when(self) -> When | None:
        """The most exact date there is: the paper's own, or its edition's where the paper gives but the year."""
        return most_exact(self.reference, self.edition)

    @property
    def location(self) -> str:
        """Where the meeting was: by the paper itself, else by its edition."""
        found = self.reference.location or (self.edition.location if self.edition else None)
        return str(found) if found else ""

    @property
    def rank(self) -> tuple[str, ...]:
        """What orders entries by what they say, wherever in the file they stand."""
        one = self.reference
        date = one.date.first if one.date else None
        facts = (one.id, str(one.title), repr(date), str(one.venue), one.standing, repr(sorted(one.links.items())))
        return (self.place.file.name, *facts, repr(self.tree))

    @property
    def place(self) -> Place:
        return self.reference.place

    def at(self, key: str) -> Place:
        """Return where a key's value stands, or the entry where it has no such key."""
        if key in self.tree:
            value = self.tree[key]
            key_place = self.tree.key_places.get(key, self.place)
            return key_place if isinstance(value, Mapping | list) else place_of(value, key_place)
        return self.place


@dataclass(frozen=True, slots=True)
class Known:
    """A registered person or the owner of a profile, and where he or she is named."""

    identity: Identity
    place: Place
    orcid: str = ""
    alias_places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Owned:
    """A profile and the file that it stands in."""

    file: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class Local:
    """A path that a profile or a list names, and whether there is something."""

    name: str
    target: str
    place: Place
    exists: bool


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Every reference, person, profile and local path of the files that are looked at, and the day."""

    references: tuple[Listed, ...] = ()
    people: tuple[Known, ...] = ()
    venues: tuple[tuple[str, Venue], ...] = ()
    profiles: tuple[Owned, ...] = ()
    locals: tuple[Local, ...] = ()
    today: tuple[int, int, int] = (1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is certainly right: the mapping at `place` loses its key, or its list loses it."""

    kind: Literal["delete-key", "delete-item"]
    place: Place
    what: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found, and the change that mends it where one is certainly right."""

    diagnostic: Diagnostic
    fix: Fix | None = None
