"""Author lists: names, the marks behind them, and the ids of persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from texcv.model.fields import kind_of, rejected
from texcv.model.name import Name, is_cjk, parse_name
from texcv.model.place import NOWHERE, Place, place_of

_PARTS = ("given", "family", "suffix", "native")
MARKS = "*∗†‡§¶‖#✉¹²³⁴⁵"


@dataclass(frozen=True, slots=True)
class Contributor:
    """A name in an author list as it is printed, the marks behind it, and the id of the person where one is given."""

    name: Name
    marks: tuple[str, ...] = ()
    person: str = ""
    place: Place = field(default=NOWHERE, compare=False)


def parse_contributor(text: str, place: Place, person: str = "") -> Contributor:
    """Return the author of `Yinmin Zhong*†`; raise pydantic's error for a name that is none."""
    bare = " ".join(re.sub(rf"\\(?=[{MARKS}])", "", text).split())
    if bare.startswith(("*", "_")):
        hint = "the owner's name is found and highlighted by itself"
        raise rejected("bad-author", f"{text.strip()!r} begins with a mark", f"marks stand behind a name; {hint}")
    name = bare.rstrip(MARKS + " ^").strip()
    signs = tuple(sign.replace("∗", "*") for sign in bare[len(name) :] if sign in MARKS)
    if not any(character.isalpha() for character in name):
        raise rejected("bad-author", f"{text.strip()!r} is not a name", "look for a comma too many")
    return Contributor(parse_name(name), signs, person, place)


def _split_authors(text: str) -> list[str]:
    """Part a line of names at `;` where there is one, else at commas and a last `and`."""
    return re.split(r"\s*;\s*" if ";" in text else r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+", text.strip())


def _read_authors(value: Any) -> tuple[Contributor, ...]:
    place = place_of(value)
    if isinstance(value, str):
        return tuple(parse_contributor(name, place.of(name)) for name in _split_authors(value))
    if isinstance(value, list) and value:
        return tuple(_read_author(item) for item in value)
    raise rejected("wrong-type", f"expected authors, but this is {kind_of(value)}", "write: authors: Ann Lee, Bo Chen*")


def _read_author(value: Any) -> Contributor:
    if isinstance(value, Contributor):
        return value
    if isinstance(value, str):
        return parse_contributor(value, place_of(value))
    if isinstance(value, dict) and set(value) <= {"name", "person", "marks"}:
        name, person, marks = value.get("name"), value.get("person", ""), value.get("marks", "")
        if isinstance(name, str) and isinstance(person, str) and isinstance(marks, str):
            return parse_contributor(name + marks, place_of(value), person)
        if isinstance(name, dict) and isinstance(person, str) and isinstance(marks, str):
            return Contributor(_parts(name), _signs(marks), person, place_of(value))
    raise rejected("wrong-type", "an author is a name, or {name: …, person: id}")


def _parts(parts: dict[str, Any]) -> Name:
    """Return the name whose parts are told apart; a family name alone is never split."""
    if not (set(parts) <= set(_PARTS) and parts.get("family") and all(isinstance(p, str) for p in parts.values())):
        raise rejected("bad-name", "a name is one text, or {given: …, family: …, suffix: …}")
    whole = f"{parts['family']}{parts.get('given', '')}"
    return parse_name(whole) if is_cjk(whole) else Name(**{key: str(part) for key, part in parts.items()})


def _signs(marks: str) -> tuple[str, ...]:
    if wrong := marks.strip(MARKS + " "):
        raise rejected("bad-author", f"{wrong!r} is no mark", f"marks are {' '.join(MARKS)}")
    return tuple(sign.replace("∗", "*") for sign in marks if sign in MARKS)


_AUTHOR_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "name": {
                    "anyOf": [
                        {"type": "string"},
                        {
                            "type": "object",
                            "properties": {key: {"type": "string"} for key in _PARTS},
                            "required": ["family"],
                            "additionalProperties": False,
                        },
                    ]
                },
                "person": {"type": "string"},
                "marks": {"type": "string"},
            },
            "required": ["name"],
            "additionalProperties": False,
        },
    ]
}
Authors = Annotated[
    tuple[Contributor, ...],
    PlainValidator(_read_authors),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": _AUTHOR_SCHEMA, "minItems": 1}]}),
]
