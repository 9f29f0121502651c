"""The wheel: built offline, installed into a fresh environment, and used in an empty folder elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from texcv import __version__

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program with an environment of its own, without anything that leads to the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP", "VIRTUAL_ENV"))}
    return subprocess.run(list(map(str, command)), cwd=cwd, env=kept, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    out = tmp_path_factory.mktemp("dist")
    ended = run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", out, ROOT, cwd=out)
    assert ended.returncode == 0, ended.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def texcv(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment, which borrows the libraries of this one but not its texcv."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    install = (sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    ended = run(*install, cwd=home)
    assert ended.returncode == 0, ended.stderr
    paths = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).stdout.strip()
    # A line in a .pth file adds a folder whose own .pth files, such as that of an editable texcv, are not read.
    (Path(paths) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "texcv"


def test_the_wheel_is_whole(wheel: Path) -> None:
    """All of the package, the templates, the locales and latexmk's settings are in the wheel, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    there = {name for name in names if ".dist-info/" not in name}
    ignored = ("__pycache__",)
    code = {
        f"texcv/{file.relative_to(ROOT / 'src/texcv')}" for file in (ROOT / "src/texcv").rglob("*") if file.is_file()
    }
    data = {f"texcv/templates/{file.relative_to(ROOT / 'templates')}" for file in (ROOT / "templates").rglob("*.*")}
    wanted = {name for name in code | data if not any(part in name for part in ignored)}
    assert there == wanted | {"texcv/templates/latex/latexmkrc"}
    for name in ("latex/texcv.sty", "latex/texcv-resume.def", "latex/document.tex", "latex/themes/classic/theme.yaml"):
        assert f"texcv/templates/{name}" in there
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in names)


def test_the_installed_texcv_is_that_of_the_wheel(texcv: Path, tmp_path: Path) -> None:
    """The program runs from the new environment and finds its templates there."""
    assert run(texcv, "--version", cwd=tmp_path).stdout == f"texcv {__version__}\n"
    code = "import texcv, texcv.resources as r; print(texcv.__file__, r.templates(), r.latexmkrc(), sep='\\n')"
    said = run(texcv.with_name("python"), "-c", code, cwd=tmp_path).stdout.splitlines()
    assert len(said) == 3
    assert all(path.startswith(str(texcv.parents[1])) for path in said), said


def test_the_installed_texcv_makes_and_checks_a_profile(texcv: Path, tmp_path: Path) -> None:
    """In an empty folder: a new profile is good, a fault in it is told."""
    assert run(texcv, "new", "Ada Lovelace", cwd=tmp_path).returncode == 0
    checked = run(texcv, "check", "ada-lovelace.yaml", cwd=tmp_path)
    assert (checked.stdout, checked.stderr) == ("ada-lovelace.yaml: good\n", "")
    file = tmp_path / "ada-lovelace.yaml"
    file.write_text(file.read_text("utf-8").replace("education:", "educaton:", 1), "utf-8")
    checked = run(texcv, "check", "ada-lovelace.yaml", cwd=tmp_path)
    assert checked.returncode == 1
    assert 'help: did you mean "education"?' in checked.stderr


def test_the_installed_texcv_lists_themes_and_prints_schemas(texcv: Path, tmp_path: Path) -> None:
    """All that needs the shipped files works."""
    themes = run(texcv, "themes", cwd=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in themes] == ["classic", "resume"]
    assert json.loads(run(texcv, "schema", cwd=tmp_path).stdout)["title"] == "Profile"
    assert json.loads(run(texcv, "schema", "--references", cwd=tmp_path).stdout)["title"] == "ReferenceList"
    assert "latexmk" in run(texcv, "doctor", cwd=tmp_path).stdout


@pytest.mark.tex
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_the_installed_texcv_renders(theme: str, texcv: Path, tmp_path: Path) -> None:
    """In an empty folder a new profile becomes a PDF in every theme."""
    run(texcv, "new", "Ada Lovelace", cwd=tmp_path)
    ended = run(texcv, "render", "ada-lovelace.yaml", "--theme", theme, cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "build/ada-lovelace.pdf").read_bytes().startswith(b"%PDF-")
