"""One entry of a `.bib`, its values known, to a reference in our terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from texcv.model.contributor import MARKS, Contributor
from texcv.model.name import Name
from texcv.model.place import Mapping, Place, Scalar
from texcv.readers import latex_text
from texcv.readers.imported import STATUSES, Draft, Positions, name_of

TYPES = {
    "inproceedings": "paper-conference", "conference": "paper-conference", "proceedings": "book",
    "article": "article-journal", "book": "book", "booklet": "book", "collection": "book", "manual": "report",
    "inbook": "chapter",
    "incollection": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "techreport": "report", "report": "report", "misc": "article", "software": "software", "dataset": "dataset",
    "patent": "patent", "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "preprint": "article", "mvbook": "book", "inreference": "entry", "periodical": "book",
}  # fmt: skip
_VENUES = ("journal", "journaltitle", "booktitle")
_HOUSES = ("school", "institution", "publisher", "organization", "howpublished")
_LINKS = ("pdf", "slides", "code", "video", "poster", "project", "data", "website")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROLES = {"equal": "*", "equalcontribution": "*", "equalcontrib": "*", "cofirst": "*", "jointfirst": "*", "joint": "*",
          "corresponding": "†", "correspondingauthor": "†", "corr": "†", "correspondence": "†"}  # fmt: skip
_OWNER = ("highlight", "self", "me", "owner", "bold", "myself")
_SIGNS = {"dagger": "†", "dag": "†", "textdagger": "†", "ddagger": "‡", "ddag": "‡", "textdaggerdbl": "‡",
          "ast": "*", "star": "*", "textasteriskcentered": "*", "S": "§", "textsection": "§", "P": "¶",
          "textparagraph": "¶", "|": "‖", "#": "#", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵",
          "Letter": "✉", "envelope": "✉"}  # fmt: skip
_MARKED = re.compile(
    r"\\textsuperscript\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\S))|\$\s*(?:\{\})?\^?([^$]*)\$|\\(thanks|footnote)\s*\{[^{}]*\}"
    rf"|\\?([{re.escape(MARKS)}])|\\(dag(?:ger)?|ddag(?:ger)?|textdagger|textdaggerdbl)(?![A-Za-z])(?:\{{\}})?"
)
_NAMED_PART = re.compile(r"\s*(family|given|prefix|suffix)\s*=\s*(\{[^{}]*\}|[^,]*)")
_SUFFIX = re.compile(r"(?i:jr|sr)\.?|II|III|IV")
_LITERAL = re.compile(r"\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Field:
    """The text of a field as LaTeX, where the file holds it."""

    text: str
    offset: int
    place: Place


def read(kind: str, fields: dict[str, Field], draft: Draft, positions: Positions) -> Mapping | None:
    """Return an entry as a reference, or nothing where it cannot be one, which the draft tells."""
    draft.put("id", draft.key, draft.place)
    for key in ("title", "award", "note", "location"):
        _put_text(draft, key, _first(fields, key, *({"location": ("address",)}.get(key, ()))))
    if (sub := fields.get("subtitle")) and "title" in draft.values:
        text = f"{draft.values['title']}: {latex_text.to_markdown(sub.text)[0]}"
        draft.values["title"] = Scalar(text, draft.places["title"])
    for key, names in (("volume", ("volume",)), ("issue", ("number", "issue")), ("pages", ("pages", "eid"))):
        if value := _first(fields, *names):
            draft.put(key, latex_text.to_text(value.text), value.place)
    if value := fields.get("author"):
        _put_authors(draft, value, fields, positions)
    _put_links(draft, fields)
    known = TYPES.get(kind)
    if not known:
        draft.tell("unknown-type", f"the type @{kind} is not known, and read as @misc")
    _put_venue(draft, fields, known or "article")
    _put_date(draft, fields)
    if value := fields.get("pubstate"):
        status = STATUSES.get(latex_text.to_text(value.text).lower())
        if status:
            draft.put("status", status, value.place)
        else:
            draft.tell("wrong-value", f"the pubstate {value.text!r} is not known", value.place, ", ".join(STATUSES))
    if value := fields.get("keywords"):
        draft.put_tags(re.split(r"[,;]", latex_text.to_text(value.text)), value.place)
    if (value := fields.get("selected")) and value.text.strip().lower() in ("true", "yes", "1"):
        draft.put("selected", "true", value.place)
    return draft.finished()


def _first(fields: dict[str, Field], *names: str) -> Field | None:
    return next((fields[name] for name in names if name in fields), None)


def _put_text(draft: Draft, key: str, value: Field | None) -> None:
    if value is None:
        return
    text, wrong = latex_text.to_markdown(value.text)
    for said in wrong:
        draft.tell("latex", f"in the {key}, {said}", value.place, "write the sign itself; files are UTF-8")
    draft.put(key, text, value.place)


def _put_links(draft: Draft, fields: dict[str, Field]) -> None:
    if value := fields.get("doi"):
        draft.link("doi", latex_text.to_address(value.text), value.place)
    prefix = _first(fields, "archiveprefix", "eprinttype")
    value = fields.get("eprint")
    if value and (prefix.text.strip().lower() if prefix else "arxiv") == "arxiv":
        address = latex_text.to_address(value.text)
        if prefix or re.fullmatch(r"\d{4}\.\d{4,5}(v\d+)?", address):
            draft.link("arxiv", address, value.place)
    if value := fields.get("url"):
        draft.link("url", latex_text.to_address(value.text), value.place)
    for label in _LINKS:
        if value := fields.get(label):
            draft.link(label, latex_text.to_address(value.text), value.place)


def _put_venue(draft: Draft, fields: dict[str, Field], kind: str) -> None:
    if value := fields.get("venue"):
        draft.put("venue", latex_text.to_text(value.text), value.place)
    value = _first(fields, *(_VENUES if kind != "thesis" else ()))
    if value and draft.preprint_in(latex_text.to_text(value.text), value.place):
        draft.put("type", "article", value.place)
        for key in ("volume", "issue", "pages"):
            draft.values.pop(key, None)
        return
    draft.put("type", kind, draft.place)
    value = value or _first(fields, *_HOUSES)
    if value is None or (kind in ("article", "webpage") and re.search(r"https?:|\\url", value.text)):
        return
    if kind == "article" and draft.preprint_in(latex_text.to_text(value.text), value.place):
        return
    text, wrong = latex_text.to_markdown(value.text)
    for said in wrong:
        draft.tell("latex", f"in the venue, {said}", value.place, "write the sign itself; files are UTF-8")
    draft.put_venue(text, value.place)


def _put_date(draft: Draft, fields: dict[str, Field]) -> None:
    if value := fields.get("date"):
        draft.put_date(latex_text.to_text(value.text), value.place)
    value = fields.get("year")
    if value is None or "date" in draft.values:
        return
    year = latex_text.to_text(value.text)
    month = latex_text.to_text(fields["month"].text).lower() if "month" in fields else ""
    names = [index for index, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", month)]
    if re.fullmatch(r"0?[1-9]|1[0-2]", month):
        names = [int(month)]
    if re.fullmatch(r"\d{4}", year) and names:
        year = f"{year}-{names[0]:02}"
    elif month and not names:
        draft.tell("bad-date", f"the month {month!r} is left out", fields["month"].place, "write month = jan")
    draft.put_date(year, value.place)


def _put_authors(draft: Draft, value: Field, fields: dict[str, Field], positions: Positions) -> None:
    names = _split(re.sub(r"\\and\b", " and ", value.text))
    if names and re.fullmatch(r"others|\{?et\.?\s*al\.?\}?", names[-1], re.IGNORECASE):
        del names[-1]
        draft.put("others", "true", value.place)
    roles = _annotations(draft, fields, len(names))
    offset, people = value.offset, []
    for number, name in enumerate(names, 1):
        found = positions.file.text.find(name, offset, offset + len(value.text) + 9)
        place = positions.at(found, len(name)) if found >= 0 and name else value.place
        offset = found + len(name) if found >= 0 else offset
        bare, marks = _without_marks(draft, name, place)
        if bare.count(",") > 2 and not _NAMED_PART.match(bare):
            draft.tell("bad-author", f"{name!r} looks like several names", place, "part authors by 'and'")
        person = _name(bare)
        if person is None:
            draft.tell(
                "bad-author", f"the author {name!r} has no name, and is left out", place, "look for an 'and' too many"
            )
            continue
        signs = tuple(dict.fromkeys((*marks, *roles.get(number, ()))))
        people.append(Contributor(person, signs, place=place))
    draft.put_authors(people, value.place)


def _split(text: str) -> list[str]:
    """Part a list of names at each `and` that stands in no braces."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    if "{" not in text and "\\" not in text:
        return [name.strip() for name in re.split(r"\s+and(?=\s)", f" {text} ", flags=re.IGNORECASE) if name.strip()]
    return [name.strip() for name in split_multiple_persons_names(text)]


@lru_cache(8192)
def _name(text: str) -> Name | None:
    """Return a name with its parts as BibTeX tells them apart; a name in braces is one, and never split."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    plain = latex_text.to_text
    given = suffix = ""
    if _LITERAL.fullmatch(text):
        family = plain(text)
    elif found := dict(_NAMED_PART.findall(text)):
        family = f"{plain(found.get('prefix', ''))} {plain(found.get('family', ''))}".strip()
        given, suffix = plain(found.get("given", "")), plain(found.get("suffix", ""))
    else:
        braced = re.sub(r"(?<!\{)\\~\s*(\{[^{}]*\}|\\?[A-Za-z])", r"{\\~\1}", text)  # else ~ parts words
        split = parse_single_name_into_parts(braced, strict=False)
        family, given, suffix = (plain(" ".join(part)) for part in (split.von + split.last, split.first, split.jr))
        if not suffix and " " in given and _SUFFIX.fullmatch(family):
            suffix = family
            given, _, family = given.rpartition(" ")
    if not family:
        family, given = given, ""
    return name_of(family, given, suffix) if any(sign.isalpha() for sign in family) else None


def _without_marks(draft: Draft, name: str, place: Place) -> tuple[str, list[str]]:
    """Return a name without the marks at it, and the marks."""
    marks: list[str] = []

    def take(match: re.Match[str]) -> str:
        raised, single, formula, note, sign, command = match.groups()
        if note:
            return ""
        text = next((part for part in (raised, single, formula, sign, command and f"\\{command}") if part), "")
        for token in re.findall(r"\\([A-Za-z]+|.)|([^\s{},;\\])", text):
            word = token[0] or token[1]
            if mark := (_SIGNS.get(word) or (word.replace("∗", "*") if word in MARKS else "")):
                marks.append(mark)
            elif word not in ("textsuperscript", "mathsection"):
                draft.tell("unknown-mark", f"{word!r} behind {name!r} is no mark, and left out", place)
        return ""

    if not re.search(rf"[\\$^{re.escape(MARKS)}]", name):
        return name, marks
    bare = _MARKED.sub(take, name)
    return re.sub(r"\{\s*\}(?=\s*(,|$))", "", re.sub(r"\s+,", ",", bare)).strip(), marks


def _annotations(draft: Draft, fields: dict[str, Field], count: int) -> dict[int, tuple[str, ...]]:
    """Return the marks that data annotations such as `1=equal; 2=equal,corresponding` mean, by the author's number."""
    roles: dict[int, tuple[str, ...]] = {}
    for name in [key for key in fields if re.fullmatch(r"author\+an(:\w+)?", key)]:
        value = fields[name]
        for item in filter(str.strip, value.text.split(";")):
            match = re.fullmatch(r"\s*(\d+)(?::\w+)?\s*=\s*(.+?)\s*", item, re.DOTALL)
            if not match or not 1 <= int(match[1][:6]) <= count:
                draft.tell("bad-annotation", f"{item.strip()!r} annotates no author", value.place, "write 1=equal")
                continue
            for word in re.split(r"\s*,\s*", match[2].replace('"', "")):
                mark = _ROLES.get(re.sub(r"[\W_]", "", word.lower()), "")
                marks = tuple(word) if word and not word.strip(MARKS) else (mark,) if mark else ()
                if not marks and word.lower() not in _OWNER:
                    draft.tell("bad-annotation", f"the annotation {word!r} has no meaning", value.place,
                               "write equal, corresponding, or the mark itself", error=True)  # fmt: skip
                roles[int(match[1])] = (*roles.get(int(match[1]), ()), *marks)
    return roles
