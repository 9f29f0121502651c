"""A dossier to a document: what stands on the page, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from texcv.compose.publications import Cite, publications
from texcv.compose.sections import Entries, paragraph_or_bullets, where
from texcv.model import handles
from texcv.model.document import Block, Document, Header, Paragraph, Section
from texcv.model.dossier import Dossier
from texcv.model.entries import Custom
from texcv.model.inline import Inline, Link, plain
from texcv.model.profile import TYPED, Person, Profile, custom_id, text


def compose(dossier: Dossier, cite: Cite) -> Document:
    """Return the document of a dossier, its papers cited in the style `cite`."""
    profile, locale = dossier.profile, dossier.locale
    name = str(profile.person.name)
    return Document(
        name=dossier.name,
        title=f"{name}: {locale.labels['cv']}",
        author=name,
        language=profile.language,
        header=_header(profile.person, profile.language),
        sections=tuple(_sections(dossier, cite)),
        highlight=profile.publications.highlight if profile.publications else "bold",
        pages=profile.pages or 0,
    )


def _header(person: Person, language: str) -> Header:
    name, native = str(person.name), person.name.native
    if native and native != name and language.split("-", maxsplit=1)[0] in ("zh", "ja", "ko"):
        name, native = native, name
    return Header(
        name=plain(name),
        native=plain(native) if native != name else (),
        headline=text(person.headline, language),
        contacts=tuple(filter(None, _contacts(person, language))),
        place=person.place,
    )


def _contacts(person: Person, language: str) -> Iterable[Inline]:
    yield text(person.address, language)
    for email in person.email:
        yield (Link(f"mailto:{email}", plain(email)),)
    for phone in person.phone:
        digits = re.sub(r"[^\d+]", "", phone)
        yield (Link(f"tel:{digits}", plain(phone)),) if digits else plain(phone)
    if person.homepage:
        yield (Link(person.homepage, plain(handles.shown(person.homepage))),)
    for site, url in person.links.items():
        yield (Link(url, plain(handles.label(site, url))),)


def _sections(dossier: Dossier, cite: Cite) -> Iterable[Section]:
    profile = dossier.profile
    entries = Entries(dossier.locale, profile.language)
    customs = {custom_id(section): section for section in profile.custom}
    for name in order(profile):
        custom = customs.get(name)
        blocks = _custom(custom, entries) if custom else _typed(name, dossier, entries, cite)
        if not blocks:
            continue
        title = text(profile.titles.get(name), profile.language)
        if not title:
            title = entries.text(custom.title) if custom else plain(dossier.locale.sections[name])
        place = custom.place if custom else where(getattr(profile, name), profile.place)
        yield Section(name, title, blocks, place)


def order(profile: Profile) -> tuple[str, ...]:
    """Return the names of the sections to print: those listed, else all in the order of the file."""
    if profile.sections is not None:
        return tuple(map(str, profile.sections))
    written = [name for name in profile.model_fields_set if name in (*TYPED, "custom")]
    at = {name: where(getattr(profile, name), profile.place).line for name in written}
    names: list[str] = []
    for name in sorted(written, key=lambda name: (at[name], (*TYPED, "custom").index(name))):
        names += map(custom_id, profile.custom) if name == "custom" else [name]
    return tuple(names)


def _custom(section: Custom, entries: Entries) -> tuple[Block, ...]:
    opening = (Paragraph(entries.text(section.text), section.text.place),) if section.text else ()
    return (*opening, *entries.blocks(section.entries))


def _typed(name: str, dossier: Dossier, entries: Entries, cite: Cite) -> tuple[Block, ...]:
    if name == "publications":
        return publications(dossier, cite)
    if name == "interests":
        return paragraph_or_bullets(dossier.profile.interests, entries.bullet)
    return entries.blocks(getattr(dossier.profile, name))
