"""Names of persons as they are written in YAML, and the people whom author lists name."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from texcv.model.fields import Plain, Record, Url, listed, rejected
from texcv.model.identity import Identity
from texcv.model.name import Name, parse_name


def _read_name(value: Any) -> Name:
    if isinstance(value, str):
        if not value.strip():
            raise rejected("empty", "the name is empty")
        return parse_name(value)
    if isinstance(value, dict) and all(isinstance(part, str) for part in value.values()):
        if set(value) <= {"given", "family", "native", "suffix"} and value.get("family"):
            return Name(**{key: str(part) for key, part in value.items()})
        if set(value) <= {"full", "native"} and value.get("full"):
            name = parse_name(value["full"])
            return Name(name.family, name.given, name.suffix, str(value.get("native", "")))
    raise rejected("bad-name", "a name is one text, or {given: …, family: …, native: …}")


PersonName = Annotated[
    Name,
    PlainValidator(_read_name),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {key: {"type": "string"} for key in ("given", "family", "native", "suffix", "full")},
                    "anyOf": [{"required": ["family"]}, {"required": ["full"]}],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


def identity(key: str, name: Name, aliases: tuple[str, ...]) -> Identity:
    """Return who bears a name: his or her forms are the name, the native name and the aliases."""
    native = (Name(family=name.native),) if name.native else ()
    return Identity(key, (name, *native, *map(parse_name, aliases)))


class RegisteredPerson(Record):
    """Someone whom author lists name."""

    name: PersonName
    aliases: Annotated[tuple[Plain, ...], BeforeValidator(listed)] = ()
    url: Url | None = None
    orcid: Plain | None = None
