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
    standings: Annotated[dict[str, Plain], Field(description="Headings of groups by status.")]
    marks: dict[str, Plain]
    ordinals: Annotated[dict[str, Plain], Field(description="By the number's last two digits, its last, or 'other'.")]

    def ordinal(self, number: int) -> str:
        """Return a place in a row: 1st, 2nd, 11th.

        Source of the rule: CSL 1.0.2, Locale Files, Ordinal Suffixes: two digits go before one.
        """
        for digits in (str(number % 100).zfill(2) if number > 9 else "", str(number % 10), "other"):
            if digits in self.ordinals:
                return self.ordinals[digits].format(number=number)
        return str(number)
