"""CSL's items, from JSON or YAML, to the tree of a list of references.

Source of the keys: the CSL-JSON schema, citeproc-js's documentation of CSL-JSON, and CSL 1.0.2.
"""

from __future__ import annotations

import html
import re
from typing import Any, get_args

from texcv.model.contributor import Contributor
from texcv.model.diagnostic import Diagnostic, Severity
from texcv.model.name import parse_name
from texcv.model.place import Mapping, Place, Sequence, place_of
from texcv.model.reference import CslType
from texcv.readers import latex_text
from texcv.readers.imported import STATUSES, Draft, name_of, reference_list

_TYPES = {
    **{name: name for name in get_args(CslType)},
    "article-magazine": "article-journal", "article-newspaper": "article-journal", "entry-encyclopedia": "entry",
    "entry-dictionary": "entry", "post": "webpage", "post-weblog": "webpage", "standard": "report",
    "document": "article", "review": "article-journal", "paper": "paper-conference", "proceedings": "book",
}  # fmt: skip
_HOUSED = ("thesis", "report", "book", "patent", "software", "dataset")
_TAG = re.compile(r"</?(i|b|em|strong|sup|sub|sc|span)\b[^<>]*>", re.IGNORECASE)
_KEYS = frozenset("issued container-title DOI URL given family literal page event-place citation-key".split())


def looks_like(tree: Mapping | Sequence) -> bool:
    """Tell whether YAML holds CSL's items and not our own list."""
    items = tree.get("references") if isinstance(tree, Mapping) else tree
    if isinstance(tree, Mapping) and {"venues", "people", "marks"} & set(tree):
        return False
    if not isinstance(items, list):
        return False
    ours = any("authors" in item for item in items if isinstance(item, Mapping))
    return isinstance(tree, Sequence) or (not ours and any(isinstance(i, Mapping) and _KEYS & set(i) for i in items))


def read(tree: Any, top: Place) -> tuple[Mapping | None, list[Diagnostic]]:
    """Return CSL's items as references, and all that was left out or not understood."""
    items = tree.get("references", tree.get("items")) if isinstance(tree, Mapping) else tree
    if isinstance(tree, Mapping) and items is None and "title" in tree:
        items = Sequence([tree], tree.place)
    if not isinstance(items, list):
        return None, [Diagnostic("wrong-type", "the file holds no list of CSL's items", top, "export it as CSL JSON")]
    faults: list[Diagnostic] = []
    references = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, Mapping):
            faults.append(Diagnostic("incomplete-entry", f"the entry {number} is no mapping, and is left out",
                                     place_of(item, top), "", Severity.WARNING))  # fmt: skip
            continue
        key = _text(item, "id") or _text(item, "citation-key")
        place = place_of(item.get("id", item.get("citation-key")), item.place)
        reference = _item(item, Draft(key or f"number {number}", place, faults), key)
        if reference is not None:
            references.append(reference)
    return reference_list(top.file, references), faults


def _text(item: Mapping, key: str) -> str:
    """Return a single value; CSL lets some, such as a title, stand in a list of one."""
    value = item.get(key)
    value = value[0] if isinstance(value, list) and len(value) == 1 else value
    return " ".join(value.split()) if isinstance(value, str) else ""


