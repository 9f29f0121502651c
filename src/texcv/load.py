"""Gather everything from the world: files, project settings, references, themes, the day."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache, reduce
from pathlib import Path

from texcv import nodes, resources
from texcv.model.diagnostic import NO_PROFILE, Diagnostic, Faults, fault
from texcv.model.place import NOWHERE, File, Mapping, Place, Scalar, Sequence, place_of
from texcv.model.profile import Arrangement
from texcv.model.source import Options, Source

PROJECT_FILE = "texcv.yaml"


def load(path: Path, options: Options) -> Source:
    """Return all that the profile at `path` needs; raise `Faults` where the profile itself cannot be read.

    What a person wrote last wins: settings of the call, then the variant, then the profile, then the project. What is
    wrong in or with other files is told in the source's `faults`, so that it is told together with the rest.
    """
    faults: list[Diagnostic] = []
    own = nodes.read_file(path, faults)
    _refuse_what_is_no_profile(path, own)
    merged = own
    project = _kept(lambda: _project(path, faults), faults)
    if project:
        merged = nodes.merge(nodes.only(project, Arrangement.keys()), merged)
    if options.variant:
        merged = nodes.merge(merged, _variant(own, options.variant))
    if options.theme:
        merged = nodes.override(merged, f"design.theme={options.theme}", "--theme")
    for setting in options.settings:
        merged = nodes.override(merged, setting, "--set")
    references = tuple(_references(merged, faults))
    theme = _kept(lambda: _theme(merged, faults), faults)
    locale = _kept(lambda: _locale(merged, faults), faults)
    return Source(
        name=f"{path.stem}-{options.variant}" if options.variant else path.stem,
        path=path,
        profile=merged,
        references=references,
        project=project,
        theme=theme,
        locale=locale,
        venues=_venues(merged, references),
        epoch=epoch(),
        faults=tuple(faults),
        variant=options.variant,
        engine=options.engine,
    )


def _refuse_what_is_no_profile(path: Path, tree: Mapping) -> None:
    """Raise a fault for a list of references or a project file, and for a name of which no PDF can be called."""
    place = Place(File(str(path)))
    if "person" not in tree and "references" in tree:
        hint = "a profile names it: publications: {from: …}"
        raise fault(NO_PROFILE, "this is a list of references, not a profile", place, hint)
    if path.name == PROJECT_FILE:
        raise fault(NO_PROFILE, "this is a project's file, not a profile", place, "name the profiles")
    if not path.stem.strip("."):
        raise fault("bad-name", "the PDF would have no name", place, "name the file such as ada.yaml")


def _kept(get: Callable[[], Mapping | None], faults: list[Diagnostic]) -> Mapping | None:
    """Return what `get` gives, or nothing, its faults kept."""
    try:
        return get()
    except Faults as found:
        faults += found.diagnostics
        return None


def find_profile(name: str) -> Path:
    """Return the path of a profile that is named as a path, or by its file's name here or in `profiles/`."""
    given = Path(name)
    suffixes = ("", ".yaml", ".yml") if not given.suffix else ("",)
    folders = (Path(), Path("profiles")) if given.name == name else (Path(),)
    for folder in folders:
        for suffix in suffixes:
            candidate = folder / f"{name}{suffix}"
            if candidate.is_file():
                return candidate
    if given.is_dir():
        raise fault("not-found", f"{name} is a folder, not a profile", _at(name), f"name its files: {name}/*.yaml")
    beside = [given.parent] if given.parent != Path() else [Path(), Path("profiles")]
    near = [str(file) for folder in beside if folder.is_dir() for file in sorted(folder.glob("*.y*ml"))]
    by_name = {Path(file).name: file for file in reversed(near)}
    guess = get_close_matches(given.name, by_name, 1, 0.6) or get_close_matches(f"{given.name}.yaml", by_name, 1, 0.6)
    hint = f"did you mean {by_name[guess[0]]}?" if guess else "texcv new NAME writes a profile to begin with"
    raise fault("not-found", "no such profile", _at(name), hint)


def _at(name: str) -> Place:
    return Place(File(name))


def _project(profile: Path, faults: list[Diagnostic]) -> Mapping | None:
    file = project_file(profile)
    return nodes.read_file(Path(os.path.relpath(file)), faults) if file else None


def project_file(profile: Path) -> Path | None:
    """Return the nearest `texcv.yaml` beside or above a profile, up to the folder that holds `.git`."""
    folder = profile.resolve().parent
    for candidate in (folder, *folder.parents):
        if (candidate / PROJECT_FILE).is_file():
            return candidate / PROJECT_FILE
        if (candidate / ".git").exists():
            break
    return None


