"""What of TeX, fonts and tools is on this machine, and how the rest is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from texcv import resources

COMMANDS = {
    "apt-get": ("apt", "apt-get update && {sudo}apt-get install --yes --no-install-recommends {packages}"),
    "dnf": ("dnf", "dnf install --assumeyes {packages}"),
    "brew": ("brew", "brew install {packages}"),
    "tlmgr": ("tlmgr", "tlmgr install {packages}"),
}
"""By the program that installs: the list in `templates/system` and the command; the first that is here is taken."""


@dataclass(frozen=True, slots=True)
class Need:
    """A package of a system, the files and programs by which it is known to be here, and what it is for."""

    package: str
    probes: tuple[str, ...]
    purpose: str

    def missing(self) -> list[str]:
        """Return the probes that find nothing here."""
        return [probe for probe in self.probes if not is_here(probe)]


def needs(system: str = "apt") -> list[Need]:
    """Return what texcv needs, as the list of a system says it: `package probe… # purpose`."""
    found = []
    for line in (resources.templates() / "system" / f"{system}.txt").read_text("utf-8").splitlines():
        words, _, purpose = line.partition("#")
        if words.strip():
            package, *probes = words.split()
            found.append(Need(package, tuple(probes), purpose.strip()))
    return found


def is_here(probe: str) -> bool:
    """Tell whether a program is on the PATH, or a file (a name with a dot) among TeX's or the system's fonts."""
    if "." not in probe:
        return shutil.which(probe) is not None
    return bool(_said("kpsewhich", probe)) or f"/{probe}:" in _said("fc-list", ":", "file")


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout.strip()
    except OSError:
        return ""


def version(program: str) -> str:
    """Return the line by which a program tells its version; empty when it is not here."""
    said = _said(program, "--version").splitlines()
    return next((line.strip() for line in said if any(map(str.isdigit, line))), "")


def command(missing: list[Need]) -> Iterator[str]:
    """Yield the commands that install what is missing on this system."""
    names = {need.package for need in missing}
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    for program, (system, template) in COMMANDS.items():
        if shutil.which(program):
            here = [need.package for need in needs(system)]
            packages = [name for name in here if name in names] if system == "apt" else here
            sudo = "" if root or system in ("brew", "tlmgr") else "sudo "
            yield sudo + template.format(sudo=sudo, packages=" ".join(packages))
            return
    yield "install TeX Live with: " + " ".join(need.package for need in needs("tlmgr"))
