"""What the documents say is so: keys, commands, links, examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from tests import helpers
from texcv import resources
from texcv.cli import COMMANDS
from texcv.console import as_text
from texcv.model.diagnostic import Severity
from texcv.model.fields import Record
from texcv.model.profile import Profile
from texcv.model.reference import ReferenceList
from texcv.model.theme import Theme

ROOT = Path(__file__).parents[1]
FORMAT = (ROOT / "docs/format.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def keys(schema: dict[str, Any]) -> Iterator[str]:
    """Yield every key that a JSON Schema's mappings define."""
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part.get("properties", {})


@pytest.mark.parametrize("model", [Profile, ReferenceList])
def test_every_key_is_in_the_description_of_the_format(model: type[Record]) -> None:
    written = set(re.findall(r"[\w-]+", FORMAT))
    assert not set(keys(model.model_json_schema())) - written


def test_every_key_of_a_theme_is_described() -> None:
    written = set(re.findall(r"[\w-]+", (ROOT / "docs/themes.md").read_text("utf-8")))
    assert not set(Theme.keys()) - written


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"^\| `texcv (\w+)", README, re.MULTILINE))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("document", ["README.md", "docs/format.md", "docs/themes.md", "docs/architecture.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    file = ROOT / document
    for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text("utf-8")):
        assert (file.parent / target).exists(), target


def test_the_example_of_the_readme_is_a_good_profile() -> None:
    profile, references = re.findall(r"```yaml\n((?:person|venues):.+?)```", README, re.DOTALL)
    faults = helpers.faults(profile, references)
    assert not [fault for fault in faults if fault.severity is Severity.ERROR]


def test_the_examples_of_faults_are_what_is_printed() -> None:
    shown = re.search(r"```\n(zhong\.yaml:7:1: .+?)```", README, re.DOTALL)
    assert shown
    wrong = "person: {name: Yinmin Zhong}\neducation:\n  - institution: X\n    start: 2024.10\npublicatons: {}\n"
    printed = click.unstyle("\n".join(map(as_text, helpers.faults(wrong))))
    for line in ("error: the key 'publicatons' is not known here", 'help: did you mean "publications"?',
                 "error: '2024.10' is not a date", "help: write 2024-10"):  # fmt: skip
        assert line in printed
        assert line in shown[1]


def test_the_lists_of_themes_fonts_and_languages_are_complete() -> None:
    themes = (ROOT / "docs/themes.md").read_text("utf-8")
    fonts = (resources.templates() / "latex/texcv-fonts.def").read_text("utf-8")
    for font in re.findall(r"^\\cv@face\{(\w+)\}", fonts, re.MULTILINE):
        assert font in themes
    for language in resources.locales():
        assert f"`{language}`" in FORMAT
