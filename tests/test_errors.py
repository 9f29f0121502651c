"""Every mistake in a profile is told with its place, what is wrong and what to do; all of them at once."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from tests.helpers import cases
from texcv import console, resources
from texcv.cli import main
from texcv.model.diagnostic import Diagnostic, Faults, Severity
from texcv.model.place import File, Place
from texcv.model.source import Options
from texcv.pipeline import prepare


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> Result:
    """Run the command line in this process; a crash fails the test."""
    result = CliRunner().invoke(main, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def told(output: str) -> list[dict[str, Any]]:
    """Return the diagnostics of `--format json`."""
    return [json.loads(line) for line in output.splitlines()]


def spelt(diagnostic: dict[str, Any]) -> str:
    """Return where a diagnostic stands as the cases spell it."""
    if not diagnostic["line"]:
        return str(diagnostic["file"])
    at = f"{diagnostic['line']}:{diagnostic['column']}"
    return at if diagnostic["file"] == "cv.yaml" else f"{diagnostic['file']}:{at}"


@pytest.mark.parametrize("case", cases("errors"))
def test_a_mistake_is_told(case: dict[str, Any], here: Path) -> None:
    """A mistake is told at its place, with its code, its message and its remedy, and nothing else is told."""
    Path("cv.yaml").write_text(case["cv"], case.get("encoding", "utf-8"))
    for name, text in case.get("files", {}).items():
        Path(name).write_text(text, "utf-8")
    result = run("check", "cv.yaml", "--format", "json", *case.get("args", ()))
    diagnostics = told(result.stdout)
    assert [(spelt(one), one["code"]) for one in diagnostics] == [(at, code) for at, code, _, _ in case["expect"]]
    for one, (_, _, message, hint) in zip(diagnostics, case["expect"], strict=True):
        assert message in one["message"]
        assert hint in one["hint"]
    assert result.exit_code == 1


CARETS = [
    ("ASCII", "person: {name: Ann Lee, emial: x}", "emial"),
    ("wide characters before it", "person: {name: 钟寅民北京大学, emial: x}", "emial"),
    ("accents before it", "person: {name: Đặng Thị Ngọc, emial: x}", "emial"),
    ("wide characters in it", "person: {name: Ann Lee, 电子邮件: x}", "电子邮件"),
    ("the end of a very long line", f"person: {{name: Ann {'Lee ' * 60}, emial: x}}", "emial"),
    ("the beginning of a very long line", f"person: {{emial: x, name: Ann {'Lee ' * 60}}}", "emial"),
    (
        "the middle of a very long line of wide characters",
        f"person: {{name: {'钟' * 90}, emial: x, id: {'钟' * 90}}}",
        "emial",
    ),
]


@pytest.mark.parametrize(("line", "fault"), [pytest.param(*rest, id=name) for name, *rest in CARETS])
def test_the_caret_stands_under_the_fault(line: str, fault: str, here: Path) -> None:
    """Below the offending line carets stand just under the fault, as wide as it is on a terminal."""
    Path("cv.yaml").write_text(line, "utf-8")
    said = run("check", "cv.yaml").stderr.splitlines()
    assert said[0] == f"cv.yaml:1:{line.index(fault) + 1}: error: the key {fault!r} is not known here"
    shown, carets = said[1], said[2]
    assert width(shown) <= 220
    assert shown.removeprefix("  1 | ") in line
    before = carets[: carets.index("^")]
    left = next(cut for cut in range(len(shown) + 1) if width(shown[:cut]) == width(before))
    assert shown[left : left + len(fault)] == fault
    assert carets.count("^") == width(fault)
    assert said[3].startswith("  help: ")


def width(text: str) -> int:
    """Return the columns that a text takes on a terminal; source: Unicode's UAX 11."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def test_a_tab_before_the_fault_keeps_the_caret_in_its_column() -> None:
    """A tab is shown as one blank, so that the caret stands right at any width of tabs."""
    place = Place(File("cv.yaml", "a:\t\tbad"), 1, 5, 3)
    shown = click.unstyle(console.as_text(Diagnostic("x", "wrong", place))).splitlines()
    assert shown[1:] == ["  1 | a:  bad", "    |     ^^^"]


def test_a_fault_without_a_line_has_neither_excerpt_nor_caret(here: Path) -> None:
    """A file that is empty or not there is told in one line and a remedy."""
    Path("cv.yaml").write_text("")
    assert run("check", "cv.yaml").stderr.splitlines() == [
        "cv.yaml: error: the file is empty",
        "  help: texcv new NAME writes a profile to begin with",
    ]


