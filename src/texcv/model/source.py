"""Everything a CV is made of, as it was gathered from the world, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from texcv.model.diagnostic import Diagnostic
from texcv.model.place import File, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Options:
    """What a call may ask for beyond the profile: each stands for a flag of the command line."""

    theme: str = ""
    variant: str = ""
    settings: tuple[str, ...] = ()
    engine: str = ""
    output: Path = Path("build")


@dataclass(frozen=True, slots=True)
class Source:
    """A profile's YAML with variant and settings merged in, and all the files that it names."""

    name: str
    path: Path
    profile: Mapping
    references: tuple[Mapping | Sequence | File, ...]
    """YAML as its tree; other formats as they were read."""
    project: Mapping | None
    theme: Mapping | None
    locale: Mapping | None
    epoch: int
    faults: tuple[Diagnostic, ...] = ()
    venues: Mapping | None = None
    """The shipped registry of venues, where a paper may need it."""
    variant: str = ""
    engine: str = ""
