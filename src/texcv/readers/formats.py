"""Every format of references that texcv knows, read as one tree: that of our own list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from texcv.model.diagnostic import Diagnostic, Faults
from texcv.model.place import File, Mapping, Place, Sequence
from texcv.readers import bibtex, csl, json_tree


def read(given: Mapping | Sequence | File) -> tuple[Mapping | None, list[Diagnostic]]:
    """Return a list of references, whatever it was written in, or nothing where it is none; and what is wrong.

    `.bib` is BibTeX, `.json` is CSL-JSON; YAML is our own list where it looks like one, else CSL-YAML.
    """
    if isinstance(given, File):
        if PurePath(given.name).suffix.lower() == ".bib":
            return bibtex.read(given)
        try:
            return csl.read(json_tree.read(given), Place(given, 1, 1))
        except Faults as found:
            return None, list(found.diagnostics)
    if csl.looks_like(given):
        return csl.read(given, Place(given.place.file, 1, 1))
    if isinstance(given, Mapping):
        return given, []
    return None, [Diagnostic("wrong-type", "the file holds no references", given.place, "write: references: …")]


def read_all(given: Iterable[Mapping | Sequence | File]) -> tuple[list[Mapping], list[Diagnostic]]:
    """Return the lists of all files that are lists, and what is wrong in all of them."""
    trees, faults = [], []
    for one in given:
        tree, wrong = read(one)
        faults += wrong
        if tree is not None:
            trees.append(tree)
    return trees, faults