def test_json_has_one_object_a_line(here: Path) -> None:
    """`--format json` prints nothing but one object for each diagnostic, with all its parts."""
    Path("cv.yaml").write_text("person: {name: Ann Lee, emial: x}\ninterests: Systems\nsections: []\n")
    result = run("check", "cv.yaml", "--format", "json")
    assert result.stderr == ""
    assert told(result.stdout) == [
        {
            "severity": "error",
            "code": "unknown-key",
            "file": "cv.yaml",
            "line": 1,
            "column": 25,
            "message": "the key 'emial' is not known here",
            "hint": 'did you mean "email"?',
        },
        {
            "severity": "warning",
            "code": "not-printed",
            "file": "cv.yaml",
            "line": 3,
            "column": 11,
            "message": "the section 'interests' has content, but 'sections' leaves it out",
            "hint": "add interests there if it shall be printed",
        },
    ]


def test_github_has_one_command_a_line(here: Path) -> None:
    """`--format github` prints workflow commands by which GitHub marks the line."""
    Path("cv.yaml").write_text("person: {name: Ann Lee, emial: x}\n")
    result = run("check", "cv.yaml", "--format", "github")
    message = "the key 'emial' is not known here (did you mean \"email\"?)"
    assert result.stdout == f"::error file=cv.yaml,line=1,col=25,title=unknown-key::{message}\n"


def test_github_commands_are_escaped() -> None:
    """`%` and line ends are encoded everywhere, `:` and `,` in properties.

    Source: github.com/actions/toolkit, packages/core/src/command.ts, escapeData and escapeProperty.
    """
    place = Place(File("a,b:c%.yaml", ""), 3, 4)
    told = console.as_github(Diagnostic("code", "100% of\r\nit: all, here", place, severity=Severity.WARNING))
    assert told == "::warning file=a%2Cb%3Ac%25.yaml,line=3,col=4,title=code::100%25 of%0D%0Ait: all, here"


def test_an_unusual_file_name_is_escaped_for_github(here: Path) -> None:
    """A file's name cannot break out of its workflow command."""
    name = "a,line=9::b%.yaml"
    Path(name).write_text("person: {name: Ann Lee, emial: x}\n")
    (line,) = run("check", name, "--format", "github").stdout.splitlines()
    assert line.startswith("::error file=a%2Cline=9%3A%3Ab%25.yaml,line=1,col=25,title=unknown-key::")


GOOD = "person: {name: Ann Lee}\ninterests: Systems\n"
BAD = "person: {name: Ann Lee, emial: x}\n"
WARNED = GOOD + "education: [{institution: MIT}]\nsections: [education]\n"
EXITS = [
    ("a good profile", ["check", "good.yaml"], 0),
    ("a good profile among others", ["check", "good.yaml", "warned.yaml"], 0),
    ("a warning", ["check", "warned.yaml"], 0),
    ("a bad profile", ["check", "bad.yaml"], 1),
    ("a bad profile among good ones", ["check", "good.yaml", "bad.yaml", "good.yaml"], 1),
    ("a profile that is not there", ["check", "gone.yaml"], 1),
    ("a folder", ["check", "folder"], 1),
    ("a bad profile to render", ["render", "bad.yaml"], 1),
    ("no profile", ["check"], 2),
    ("an unknown option", ["check", "good.yaml", "--colour"], 2),
    ("an unknown format", ["check", "good.yaml", "--format", "xml"], 2),
    ("an unknown engine", ["render", "good.yaml", "--engine", "lualatex"], 2),
    ("a setting without a value", ["check", "good.yaml", "--set", "design.color"], 2),
    ("an unknown command", ["chekc", "good.yaml"], 2),
]


@pytest.mark.parametrize(("args", "status"), [pytest.param(*rest, id=name) for name, *rest in EXITS])
def test_exit_codes(args: list[str], status: int, here: Path) -> None:
    """0 is good, 1 is a fault in what was given, 2 is a wrong call."""
    for name, text in (("good", GOOD), ("bad", BAD), ("warned", WARNED)):
        Path(f"{name}.yaml").write_text(text)
    Path("folder").mkdir()
    assert run(*args).exit_code == status


def test_all_profiles_are_told_of(here: Path) -> None:
    """A bad profile does not keep the next from being checked."""
    Path("bad.yaml").write_text(BAD)
    Path("good.yaml").write_text(GOOD)
    result = run("check", "bad.yaml", "gone.yaml", "good.yaml")
    assert "bad.yaml:1:25: error:" in result.stderr
    assert "gone.yaml: error: no such profile" in result.stderr
    assert result.stdout == "good.yaml: good\n"


