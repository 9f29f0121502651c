"""The shapes of CV entries: what a person may write under each section."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from texcv.model import edtf
from texcv.model.fields import (
    DateField,
    InlineText,
    OneOrMany,
    Record,
    Text,
    Url,
    WhenField,
    is_by_language,
    kind_of,
    rejected,
)
from texcv.model.place import Mapping, place_of


class Item(Record):
    """A bullet, with bullets under it."""

    text: InlineText
    items: Annotated[tuple[Item, ...], Field(description="Bullets under this one.")] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return (
            Mapping({"text": data}, place_of(data), {})
            if isinstance(data, str) or (is_by_language(data) and "text" not in data)
            else data
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        schema = handler(core_schema)
        text = handler.resolve_ref_schema(schema)["properties"]["text"]
        return {"anyOf": [text, schema]}


class Dated(Record):
    """An entry with a date, or with a start and an end."""

    date: Annotated[WhenField | None, Field(description="2024, 2024-09, 2024 Spring, 2023-09/2024-05 …")] = None
    start: Annotated[DateField | None, Field(description="2024, 2024-09, 2024-09-01 or 2024 Spring")] = None
    end: Annotated[DateField | None, Field(description="As start; or present, or '2029 expected'")] = None

    @model_validator(mode="after")
    def _check_dates(self) -> Dated:
        if self.date and (self.start or self.end):
            hint = "keep either the one or the other"
            raise rejected("bad-date", "'date' stands beside 'start' or 'end'", hint, "date")
        try:
            edtf.check_order(self.when)
        except edtf.DateError as error:
            raise rejected("bad-date", str(error), error.hint, "end" if self.end else "start") from None
        return self

    @property
    def when(self) -> edtf.When:
        """The date or interval of the entry, empty when it has none."""
        return self.date or edtf.When(self.start, self.end)


class Described(Dated):
    """An entry with prose and bullets under it."""

    location: InlineText | None = None
    url: Annotated[Url | None, Field(description="The page that the entry's title leads to.")] = None
    summary: Annotated[InlineText | None, Field(description="A short paragraph.")] = None
    highlights: Annotated[tuple[Item, ...], Field(description="Bullets; nest them with {text: …, items: […]}.")] = ()


class Education(Described):
    """A degree."""

    institution: InlineText
    degree: InlineText | None = None
    area: InlineText | None = None
    advisor: Annotated[OneOrMany[InlineText], Field(description="One advisor, or a list of them.")] = ()
    grade: Annotated[InlineText | None, Field(description="GPA, rank, honours: as it shall be read.")] = None
    thesis: InlineText | None = None


class Experience(Described):
    """A position."""

    organization: InlineText
    team: InlineText | None = None
    role: InlineText | None = None
    mentors: OneOrMany[InlineText] = ()
    advisor: OneOrMany[InlineText] = ()


class Project(Described):
    """A project."""

    name: InlineText
    note: Annotated[InlineText | None, Field(description="A few words behind the name, such as 'deployed at …'.")] = (
        None
    )
    role: InlineText | None = None


class Teaching(Described):
    """A course taught."""

    course: InlineText
    role: InlineText | None = None
    institution: InlineText | None = None


class Service(Dated):
    """A service to the community."""

    role: InlineText
    venue: Annotated[InlineText | None, Field(description="The conference, journal or body served.")] = None
    url: Url | None = None


class Award(Dated):
    """A distinction."""

    title: InlineText
    by: Annotated[InlineText | None, Field(description="Who gave it.")] = None
    note: InlineText | None = None
    url: Url | None = None


class Talk(Dated):
    """A talk given."""

    talk: Annotated[InlineText, Field(description="The title of the talk.")]
    event: InlineText | None = None
    location: InlineText | None = None
    url: Url | None = None


class Skill(Record):
    """A label and what belongs to it."""

    label: InlineText
    text: InlineText


EntryT = TypeVar("EntryT")


class Group(Record, Generic[EntryT]):
    """Entries under a heading of their own inside a section."""

    group: InlineText
    entries: Annotated[tuple[EntryT, ...], Field(min_length=1)]


def _group_or_entry(value: Any) -> str:
    """Return a tag; no tag can be taken for a key, since pydantic names both in the path to a fault."""
    return "<group>" if (isinstance(value, dict) and "group" in value) or isinstance(value, Group) else "<entry>"


def _need_list(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return value
    raise rejected(
        "wrong-type", f"expected a list of entries, but this is {kind_of(value)}", "begin every entry with '- '"
    )


if TYPE_CHECKING:
    Entries = tuple[EntryT | Group[EntryT], ...]
else:

    class Entries:
        """A section's entries of one shape, which may stand in groups: `Entries[Award]`."""

        def __class_getitem__(cls, shape: Any) -> Any:
            either = Annotated[
                Annotated[shape, Tag("<entry>")] | Annotated[Group[shape], Tag("<group>")],
                Discriminator(_group_or_entry),
            ]
            return Annotated[tuple[either, ...], BeforeValidator(_need_list)]


SHAPES: tuple[tuple[str, type[Record]], ...] = (
    ("institution", Education),
    ("organization", Experience),
    ("name", Project),
    ("course", Teaching),
    ("title", Award),
    ("talk", Talk),
    ("label", Skill),
    ("role", Service),
)
"""The key by which an entry of a free section shows its shape; the first that is there decides."""


def shape_of(value: Any) -> str:
    """Return the shape of an entry in a free section: the key that tells, `item` for a bullet.

    A mapping with no such key is held against the shape whose key is nearest, so that its faults are told in its terms.
    """
    if isinstance(value, Record):
        return next((key for key, shape in SHAPES if type(value) is shape), "item")
    if not isinstance(value, dict) or is_by_language(value):
        return "item"
    telling = [key for key, _ in SHAPES]
    exact = next((key for key in telling if key in value), "item" if "text" in value else "")
    near = (get_close_matches(str(key), telling, 1, 0.7) for key in value)
    return exact or next((match[0] for match in near if match), "item")


AnyEntry = Annotated[
    Annotated[Education, Tag("<institution>")]
    | Annotated[Experience, Tag("<organization>")]
    | Annotated[Project, Tag("<name>")]
    | Annotated[Teaching, Tag("<course>")]
    | Annotated[Award, Tag("<title>")]
    | Annotated[Talk, Tag("<talk>")]
    | Annotated[Skill, Tag("<label>")]
    | Annotated[Service, Tag("<role>")]
    | Annotated[Item, Tag("<item>")],
    Discriminator(lambda value: f"<{shape_of(value)}>"),
]
Entry = Education | Experience | Project | Teaching | Award | Talk | Skill | Service | Item


class Custom(Record):
    """A free section: a title, and entries of any shape."""

    title: InlineText
    id: Annotated[str | None, Field(pattern=r"^[a-z][a-z0-9-]*$", description="Its name in 'sections'.")] = None
    text: Annotated[InlineText | None, Field(description="A paragraph before the entries.")] = None
    entries: Entries[AnyEntry] = ()

    @model_validator(mode="after")
    def _not_empty(self) -> Custom:
        if not self.text and not self.entries:
            raise rejected("empty", f"the section {str(self.title)!r} has neither text nor entries")
        return self


def slug(text: Text | str) -> str:
    """Return the id that a title or name has by itself: lower case, with hyphens."""
    letters = "".join(character if character.isalnum() else "-" for character in str(text).lower())
    return "-".join(filter(None, letters.split("-"))) or "section"
