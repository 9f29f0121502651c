"""The files around the code: workflows, hooks, lists of packages, set-up, and what no file may name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from texcv.engines import installation

ROOT = Path(__file__).parents[1]
SYSTEMS = sorted((ROOT / "templates/system").glob("*.txt"))
CACHES = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"}
NOT_OURS = {".git", ".venv", "build", "dist"} | CACHES


def run(
    *command: str | Path, cwd: Path = ROOT, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program without a terminal."""
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=os.environ | (environment or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def texts() -> Iterator[tuple[str, str]]:
    """Yield name and text of every file of the project, committed or not yet."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = listed.stdout.split("\0") if listed.returncode == 0 else _walked()
    for name in filter(None, names):
        file = ROOT / name
        data = file.read_bytes() if file.is_file() else b""
        if b"\0" not in data:
            yield name, data.decode("utf-8", errors="replace")


def _walked() -> Iterator[str]:
    """Yield the names of the files of a checkout that git does not know."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        yield from (str((Path(folder) / name).relative_to(ROOT)) for name in files)


def named(pattern: str) -> list[str]:
    """Return where a pattern is found in the project's files, as `file:line: match`."""
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in texts()
        for match in re.finditer(pattern, text)
    ]


def normal(requirement: str) -> str:
    """Return the name of a requirement as package indexes compare it."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


def pinned() -> dict[str, str]:
    """Return the versions in constraints.txt by name."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines())
    return {normal(name): version for name, _, version in (line.partition("==") for line in lines if line)}


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        *[("vendor.github-workflows", f".github/workflows/{f.name}") for f in (ROOT / ".github/workflows").glob("*")],
    ],
)
def test_github_files_fit_their_schema(schema: str, file: str) -> None:
    """The action and the workflows have the form that GitHub asks for."""
    checked = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_there_are_workflows() -> None:
    """The schema has something to be held against."""
    assert [f.name for f in (ROOT / ".github/workflows").glob("*")] == ["render.yml"]


