"""How papers are numbered and their groups headed: `number: {scope: group, prefix: {paper-conference: C}}`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from texcv.model.fields import InlineText, Plain, Record, kind_of, rejected, text_schema
from texcv.model.reference import CslType, Status

PREPRINT = "preprint"
_TYPES = (*get_args(CslType), PREPRINT)
_HEADED = (*dict.fromkeys((*_TYPES, *get_args(Status))),)


def _known(value: dict[str, Any], choices: tuple[str, ...], also: str) -> None:
    for key in value:
        if key not in choices and not (also and len(key) == 4 and key.isdigit()):
            near = get_close_matches(key.lower(), choices, 1, 0.6)
            hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join((*choices, also)).strip(', ')}"
            raise rejected("unknown-key", f"the key {key!r} is not known here", hint, key)


def _read_headings(value: Any) -> Any:
    if isinstance(value, dict):
        _known(value, _HEADED, "a year")
    return value


def _read_prefix(value: Any) -> Any:
    if isinstance(value, str):
        return {"": value}
    if isinstance(value, dict):
        _known(value, _TYPES, "")
        return value
    raise rejected(
        "wrong-type", f"expected a prefix, but this is {kind_of(value)}", "write C, or {paper-conference: C}"
    )


def _read_number(value: Any) -> Any:
    if isinstance(value, str):
        said = {"true": "down", "yes": "down", "false": "none", "no": "none"}
        return {"direction": said.get(value, value)}
    return value


def _by(keys: tuple[str, ...], values: dict[str, Any], pattern: str = "") -> dict[str, Any]:
    years = {"patternProperties": {pattern: values}} if pattern else {}
    properties = {key: values for key in keys}
    return {"type": "object", "properties": properties, **years, "additionalProperties": False}


_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
Headings = Annotated[
    dict[Plain, InlineText],
    BeforeValidator(_read_headings),
    WithJsonSchema(_by(_HEADED, text_schema(), r"^\d{4}$")),
    Field(description="Headings of groups that replace the usual ones, by type, status or year."),
]


class Numbering(Record):
    """The labels in front of papers: `12.`, or with a prefix `C12`."""

    scope: Annotated[
        Literal["whole", "group"], Field(description="Whether the numbers run on, or begin anew in every group.")
    ] = "whole"
    direction: Annotated[
        Literal["none", "up", "down"], Field(description="'down' gives the first paper the highest number.")
    ] = "down"
    prefix: Annotated[
        dict[Plain, Plain],
        BeforeValidator(_read_prefix),
        WithJsonSchema({"anyOf": [_SCALAR, _by(_TYPES, _SCALAR)]}),
        Field(description="One for all, or by type; what has one prefix is counted together."),
    ] = {}

    def prefix_of(self, type: CslType) -> str:
        """Return what stands before the numbers of a type; a `preprint` may be called so or `article`."""
        alias = PREPRINT if type == "article" else type
        return next((self.prefix[name] for name in (type, alias, "") if name in self.prefix), "")


Number = Annotated[
    Numbering,
    BeforeValidator(_read_number, json_schema_input_type=Literal["none", "up", "down"] | bool | Numbering),
]