def test_a_profile_that_is_not_there_is_guessed(here: Path) -> None:
    """The nearest file is named."""
    Path("profiles").mkdir()
    Path("profiles/zhong.yaml").write_text(GOOD)
    assert "help: did you mean profiles/zhong.yaml?" in run("check", "zhogn.yaml").stderr


RAW = [
    ("binary", b"\x89PNG\r\n\x1a\n\x00\x00"),
    ("UTF-16", "person: {name: Ann Lee}".encode("utf-16")),
    ("no characters at all", b"\xff\xfe"),
    ("deeply nested", b"person: " + b"[" * 5000),
    ("deeply nested and closed", b"person: " + b"[" * 3000 + b"]" * 3000),
    ("deep by indentation", b"".join(b" " * depth + b"a:\n" for depth in range(400))),
    ("an alias that grows", b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (97 + n, 97 + n, b",".join([b"*%c" % (96 + n)] * 9)) for n in range(1, 9))),
    ("two documents", b"person: {name: Ann Lee}\n---\nperson: {name: Bo Chen}\n"),
    ("a lone surrogate", b'person: {name: "Ann \\uD800 Lee"}\ninterests: "\\uD800"\n'),
    ("keys that are no words", b"? [a, b]\n: c\n1: 2\n~: 3\n"),
    ("a merge key", b"base: &b {name: Ann Lee}\nperson: {<<: *b}\n"),
]  # fmt: skip


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in RAW])
def test_a_strange_file_is_told_in_words(data: bytes, here: Path) -> None:
    """The program itself, run on a file that is no profile, says so and exits with 1; it never shows Python's trace."""
    Path("cv.yaml").write_bytes(data)
    command = [sys.executable, "-m", "texcv", "check", "cv.yaml"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert re.match(r"cv\.yaml(:\d+:\d+)?: error: [\w']", ended.stderr), ended.stderr


def test_a_file_that_may_not_be_read_is_told_in_words(here: Path) -> None:
    """A profile that is a broken link, or a list of references that is a folder, is told at its place."""
    Path("pubs").mkdir()
    Path("cv.yaml").write_text("person: {name: Ann Lee}\npublications: {from: pubs}\n")
    (one,) = told(run("check", "cv.yaml", "--format", "json").stdout)
    assert (spelt(one), one["code"], one["message"]) == ("2:22", "not-found", "cannot read pubs: Is a directory")


WRONG: tuple[Any, ...] = (None, "", "x", "7", [], {}, ["x"], [[]], [{}], {"x": "y"}, {"en": "y"}, {"items": [{}]})


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path to every value inside a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def test_no_wrong_value_anywhere_is_a_crash(here: Path) -> None:
    """Whatever stands in any place of a profile, it is read, or told at a line of the file."""
    starter = (resources.templates() / "starter.yaml").read_text("utf-8")
    for gap in ("NAME", "AUTHOR"):
        starter = starter.replace(f"@{gap}@", "Ann Lee")
    whole = yaml.load(starter, yaml.BaseLoader) | {
        "custom": [{"title": "Free", "entries": [{"role": "A", "venue": "B"}, "bullet", {"talk": "T"}]}],
        "talks": [{"group": "Invited", "entries": [{"talk": "T", "event": "E"}]}],
        "variants": {"short": {"sections": ["education"], "pages": "1"}},
        "titles": {"education": "Studies"},
        "language": "en",
        "pages": "2",
    }
    whole["publications"] = {"entries": whole["publications"], "select": ["first-paper"], "authors": {"max": "3"}}
    tried = 0
    for path in paths(whole):
        for wrong in WRONG:
            changed = copy.deepcopy(whole)
            holder = changed
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = wrong
            Path("cv.yaml").write_text(yaml.safe_dump(changed, allow_unicode=True, width=10**6), "utf-8")
            tried += 1
            try:
                prepare(Path("cv.yaml"), Options())
            except Faults as faults:
                for one in faults.diagnostics:
                    assert one.place.line > 0, (path, wrong, one)
                    assert one.message and not re.search(r"pydantic|\bNone\b|<class|type=", one.message), (
                        path,
                        wrong,
                        one,
                    )
            except Exception as error:
                raise AssertionError(f"{wrong!r} at {path}") from error
    assert tried > 1000
