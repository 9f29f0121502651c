"""Lists of references in other formats, understood once: an unchanged file comes from the user's cache folder."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

import texcv
from texcv.model.diagnostic import Diagnostic
from texcv.model.place import File, Mapping
from texcv.model.source import Source
from texcv.readers import formats

WORTH = 50_000
"""A file with fewer characters is read as quickly as the cache is."""
_KEPT = 64


def understood(source: Source) -> Source:
    """Return the source with its large `.bib` and JSON files read, from the cache where they are unchanged."""
    references, faults = [], list(source.faults)
    for given in source.references:
        tree = None
        if isinstance(given, File) and len(given.text) >= WORTH:
            tree, wrong = _read(given)
            faults += wrong if tree is not None else ()
        references.append(given if tree is None else tree)
    return replace(source, references=tuple(references), faults=tuple(faults))


def _read(file: File) -> tuple[Mapping | None, list[Diagnostic]]:
    key = hashlib.sha256(repr((_version(), file.name)).encode() + b"\0" + file.text.encode()).hexdigest()
    path = user_cache_path("texcv", appauthor=False) / "references" / key
    try:
        tree, faults = _Unpickler(io.BytesIO(path.read_bytes())).load()
        if isinstance(tree, Mapping) and isinstance(faults, list):
            return tree, faults
    except Exception:  # whatever a broken or foreign file does: it is not there
        pass
    found = formats.read(file)
    if found[0] is not None:
        _keep(path, found)
    return found


def _keep(path: Path, found: object) -> None:
    """Write aside and put in place in one step, as others read and write too; where that cannot be, do nothing."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(pickle.dumps(found, protocol=5))
        os.replace(aside, path)
        files = sorted(path.parent.glob("[0-9a-f]*"), key=lambda file: file.stat().st_mtime)
        for old in files[:-_KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, RecursionError):
        aside.unlink(missing_ok=True) if aside.parent.is_dir() else None


@cache
def _version() -> tuple[object, ...]:
    """Return what a cached reading depends on beside the file: texcv and Python, and the code while it is worked on."""
    folder = Path(texcv.__file__).parent
    code = [file.stat().st_mtime_ns for room in ("readers", "model") for file in sorted((folder / room).glob("*.py"))]
    return texcv.__version__, sys.version_info[:2], *code


class _Unpickler(pickle.Unpickler):
    """Make nothing but our own nouns of what stands in a file."""

    def find_class(self, module: str, name: str) -> Any:
        if module in ("texcv.model.place", "texcv.model.diagnostic", "texcv.model.contributor", "texcv.model.name"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in the cache")
