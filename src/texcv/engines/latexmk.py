"""`Tex` to a PDF by latexmk: in a folder of its own, with no way to read or write elsewhere."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
from pathlib import Path

from texcv.engines import log
from texcv.model.diagnostic import Diagnostic, Faults, fault
from texcv.model.place import NOWHERE, File, Place
from texcv.model.tex import Tex, Typeset

ENGINES = {"pdflatex": "-pdf", "xelatex": "-pdfxe"}
SECONDS = 120
_MEMORY = 4 << 30
_FILE_SIZE = 512 << 20
_KEPT = ("PATH", "HOME", "LANG", "TEXMFHOME", "TEXMFVAR", "TEXMFCONFIG", "TEXMFCNF", "SYSTEMROOT", "TMPDIR")


def typeset(tex: Tex, folder: Path) -> Typeset:
    """Return the PDF of a LaTeX document, made in `folder`, where TeX's files stay; raise `Faults` where TeX fails.

    Flags and environment are those that keep a text from doing anything but be printed; source: TeX Live's
    texmf.cnf (`openin_any`, `openout_any`, `shell_escape`) and the manual of latexmk (`-norc`).
    """
    if tex.engine not in ENGINES:
        raise fault("unknown-engine", f"there is no engine {tex.engine!r}", hint=f"there are: {', '.join(ENGINES)}")
    for tool in ("latexmk", tex.engine):
        if not shutil.which(tool):
            raise fault("no-tex", f"{tool} is not installed here", hint="texcv doctor says how to install it")
    _fill(folder, tex)
    said, status = _run(tex, folder)
    pdf, logfile = folder / f"{tex.job}.pdf", folder / f"{tex.job}.log"
    text = logfile.read_text("utf-8", errors="replace") if logfile.is_file() else said
    if status != 0 or not pdf.is_file():
        raise Faults(_faults(tex, text, said, logfile))
    return Typeset(pdf, logfile, log.findings(text))


def _fill(folder: Path, tex: Tex) -> None:
    """Write the LaTeX and all that it needs beside it; what is there and the same is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {file.name: file.read_bytes() for file in tex.files}
    wanted |= {"latexmkrc": tex.latexmkrc.read_bytes(), f"{tex.job}.tex": tex.text.encode()}
    for name, data in wanted.items():
        target = folder / name
        if not target.is_file() or target.read_bytes() != data:
            target.write_bytes(data)


def _run(tex: Tex, folder: Path) -> tuple[str, int]:
    """Run latexmk in a process group of its own; return what it said and its exit status."""
    command = ["latexmk", "-norc", "-r", "latexmkrc", ENGINES[tex.engine], "-silent", f"{tex.job}.tex"]
    environment = {name: value for name in _KEPT if (value := os.environ.get(name)) is not None}
    environment |= {
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
        "max_print_line": "10000",
        "SOURCE_DATE_EPOCH": str(tex.epoch),
        "FORCE_SOURCE_DATE": "1",
        "TZ": "UTC",
    }
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    _limit(process.pid)
    try:
        out, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)
        raise fault("tex-timeout", f"TeX did not end within {SECONDS} s", Place(File(str(folder)))) from None
    except BaseException:
        _end(process)
        raise
    return out.decode("utf-8", errors="replace"), process.returncode


def _limit(pid: int) -> None:
    """Limit the memory and the size of files of a process and of those that it will start; Linux alone can."""
    if hasattr(resource, "prlimit"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (_FILE_SIZE, _FILE_SIZE))


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _faults(tex: Tex, text: str, said: str, logfile: Path) -> list[Diagnostic]:
    """Tell why TeX failed, as one diagnostic at the profile's line."""
    found = list(log.errors(text, f"{tex.job}.tex"))
    first = next(iter(found), None)
    missing = next(iter(log.missing_characters(text)), None)
    at = first.line if first else 0
    place = tex.place_at(at) if at else NOWHERE
    if place == NOWHERE:
        place = Place(File(str(logfile.with_suffix(".tex"))), at, 1) if at else Place(File(str(logfile)))
    if missing:
        message = f"no font here holds the character {missing.text}"
        return [Diagnostic("missing-character", message, place, f"replace it; the log is {logfile}")]
    unset = first and re.match(r"LaTeX Error: Unicode character (\S+) \((U\+[0-9A-F]+)\)", first.text)
    if unset:
        message = f"{tex.engine} cannot print the character {unset[1]} {unset[2]}"
        return [Diagnostic("missing-character", message, place, "leave --engine away, and xelatex is taken by itself")]
    if first is None:
        last = next((line for line in reversed(said.splitlines()) if line.strip()), "it said nothing")
        return [Diagnostic("tex-error", f"TeX failed: {last.strip()}", place, f"the log is {logfile}")]
    package = re.match(r"LaTeX Error: File [`'](.+)' not found", first.text)
    hint = f"texcv doctor says what to install; the log is {logfile}" if package else f"the log is {logfile}"
    return [Diagnostic("tex-error", f"TeX failed: {first.text}", place, hint)]
