"""What a profile and its files say, read and found right: the whole material of one CV."""

from __future__ import annotations

from dataclasses import dataclass

from texcv.model.edtf import When
from texcv.model.inline import Inline
from texcv.model.profile import Profile
from texcv.model.reference import CslType, Edition, Reference, Venue, most_exact
from texcv.model.theme import Locale, Theme


@dataclass(frozen=True, slots=True)
class Paper:
    """A reference with its venue and its edition found, and the place of the CV's owner among the authors."""

    reference: Reference
    owner: int
    venue: Venue | None = None
    edition: Edition | None = None

    @property
    def when(self) -> When | None:
        """The most exact date there is: the paper's own, or its edition's where the paper gives but the year."""
        return most_exact(self.reference, self.edition)

    @property
    def leads(self) -> bool:
        """Whether the owner is the first author, or equal to the first: marked `*` with everyone before."""
        before = self.reference.authors[: self.owner + 1]
        return self.owner == 0 or all("*" in author.marks for author in before)

    @property
    def type(self) -> CslType:
        """The type in CSL's terms: the paper's own, else its venue's; a preprint is an `article`."""
        if self.reference.type:
            return self.reference.type
        if self.venue:
            return self.venue.type
        return "article" if self.reference.standing == "preprint" else "paper-conference"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A profile with its papers, the words of its language, and the theme it is set in."""

    name: str
    profile: Profile
    papers: tuple[Paper, ...]
    marks: dict[str, Inline]
    locale: Locale
    theme: Theme
    epoch: int
    engine: str = ""
