"""Gather the profiles and lists of a lab: every file read once, all that it names found."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from texcv import load, nodes
from texcv.model.corpus import Corpus, Known, Listed, Local, Owned
from texcv.model.diagnostic import NO_PROFILE, Diagnostic, Faults, Severity, fault
from texcv.model.person import identity
from texcv.model.place import NOWHERE, File, Mapping, Place, Scalar, Sequence, place_of
from texcv.model.profile import Person, Profile, Publications
from texcv.model.reference import FreeVenue, Reference, ReferenceList, Venue
from texcv.readers import csl, formats
from texcv.readers.references import right_part
from texcv.readers.schema import validate
from texcv.readers.venues import Venues

_YAML = (".yaml", ".yml")
_OTHERS = (".bib", ".json")
_LIST_KEYS = frozenset(("references", "venues", "people", "marks"))


def find_files(names: Iterable[str]) -> tuple[Path, ...]:
    """Return the YAML files that names mean: profiles, lists, folders; of no names, `profiles/` or this folder.

    Raises `Faults` for a name that is nothing, and for a folder without YAML.
    """
    found: list[Path] = []
    for name in list(names) or [_usual()]:
        path = Path(name)
        if not path.is_dir():
            found.append(path if path.suffix in _OTHERS and path.is_file() else load.find_profile(name))
            continue
        files = sorted(file for file in path.iterdir() if file.suffix in _YAML and file.is_file())
        files = [file for file in files if file.name != load.PROJECT_FILE]
        if not files:
            raise fault("not-found", "the folder holds no profile", Place(File(name)), "name one with *.yaml files")
        found += files
    return tuple(dict.fromkeys(map(_plainly, found)))


def _usual() -> str:
    return "profiles" if any(Path("profiles").glob("*.y*ml")) else "."


def _plainly(path: Path) -> Path:
    """Return one spelling for a file, however it was named: from this folder where it is below it."""
    real, here = path.resolve(), Path.cwd().resolve()
    return real.relative_to(here) if real.is_relative_to(here) else real


@dataclass(slots=True)
class _Gathered:
    """What the files hold, as they are read one by one."""

    faults: list[Diagnostic] = field(default_factory=list)
    lists: dict[Path, ReferenceList] = field(default_factory=dict)
    trees: dict[Path, dict[tuple[int, int], Mapping]] = field(default_factory=dict)
    profiles: list[tuple[Path, Profile | None, Mapping]] = field(default_factory=list)
    own: list[tuple[Path, Publications, tuple[Path, ...]]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    locals: dict[Place, Local] = field(default_factory=dict)


def gather(files: Iterable[Path]) -> tuple[Corpus, tuple[Diagnostic, ...], tuple[Path, ...]]:
    """Return all that the files hold and name, what is wrong in them, and the files that were read.

    Every file is read once. A part that is wrong is told, and does not keep the rest from being looked at.
    """
    state = _Gathered()
    files = tuple(files)
    read: set[Path] = set()
    for path in files:
        read.add(path)
        try:
            _read(path, state, alone=len(files) == 1)
        except Faults as found:
            state.faults += found.diagnostics
    corpus = Corpus(
        references=tuple(_listed(state)),
        people=tuple(_known(state)),
        venues=tuple((name, venue) for part in state.lists.values() for name, venue in part.venues.items()),
        profiles=tuple(Owned(str(path), profile) for path, profile, _ in state.profiles if profile),
        locals=tuple(state.locals.values()),
        today=time.gmtime(load.epoch())[:3],
    )
    told = tuple(sorted(dict.fromkeys(state.faults), key=Diagnostic.sort_key))
    return corpus, told, tuple(sorted({*read, *state.lists}))


def _read(path: Path, state: _Gathered, *, alone: bool) -> None:
    if path.suffix not in _YAML:
        _read_list(path, NOWHERE, state)
        return
    wrong: list[Diagnostic] = []
    tree = nodes.read_tree(nodes.read_source(path), wrong)
    if isinstance(tree, Mapping) and "person" in tree:
        state.faults += wrong
        _read_profile(path, tree, state)
    elif csl.looks_like(tree) or (isinstance(tree, Mapping) and _LIST_KEYS & tree.keys()):
        _take_list(path, tree, wrong, state)
    else:
        severity = Severity.ERROR if alone else Severity.WARNING
        message = "this is neither a profile nor a list of references"
        state.faults.append(Diagnostic(NO_PROFILE, message, Place(File(str(path))), "passed over", severity))


def _read_profile(path: Path, tree: Mapping, state: _Gathered) -> None:
    profile, wrong = validate(Profile, tree)
    state.faults += wrong
    state.profiles.append((path, profile, tree))
    person = validate(Person, tree["person"])[0] if isinstance(tree["person"], Mapping) else None
    if person:
        state.people.append(person)
    above = load.project_file(path)
    project = _plainly(above) if above else None
    trees = [tree, *_variants(tree)]
    if project:
        try:
            trees.append(nodes.read_file(project, state.faults))
        except Faults as found:
            state.faults += found.diagnostics
    named: list[Path] = []
    for part in trees:
        for what, at, is_list in _paths(part):
            target = Path(os.path.normpath(Path(at.place.file.name).parent / at))
            state.locals[at.place] = Local(what, str(target), at.place, target.is_file())
            if is_list and target.is_file():
                named.append(_plainly(target))
                _read_list(named[-1], at.place, state)
    given = tree.get("publications")
    spec = validate(Publications, given)[0] if isinstance(given, Mapping | Sequence) else None
    if spec:
        inner = given.get("entries", []) if isinstance(given, Mapping) else given
        inner = inner if isinstance(inner, list) else []
        state.trees[path] = {_line(item.place): item for item in inner if isinstance(item, Mapping)}
        state.own.append((path, spec, tuple(named)))


def _line(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _variants(tree: Mapping) -> Iterator[Mapping]:
    variants = tree.get("variants")
    yield from (one for one in variants.values() if isinstance(one, Mapping)) if isinstance(variants, Mapping) else ()


def _paths(tree: Mapping) -> Iterator[tuple[str, Scalar, bool]]:
    """Yield every path that a profile names: the key, the path, and whether it is a list of references."""
    publications, design = (tree.get(key) for key in ("publications", "design"))
    if isinstance(publications, Mapping):
        named = publications.get("from", [])
        for one in named if isinstance(named, list) else [named]:
            if isinstance(one, Scalar) and one:
                yield "from", one, True
        style = publications.get("style", "")
        if isinstance(style, Scalar) and style.endswith(".csl"):
            yield "style", style, False
    theme = design.get("theme", "") if isinstance(design, Mapping) else ""
    if isinstance(theme, Scalar) and (theme.endswith(_YAML) or "/" in theme):
        yield "theme", theme, False


def _read_list(path: Path, asked_at: Place, state: _Gathered) -> None:
    """Read a list of references in any format, unless it was read already."""
    if path in state.lists:
        return
    wrong: list[Diagnostic] = []
    try:
        file = nodes.read_source(path, asked_at)
        _take_list(path, nodes.read_tree(file, wrong) if path.suffix in _YAML else file, wrong, state)
    except Faults as found:
        state.faults += found.diagnostics


def _take_list(path: Path, given: Mapping | Sequence | File, wrong: list[Diagnostic], state: _Gathered) -> None:
    if path in state.lists:
        return
    tree, told = formats.read(given)
    state.faults += [*wrong, *told]
    if tree is None:
        return
    found, more = validate(ReferenceList, tree)
    state.faults += more
    state.lists[path] = found or right_part(tree)[0]
    items = tree.get("references")
    items = items if isinstance(items, list) else []
    state.trees[path] = {_line(item.place): item for item in items if isinstance(item, Mapping)}


def _listed(state: _Gathered) -> Iterator[Listed]:
    """Yield every reference with its venue, found in the lists that stand with it, in others, or in the shipped one."""
    everywhere: dict[str, Venue] = {}
    for path in sorted(state.lists, reverse=True):
        everywhere |= state.lists[path].venues
    shipped = load.shipped_venues()
    for path, part in state.lists.items():
        catalogue = Venues({**everywhere, **part.venues}, shipped)
        yield from (_entry(reference, path, catalogue, state) for reference in part.references)
    for path, spec, named in state.own:
        own = {key: venue for name in named if name in state.lists for key, venue in state.lists[name].venues.items()}
        catalogue = Venues({**everywhere, **own}, shipped)
        yield from (_entry(reference, path, catalogue, state) for reference in spec.entries)


def _entry(reference: Reference, path: Path, catalogue: Venues, state: _Gathered) -> Listed:
    venue = reference.venue
    text = str(venue.text) if isinstance(venue, FreeVenue) else venue or ""
    found = catalogue.find(text) if text else None
    place = reference.place
    tree = state.trees[path].get(_line(place), Mapping({}, place, {}))
    if not found:
        return Listed(reference, tree)
    edition = found.venue.editions.get(str(reference.year or found.year)) if isinstance(venue, str) else None
    return Listed(reference, tree, found.venue, edition, found.year)


def _known(state: _Gathered) -> Iterator[Known]:
    for part in state.lists.values():
        for key, person in part.people.items():
            yield Known(identity(key, person.name, person.aliases), person.place, person.orcid or "",
                        tuple(place_of(alias, person.place) for alias in person.aliases))  # fmt: skip
    for owner in state.people:
        orcid = owner.links.get("orcid", "").rpartition("/")[2]
        yield Known(owner.identity, owner.place, orcid,
                    tuple(place_of(alias, owner.place) for alias in owner.aliases))  # fmt: skip