def _item(item: Mapping, draft: Draft, key: str) -> Mapping | None:
    def at(name: str) -> Place:
        return place_of(item.get(name), item.place)

    draft.put("id", key, at("id"))
    for name in ("title", "note"):
        draft.put(name, _rich(_text(item, name)), at(name))
    draft.put("location", _rich(_text(item, "event-place") or _text(item, "publisher-place")), at("event-place"))
    for ours, theirs in (("volume", "volume"), ("issue", "issue"), ("pages", "page")):
        draft.put(ours, _text(item, theirs), at(theirs))
    given = _text(item, "type")
    if given and given not in _TYPES:
        draft.tell("unknown-type", f"the type {given!r} is not known, and read as article", at("type"))
    kind = _TYPES.get(given, "article")
    venue = "container-title" if _text(item, "container-title") else "publisher" if kind in _HOUSED else "event-title"
    if draft.preprint_in(_text(item, venue) or _text(item, "publisher"), at(venue)):
        kind = "article"
    else:
        draft.put_venue(_rich(_text(item, venue)), at(venue))
    draft.put("type", kind, at("type"))
    status = STATUSES.get(_text(item, "status").lower())
    draft.put("status", status or "", at("status"))
    draft.put_date(_date(item.get("issued")), at("issued"))
    _put_authors(item.get("author"), draft, at("author"))
    draft.link("doi", _text(item, "DOI"), at("DOI"))
    draft.link("url", _text(item, "URL"), at("URL"))
    words = item.get("keyword", "")
    draft.put_tags(re.split(r"[,;]", words) if isinstance(words, str) else [w for w in words if isinstance(w, str)],
                   at("keyword"))  # fmt: skip
    return draft.finished()


def _rich(text: str) -> str:
    """Return Markdown for a text with CSL's few HTML tags."""
    if not _TAG.search(text):
        return latex_text.escape(html.unescape(text))
    signs = {"i": "*", "em": "*", "b": "**", "strong": "**"}
    parts: list[str] = []
    at = 0
    paired = re.compile(r"<(i|em|b|strong)>([^<>*]*)</\1>", re.IGNORECASE)
    for match in paired.finditer(text):
        parts.append(latex_text.escape(html.unescape(_TAG.sub("", text[at : match.start()]))))
        inner = match[2].strip()
        sign = signs[match[1].lower()] if inner[:1].isalnum() and inner[-1:].isalnum() else ""
        parts.append(f"{sign}{latex_text.escape(html.unescape(inner))}{sign}")
        at = match.end()
    return "".join([*parts, latex_text.escape(html.unescape(_TAG.sub("", text[at:])))])


def _date(issued: Any) -> str:
    """Return CSL's date in EDTF: `date-parts`, `raw` or `literal`, a season, or lists of year, month and day."""
    if isinstance(issued, str):
        return issued
    if isinstance(issued, list):
        first = issued[0] if issued else None
        issued = Mapping({"date-parts": issued}, place_of(issued), {}) if isinstance(first, str) else first
    if isinstance(issued, str):
        return issued
    if not isinstance(issued, Mapping):
        return ""
    parts = issued.get("date-parts", [])
    if isinstance(parts, list) and parts and isinstance(parts[0], str):
        parts = [parts]
    if "year" in issued:
        parts = [[issued[key] for key in ("year", "month", "day") if key in issued]]
    sides = ["-".join(part.zfill(4 if index == 0 else 2) for index, part in enumerate(side) if isinstance(part, str))
             for side in (parts if isinstance(parts, list) else []) if isinstance(side, list)]  # fmt: skip
    if sides and sides[0]:
        season = str(issued.get("season", ""))
        return f"{sides[0]}-2{season}" if re.fullmatch(r"[1-4]", season) and "-" not in sides[0] else "/".join(sides)
    return next((str(issued[key]) for key in ("raw", "literal") if isinstance(issued.get(key), str)), "")


def _put_authors(given: Any, draft: Draft, place: Place) -> None:
    people = []
    for one in given if isinstance(given, list) else []:
        at = place_of(one, place)
        if isinstance(one, str):
            if any(sign.isalpha() for sign in one):
                people.append(Contributor(parse_name(one), place=at))
            continue
        if not isinstance(one, Mapping):
            continue
        family = " ".join(filter(None, (_text(one, "dropping-particle"), _text(one, "non-dropping-particle"),
                                        _text(one, "family"))))  # fmt: skip
        name = family or _text(one, "literal") or _text(one, "given")
        if name.lower() in ("others", "et al", "et al."):
            draft.put("others", "true", at)
        elif any(sign.isalpha() for sign in name):
            given_name = _text(one, "given") if family else ""
            people.append(Contributor(name_of(name, given_name, _text(one, "suffix")), place=at))
        else:
            draft.tell("bad-author", "an author without a name is left out", at)
    draft.put_authors(people, place)
