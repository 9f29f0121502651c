"""Each kind of entry as blocks on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import singledispatchmethod
from typing import Any

from texcv.compose import dates
from texcv.compose.phrase import phrase
from texcv.model.document import Block, Bullet, Bullets, Entry, Heading, Labelled, Line, Note, Paragraph
from texcv.model.entries import (
    Award,
    Dated,
    Described,
    Education,
    Experience,
    Group,
    Item,
    Project,
    Service,
    Skill,
    Talk,
    Teaching,
)
from texcv.model.fields import Text
from texcv.model.inline import Emph, Inline, Link, Str, join, plain
from texcv.model.place import Place
from texcv.model.profile import text
from texcv.model.theme import Locale


@dataclass(frozen=True, slots=True)
class Entries:
    """Turn entries into blocks, in the words of one language."""

    locale: Locale
    language: str

    def blocks(self, entries: Iterable[Any]) -> tuple[Block, ...]:
        """Return the blocks of a section's entries; bullets that follow each other are one list."""
        out: list[Block] = []
        for entry in entries:
            for block in self.entry(entry):
                if isinstance(block, Bullets) and isinstance(entry, Item) and out and isinstance(out[-1], Bullets):
                    out[-1] = Bullets((*out[-1].items, *block.items), out[-1].place)
                else:
                    out.append(block)
        return tuple(out)

    @singledispatchmethod
    def entry(self, entry: Any) -> tuple[Block, ...]:
        """Return the blocks of one entry of any shape."""
        raise TypeError(f"no blocks are known for {type(entry).__name__}")

    @entry.register
    def _(self, entry: Group) -> tuple[Block, ...]:  # type: ignore[type-arg]
        return (Heading(self.text(entry.group), entry.place), *self.blocks(entry.entries))

    @entry.register
    def _(self, entry: Item) -> tuple[Block, ...]:
        return (Bullets((self.bullet(entry),), entry.text.place),)

    @entry.register
    def _(self, entry: Skill) -> tuple[Block, ...]:
        return (Labelled(self.text(entry.label), self.text(entry.text), entry.place),)

    @entry.register
    def _(self, entry: Education) -> tuple[Block, ...]:
        degree, area = self.text(entry.degree), self.text(entry.area)
        title = phrase(self.locale.labels["degree"], degree=degree, area=area) if degree and area else degree or area
        institution = self.text(entry.institution)
        rest = [institution, self.text(entry.location)] if title else [self.text(entry.location)]
        thesis = phrase(self.locale.labels["thesis"], title=self.text(entry.thesis)) if entry.thesis else ()
        notes = join([self.people("advisor", entry.advisor), self.text(entry.grade)], "; ")
        return self._described(entry, title or institution, rest, (notes, thesis))

    @entry.register
    def _(self, entry: Experience) -> tuple[Block, ...]:
        role = self.text(entry.role)
        rest = [self.text(entry.team), (Emph(role),) if role else (), self.text(entry.location)]
        people = join([self.people("advisor", entry.advisor), self.people("mentor", entry.mentors)], "; ")
        return self._described(entry, self.text(entry.organization), rest, (people,))

    @entry.register
    def _(self, entry: Project) -> tuple[Block, ...]:
        rest = [self.text(entry.note), self.text(entry.role), self.text(entry.location)]
        return self._described(entry, self.text(entry.name), rest, ())

    @entry.register
    def _(self, entry: Teaching) -> tuple[Block, ...]:
        course = self._linked(self.text(entry.course), entry.url)
        parts = [self.text(entry.role), course, self.text(entry.institution), self.text(entry.location)]
        return (Line(self._joined(parts), self.date(entry), entry.place), *self._body(entry))

    @entry.register
    def _(self, entry: Service) -> tuple[Block, ...]:
        parts = [self.text(entry.role), self._linked(self.text(entry.venue), entry.url)]
        return (Line(self._joined(parts), self.date(entry), entry.place),)

    @entry.register
    def _(self, entry: Award) -> tuple[Block, ...]:
        title = self._linked(self.text(entry.title), entry.url)
        line = self._joined([title, self.text(entry.by)])
        note = self.text(entry.note)
        return (Line((*line, Str(" ("), *note, Str(")")) if note else line, self.date(entry), entry.place),)

    @entry.register
    def _(self, entry: Talk) -> tuple[Block, ...]:
        title = self._linked(self.text(entry.talk), entry.url)
        event = self.text(entry.event)
        parts = [title, (Emph(event),) if event else (), self.text(entry.location)]
        return (Line(self._joined(parts), self.date(entry), entry.place),)

    def text(self, value: Text | None) -> Inline:
        """Return a text in the document's language."""
        inline: Inline = text(value, self.language)
        return inline

    def date(self, entry: Dated) -> Inline:
        """Return an entry's date as its column shows it."""
        return plain(dates.spell(entry.when, self.locale))

    def people(self, role: str, names: tuple[Text, ...]) -> Inline:
        """Return a line such as `Advisors: A, B`; nothing for nobody."""
        if not names:
            return ()
        label = self.locale.labels[role if len(names) == 1 else f"{role}s"]
        return phrase(label, names=self._joined([self.text(name) for name in names]))

    def bullet(self, item: Item) -> Bullet:
        """Return an item with all that stands under it."""
        return Bullet(self.text(item.text), tuple(map(self.bullet, item.items)), item.text.place)

    def _joined(self, parts: Iterable[Inline]) -> Inline:
        return join(parts, self.locale.labels["separator"])

    def _linked(self, title: Inline, url: str | None) -> Inline:
        return (Link(url, title),) if url and title else title

    def _described(
        self, entry: Described, title: Inline, rest: list[Inline], notes: tuple[Inline, ...]
    ) -> tuple[Block, ...]:
        head = Entry(self._linked(title, entry.url), self._joined(rest), self.date(entry), entry.place)
        return (head, *(Note(note, entry.place) for note in notes if note), *self._body(entry))

    def _body(self, entry: Described) -> tuple[Block, ...]:
        summary = (Paragraph(self.text(entry.summary), entry.summary.place),) if entry.summary else ()
        bullets = tuple(map(self.bullet, entry.highlights))
        return (*summary, *((Bullets(bullets, bullets[0].place),) if bullets else ()))


def paragraph_or_bullets(items: tuple[Item, ...], bullet: Callable[[Item], Bullet]) -> tuple[Block, ...]:
    """Return a single item as a paragraph, several as a list."""
    bullets = tuple(map(bullet, items))
    if len(bullets) == 1 and not bullets[0].items:
        return (Paragraph(bullets[0].text, bullets[0].place),)
    return (Bullets(bullets, bullets[0].place),) if bullets else ()


def where(value: Any, default: Place) -> Place:
    """Return the place of the first of several records, or the default."""
    return value[0].place if isinstance(value, tuple) and value else getattr(value, "place", default)
