"""The command line: what it says of itself, how it finds profiles, what it says of the machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from texcv import __version__
from texcv.cli import COMMANDS, main
from texcv.engines import installation

GOOD = "person: {name: Ann Lee}\ninterests: Systems\n"


def run(*args: str) -> Result:
    """Run the command line in this process; a crash fails the test."""
    result = CliRunner().invoke(main, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def test_help_lists_every_command() -> None:
    """`texcv --help` names all commands with what they do, and how to begin."""
    said = run("--help").stdout
    for name, purpose in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(purpose)}$", said, re.MULTILINE)
    assert "texcv new" in said
    assert run("-h").stdout == said


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_has_an_example_that_is_right(name: str) -> None:
    """Every command's help shows calls of texcv, whose commands and options are all known."""
    said = run(name, "--help").stdout
    examples = re.findall(r"^ +texcv (\w+)(.*)$", said.partition("Example")[2], re.MULTILINE)
    assert examples
    for command, rest in examples:
        options = run(command, "--help").stdout
        for option in re.findall(r"(?<= )--?[a-z]+", rest):
            assert re.search(rf"{option}\b", options.partition("Options:")[2])


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_every_option_of_a_command(name: str) -> None:
    """No option is without a word on what it is for."""
    listed = run(name, "--help").stdout.partition("Options:")[2].partition("\n\n")[0]
    assert "--help" in listed
    for line in listed.strip().splitlines():
        assert not re.fullmatch(r"\s*-\S+( [A-Z=]+)?", line), f"{line} has no help"


def test_version() -> None:
    """`texcv --version` prints the name and the version."""
    assert run("--version").stdout == f"texcv {__version__}\n"


def test_version_loads_no_library_that_is_slow() -> None:
    """Asking for the version imports none of the libraries that only the work itself needs."""
    slow = ["pydantic", "jinja2", "yaml", "rich", "pypdf", "pypdfium2", "pylatex", "markdown_it"]
    code = (
        "import sys; from texcv.cli import main\n"
        "try: main(['--version'])\n"
        f"except SystemExit: print([name for name in {slow} if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines() == [f"texcv {__version__}", "[]"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("rendr", "Did you mean 'render'?"), ("themse", "Did you mean 'themes'?"), ("xyz", "There are: render, check")],
)
def test_an_unknown_command_is_answered_with_the_nearest(typed: str, answer: str) -> None:
    """A command that is misspelt is an error that names the one meant, or all there are."""
    result = run(typed)
    assert result.exit_code == 2
    assert f"No such command {typed!r}. {answer}" in result.stderr


@pytest.mark.parametrize("name", ["zhong.yaml", "zhong", "profiles/zhong.yaml", "profiles/zhong"])
def test_a_bare_name_is_found_in_profiles(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile is called by its path or by its name here or in `profiles/`, with or without `.yaml`."""
    monkeypatch.chdir(tmp_path)
    Path("profiles").mkdir()
    Path("profiles/zhong.yaml").write_text(GOOD)
    assert run("check", name).stdout == "profiles/zhong.yaml: good\n"


def test_a_profile_here_comes_before_one_in_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in this folder is meant first."""
    monkeypatch.chdir(tmp_path)
    Path("profiles").mkdir()
    for file in (Path("cv.yaml"), Path("profiles/cv.yaml")):
        file.write_text(GOOD)
    assert run("check", "cv.yaml").stdout == "cv.yaml: good\n"


def test_themes_are_listed_with_what_they_look_like() -> None:
    """`texcv themes` has a line for each theme, its name first, then words."""
    rows = [line.split(maxsplit=1) for line in run("themes").stdout.splitlines()]
    assert [row[0] for row in rows] == ["classic", "resume"]
    assert all(len(row[1].split()) > 3 for row in rows)


def test_doctor_without_tex_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine with apt and no TeX all packages are missing, and one line installs them all."""
    (tmp_path / "apt-get").write_text("#!/bin/sh\n")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("doctor")
    assert result.exit_code == 1
    assert re.search(r"latexmk +not here", result.stdout)
    assert re.search(r"texlive-xetex +missing: xelatex", result.stdout)
    packages = " ".join(need.package for need in installation.needs())
    sudo = "" if os.geteuid() == 0 else "sudo "
    wanted = f"{sudo}apt-get update && {sudo}apt-get install --yes --no-install-recommends {packages}"
    assert result.stdout.splitlines()[-1].strip() == wanted


def test_doctor_asks_apt_only_for_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where latexmk alone is there, everything but latexmk is to be installed."""
    for name in ("apt-get", "latexmk"):
        (tmp_path / name).write_text("#!/bin/sh\necho Latexmk 4.79\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("doctor")
    assert re.search(r"^  latexmk +Latexmk 4.79$", result.stdout, re.MULTILINE)
    assert re.search(r"^  latexmk +good$", result.stdout, re.MULTILINE)
    assert re.search(r"-recommends texlive-latex-extra (?!.*latexmk)", result.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("program", "beginning"),
    [("dnf", "dnf install --assumeyes latexmk"), ("brew", "brew install "), ("tlmgr", "tlmgr install latexmk")],
)
def test_doctor_speaks_to_the_system_at_hand(
    program: str, beginning: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command is that of the program that installs packages here."""
    (tmp_path / program).write_text("#!/bin/sh\n")
    (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("doctor").stdout.splitlines()[-1].strip().removeprefix("sudo ").startswith(beginning)


def test_doctor_on_an_unknown_system_names_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an empty PATH nothing is found, and TeX Live's own names are told."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("doctor")
    assert result.exit_code == 1
    assert (
        result.stdout.splitlines()[-1].strip().startswith("install TeX Live with: latexmk collection-latexrecommended")
    )


def test_doctor_knows_how_every_package_shows() -> None:
    """Of each package that texcv needs, at least one program or file is looked for."""
    assert [need.package for need in installation.needs() if not need.probes] == []


@pytest.mark.tex
def test_doctor_with_all_there_is_content() -> None:
    """Where the other tests can run, the doctor finds nothing missing."""
    result = run("doctor")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.splitlines()[-1] == "All is here."
    assert "missing" not in result.stdout.replace("which are missing", "")
