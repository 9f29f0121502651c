"""Publications in CSL's terms, the venues they appeared at, and the people who wrote them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from texcv.model.contributor import Authors
from texcv.model.edtf import When, parse_when
from texcv.model.fields import InlineText, Plain, Record, Url, WhenField, kind_of, listed, placed, rejected
from texcv.model.markdown import MarkupError, checked_url
from texcv.model.person import RegisteredPerson
from texcv.model.place import Place
from texcv.model.venue import year_in

CslType = Literal[
    "paper-conference", "article-journal", "article", "book", "chapter", "thesis", "report", "software", "dataset",
    "patent", "speech", "entry", "webpage", "manuscript",
]  # fmt: skip
Status = Literal["preprint", "under review", "to appear", "published"]


_RESOLVERS = {
    "doi": (re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d[\d.]*/\S+)", re.I), "https://doi.org/{}"),
    "arxiv": (
        re.compile(r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+/\d{7})"
                   r"(?:\.pdf)?", re.I), "https://arxiv.org/abs/{}"),
}  # fmt: skip


def _read_links(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise rejected("wrong-type", f"expected links, but this is {kind_of(value)}", "write: links: {pdf: https://…}")
    return {label: _resolve(label, address) for label, address in value.items() if address != ""}


def _resolve(label: str, address: Any) -> str:
    if not isinstance(address, str):
        raise rejected("wrong-type", f"the link {label!r} is {kind_of(address)}", "write one address")
    if label in _RESOLVERS:
        pattern, target = _RESOLVERS[label]
        match = pattern.fullmatch(address.strip())
        if match:
            return target.format(match[1])
        raise rejected("bad-url", f"{address!r} is not a {label} identifier")
    try:
        return checked_url(address)
    except MarkupError as error:
        raise rejected("bad-url", f"the link {label!r}: {error}", error.hint) from None


def link_fault(label: str, address: str) -> str:
    """Return what is wrong with the address of a link, or an empty string for one that can be followed."""
    try:
        _resolve(label, address)
    except PydanticCustomError as error:
        return error.message()
    return ""


Links = Annotated[
    dict[str, str],
    PlainValidator(_read_links),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number"]}}),
]


class Edition(Record):
    """One year's meeting of a venue."""

    ordinal: Annotated[Plain | None, Field(description="23rd")] = None
    series: Plain | None = None
    location: InlineText | None = None
    date: Annotated[WhenField | None, Field(description="The days of the meeting: 2025-04-28/2025-04-30")] = None
    url: Url | None = None


IMPORTED = "\0imported"
"""The key by which a reader of another format marks a venue, which it knows by its text alone."""


class Venue(Record):
    """Where papers appear: a conference or a journal."""

    name: InlineText
    acronym: Plain | None = None
    type: CslType = "paper-conference"
    publisher: Plain | None = None
    aliases: tuple[Plain, ...] = ()
    series: Annotated[
        Plain | None, Field(description="In which its papers come out: Lecture Notes in Computer Science")
    ] = None
    editions: Annotated[dict[str, Edition], Field(description="By year: what all papers of that year share.")] = {}


class FreeVenue(Record):
    """A venue as text: that of YAML stands in no list; that of an imported file may be one that is known."""

    text: InlineText
    imported: SkipJsonSchema[Annotated[bool, Field(alias=IMPORTED)]] = False


def _venue_form(value: Any) -> str:
    return "id" if isinstance(value, str) else "free"


class Reference(Record):
    """One publication."""

    id: Plain
    title: InlineText
    authors: Authors
    others: Annotated[bool, Field(description="The list of authors goes on: et al.")] = False
    venue: Annotated[
        Annotated[Annotated[Plain, Tag("id")] | Annotated[FreeVenue, Tag("free")], Discriminator(_venue_form)] | None,
        Field(description="The id, acronym or name of a venue, with a year or without; or {text: …}."),
    ] = None
    type: Annotated[CslType | None, Field(description="CSL's type; by default that of the venue.")] = None
    date: WhenField | None = None
    status: Status | None = None
    award: InlineText | None = None
    note: InlineText | None = None
    series: Annotated[Plain | None, Field(description="By default that of the venue.")] = None
    volume: Plain | None = None
    issue: Plain | None = None
    pages: Plain | None = None
    location: InlineText | None = None
    links: Links = {}
    selected: bool = False
    tags: Annotated[tuple[Plain, ...], BeforeValidator(listed)] = ()

    @property
    def year(self) -> int:
        """The year it appeared in, or 0 where no date is given."""
        first = self.date.first if self.date else None
        return first.year if first else 0

    @property
    def standing(self) -> Status:
        """The status; where the list gives none, a paper with neither venue nor a type of its own is a `preprint`."""
        unpublished = not self.venue and self.type in (None, "article", "manuscript")
        return self.status or ("preprint" if unpublished else "published")

    @model_validator(mode="after")
    def _check_date(self) -> Reference:
        if self.date is None and (year := year_in(venue_id(self))):
            return self.model_copy(update={"date": parse_when(str(year))})
        if self.date is None and self.standing == "published":
            raise rejected("missing", "a published paper needs its 'date'", "write: date: 2025")
        if self.date and self.date.last and self.date.last.present:
            hint = "give the year, or a 'status'"
            raise rejected("bad-date", "a paper does not appear at 'present'", hint, "date")
        return self


class ReferenceList(Record):
    """A file of publications, with the venues, people and marks that they name."""

    venues: dict[str, Venue] = {}
    people: dict[str, RegisteredPerson] = {}
    marks: Annotated[dict[str, InlineText], Field(description="What a mark behind a name means.")] = {}
    references: tuple[Reference, ...] = ()


def venue_id(reference: Reference) -> str:
    """Return the venue's id as written, or an empty string for a free or absent venue."""
    return reference.venue if isinstance(reference.venue, str) else ""


def venue_place(reference: Reference) -> Place:
    """Return where the venue's id stands."""
    return placed(venue_id(reference)) if venue_id(reference) else reference.place


def most_exact(reference: Reference, edition: Edition | None) -> When | None:
    """Return the paper's own date, or its edition's where the paper gives but the year."""
    date = reference.date
    if edition and edition.date and date and date.first and not date.first.month:
        return edition.date
    return date