def test_inputs_reach_the_shell_as_variables_only() -> None:
    """No script of the action or a workflow has GitHub's own braces in it: what they give would be run."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    workflow = yaml.safe_load((ROOT / ".github/workflows/render.yml").read_text("utf-8"))
    steps = [*action["runs"]["steps"], *(step for job in workflow["jobs"].values() for step in job["steps"])]
    scripts = [step["run"] for step in steps if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


def render_step() -> str:
    """Return the script of the action that renders."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (script,) = [step["run"] for step in action["runs"]["steps"] if step.get("name") == "Render"]
    return str(script)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"PROFILES": "cv/*.yaml"}, ["-o", "out", "--format", "github", "--", "cv/a.yaml", "cv/b.yaml"]),
        ({"PROFILES": "cv/a.yaml", "THEME": "classic"},
         ["-o", "out", "--format", "github", "--theme", "classic", "--", "cv/a.yaml"]),
        ({"PROFILES": "cv/a.yaml", "ARGS": "--set design.color=teal\n--variant *"},
         ["-o", "out", "--format", "github", "--set", "design.color=teal", "--variant", "*", "--", "cv/a.yaml"]),
        ({"PROFILES": "$(touch\ncaught) ;cv/a.yaml", "THEME": "`touch caught`"},
         ["-o", "out", "--format", "github", "--theme", "`touch caught`", "--", "$(touch", "caught)", ";cv/a.yaml"]),
    ],
    ids=["pattern", "theme", "arguments", "shell"],
)  # fmt: skip
def test_the_action_calls_render(inputs: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    """The action hands its inputs to `texcv render` word by word, and runs none of them."""
    program = tmp_path / "runner/texcv/bin/texcv"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    program.chmod(0o755)
    work = tmp_path / "work"
    for name in ("a", "b", "publications"):
        file = work / f"cv/{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    variables = {"THEME": "", "ARGS": "", "OUTPUT_DIR": "out", "RUNNER_TEMP": str(tmp_path / "runner")} | inputs
    ended = run("bash", "-e", "-o", "pipefail", "-c", render_step(), cwd=work, environment=variables)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == ["render", *expected]
    assert not (work / "caught").exists()


def test_pre_commit_hooks_are_well_formed() -> None:
    """pre-commit accepts its file, and every hook is local: nothing is fetched."""
    checked = run(sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    repositories = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert {repository["repo"] for repository in repositories} == {"local"}


def test_no_file_names_a_registry() -> None:
    """Where packages come from is the machine's matter."""
    hosts = r"(?i)\b(?:pypi|pythonhosted|npmjs|crates|rubygems|anaconda|artifactory|jfrog)[.](?:org|com|io|net)\b"
    assert re.search(hosts, "pypi" + ".org")
    assert named(hosts) == []


def test_no_file_names_a_place_on_one_machine() -> None:
    """A path below somebody's home leads nowhere on another machine; the cases are texts to print, not places."""
    homes = r"(?<![\w.:/~-])/(?:home|Users|root|work|workspace)/[\w.]+"
    assert re.search(homes, "/" + "home/ada")
    assert [place for place in named(homes) if not place.startswith("tests/cases/")] == []


def test_every_dependency_is_pinned() -> None:
    """Everything that pyproject.toml asks for has one version in constraints.txt."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = settings["project"]
    groups = [settings["build-system"]["requires"], project["dependencies"], *project["optional-dependencies"].values()]
    asked = {normal(requirement) for group in groups for requirement in group}
    assert asked - pinned().keys() == set()


def test_constraints_are_versions() -> None:
    """Each line is NAME==VERSION, once, in order: no address, no range."""
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.+!]*", line)] == []
    assert lines == sorted(lines, key=str.lower)
    assert len(pinned()) == len(lines)


@pytest.mark.parametrize("file", SYSTEMS, ids=lambda file: file.stem)
def test_system_packages_are_one_to_a_line(file: Path) -> None:
    """Each line is a package and a reason, a comment, or empty; no package stands twice."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    found = [re.fullmatch(r"([a-z0-9][a-z0-9+.-]*)(?: +[\w.-]+)* +# \S.*", line) for line in lines]
    assert [line for line, match in zip(lines, found, strict=True) if not match] == []
    names = [match.group(1) for match in found if match]
    assert names
    assert len(names) == len(set(names))


def test_system_lists_are_those_that_doctor_reads() -> None:
    """There is one list for each means of installing, and none besides."""
    assert {file.stem for file in SYSTEMS} == {system for system, _ in installation.COMMANDS.values()}


def test_every_package_of_debian_has_what_shows_it_to_be_here() -> None:
    """setup.sh and `texcv doctor` look for programs and files, since TeX may have come by other means than apt."""
    assert not [need.package for need in installation.needs() if not need.probes]


@pytest.mark.parametrize("file", ["scripts/setup.sh", ".ci/run"])
def test_scripts_are_well_formed(file: str) -> None:
    """The shell can read them, and they may be run."""
    assert run("bash", "-n", file).stderr == ""
    assert os.access(ROOT / file, os.X_OK)


def bare(tmp_path: Path, *programs: str) -> dict[str, str]:
    """Return an environment where the PATH holds a few tools of the system, and stand-ins that fail."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "env", "sed", "tr", "dirname", "grep", "cat"):
        (folder / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    (folder / "python3").symlink_to(sys.executable)
    (folder / "id").write_text("#!/bin/sh\necho 1000\n")
    for name in programs:
        (folder / name).write_text("#!/bin/sh\nexit 1\n")
    for file in folder.iterdir():
        if not file.is_symlink():
            file.chmod(0o755)
    return {"PATH": str(folder)}


def test_setup_prints_the_command_where_it_may_not_install(tmp_path: Path) -> None:
    """Without root and without a password-free sudo it names the exact command and stops."""
    ended = run("scripts/setup.sh", "system", environment=bare(tmp_path, "apt-get", "dpkg-query", "sudo"))
    packages = " ".join(need.package for need in installation.needs())
    command = f"sudo apt-get update && sudo apt-get install --yes --no-install-recommends {packages}"
    assert ended.returncode == 1
    assert command in [line.strip() for line in ended.stderr.splitlines()]


def test_setup_installs_nothing_where_tex_came_by_other_means(tmp_path: Path) -> None:
    """Where the programs and files are, no package of Debian's is asked for, though dpkg knows none."""
    environment = bare(tmp_path, "apt-get", "dpkg-query", "sudo", "latexmk", "pdflatex", "xelatex")
    finds_all = tmp_path / "bin/kpsewhich"
    finds_all.write_text('#!/bin/sh\necho "/tex/$1"\n')
    finds_all.chmod(0o755)
    ended = run("scripts/setup.sh", "system", environment=environment)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_setup_says_what_to_install_where_there_is_no_apt(tmp_path: Path) -> None:
    """Elsewhere the system's own means is named, and what is lacking."""
    ended = run("scripts/setup.sh", "system", environment=bare(tmp_path, "dnf", "latexmk"))
    assert ended.returncode == 1
    assert "not on PATH: pdflatex xelatex" in ended.stderr
    assert f"sudo dnf install {' '.join(need.package for need in installation.needs('dnf'))}" in ended.stderr


DOCUMENT = r"\documentclass{article}\begin{document}Text\end{document}"


@pytest.mark.tex
@pytest.mark.parametrize("arguments", [["cv.tex"], []], ids=["named", "unnamed"])
@pytest.mark.parametrize("rc", [["-norc", "-r", "latexmkrc"], []], ids=["by texcv", "by hand"])
@pytest.mark.parametrize(
    ("first", "engine"),
    [("%!TEX program = xelatex", "xdvipdfmx"), ("%!TEX program = pdflatex", "pdfTeX"), ("% a comment", "pdfTeX")],
    ids=["xelatex", "pdflatex", "none"],
)
def test_latexmkrc_takes_the_engine_of_the_first_line(
    first: str, engine: str, rc: list[str], arguments: list[str], tmp_path: Path
) -> None:
    """The magic comment chooses, however latexmk is called; a file that is no document plays no part."""
    shutil.copy(ROOT / "latexmkrc", tmp_path)
    (tmp_path / "cv.tex").write_text(f"{first}\n{DOCUMENT}\n")
    (tmp_path / "part.tex").write_text("%!TEX program = lualatex\nA part\n")
    ended = run("latexmk", *rc, *arguments, cwd=tmp_path, environment={"HOME": str(tmp_path)})
    assert ended.returncode == 0, ended.stdout + ended.stderr
    metadata = PdfReader(tmp_path / "cv.pdf").metadata
    assert metadata
    assert metadata.producer
    assert metadata.producer.startswith(engine)


@pytest.mark.tex
def test_latexmkrc_keeps_tex_in_its_folder(tmp_path: Path) -> None:
    """By hand too, TeX reads no file elsewhere and runs no program."""
    work = tmp_path / "work"
    work.mkdir()
    shutil.copy(ROOT / "latexmkrc", work)
    (tmp_path / "elsewhere.tex").write_text("secret")
    spy = r"\immediate\write18{touch ran}\IfFileExists{../elsewhere.tex}{\typeout{SEEN}}{\typeout{UNSEEN}}"
    (work / "cv.tex").write_text(DOCUMENT.replace("Text", f"Text{spy}"))
    ended = run("latexmk", cwd=work, environment={"HOME": str(tmp_path)})
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "UNSEEN" in (work / "cv.log").read_text("utf-8").splitlines()
    assert not (work / "ran").exists()
