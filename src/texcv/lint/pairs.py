"""Which two entries are one paper: same DOI, same arXiv id, or title and first author alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from texcv.model.corpus import Corpus, Listed
from texcv.model.fields import Text
from texcv.model.inline import Code, Math, Node, Str, walk
from texcv.model.name import compatible, fold, same
from texcv.model.reference import Reference

NEAR = 0.93
"""Titles whose letters agree so far, by difflib's ratio, may be one paper's."""
_CROWD = 6
_LOST = 4
"""So many groups of three letters more may differ: two letters' worth."""
_DOI = re.compile(
    r"(?:doi\.org/|/doi/(?:abs/|pdf/|full/|epdf/|pdfdirect/|fullHtml/)?|^doi:)(10\.\d[\d.]*/[^\s?#]+)", re.I
)
_ARXIV = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|^arxiv:|10\.48550/arxiv\.)([a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})", re.I
)
_THE_PAPER = frozenset("doi arxiv pdf paper url html acm ieee usenix publisher preprint".split())
"""Labels of links that lead to the paper itself; others may lead to other works."""
_OTHER_WORKS = frozenset(("software", "dataset", "patent", "speech", "thesis", "book"))
_NUMERALS = re.compile(r"\d+|[ivx]+|one|two|three|first|second|third|[a-d]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries of one paper, and why they are taken for one; `sure` unless the titles are but nearly alike."""

    one: Listed
    other: Listed
    why: str
    sure: bool = True


def address(url: str) -> str:
    """Return what a link leads to, however it is written: `doi:…`, `arxiv:…` without version, or host and path."""
    if match := _ARXIV.search(url):
        return f"arxiv:{match[1].lower()}"
    if match := _DOI.search(url):
        return f"doi:{match[1].lower().removesuffix('.pdf').rstrip('/.,')}"
    bare = re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
    host, slash, path = bare.partition("/")
    return f"{host.lower()}{slash}{path}"


def identifiers(reference: Reference, kind: str) -> set[str]:
    """Return the DOIs (`doi`) or the arXiv ids (`arxiv`) of a paper."""
    found = (address(url) for label, url in reference.links.items() if label.lower() in _THE_PAPER)
    return {one for one in found if one.startswith(f"{kind}:")}


def titles(title: Text) -> dict[str, str]:
    """Return a title's text, formulas with it, by language."""
    spelt = {tag: "".join(map(_characters, walk(inline))) for tag, inline in title.versions}
    return {tag: " ".join(text.split()) for tag, text in spelt.items()}


def _characters(node: Node) -> str:
    return node.tex if isinstance(node, Math) else node.text if isinstance(node, Str | Code) else ""


def _folded(title: Text) -> set[str]:
    bare = (re.sub(r"[^\w\s]", " ", fold(text)) for text in titles(title).values())
    return {" ".join(text.split()) for text in bare}


def _first_authors_alike(one: Reference, other: Reference) -> bool:
    if not one.authors or not other.authors:
        return not one.authors and not other.authors
    mine, theirs = one.authors[0], other.authors[0]
    if mine.person and theirs.person:
        return mine.person == theirs.person
    return same(mine.name, theirs.name) or compatible(mine.name, theirs.name)


def _may_be_one(one: Reference, other: Reference) -> bool:
    """Tell whether nothing says that two papers of one title are two: two DOIs, or a thesis beside an article."""
    mine, theirs = identifiers(one, "doi"), identifiers(other, "doi")
    kinds = {one.type, other.type}
    return not (mine and theirs and not mine & theirs) and not (len(kinds) > 1 and kinds & _OTHER_WORKS)


@lru_cache(maxsize=1)
def find(corpus: Corpus) -> tuple[Pair, ...]:
    """Return all pairs of entries that are one paper, in an order that comes from what they say alone."""
    entries = sorted(corpus.references, key=lambda entry: entry.rank)
    found: dict[tuple[int, int], Pair] = {}
    for pair in (*_by_identifier(entries), *_by_title(entries), *_nearly(entries)):
        found.setdefault((id(pair.one), id(pair.other)), pair)
    return tuple(found.values())


def _by_identifier(entries: list[Listed]) -> Iterator[Pair]:
    for kind, why in (("doi", "the same DOI"), ("arxiv", "the same arXiv id")):
        buckets: dict[str, list[Listed]] = defaultdict(list)
        for entry in entries:
            for one in sorted(identifiers(entry.reference, kind)):
                buckets[one].append(entry)
        for bucket in buckets.values():
            yield from (Pair(one, other, why) for one, other in _of(bucket))


def _by_title(entries: list[Listed]) -> Iterator[Pair]:
    buckets: dict[str, list[Listed]] = defaultdict(list)
    for entry in entries:
        for title in sorted(_folded(entry.reference.title)):
            buckets[title].append(entry)
    for title, bucket in buckets.items():
        for one, other in _of(bucket) if title else ():
            if _first_authors_alike(one.reference, other.reference) and _may_be_one(one.reference, other.reference):
                yield Pair(one, other, "title and first author alike")


def _of(bucket: list[Listed]) -> Iterable[tuple[Listed, Listed]]:
    """Return every two entries; of a crowd, each with the first alone."""
    if len(bucket) <= _CROWD:
        return combinations(bucket, 2)
    return ((bucket[0], other) for other in bucket[1:])


def _nearly(entries: list[Listed]) -> Iterator[Pair]:
    """Yield pairs whose titles differ in some letters, of one first author; numerals that differ tell papers apart."""
    buckets: dict[str, list[tuple[str, frozenset[str], Listed]]] = defaultdict(list)
    for entry in entries:
        if entry.reference.authors:
            family = fold(entry.reference.authors[0].name.family)
            for title in sorted(_folded(entry.reference.title)):
                shingles = frozenset(title[at : at + 3] for at in range(max(1, len(title) - 2)))
                buckets[family].append((title, shingles, entry))
    for bucket in buckets.values():
        bucket.sort(key=lambda row: (len(row[0]), row[0]))  # difflib's ratio depends on the order
        for index, (title, shingles, entry) in enumerate(bucket):
            longest = len(title) * (2 - NEAR) / NEAR
            matcher: SequenceMatcher[str] = SequenceMatcher(None, "", title, autojunk=False)
            for near, others, other in bucket[index + 1 :]:
                if len(near) > longest:
                    break
                least = NEAR * max(len(shingles), len(others)) - _LOST
                if (
                    title == near
                    or entry is other
                    or len(shingles & others) < least
                    or not _numbered_alike(title, near)
                ):
                    continue
                matcher.set_seq1(near)
                if matcher.quick_ratio() < NEAR or matcher.ratio() < NEAR:
                    continue
                first, second = sorted((entry, other), key=lambda one: one.rank)
                mine, theirs = first.reference, second.reference
                if _first_authors_alike(mine, theirs) and _may_be_one(mine, theirs):
                    yield Pair(first, second, "titles nearly alike, and one first author", sure=False)


def _numbered_alike(one: str, other: str) -> bool:
    return not any(_NUMERALS.fullmatch(word) for word in set(one.split()) ^ set(other.split()))
