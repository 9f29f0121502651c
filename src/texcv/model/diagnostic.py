"""One type for every fault: of YAML, of a profile, of TeX, of the finished PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from texcv.model.place import NOWHERE, Place

NO_PROFILE = "not-a-profile"
"""The code of the fault that a file is something else than a profile."""


class Severity(StrEnum):
    """How bad it is: an error ends in exit code 1, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong, where, and what to do about it; `related` are the other places that it is about."""

    code: str
    message: str
    place: Place = NOWHERE
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Place, ...] = ()

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def sort_key(self) -> tuple[str, int, int]:
        return (self.place.file.name, self.place.line, self.place.column)


class Faults(Exception):
    """Carry all diagnostics of a step that could not give its result."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        unique = dict.fromkeys(diagnostics)
        self.diagnostics = tuple(sorted(unique, key=Diagnostic.sort_key))
        super().__init__("; ".join(d.message for d in self.diagnostics))


def fault(code: str, message: str, place: Place = NOWHERE, hint: str = "") -> Faults:
    """Return `Faults` with a single error in it, to be raised."""
    return Faults([Diagnostic(code, message, place, hint)])
