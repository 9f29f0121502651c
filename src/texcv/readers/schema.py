"""Hold YAML against a model: an instance, and every fault at its own line and column."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from texcv.model.diagnostic import Diagnostic
from texcv.model.fields import Record, kind_of
from texcv.model.handles import SITES
from texcv.model.place import Mapping, Place, Sequence, place_of

RecordT = TypeVar("RecordT", bound=Record)


def validate(model: type[RecordT], tree: Mapping | Sequence) -> tuple[RecordT | None, list[Diagnostic]]:
    """Return the model's instance, or nothing and all the faults that keep the tree from being one."""
    classes: dict[int, type[Record]] = {}
    try:
        return model.model_validate(tree, context=classes), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = [_diagnostic(detail, tree, classes) for detail in details if not _follows(detail, details)]
        return None, list(dict.fromkeys(found))


def _follows(error: ErrorDetails, others: list[ErrorDetails]) -> bool:
    """Tell whether a list seems too short only because pydantic does not count its faulty items."""
    at = error["loc"]
    return error["type"] == "too_short" and any(len(o["loc"]) > len(at) and o["loc"][: len(at)] == at for o in others)


def _diagnostic(error: ErrorDetails, tree: Mapping | Sequence, classes: dict[int, type[Record]]) -> Diagnostic:
    holder, key, value, place = _resolve(error["loc"], tree)
    context: dict[str, Any] = error.get("ctx") or {}
    kind = error["type"]
    name = _said(key)
    if kind == "texcv":
        at = value.key_places.get(context["key"], place) if isinstance(value, Mapping) else place
        return Diagnostic(context["code"], context["message"], at, context["hint"])
    if kind == "extra_forbidden":
        at = holder.key_places.get(str(key), place) if isinstance(holder, Mapping) else place
        return _unknown_key(str(key), at, classes.get(id(holder)))
    if kind == "missing":
        wanted = str(error["loc"][-1])
        lacking = value if isinstance(value, Mapping) else holder
        return Diagnostic("missing", f"{wanted!r} is missing", place_of(lacking, place), f"add '{wanted}: …'")
    if kind == "literal_error":
        return _choice(name, value, _choices(str(context["expected"])), place)
    if kind.startswith("int_"):
        return Diagnostic("wrong-type", f"{name} takes a whole number, not {value!r}", place)
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        word = "at least" if "ge" in context else "at most"
        return Diagnostic("wrong-value", f"{name} must be {word} {bound}", place)
    if kind.startswith("bool_"):
        return Diagnostic("wrong-type", f"{name} is yes or no, not {value!r}", place, "write true or false")
    if kind == "string_pattern_mismatch":
        hints = {"language": "a tag such as en, zh or pt-BR", "id": "small letters, digits and hyphens"}
        hint = hints.get(str(key), "letters, digits and hyphens")
        if error["loc"][-1] == "[key]":
            return Diagnostic("wrong-value", f"{name} cannot be a name here", place, f"write {hint}")
        return Diagnostic("wrong-value", f"{value!r} cannot stand as {name}", place, f"write {hint}")
    if kind in ("too_short", "too_long"):
        return Diagnostic("empty", f"{name} is empty", place)
    wanted = {"tuple_type": "a list", "list_type": "a list", "model_type": "a mapping", "dict_type": "a mapping",
              "model_attributes_type": "a mapping"}.get(kind, "something else")  # fmt: skip
    hint = {"a list": "begin every item with '- '", "a mapping": "write 'key: value' lines"}.get(wanted, "")
    return Diagnostic("wrong-type", f"{name} takes {wanted}, but this is {kind_of(value)}", place, hint)


def _said(key: str | int | None) -> str:
    return "the file" if key is None else "the item" if isinstance(key, int) else repr(str(key))


def _resolve(location: tuple[int | str, ...], tree: Mapping | Sequence) -> tuple[Any, str | int | None, Any, Place]:
    """Follow pydantic's path, which holds names of union members too; return holder, key, value and place."""
    holder: Any = None
    key: str | int | None = None
    value: Any = tree
    place = tree.place
    for part in location:
        if isinstance(value, Mapping) and part in value:
            place = value.key_places.get(str(part), place)
            holder, key, value = value, part, value[str(part)]
            place = place_of(value, place) if not isinstance(value, Mapping) else place
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            holder, key, value = value, part, value[part]
            place = place_of(value, place)
    if isinstance(holder, Mapping) and isinstance(key, str) and isinstance(value, Mapping | list):
        place = holder.key_places.get(key, place)
    return holder, key, value, place


def _unknown_key(key: str, place: Place, model: type[Record] | None) -> Diagnostic:
    known = model.keys() if model else ()
    near = get_close_matches(key.lower().replace("_", "-"), known, 1, 0.6)
    if near:
        hint = f'did you mean "{near[0]}"?'
    elif "links" in known and key in {*SITES, "doi", "arxiv", "pdf", "code", "slides", "url"}:
        hint = f"write it under 'links:', as {key}: …"
    else:
        hint = f"known here: {', '.join(known)}" if known else ""
    return Diagnostic("unknown-key", f"the key {key!r} is not known here", place, hint)


def _choices(expected: str) -> list[str]:
    return [choice.strip(" '") for choice in expected.replace(" or ", ", ").split(",")]


def _choice(name: str, value: Any, choices: list[str], place: Place) -> Diagnostic:
    near = get_close_matches(str(value).lower(), choices, 1, 0.6)
    hint = f'did you mean "{near[0]}"?' if near else f"write one of: {', '.join(choices)}"
    return Diagnostic("wrong-value", f"{name} cannot be {str(value)!r}", place, hint)
