"""Who is who in an author list: the owner of a CV is found by identity, never by substring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from texcv.model.name import Name, compatible, same


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as author lists may know him or her: an id, and all forms of the name, the full one first."""

    id: str
    forms: tuple[Name, ...]

    def is_named(self, name: Name) -> bool:
        """Tell whether a name is one of the person's own forms."""
        return any(same(form, name) for form in self.forms)

    def may_be_named(self, name: Name) -> bool:
        """Tell whether a name, its initials spelt out, could be one of the person's forms."""
        return any(compatible(form, name) for form in self.forms)


@dataclass(frozen=True, slots=True)
class Authorship:
    """Where the owner stands in an author list: at `index`, or nowhere, or (a tie) at one of several places."""

    index: int | None = None
    tie: tuple[str, ...] = ()


def find(owner: Identity, authors: Sequence[tuple[Name, str]],
         others: Iterable[Identity] = ()) -> Authorship:  # fmt: skip
    """Find the owner among authors, each a name and the id of a person or an empty string.

    An id that is given decides. Otherwise an author whose name is a form of the owner's is the owner; and where there
    is none, the one author whose initials fit, unless a namesake is known whom they fit as well. A tie is told
    with the names between which it stands, and nothing is guessed.
    """
    namesakes = [other for other in others if other.id != owner.id]
    by_id = [index for index, (_, person) in enumerate(authors) if person and person == owner.id]
    if by_id:
        return _one_of(by_id, authors, ())
    free = [(index, name) for index, (name, person) in enumerate(authors) if not person]
    exact = [(index, name) for index, name in free if owner.is_named(name)]
    if exact:
        rivals = [str(other.forms[0]) for other in namesakes if any(other.is_named(name) for _, name in exact)]
        return _one_of([index for index, _ in exact], authors, rivals)
    fitting = [(index, name) for index, name in free if owner.may_be_named(name)]
    if not fitting:
        return Authorship()
    in_list = [name for _, name in free if name not in [fit for _, fit in fitting]]
    rivals = [str(other.forms[0]) for other in namesakes if any(other.may_be_named(name) for _, name in fitting)]
    rivals += [str(name) for name in in_list if any(compatible(name, fit) for _, fit in fitting)]
    return _one_of([index for index, _ in fitting], authors, dict.fromkeys(rivals))


def _one_of(found: list[int], authors: Sequence[tuple[Name, str]], rivals: Iterable[str]) -> Authorship:
    rivals = tuple(rivals)
    if len(found) == 1 and not rivals:
        return Authorship(index=found[0])
    return Authorship(tie=(*(str(authors[index][0]) for index in found), *rivals))
