"""A theme: which class, packages and options of `texcv.sty` set the page."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from texcv.model.fields import Plain, Record, listed


class Package(Record):
    """A LaTeX package with its options, in order."""

    name: Plain
    options: tuple[Plain, ...] = ()


class Theme(Record):
    """The data of a theme; mappings of a theme that extends another are merged, lists replaced."""

    description: Plain = ""
    extends: Plain | None = None
    documentclass: Annotated[Plain, Field(alias="class")]
    class_options: Annotated[tuple[Plain, ...], BeforeValidator(listed), Field(alias="class-options")] = ()
    packages: tuple[Package, ...] = ()
    options: Annotated[dict[str, Plain], Field(description="Options of texcv.sty.")] = {}


class Locale(Record):
    """The words of a language: labels, months, headings."""

    name: Plain
    babel: Plain | None = None
    months: Annotated[tuple[Plain, ...], Field(min_length=12, max_length=12)]
    months_full: Annotated[tuple[Plain, ...], Field(alias="months-full", min_length=12, max_length=12)]
    seasons: Annotated[tuple[Plain, ...], Field(min_length=4, max_length=4)]
    dates: dict[str, Plain]
    sections: dict[str, Plain]
    labels: dict[str, Plain]
    links: dict[str, Plain]
    types: dict[str, Plain]
    status: dict[str, Plain]
    marks: dict[str, Plain]
