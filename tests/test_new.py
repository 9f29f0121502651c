"""`texcv new`: a profile to begin with, for any name a person may have."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from tests.test_schema import as_editors_read
from texcv.cli import main
from texcv.load import load
from texcv.model.source import Options
from texcv.pipeline import prepare, render
from texcv.readers.profile import read

NAMES = [
    ("plain", "Ada Lovelace", "ada-lovelace.yaml", "Ada Lovelace"),
    ("three words", "Augusta Ada King", "augusta-ada-king.yaml", "Augusta Ada King"),
    ("accents", "José Núñez", "josé-núñez.yaml", "José Núñez"),
    ("Chinese", "章梓立", "章梓立.yaml", "章梓立 Example"),
    ("Chinese in two words", "章 梓立", "章-梓立.yaml", "章 梓立"),
    ("an apostrophe", "Conan O'Brien", "conan-o-brien.yaml", "Conan O'Brien"),
    ("quotes", 'Dwayne "The Rock" Johnson', "dwayne-the-rock-johnson.yaml", 'Dwayne "The Rock" Johnson'),
    ("family name first", "Lovelace, Ada", "lovelace-ada.yaml", "Ada Lovelace"),
    ("a comma and a suffix", "King, Jr., Martin", "king-jr-martin.yaml", "Martin King Jr."),
    ("a hyphen", "Jean-Luc Picard", "jean-luc-picard.yaml", "Jean-Luc Picard"),
    ("what YAML takes for other things", "Null No", "null-no.yaml", "Null No"),
    ("a colon and a comment", "Ada: Lovelace #1", "ada-lovelace-1.yaml", "Ada: Lovelace #1"),
    ("signs of TeX", "Ada_{L}ovelace 100%", "ada-l-ovelace-100.yaml", "Ada_{L}ovelace 100%"),
    ("a file's name", "ada-lovelace.yaml", "ada-lovelace.yaml", "Ada Lovelace"),
    ("a file's name of one word", "ada.yaml", "ada.yaml", "Ada Example"),
]
WITH_NAMES = pytest.mark.parametrize(("name", "file", "person"), [pytest.param(*rest, id=id) for id, *rest in NAMES])
SCHEMA = "texcv.schema.json"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def run(*args: str) -> Result:
    """Run the command line in this process; a crash fails the test."""
    result = CliRunner().invoke(main, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def plain(file: Path) -> Any:
    """Return the data of a file."""
    return as_editors_read(file.read_text("utf-8"))


@WITH_NAMES
def test_a_new_profile_is_good_as_it_is(name: str, file: str, person: str) -> None:
    """The file is named after the person, bears the name, holds two papers of the person and has no fault."""
    made = run("new", name)
    assert made.exit_code == 0, made.stderr
    assert sorted(path.name for path in Path().iterdir()) == sorted([file, SCHEMA])
    assert made.stdout.startswith(f"{file}  now: texcv render {file}")
    checked = run("check", file)
    assert (checked.stdout, checked.stderr) == (f"{file}: good\n", "")
    dossier, _ = read(load(Path(file), Options()))
    assert str(dossier.profile.person.name) == person
    assert [paper.owner for paper in dossier.papers] == [0, 1]


@WITH_NAMES
def test_a_new_profile_has_its_schema_beside_it(name: str, file: str, person: str) -> None:
    """Its first line leads editors to a schema that holds it for good, and tells them of a misspelt key."""
    run("new", name)
    first = Path(file).read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA}"
    validator = Draft202012Validator(json.loads(Path(SCHEMA).read_text("utf-8")))
    profile = plain(Path(file))
    assert [error.message for error in validator.iter_errors(profile)] == []
    profile["persn"] = profile.pop("person")
    assert any("persn" in error.message for error in validator.iter_errors(profile))


def test_a_profile_that_is_there_is_never_overwritten() -> None:
    """A second `new` of one name is refused, and nothing is changed."""
    Path("ada-lovelace.yaml").write_text("mine")
    result = run("new", "Ada Lovelace")
    assert result.exit_code == 1
    assert result.stderr.startswith("ada-lovelace.yaml: error: this file is there already")
    assert [path.name for path in Path().iterdir()] == ["ada-lovelace.yaml"]
    assert Path("ada-lovelace.yaml").read_text() == "mine"


def test_a_profile_is_written_where_asked() -> None:
    """`-o` makes the folder; the profile there is checked as any other."""
    assert run("new", "Ada Lovelace", "-o", "cvs/mine").exit_code == 0
    assert run("check", "cvs/mine/ada-lovelace.yaml").exit_code == 0


@pytest.mark.parametrize("name", ["", "123", "---", "../ada", "a/b.yaml", "a\\b"])
def test_what_is_no_name_is_wrong_usage(name: str) -> None:
    """A name without letters, or with a folder in it, is refused, and nothing is written."""
    result = run("new", name)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert list(Path().iterdir()) == []


def test_every_key_in_the_comments_of_a_starter_is_known() -> None:
    """What the starter shows in comments may be uncommented, and is good then."""
    run("new", "Ada Lovelace")
    file = Path("ada-lovelace.yaml")
    keys = "custom|  - title|    entries|      - |color"
    shown = re.sub(rf"^(\s*)# (?=(?:{keys}))", r"\1", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(shown.replace("awards, skills]", "awards, skills, outreach]"), "utf-8")
    assert {"custom", "person"} <= plain(file).keys()
    assert plain(file)["design"]["color"] == "burgundy"
    assert run("check", str(file)).stdout == f"{file}: good\n"


def test_every_section_of_a_starter_is_explained_by_its_words() -> None:
    """A key without a value counts as not there, as the starter says: every optional one can be emptied."""
    run("new", "Ada Lovelace")
    file = Path("ada-lovelace.yaml")
    whole = file.read_text("utf-8")
    for key in ("headline", "email", "homepage", "address", "github", "aliases"):
        file.write_text(re.sub(rf"^( +{key}:).*$", r"\1", whole, flags=re.MULTILINE), "utf-8")
        assert run("check", str(file)).stdout == f"{file}: good\n", key


@pytest.mark.tex
@pytest.mark.parametrize("name", ["Ada Lovelace", "章 梓立", 'Dwayne "The Rock" Johnson', "Ada_{L}ovelace 100%"])
def test_a_new_profile_renders_as_it_is(name: str) -> None:
    """A starter becomes a PDF that holds all it says."""
    run("new", name)
    (file,) = Path().glob("*.yaml")
    document, _, warnings = prepare(file, Options())
    artifact = render(file, Options())
    assert artifact.path.is_file()
    assert warnings == artifact.warnings == ()
    assert document.author == name
