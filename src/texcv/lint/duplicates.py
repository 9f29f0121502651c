"""Is one paper entered twice, and do its entries say the same?"""

from __future__ import annotations

from collections.abc import Iterator

from texcv.lint import differences, pairs
from texcv.model.corpus import Corpus, Finding, Fix, Listed
from texcv.model.diagnostic import Diagnostic, Severity
from texcv.model.place import NOWHERE, Place


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for every two entries of one paper, and one for each fact in which they differ."""
    gone: set[Place] = set()
    for pair in pairs.find(corpus):
        one, other = pair.one, pair.other
        unlike = list(differences.find(one, other))
        yield Finding(
            Diagnostic(
                "same-paper",
                f"{_called(one, other)} {'are' if pair.sure else 'may be'} one paper: {pair.why}"
                + (f"; they differ in {_series(word for _, word, _, _ in unlike)}" if unlike else ""),
                one.place,
                "keep one entry in a list that all profiles name"
                + (", and see which of the facts below is right" if unlike else ""),
                Severity.ERROR if pair.sure and unlike else Severity.WARNING,
                (other.place,),
            ),
            _fix(one, other, gone),
        )
        for code, word, key, (mine, theirs) in unlike:
            yield Finding(
                Diagnostic(
                    code,
                    f"the {word} of {str(one.reference.id)!r}: {mine or 'none'}, but {theirs or 'none'} in "
                    f"{other.place.file.name} ({other.reference.id})",
                    one.at(key),
                    "write one and the same, or keep one entry",
                    Severity.WARNING,
                    (other.at(key),),
                )
            )


def _called(one: Listed, other: Listed) -> str:
    mine, theirs = str(one.reference.id), str(other.reference.id)
    return f"{mine!r} and {theirs!r}" if mine != theirs else f"two entries {mine!r}"


def _series(words: Iterator[str]) -> str:
    *first, last = dict.fromkeys(words)
    return f"{', '.join(first)} and {last}" if first else last


def _fix(one: Listed, other: Listed, gone: set[Place]) -> Fix | None:
    """Return the deletion of the later of two entries that stand in one YAML file, alike to the letter."""
    if one.place.file != other.place.file or one.place == NOWHERE or not _alike(one, other):
        return None
    later = max(one.place, other.place, key=lambda place: (place.line, place.column))
    if later in gone:
        return None
    gone.add(later)
    return Fix("delete-item", later, f"the second entry {str(one.reference.id)!r}, alike to the letter")


def _alike(one: Listed, other: Listed) -> bool:
    return dict(one.tree) == dict(other.tree)
