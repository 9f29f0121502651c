"""Which papers of a library are the owner's, and where he or she stands in each author list."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from texcv.model.diagnostic import Diagnostic
from texcv.model.dossier import Paper
from texcv.model.identity import Authorship, Identity, find
from texcv.model.name import fold
from texcv.model.place import NOWHERE, placed_or
from texcv.model.profile import Person, Publications
from texcv.model.reference import Reference
from texcv.readers.references import Library


def read(person: Person, spec: Publications, library: Library) -> tuple[tuple[Paper, ...], list[Diagnostic]]:
    """Return the owner's papers in the order of the lists, and what is wrong with the choice of them.

    A paper that the profile names, or holds itself, must have the owner among its authors; of a shared list all
    others are passed over. A tie between two possible owners is an error and tells how it is resolved.
    """
    owner = _owner(person, library)
    others = _known_people(library, owner)
    faults = [*_unknown_ids(spec, library), *_unknown_tags(spec, library)]
    named = {*(spec.select or ()), *(entry.id for entry in spec.entries)}
    papers = []
    for reference in library.references.values():
        if reference.id in spec.exclude or (spec.select is not None and reference.id not in named):
            continue
        faults += _author_faults(reference, owner, library)
        authors = [(author.name, author.person) for author in reference.authors]
        where = find(owner, authors, others)
        if where.index is not None:
            venue = library.venue_of(reference)
            edition = venue.editions.get(str(reference.year)) if venue else None
            papers.append(Paper(reference, where.index, venue, edition))
        elif where.tie:
            faults.append(_tie(reference, where, owner))
        elif reference.id in named:
            faults.append(_not_an_author(reference, owner))
    if not papers and not faults and not library.faulty:
        faults.append(Diagnostic("no-papers", f"no paper in the lists has {owner.forms[0]} as an author", spec.place,
                                 "add the spelling that stands there to 'aliases:' of the person"))  # fmt: skip
    return tuple(papers), faults


def _owner(person: Person, library: Library) -> Identity:
    """Return the profile's person, with the aliases that a registry knows of him or her."""
    own = person.identity
    registered = next((other for other in library.identities() if other.id == own.id), None)
    return Identity(own.id, tuple(dict.fromkeys((*own.forms, *(registered.forms if registered else ())))))


def _known_people(library: Library, owner: Identity) -> list[Identity]:
    """Return everyone else whom initials could mean: the registered, and all whose full name stands in a list."""
    people = library.identities()
    names = {author.name.key: author.name for paper in library.references.values() for author in paper.authors}
    full = [name for name in names.values() if any(len(word) > 1 for word in fold(name.given).split())]
    return people + [Identity(f"\0{name.key}", (name,)) for name in full if not owner.is_named(name)]


def _unknown_ids(spec: Publications, library: Library) -> Iterable[Diagnostic]:
    for wanted in (*(spec.select or ()), *spec.exclude):
        if wanted not in library.references and wanted not in library.faulty:
            near = get_close_matches(wanted, library.references, 1)
            hint = f"did you mean {near[0]!r}?" if near else "it is the 'id:' of an entry in a list"
            yield Diagnostic("unknown-id", f"no paper has the id {wanted!r}", placed_or(wanted, spec.place), hint)


def _unknown_tags(spec: Publications, library: Library) -> Iterable[Diagnostic]:
    known = sorted({tag for reference in library.references.values() for tag in reference.tags})
    for wanted in spec.tags or ():
        if wanted not in known and not library.faulty:
            near = get_close_matches(wanted, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known) or 'none'}"
            yield Diagnostic("unknown-tag", f"no paper has the tag {wanted!r}", placed_or(wanted, spec.place), hint)


def _author_faults(reference: Reference, owner: Identity, library: Library) -> Iterable[Diagnostic]:
    for author in reference.authors:
        if author.person and author.person not in {*library.people, *library.faulty, owner.id}:
            near = get_close_matches(author.person, [*library.people, owner.id], 1)
            hint = f"did you mean {near[0]!r}?" if near else "add the person under 'people:'"
            yield Diagnostic("unknown-person", f"no person has the id {author.person!r}", author.place, hint)


def _tie(reference: Reference, where: Authorship, owner: Identity) -> Diagnostic:
    names = " or ".join(dict.fromkeys(where.tie))
    place = next((a.place for a in reference.authors if str(a.name) == where.tie[0]), reference.place)
    return Diagnostic(
        "ambiguous-author",
        f"which author of {reference.id!r} is {owner.forms[0]}? It could be {names}",
        place if place != NOWHERE else reference.place,
        f"write the author as {{name: {where.tie[0]}, person: {owner.id}}} in a list of authors, with the id of the "
        "other person where it is the other, or write the full name",
    )


def _not_an_author(reference: Reference, owner: Identity) -> Diagnostic:
    near = [str(author.name) for author in reference.authors
            if get_close_matches(author.name.key, [form.key for form in owner.forms], 1, 0.7)]  # fmt: skip
    hint = (
        f"is it {near[0]!r}? then add that spelling to 'aliases:'" if near else "mend the author list, or leave it out"
    )
    if sum(not author.name.given for author in reference.authors) > 1:
        hint += "; names written 'Family, Given' are parted by ';'"
    return Diagnostic(
        "not-an-author", f"{owner.forms[0]} is not among the authors of {reference.id!r}", reference.place, hint
    )
