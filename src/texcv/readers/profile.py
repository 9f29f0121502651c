"""A profile's YAML to a `Dossier`: the one place where content is rejected, all faults at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from texcv.model.diagnostic import Diagnostic, Faults
from texcv.model.dossier import Dossier, Paper
from texcv.model.fields import Record
from texcv.model.inline import Inline, plain
from texcv.model.place import Mapping, Sequence
from texcv.model.profile import Arrangement, Person, Profile, Publications
from texcv.model.source import Source
from texcv.readers import authorship, formats, references, sections
from texcv.readers import theme as themes
from texcv.readers.references import Library
from texcv.readers.schema import validate


def read(source: Source) -> tuple[Dossier, tuple[Diagnostic, ...]]:
    """Return what a CV is made of, and warnings; raise `Faults` with every error that its files hold.

    A part that is wrong does not hide what is wrong elsewhere: names of sections are looked at as they are written, and
    papers as soon as the person and the choice of papers are right.
    """
    found = list(source.faults)
    profile, wrong = validate(Profile, source.profile)
    found += wrong
    found += sections.faults(source.profile, left_out=not source.variant)
    if source.project is not None:
        found += validate(Arrangement, source.project)[1]
    theme, locale, wrong = themes.read(source)
    found += wrong
    person = _part(Person, source.profile.get("person"))
    spec = _part(Publications, source.profile.get("publications"))
    trees, wrong = formats.read_all(source.references)
    found += wrong
    library, wrong = references.read(trees, spec.entries if spec else (), source.venues)
    found += wrong
    papers: tuple[Paper, ...] = ()
    if person and spec and len(trees) == len(spec.source):
        papers, wrong = authorship.read(person, spec, library)
        found += wrong
    marks = _marks(library, locale.marks if locale else {}, profile.language if profile else "")
    found += _mark_faults(papers, marks) if locale else ()
    if any(diagnostic.is_error for diagnostic in found) or not (profile and theme and locale):
        raise Faults(found)
    dossier = Dossier(source.name, profile, papers, marks, locale, theme, source.epoch, source.engine)
    return dossier, tuple(found)


RecordT = TypeVar("RecordT", bound=Record)


def _part(model: type[RecordT], tree: Any) -> RecordT | None:
    """Return a part of a profile, or nothing where it is absent or wrong, which the whole has told already."""
    return validate(model, tree)[0] if isinstance(tree, Mapping | Sequence) else None


def _marks(library: Library, usual: dict[str, str], language: str) -> dict[str, Inline]:
    own = {mark: text.in_language(language) for mark, text in library.marks.items()}
    return {mark: plain(text) for mark, text in usual.items()} | own


def _mark_faults(papers: Iterable[Paper], marks: dict[str, Inline]) -> Iterable[Diagnostic]:
    for paper in papers:
        for author in paper.reference.authors:
            for mark in author.marks:
                if mark not in marks:
                    message = f"the mark {mark} behind {author.name} has no meaning"
                    hint = f"say it in the list of references: marks: {{'{mark}': …}}"
                    yield Diagnostic("unknown-mark", message, author.place, hint)
