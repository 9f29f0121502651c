"""Does a form of a name fit two people, and are two names in author lists one letter apart?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from texcv.model.contributor import Contributor
from texcv.model.corpus import Corpus, Finding, Known, Listed
from texcv.model.diagnostic import Diagnostic, Severity
from texcv.model.name import Name, compatible, fold, same
from texcv.model.place import Place

_LETTERS = 6
"""Names of fewer letters are too often one letter apart."""


def shared_aliases(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for each form of a name that fits two people, one of whom bears it as an alias.

    Two people of one full name are told by `texcv check` where an author list does not say which is meant.
    """
    people = sorted(corpus.people, key=lambda one: (one.identity.id, one.place.file.name, repr(one.identity)))
    by_family: dict[str, list[tuple[Known, int]]] = defaultdict(list)
    by_key: dict[str, list[tuple[Known, int]]] = defaultdict(list)
    for person in people:
        for index, form in enumerate(person.identity.forms):
            by_key[form.key].append((person, index))
            by_family[fold(form.family)].append((person, index))
    told: set[tuple[str, str, str]] = set()
    for person in people:
        for index, form in enumerate(person.identity.forms):
            if not _is_alias(person, index):
                continue
            for other, at in (*by_key[form.key], *by_family[fold(form.family)]):
                ids = sorted((person.identity.id, other.identity.id))
                if ids[0] == ids[1] or (ids[0], ids[1], form.key) in told:
                    continue
                theirs = other.identity.forms[at]
                if same(form, theirs) or (_has_initial(form) and compatible(form, theirs)):
                    told.add((ids[0], ids[1], form.key))
                    yield _shared(person, index, other, at)


def _is_alias(person: Known, index: int) -> bool:
    return index >= len(person.identity.forms) - len(person.alias_places)


def _place(person: Known, index: int) -> Place:
    first = len(person.identity.forms) - len(person.alias_places)
    return person.alias_places[index - first] if index >= first else person.place


def _has_initial(name: Name) -> bool:
    return any(len(word) == 1 for word in fold(name.given).split())


def _shared(person: Known, index: int, other: Known, at: int) -> Finding:
    form = person.identity.forms[index]
    mine, theirs = person.identity, other.identity
    one_person = person.orcid and person.orcid == other.orcid
    return Finding(
        Diagnostic(
            "shared-alias",
            f"the alias {str(form)!r} of {mine.id!r} fits {str(theirs.forms[0])!r} ({theirs.id}) too",
            _place(person, index),
            "they have one ORCID: give both one id"
            if one_person
            else "delete the alias, and name the person in the author lists: {name: …, person: id}; or, if both are "
            "one person, give both one id",
            Severity.ERROR,
            (_place(other, at),),
        )
    )


@dataclass(slots=True)
class _Seen:
    """A name in author lists: where it stands first, and the numbers of the lists that it stands in."""

    name: Name
    author: Contributor
    lists: set[int] = field(default_factory=set)


def one_letter_apart(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for two names in different author lists that differ in one letter, unless both are known."""
    seen = _names(corpus.references)
    known = {form.key for person in corpus.people for form in person.identity.forms}
    shapes: dict[str, list[str]] = defaultdict(list)
    for key in sorted(seen):
        for shape in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
            shapes[shape].append(key)
    pairs = {(a, b) for keys in shapes.values() for i, a in enumerate(keys) for b in keys[i + 1 :]}
    for pair in sorted(pairs):
        one, other = (seen[key] for key in pair)
        if known.issuperset(pair) or one.lists & other.lists or not _apart(*pair):
            continue
        if fold(one.name.suffix) != fold(other.name.suffix):
            continue
        rare, usual = sorted((one, other), key=lambda each: (each.name.key in known, len(each.lists), each.name.key))
        yield Finding(
            Diagnostic(
                "one-letter-apart",
                f"the author {str(rare.name)!r} is one letter apart from {str(usual.name)!r}",
                rare.author.place,
                "mend the spelling; or, if they are two people, register both under 'people:'",
                Severity.WARNING,
                (usual.author.place,),
            )
        )


def _names(references: tuple[Listed, ...]) -> dict[str, _Seen]:
    """Return the full names of authors by key; initials say too little, and an id says all."""
    seen: dict[str, _Seen] = {}
    for number, entry in enumerate(sorted(references, key=lambda entry: entry.rank)):
        for author in entry.reference.authors:
            key = author.name.key
            short = any(len(word) == 1 for word in fold(author.name.given).split())
            if author.person or len(key) < _LETTERS or short or not author.name.given:
                continue
            seen.setdefault(key, _Seen(author.name, author)).lists.add(number)
    return seen


def _apart(one: str, other: str) -> bool:
    """Tell whether one letter changed, added or left out makes one key of the other."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shorter[at + (len(shorter) == len(longer)) :] == longer[at + 1 :]