def _variant(profile: Mapping, name: str) -> Mapping:
    variants = _mapping(profile, "variants")
    chosen = variants.get(name)
    if isinstance(chosen, Mapping):
        return chosen
    if name in variants:
        place = place_of(variants[name], profile.place)
        raise fault("wrong-type", f"the variant {name!r} is not a mapping", place, "give it keys such as sections:")
    known = ", ".join(variants) or "it has none"
    raise fault("unknown-variant", f"the profile has no variant {name!r}", profile.place, f"its variants: {known}")


def _mapping(tree: Mapping, key: str) -> Mapping:
    value = tree.get(key)
    return value if isinstance(value, Mapping) else Mapping({}, NOWHERE, {})


def _reference_files(profile: Mapping) -> Iterator[tuple[Path, Place]]:
    named = _mapping(profile, "publications").get("from", [])
    for name in named if isinstance(named, list) else [named]:
        if isinstance(name, Scalar) and name:
            yield Path(os.path.normpath(Path(name.place.file.name).parent / name)), name.place


def _references(profile: Mapping, faults: list[Diagnostic]) -> Iterator[Mapping | Sequence | File]:
    """Yield the lists of references: the tree of YAML, or the text of another format, to be understood later."""
    for path, asked_at in _reference_files(profile):
        try:
            file = nodes.read_source(path, asked_at)
            yield file if path.suffix.lower() in (".bib", ".json") else nodes.read_tree(file, faults)
        except Faults as found:
            faults += found.diagnostics


def _venues(profile: Mapping, references: Iterable[object]) -> Mapping | None:
    """Return the shipped venues where a paper may need them: its venue is no id or acronym of the lists."""
    known: set[str] = set()
    written: set[str] = set()
    for tree in (_mapping(profile, "publications"), *(one for one in references if one is not None)):
        if not isinstance(tree, Mapping):
            return shipped_venues()
        for id, venue in _mapping(tree, "venues").items():
            known |= {id, str(venue.get("acronym", ""))} if isinstance(venue, Mapping) else {id}
        entries = tree.get("references", tree.get("entries", ()))
        for entry in entries if isinstance(entries, list) else ():
            venue = entry.get("venue") if isinstance(entry, Mapping) else None
            written |= {venue} if isinstance(venue, Scalar) else set()
    return shipped_venues() if written - known or isinstance(profile.get("publications"), list) else None


@cache
def shipped_venues() -> Mapping:
    """Return the registry of venues that texcv brings along."""
    return nodes.read_file(resources.venues_file(), [])


def _theme(profile: Mapping, faults: list[Diagnostic]) -> Mapping:
    """Return the theme asked for, laid over those that it extends."""
    chain: list[Mapping] = []
    asked: str | None = str(_mapping(profile, "design").get("theme", "classic"))
    place = place_of(_mapping(profile, "design").get("theme"), profile.place)
    while asked:
        file = _theme_file(asked, place)
        if any(Path(theme.place.file.name) == file for theme in chain):
            raise fault("bad-theme", f"the theme {asked!r} extends itself", place)
        tree = nodes.read_file(file, faults, place)
        chain.append(tree)
        base = tree.get("extends")
        asked, place = (str(base), place_of(base)) if base else (None, place)
    return reduce(nodes.merge, reversed(chain))


def _theme_file(name: str, place: Place) -> Path:
    if name.endswith((".yaml", ".yml")) or "/" in name:
        folder = Path(place.file.name).parent if place.line else Path()
        file = Path(os.path.normpath(folder / name))
        if not file.is_file():
            raise fault("not-found", f"no theme at {file}", place, _choices(resources.themes()))
        return file
    if name not in resources.themes():
        raise fault("unknown-theme", f"there is no theme {name!r}", place, _choices(resources.themes(), name))
    return resources.theme_file(name)


def _locale(profile: Mapping, faults: list[Diagnostic]) -> Mapping:
    asked = profile.get("language", "en")
    tag = str(asked)
    for name in (tag, tag.split("-", maxsplit=1)[0]):
        if name in resources.locales():
            return nodes.read_file(resources.locale_file(name), faults)
    place = place_of(asked, profile.place)
    raise fault("unknown-language", f"there is no locale {tag!r}", place, _choices(resources.locales(), tag))


def _choices(names: Iterable[str], name: str = "") -> str:
    near = get_close_matches(name, names := list(names), 1)
    return (f"did you mean {near[0]!r}? " if near else "") + f"there are: {', '.join(names)}"


def epoch() -> int:
    """Return the time the CV is made: SOURCE_DATE_EPOCH where set, else the beginning of this day in UTC, in seconds.

    Source: reproducible-builds.org/specs/source-date-epoch.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given and not given.isdigit():
        raise fault("bad-environment", f"SOURCE_DATE_EPOCH is {given!r}, not a number of seconds")
    return int(given) if given else int(time.time()) // 86_400 * 86_400
