"""The JSON Schema that editors use: sound in itself, true to profiles, and as strict as texcv about keys."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from tests.helpers import cases
from texcv.cli import main
from texcv.model.handles import SITES
from texcv.model.profile import TYPED

PROFILES = Path(__file__).parents[1] / "profiles"
FILES = sorted(PROFILES.glob("*.yaml"))


@cache
def schema(*args: str) -> Any:
    """Return the schema that `texcv schema` prints."""
    return json.loads(CliRunner().invoke(main, ["schema", *args]).stdout)


class EditorsLoader(yaml.SafeLoader):
    """YAML as editors read it, by its version 1.2: no dates, and no truth but `true` and `false`."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "bool"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


EditorsLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def as_editors_read(text: str) -> Any:
    """Return the data of a YAML text."""
    return yaml.load(text, EditorsLoader)


def of(file: Path) -> Any:
    """Return the schema of a file: of references for a list of them, else of profiles."""
    return schema("--references") if file.stem == "publications" else schema()


@pytest.mark.parametrize("args", [(), ("--references",)], ids=["profiles", "references"])
def test_the_schema_is_a_schema(args: tuple[str, ...]) -> None:
    """It says which draft it is of, and that draft's own schema accepts it."""
    assert schema(*args)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema(*args))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_our_profiles_are_good_by_the_schema(file: Path, tmp_path: Path) -> None:
    """A validator that reads YAML as editors do accepts every profile in the repository."""
    (tmp_path / "schema.json").write_text(json.dumps(of(file)))
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(tmp_path / "schema.json"), str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


def mappings(value: Any, path: str = "") -> Any:
    """Yield every mapping inside a value, with its path."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from mappings(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from mappings(inner, f"{path}.{index}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_a_misspelt_key_is_wrong_by_the_schema(file: Path) -> None:
    """In every mapping whose keys are fixed an unknown key is a fault; where they are names, any will do."""
    whole = as_editors_read(file.read_text("utf-8"))
    validator = Draft202012Validator(of(file))
    free = ("links", "venues", "people", "editions", "variants", "titles", "marks")
    tried = 0
    for path, mapping in mappings(whole):
        if path.rpartition(".")[2] in free or set(mapping) <= {"en", "zh"}:
            continue
        mapping["mispelt"] = "x"
        assert not validator.is_valid(whole), path
        del mapping["mispelt"]
        tried += 1
    assert tried > 10
    assert validator.is_valid(whole)


UNKNOWN = [
    case for case in cases("errors") if any(expected[1] == "unknown-key" for expected in case.values[0]["expect"])
]


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_texcv_calls_an_unknown_key_the_schema_does_too(case: dict[str, Any]) -> None:
    """Editors mark the same keys as `texcv check`."""
    for at, code, *_ in case["expect"]:
        file, _, position = at.rpartition(".yaml:")
        if code == "unknown-key" and not file and not case.get("args") and position[0].isdigit():
            assert not Draft202012Validator(schema()).is_valid(as_editors_read(case["cv"]))
        elif code == "unknown-key" and file == "pubs":
            text = case["files"]["pubs.yaml"]
            assert not Draft202012Validator(schema("--references")).is_valid(as_editors_read(text))


def test_editors_are_told_of_every_section_and_site() -> None:
    """The schema lists the keys that a person may write at the top, and the sites for links."""
    assert set(TYPED) <= set(schema()["properties"])
    links = schema()["$defs"]["Person"]["properties"]["links"]
    assert set(SITES) == set(links["properties"])


def test_every_choice_is_in_the_schema() -> None:
    """What may be chosen is offered by name."""
    publications = schema()["$defs"]["Publications"]["anyOf"][1]["properties"]
    assert publications["highlight"]["enum"] == ["bold", "underline", "color"]
    assert publications["venue"]["enum"] == ["short", "long", "both"]
    assert schema()["$defs"]["Design"]["properties"]["paper"]["enum"] == ["a4", "letter"]


def test_no_inner_name_is_in_the_schema() -> None:
    """Nothing of the program's inside, such as places in files, is shown to editors."""
    text = json.dumps(schema()) + json.dumps(schema("--references"))
    for inner in ("\\u0000", "Scalar", "texcv.model", "Place", "<group>"):
        assert inner not in text
