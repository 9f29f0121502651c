"""The kinds of values a profile holds: text, dates, addresses; each knows how it is read from YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from texcv.model import edtf, markdown
from texcv.model.inline import Inline, text_of
from texcv.model.place import NOWHERE, Place, Scalar, place_of

PLACE = "\0place"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}


def rejected(code: str, message: str, hint: str = "", key: str = "") -> PydanticCustomError:
    """Return the error that a value is rejected with: what is wrong, what to do, and at which key of a mapping."""
    return PydanticCustomError("texcv", "{message}", {"code": code, "message": message, "hint": hint, "key": key})


class Record(BaseModel):
    """A frozen mapping that knows where it stands and admits no key that it does not define.

    A validation context, where one is given, is a dict that learns which class has read the mapping of which `id`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, alias_generator=None)

    place: SkipJsonSchema[Annotated[Place, Field(alias=PLACE, exclude=True)]] = NOWHERE

    @model_validator(mode="before")
    @classmethod
    def _keep_place(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict):
            return data
        if info.context is not None:
            info.context[id(data)] = cls
        return {**data, PLACE: place_of(data)}

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """Return the keys that a person may write."""
        keys = (field.alias or name for name, field in cls.model_fields.items())
        return tuple(key for key in keys if not key.startswith("\0"))


@dataclass(frozen=True, slots=True)
class Text:
    """Inline text in one language or several, and its place; the language `""` is any."""

    versions: tuple[tuple[str, Inline], ...]
    place: Place = NOWHERE

    def in_language(self, language: str) -> Inline:
        """Return the version for a language tag: itself, its primary language, English, or the first there is."""
        versions = dict(self.versions)
        for tag in (language, language.split("-", maxsplit=1)[0], "", "en"):
            if tag in versions:
                return versions[tag]
        return self.versions[0][1]

    def __str__(self) -> str:
        return text_of(self.in_language(""))


def _read_text(value: Any) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text((("", _markdown(value)),), place_of(value))
    if is_by_language(value):
        return Text(tuple((tag, _markdown(text)) for tag, text in value.items()), place_of(value))
    raise rejected("wrong-type", f"expected text, but this is {kind_of(value)}", _text_hint(value))


def is_by_language(value: Any) -> bool:
    """Tell whether a value is one text for every language: `{en: …, zh: …}`."""
    if not isinstance(value, dict) or not value:
        return False
    return all(isinstance(text, str) for text in value.values()) and all(map(_LANGUAGE.fullmatch, value))


def _text_hint(value: Any) -> str:
    if isinstance(value, dict):
        return "put quotes around a text that holds ': ', or give one text a language: {en: …, zh: …}"
    return "write one text here" if isinstance(value, list) else ""


def _markdown(value: str) -> Inline:
    try:
        inline = markdown.parse(value)
    except markdown.MarkupError as error:
        raise rejected("bad-text", str(error), error.hint) from None
    if not inline:
        raise rejected("empty", "the text is empty", "write it, or delete the key")
    return inline


def kind_of(value: Any) -> str:
    """Name the kind of a YAML value as a person would."""
    if value is None:
        return "empty"
    return {"dict": "a mapping", "Mapping": "a mapping", "list": "a list", "Sequence": "a list"}.get(
        type(value).__name__, "a single value"
    )


def _read_plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise rejected("wrong-type", f"expected a single value, but this is {kind_of(value)}")


def _read_date(value: Any) -> edtf.Date:
    try:
        return edtf.parse_date(_read_plain(value))
    except edtf.DateError as error:
        raise rejected("bad-date", str(error), error.hint) from None


def _read_when(value: Any) -> edtf.When:
    try:
        return edtf.parse_when(_read_plain(value))
    except edtf.DateError as error:
        raise rejected("bad-date", str(error), error.hint) from None


def _read_url(value: Any) -> str:
    text = _read_plain(value)
    if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text):
        raise rejected("bad-url", f"{text!r} has no scheme", f"write https://{text}")
    try:
        return markdown.checked_url(text)
    except markdown.MarkupError as error:
        raise rejected("bad-url", str(error), error.hint) from None


def _read_email(value: Any) -> str:
    text = _read_plain(value)
    if re.fullmatch(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+", text):
        return text
    guess = re.sub(
        r"\s*[(\[]\s*dot\s*[)\]]\s*", ".", re.sub(r"\s*[(\[]\s*at\s*[)\]]\s*", "@", text, flags=re.I), flags=re.I
    )
    hint = f"write {guess}" if "@" in guess and guess != text else "write name@site.org"
    raise rejected("bad-email", f"{text!r} is not an e-mail address", hint)


def listed(value: Any) -> Any:
    """Return a single value as a list of one."""
    return value if isinstance(value, list) or value is None else [value]


def text_schema() -> dict[str, Any]:
    """Return the JSON Schema of a text: one scalar, or one for every language."""
    by_language = {
        "type": "object",
        "propertyNames": {"pattern": f"^{_LANGUAGE.pattern}$"},
        "additionalProperties": _SCALAR,
        "minProperties": 1,
    }
    return {"anyOf": [_SCALAR, by_language]}


InlineText = Annotated[Text, PlainValidator(_read_text), WithJsonSchema(text_schema())]
Plain = Annotated[str, PlainValidator(_read_plain), WithJsonSchema(_SCALAR)]
DateField = Annotated[edtf.Date, PlainValidator(_read_date), WithJsonSchema(_SCALAR)]
WhenField = Annotated[edtf.When, PlainValidator(_read_when), WithJsonSchema(_SCALAR)]
Url = Annotated[str, PlainValidator(_read_url), WithJsonSchema({"type": "string"})]
Email = Annotated[str, PlainValidator(_read_email), WithJsonSchema({"type": "string"})]


class _Listed:
    """Let a list be written as a single value."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


ItemT = TypeVar("ItemT")
OneOrMany = Annotated[tuple[ItemT, ...], _Listed()]
"""A list that may be written as a single value, and is read as a tuple."""


def placed(value: str) -> Place:
    """Return the place of a scalar that pydantic handed through."""
    return value.place if isinstance(value, Scalar) else NOWHERE


def texts_in(value: Any) -> Iterator[Text]:
    """Yield every `Text` inside a record, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts_in(item)
