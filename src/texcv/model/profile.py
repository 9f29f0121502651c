"""The profile: what a person writes about himself or herself, and how it shall be arranged."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from texcv.model import handles
from texcv.model.entries import (
    Award,
    Custom,
    Education,
    Entries,
    Experience,
    Item,
    Project,
    Service,
    Skill,
    Talk,
    Teaching,
    slug,
)
from texcv.model.fields import Email, InlineText, OneOrMany, Plain, Record, Text, Url, kind_of, listed, rejected
from texcv.model.identity import Identity
from texcv.model.markdown import MarkupError, checked_url
from texcv.model.numbering import Headings, Number, Numbering
from texcv.model.person import PersonName, identity
from texcv.model.place import Mapping, place_of
from texcv.model.reference import CslType, Reference

TYPED = ("education", "interests", "publications", "experience", "projects", "teaching", "talks", "service", "awards",
         "skills")  # fmt: skip


def _read_pages(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise rejected("wrong-type", f"expected links, but this is {kind_of(value)}", "write: links: {github: handle}")
    pages = {}
    for site, page in value.items():
        if not isinstance(page, str):
            raise rejected("wrong-type", f"the link {site!r} is {kind_of(page)}", "write a handle or an address")
        if not page:
            continue
        if re.match(r"[a-z]+://", page):
            try:
                pages[site] = checked_url(page)
            except MarkupError as error:
                raise rejected("bad-url", f"the link {site!r}: {error}", error.hint) from None
        elif site in handles.SITES:
            pages[site] = handles.address(site, page)
        else:
            known = ", ".join(sorted(handles.SITES))
            raise rejected("bad-url", f"no site {site!r} is known, so {page!r} needs its full address",
                           f"write https://…, or use one of: {known}")  # fmt: skip
    return pages


class Person(Record):
    """Who the CV is about."""

    name: PersonName
    id: Annotated[str | None, Field(description="The id in a shared list of people; by default made of the name.")] = (
        None
    )
    aliases: Annotated[
        tuple[Plain, ...], BeforeValidator(listed), Field(description="Other spellings under which papers appear.")
    ] = ()
    headline: Annotated[InlineText | None, Field(description="One line of role.")] = None
    email: OneOrMany[Email] = ()
    phone: OneOrMany[Plain] = ()
    homepage: Url | None = None
    address: InlineText | None = None
    links: Annotated[
        dict[str, str],
        PlainValidator(_read_pages),
        WithJsonSchema(
            {
                "type": "object",
                "properties": {site: {"type": ["string", "number"]} for site in handles.SITES},
                "additionalProperties": {"type": "string"},
            }
        ),
        Field(description="github, orcid, scholar, dblp, linkedin, …: a handle or an address."),
    ] = {}

    @property
    def identity(self) -> Identity:
        """The forms under which author lists know the person."""
        return identity(self.id or slug(str(self.name)), self.name, self.aliases)


def _labels(value: Any) -> Any:
    if isinstance(value, str):
        return {"true": None, "yes": None, "all": None, "false": [], "no": [], "none": []}.get(value, [value])
    return value


class AuthorList(Record):
    """How long an author list may be."""

    max: Annotated[
        int | None, Field(ge=1, description="Print at most so many names; the owner is always among them.")
    ] = None
    keep: Literal["self"] = "self"


class Publications(Record):
    """Which papers, and how they are set."""

    source: Annotated[
        OneOrMany[Plain], Field(alias="from", description="Files of references, relative to this one.")
    ] = ()
    entries: Annotated[tuple[Reference, ...], Field(description="References of this profile alone.")] = ()
    select: Annotated[tuple[Plain, ...] | None, BeforeValidator(listed), Field(description="Only these ids.")] = None
    only: Annotated[Literal["selected"] | None, Field(description="Only papers with 'selected: true'.")] = None
    exclude: Annotated[
        tuple[Plain, ...], BeforeValidator(listed), Field(alias="except", description="All but these ids.")
    ] = ()
    since: Annotated[int | None, Field(ge=1000, le=9999, description="Only from this year on.")] = None
    types: Annotated[tuple[CslType, ...] | None, BeforeValidator(listed)] = None
    tags: Annotated[
        tuple[Plain, ...] | None, BeforeValidator(listed), Field(description="Only papers with one of these tags.")
    ] = None
    first_author: Annotated[
        bool, Field(alias="first-author", description="Only papers with the owner as first author, or equal to it.")
    ] = False
    limit: Annotated[int | None, Field(ge=1)] = None
    venue: Literal["short", "long", "both"] = "both"
    links: Annotated[
        tuple[Plain, ...] | None,
        BeforeValidator(_labels, json_schema_input_type=bool | str | list[str] | None),
        Field(description="Which links are printed: all, none, or a list such as [pdf, code]."),
    ] = None
    highlight: Literal["bold", "underline", "color"] = "bold"
    authors: AuthorList = AuthorList()
    group: Literal["none", "year", "type", "status"] = "none"
    headings: Headings = {}
    sort: Annotated[
        Literal["date", "date-ascending", "first-author", "title", "venue", "none"],
        Field(description="'date' is the newest first."),
    ] = "date"
    number: Number = Numbering()
    summary: Annotated[bool, Field(description="A line that counts the papers and where they appeared.")] = False

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, data: Any) -> Any:
        return Mapping({"entries": data}, place_of(data), {}) if isinstance(data, list) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        schema = handler(core_schema)
        entries = handler.resolve_ref_schema(schema)["properties"]["entries"]
        return {"anyOf": [{"type": "array", "items": entries["items"]}, schema]}


class Design(Record):
    """How the page looks."""

    theme: Annotated[Plain, Field(description="The name of a theme, or the path of a theme of one's own.")] = "classic"
    color: Annotated[Plain | None, Field(description="A name such as blue, or #1F4E79.")] = None
    paper: Literal["a4", "letter"] = "a4"
    font: Plain | None = None
    spacing: Annotated[
        Literal["tight", "normal", "airy"] | None, Field(description="Space between blocks, and leading.")
    ] = None
    size: Annotated[int | None, Field(ge=10, le=12, description="The size of text in points: 10, 11 or 12.")] = None


class Arrangement(Record):
    """What a variant may say anew."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="A BCP 47 tag: en, zh")] = (
        "en"
    )
    sections: Annotated[tuple[Plain, ...] | None, Field(description="What is printed, in this order.")] = None
    titles: Annotated[dict[str, InlineText], Field(description="Headings that replace the usual ones.")] = {}
    design: Design = Design()
    publications: Publications | None = None
    interests: Annotated[OneOrMany[Item], Field(description="A paragraph, or a list of bullets.")] = ()
    pages: Annotated[int | None, Field(ge=1, description="The CV may not be longer than this.")] = None


Variant = Arrangement
VariantName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


class Profile(Arrangement):
    """One person's CV."""

    person: Person
    education: Entries[Education] = ()
    experience: Entries[Experience] = ()
    projects: Entries[Project] = ()
    teaching: Entries[Teaching] = ()
    service: Entries[Service] = ()
    awards: Entries[Award] = ()
    talks: Entries[Talk] = ()
    skills: Entries[Skill] = ()
    custom: tuple[Custom, ...] = ()
    variants: Annotated[
        dict[VariantName, Variant], Field(description="Other arrangements of the same facts, by name.")
    ] = {}


def custom_id(section: Custom) -> str:
    """Return the name by which `sections` calls a free section."""
    return section.id or slug(section.title)


def text(value: Text | None, language: str) -> Any:
    """Return a text in a language; nothing for an absent one."""
    return value.in_language(language) if value else ()
