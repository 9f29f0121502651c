"""Renders of every kind, read back: what the themes promise, what a failure leaves behind, what may be chosen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from tests.pdfs import Line, find, fonts_of, glyphs, lines, links, made, refused, squeezed, words, write
from texcv.cli import main
from texcv.engines import latexmk
from texcv.model.tex import Artifact

pytestmark = pytest.mark.tex

THEMES = ["classic", "resume"]
WHOLE = r"""
person:
  name: Ann Lee
  headline: Professor of **Computer Science** and $\lambda$-calculus
  email: [ann@lee.org, ann.lee@example.org]
  phone: +1 (555) 010-9999
  homepage: https://ann.lee.org
  address: 1 Example Street, Springfield
  links: {github: annlee, orcid: 0000-0002-1825-0097, scholar: abcDEF}
education:
  - {institution: MIT, degree: Ph.D., area: Physics, advisor: [Bo Chen, Cy Dew], start: 2019-09, end: 2024 expected}
  - {institution: ETH, degree: B.S., start: 2015-09, end: 2019-06, grade: "5.9/6", thesis: On `code` & *form*}
interests: Where **systems** meet *mathematics*, as in $O(n \log n)$ and `x_y = "z"`.
publications:
  highlight: bold
  group: type
  entries:
    - id: a
      title: A First Paper, with $\alpha \leq \beta$ in it
      authors: Bo Chen*, Ann Lee*, Cy Dew†
      venue: {text: Conference on Systems}
      date: 2024-05
      award: Best Paper
      note: 20% acceptance
      links: {pdf: https://example.org/a.pdf, code: https://github.com/a/b, slides: https://example.org/s_1.pdf}
    - {id: b, title: B, authors: "Cy Dew; Lee, Ann", type: article-journal, date: 2023, volume: 7, pages: 1--9}
    - {id: c, title: C, authors: "A. Lee, D. Ek", status: preprint, date: 2022, links: {arxiv: "2205.00001"}}
experience:
  - organization: StepFun
    team: System Team
    role: Research Intern
    start: 2024-05
    end: present
    mentors: [Ming Lei]
    url: https://example.org/team
    summary: A short paragraph about the place, which is long enough to be broken over two lines in any theme and size.
    highlights: [Built it, {text: Ran it, items: [Fast, {text: Right, items: [Always]}]}]
projects:
  - group: Large Systems
    entries: [{name: Alpa, note: deployed, date: 2022, summary: Plans.}, {name: Beta, date: 2021-03/2021-05}]
teaching: [{course: Operating Systems, role: TA, date: 2024 Fall}, {course: Algebra, date: 2023 Spring}]
talks: [{talk: On Systems, event: SysDay, location: Rome, date: 2024-03-01}]
service: [{role: Reviewer, venue: JSys, date: 2022/2024, url: https://jsys.org}]
awards: [{title: Turing Prize, by: ACM, date: 2024, note: top 1%}]
skills: [{label: Languages, text: "C++, Rust, C#"}, {label: Tools, text: "vi"}]
custom: [{title: Outreach & More, text: A paragraph., entries: [Bullet one, Bullet two, {label: L, text: T}]}]
"""
NATIVE = WHOLE.replace("name: Ann Lee", "name: {given: Ann, family: Lee, native: 李安}", 1)

# Every two values of different columns stand together in some row (all pairs), each theme and engine in three.
COMBINATIONS = [
    ("classic", "pdflatex", "a4", 10, "bold"),
    ("classic", "pdflatex", "letter", 11, "underline"),
    ("classic", "pdflatex", "a4", 12, "color"),
    ("classic", "xelatex", "letter", 10, "color"),
    ("classic", "xelatex", "a4", 11, "bold"),
    ("classic", "xelatex", "letter", 12, "underline"),
    ("resume", "pdflatex", "letter", 10, "underline"),
    ("resume", "pdflatex", "a4", 11, "color"),
    ("resume", "pdflatex", "letter", 12, "bold"),
    ("resume", "xelatex", "a4", 10, "underline"),
    ("resume", "xelatex", "letter", 11, "color"),
    ("resume", "xelatex", "a4", 12, "bold"),
]
PAPERS = {"a4": (595.276, 841.89), "letter": (612, 792)}


def run(*args: str) -> Result:
    """Run the command line in this process; a crash fails the test."""
    result = CliRunner().invoke(main, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


@pytest.mark.parametrize(("theme", "engine", "paper", "size", "highlight"), COMBINATIONS)
def test_every_choice_renders(theme: str, engine: str, paper: str, size: int, highlight: str, tmp_path: Path) -> None:
    """The PDF has the paper's size, text of the size asked for, and the owner set apart in all author lists."""
    settings = (f"design.paper={paper}", f"design.size={size}", f"publications.highlight={highlight}")
    profile = NATIVE if engine == "xelatex" else WHOLE
    artifact = made(tmp_path, profile, theme=theme, settings=settings)
    assert artifact.engine == engine
    assert artifact.warnings == ()
    box = pypdf.PdfReader(artifact.path).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(PAPERS[paper], abs=0.1)
    owners = [set(fonts) for name in ("Ann Lee*", "A. Lee, D") for fonts in fonts_of(artifact.path, name[:6])]
    in_lists = [fonts for fonts in owners if any("bold" in font.lower() for font in fonts)]
    if highlight == "underline":
        assert in_lists == []
    else:
        assert len(in_lists) >= 2
    assert squeezed("Outreach & More").lower() in words(artifact.path).lower()


@pytest.mark.parametrize("theme", THEMES)
def test_the_size_of_text_is_the_one_asked_for(theme: str, tmp_path: Path) -> None:
    """Twelve points are a fifth more than ten: lines of one paragraph stand so much farther apart."""
    profile = "person: {name: Ann Lee}\ninterests: " + "word " * 120 + "\n"
    distances = []
    for size in (10, 12):
        (page,) = lines(made(tmp_path / str(size), profile, theme=theme, settings=(f"design.size={size}",)).path)
        body = [line.y for line in page if line.text.startswith("word word word")]
        distances.append(body[1] - body[2])
    assert distances[1] / distances[0] == pytest.approx(1.2, abs=0.02)


FONTS = ["pagella", "termes", "schola", "bonum", "lmodern", "heros", "adventor"]


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_every_font_has_the_signs_of_a_heading(font: str, engine: str, tmp_path: Path) -> None:
    """Signs that no face has in small capitals or bold are printed in heads as anywhere else."""
    signs = "€ © ® § ¶ † ° µ ½ × ± ‰ ™ • “Q” ’ – — … \\` \\\\ | < > \\^ ~ ñ ß Å ø"
    profile = (
        f"person: {{name: Ann Lee}}\ncustom: [{{title: 'Signs {signs}', text: '**{signs}** *{signs}* {signs}'}}]\n"
    )
    theme = THEMES[FONTS.index(font) % 2] if engine == "xelatex" else "resume"
    pdf = made(tmp_path, profile, theme=theme, engine=engine, settings=(f"design.font={font}",)).path
    assert words(pdf).count("€©®") >= 3


# --- long things

MANY = 70


@pytest.mark.parametrize("theme", THEMES)
def test_an_entry_of_many_bullets_breaks_over_pages(theme: str, tmp_path: Path) -> None:
    """All of 70 bullets are there, on two pages, in order; nothing stands below the foot of a page."""
    bullets = "\n".join(f"      - Bullet number {number} of the entry" for number in range(MANY))
    profile = f"person: {{name: Ann Lee}}\nexperience:\n  - organization: StepFun\n    highlights:\n{bullets}\n"
    pages = lines(made(tmp_path, profile, theme=theme).path)
    assert len(pages) == 2
    read = [line.text for page in pages for line in page if "Bullet number" in line.text]
    assert [int(re.findall(r"\d+", text)[0]) for text in read] == list(range(MANY))
    assert min(line.y for page in pages for line in page) > 20


@pytest.mark.parametrize("theme", THEMES)
def test_an_entry_of_several_pages_loses_nothing(theme: str, tmp_path: Path) -> None:
    """A summary and bullets that fill more than three pages are all there."""
    text = " ".join(f"word{number}" for number in range(2500))
    profile = f"person: {{name: Ann Lee}}\nprojects:\n  - name: Long\n    date: 2024\n    summary: {text}\n"
    artifact = made(tmp_path, profile, theme=theme)
    assert artifact.pages >= 3
    read = re.sub(r"AnnLee\d/\d", "", words(artifact.path))
    assert text.replace(" ", "") in read


@pytest.mark.parametrize("theme", THEMES)
def test_an_award_of_many_lines(theme: str, tmp_path: Path) -> None:
    """A dated line that fills several lines, or more than a page, is all there, its date beside its first line."""
    short, long = (" ".join(f"{name}{number}" for number in range(size)) for name, size in (("s", 150), ("l", 2500)))
    profile = (
        f"person: {{name: Ann Lee}}\nawards:\n  - {{title: {short}, date: 2021}}\n  - {{title: {long}, date: 2022}}\n"
    )
    artifact = made(tmp_path, profile, theme=theme)
    assert artifact.pages >= 2
    assert "2021" in find(artifact.path, "s0 s1 ").text
    assert "2022" in find(artifact.path, "l0 l1 ").text


AUTHORS = [f"Given{chr(65 + number // 26)}{chr(65 + number % 26)} Family{number}" for number in range(40)]


@pytest.mark.parametrize("theme", THEMES)
def test_a_paper_of_forty_authors(theme: str, tmp_path: Path) -> None:
    """All forty are printed, no name is broken over two lines; cut to five, the owner is still there."""
    listed = ", ".join([*AUTHORS[:30], "Ann Lee", *AUTHORS[30:]])
    profile = (
        f"person: {{name: Ann Lee}}\npublications:\n  entries: [{{id: a, title: A, authors: '{listed}', date: 2024}}]\n"
    )
    pdf = made(tmp_path, profile, theme=theme).path
    (page,) = lines(pdf)
    shown = " ".join(line.text for line in page)
    assert squeezed(listed) in words(pdf)
    for name in AUTHORS:
        assert any(name in line.text for line in page), f"{name} is broken: {shown}"
    short = made(tmp_path, profile, theme=theme, settings=("publications.authors={max: 5}",)).path
    assert squeezed(", ".join([*AUTHORS[:4], "…", "Ann Lee (31st of 41)", "… and 36 others"])) in words(short)


@pytest.mark.parametrize("theme", THEMES)
def test_long_words_and_addresses_stay_inside_the_page(theme: str, tmp_path: Path) -> None:
    """Addresses, paths and identifiers of great length are broken, in every place where they may stand."""
    address = "https://example.org/" + "/".join(f"path_{number}-of.many?x={number}&y=%20" for number in range(12))
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    path = r"C:\Users\Ann\Documents\A_very_long_name_of_a_file_with_underscores_in_it.and.dots.tar.gz"
    profile = f"""
        person: {{name: Ann Lee, homepage: "{address}"}}
        awards:
          - {{title: "{address}", by: {word}, date: 2024-01/2024-12}}
        experience:
          - organization: {word}
            role: {word} {word}
            date: 2020-01/2024-12
            summary: See {address} and `{path}`.
            highlights: ['{path}', "{word} {word}", "x{word}{word}"]
        skills: [{{label: Long, text: '{path}'}}]
        """
    artifact = made(tmp_path, profile, theme=theme)
    width = PAPERS["a4"][0]
    for page in glyphs(artifact.path):
        assert max(glyph.right for glyph in page if glyph.character.strip()) < width - 40
        assert min(glyph.x for glyph in page) > 40


# --- heads and pages


def sections(first: int, filler: int) -> str:
    """Return a profile of many short sections of changing length, in which pages end in many places."""
    fillers = ", ".join(f"Filler {number}" for number in range(filler))
    out = [f"person: {{name: Ann Lee}}\ninterests: [{fillers}]\ncustom:\n"]
    for number in range(48):
        out.append(f"  - title: Head {number}\n    entries:\n")
        for group in range(1 + (number + first) % 3):
            out.append(f"      - group: Group {number}-{group}\n        entries:\n")
            for entry in range(1 + (number * 5 + group * 3 + first) % 4):
                kind = (number + group + entry) % 3
                bullets = ", ".join(["b"] * (entry + 1))
                out.append((
                    f"          - {{organization: Org, role: Entry, date: 2020/2024, highlights: [{bullets}]}}\n",
                    "          - {title: Award, date: 2024}\n",
                    "          - Bullet\n",
                )[kind])  # fmt: skip
    return "".join(out)


def without_foot(page: list[Line]) -> list[Line]:
    """Return the lines of a page but the line of its number."""
    return [line for line in page if not re.search(r"\d+\s*/\s*\d+$", line.text)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("filler", [1, 4, 7, 10])
def test_no_heading_is_the_last_line_of_a_page(theme: str, filler: int, tmp_path: Path) -> None:
    """In documents of many page breaks, what follows a head of section or group, or an entry's, stands with it."""
    pages = lines(made(tmp_path, sections(filler, filler), theme=theme).path)
    assert len(pages) > 8
    for page in pages[:-1]:
        last = without_foot(page)[-1].text
        assert not re.search(r"(?i)head \d+$|group \d+-\d+$|^Org\b|\bOrg, Entry", last), last


@pytest.mark.parametrize("filler", range(1, 13))
def test_no_heading_of_papers_is_the_last_line_of_a_page(filler: int, tmp_path: Path) -> None:
    """A head of papers by year stays with its first paper, and no paper leaves its title alone, at any length."""
    theme = THEMES[filler % 2]
    papers = "\n".join(
        f"    - {{id: p{number}, title: Title {number}, authors: 'Ann Lee, Bo Chen', date: {2024 - number // 2}}}"
        for number in range(30)
    )
    bullets = ", ".join(f"Filler {number}" for number in range(filler * 4))
    profile = f"person: {{name: Ann Lee}}\ninterests: [{bullets}]\npublications:\n  group: year\n  entries:\n{papers}\n"
    pages = lines(made(tmp_path, profile, theme=theme).path)
    assert len(pages) > 1
    for page in pages[:-1]:
        last = without_foot(page)[-1].text
        assert not re.search(r"(?i)^publications$|^20\d\d$|Title \d+$", last), last


def test_dates_end_at_one_edge(tmp_path: Path) -> None:
    """In `resume` all dates end where the page's text ends."""
    artifact = made(tmp_path, WHOLE, theme="resume")
    found = [
        line for page in lines(artifact.path) for line in page if re.search(r"(20\d\d|present|expected\))$", line.text)
    ]
    dated = [line for line in found if not line.text.startswith(("Conference", "Preprint"))]
    assert len(dated) >= 9
    assert max(line.right for line in dated) - min(line.right for line in dated) < 1.5


def test_a_date_stands_in_line_with_its_title(tmp_path: Path) -> None:
    """In both themes the date has the baseline of the first line of its entry."""
    for theme in THEMES:
        pdf = made(tmp_path / theme, WHOLE, theme=theme).path
        assert "2024" in find(pdf, "Turing Prize").text
        assert "present" in find(pdf, "StepFun").text


# --- what a failure leaves


BROKEN_STYLE = r"\AtBeginDocument{\renewcommand\CVcode[1]{\undefinedbyanyone}}"
LOOPING_STYLE = r"\AtBeginDocument{\loop\iftrue\repeat}"
GOOD = "person: {name: Ann Lee}\ninterests: Systems\n"


def style(folder: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put a package into a TeX tree of the user's own; return a theme that asks for it."""
    write(folder / "texmf/tex/latex", {f"{name}.sty": f"\\ProvidesPackage{{{name}}}\n{text}\n"})
    monkeypatch.setenv("TEXMFHOME", str(folder / "texmf"))
    return f"extends: resume\npackages: [{{name: {name}}}]\n"


@pytest.mark.parametrize("fault", ["a bad glyph", "an error of TeX", "a promise not kept", "faults in the profile"])
def test_a_failure_leaves_the_earlier_pdf(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong, the PDF of the last good render stays as it is, byte for byte."""
    before = made(tmp_path, GOOD).path.read_bytes()
    profile, files = GOOD, {}
    if fault == "a bad glyph":
        profile = GOOD + "awards: [{title: 🦄}]\n"
    elif fault == "an error of TeX":
        files = {"mine.yaml": style(tmp_path, "broken", BROKEN_STYLE, monkeypatch)}
        profile = GOOD.replace("Systems", "Some `code`") + "design: {theme: mine.yaml}\n"
    elif fault == "a promise not kept":
        profile = GOOD.replace("Systems", "word " * 2000) + "pages: 1\n"
    else:
        profile = "person: {nam: Ann Lee}\n"
    codes = {one.code for one in refused(tmp_path, profile, files)}
    assert (
        codes
        == {
            "a bad glyph": {"missing-character"},
            "an error of TeX": {"tex-error"},
            "a promise not kept": {"too-long"},
            "faults in the profile": {"unknown-key", "missing"},
        }[fault]
    )
    assert (tmp_path / "build/cv.pdf").read_bytes() == before


def test_an_error_of_tex_is_told_at_the_line_of_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one diagnostic, at the bullet whose macro breaks, and its hint leads to the log."""
    profile = """
        person: {name: Ann Lee}
        design: {theme: mine.yaml}
        experience:
          - organization: StepFun
            highlights:
              - A good bullet
              - A bullet with `code`
              - Another good one
        """
    (one,) = refused(tmp_path, profile, {"mine.yaml": style(tmp_path, "broken", BROKEN_STYLE, monkeypatch)})
    assert one.code == "tex-error"
    assert "Undefined control sequence" in one.message
    assert (one.place.file.name, one.place.line) == (str(tmp_path / "cv.yaml"), 7)
    assert one.place.excerpt.strip() == "- A bullet with `code`"
    log = tmp_path / "build/cv/cv.log"
    assert str(log) in one.hint
    assert log.is_file()


def test_a_package_that_is_not_there_leads_to_the_doctor(tmp_path: Path) -> None:
    """A theme that asks for a package that TeX does not find: the error names it, the hint says how to go on."""
    theme = "extends: resume\npackages: [{name: nosuchpackage}]\n"
    (one,) = refused(tmp_path, GOOD + "design: {theme: mine.yaml}\n", {"mine.yaml": theme})
    assert one.code == "tex-error"
    assert "File `nosuchpackage.sty' not found" in one.message
    assert one.place.file.name == str(tmp_path / "build/cv/cv.tex")
    assert "texcv doctor" in one.hint


def running_in(folder: Path) -> list[int]:
    """Return the processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd") == str(folder):
                found.append(int(process.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs /proc")
def test_tex_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time allowed latexmk and the TeX that it started are gone, and the fault says so."""
    monkeypatch.setattr(latexmk, "SECONDS", 2)
    theme = style(tmp_path, "looping", LOOPING_STYLE, monkeypatch)
    started = time.monotonic()
    (one,) = refused(tmp_path, GOOD + "design: {theme: mine.yaml}\n", {"mine.yaml": theme})
    assert one.code == "tex-timeout"
    assert "within 2 s" in one.message
    assert time.monotonic() - started < 20
    deadline = time.monotonic() + 10
    while running_in(tmp_path / "build/cv") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running_in(tmp_path / "build/cv") == []


def test_without_tex_the_fault_leads_to_the_doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no TeX on the PATH nothing is made, and the hint names the command that helps."""
    monkeypatch.setenv("PATH", str(tmp_path))
    (one,) = refused(tmp_path, GOOD)
    assert (one.code, one.message) == ("no-tex", "latexmk is not installed here")
    assert "texcv doctor" in one.hint


# --- files


def test_working_files_stay_and_latexmk_works_by_hand(tmp_path: Path) -> None:
    """The folder of a CV holds what a person needs to polish it, and plain `latexmk` there makes the same PDF."""
    for profile in (WHOLE, NATIVE):
        artifact = made(tmp_path, profile, theme="resume")
        folder = tmp_path / "build/cv"
        there = {file.name for file in folder.iterdir()}
        assert {"cv.tex", "cv.log", "cv.aux", "cv.pdf", "latexmkrc", "texcv.sty", "texcv-resume.def"} <= there
        elsewhere = tmp_path / f"polish {artifact.engine}"
        elsewhere.mkdir()
        for name in there - {"cv.pdf", "cv.aux", "cv.log", "cv.fls", "cv.fdb_latexmk", "cv.out"}:
            shutil.copy(folder / name, elsewhere)
        ended = subprocess.run(["latexmk"], cwd=elsewhere, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout
        assert words(elsewhere / "cv.pdf") == words(artifact.path)


def test_the_source_says_where_each_part_comes_from(tmp_path: Path) -> None:
    """Each entry of the LaTeX has the profile's line above it, without a folder of this machine."""
    made(tmp_path, WHOLE)
    source = (tmp_path / "build/cv/cv.tex").read_text("utf-8")
    number = next(n for n, line in enumerate(WHOLE.strip().splitlines(), 1) if "Turing Prize" in line)
    assert re.search(rf"%@ cv\.yaml:{number}\n\\CVline\{{2024\}}\{{Turing Prize", source)
    assert str(tmp_path) not in source


def test_the_pdf_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is moved in place whole from the same folder; when that fails the earlier one stays, and nothing beside it."""
    before = made(tmp_path, GOOD).path.read_bytes()
    moves: list[tuple[Path, Path]] = []
    whole: list[bool] = []
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        moves.append((Path(source), Path(target)))
        whole.append(Path(source).read_bytes().rstrip().endswith(b"%%EOF") and Path(target).read_bytes() == before)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    made(tmp_path, GOOD.replace("Systems", "Networks"))
    ((source, target),) = moves
    assert whole == [True]
    assert target == tmp_path / "build/cv.pdf"
    assert source.parent == target.parent
    after = target.read_bytes()
    assert after != before

    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    (one,) = refused(tmp_path, GOOD)
    assert one.code == "not-written"
    assert "Permission denied" in one.message
    assert target.read_bytes() == after
    assert sorted(file.name for file in (tmp_path / "build").iterdir()) == ["cv", "cv.pdf"]


def test_files_of_the_users_own_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    """A letter that someone keeps where texcv works is still there after a render."""
    write(tmp_path, {"build/cv/letter.tex": "mine", "build/cv/notes.txt": "mine"})
    made(tmp_path, GOOD)
    assert (tmp_path / "build/cv/letter.tex").read_text() == "mine"
    assert (tmp_path / "build/cv/notes.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file that stands where the folder should be is a fault in words, not a crash."""
    write(tmp_path, {"build": "a file", "cv.yaml": GOOD})
    result = run("render", str(tmp_path / "cv.yaml"), "-o", str(tmp_path / "build" / "inner"))
    assert result.exit_code != 0
    assert "Traceback" not in result.output


# --- choices


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    """A file that extends `resume` changes colour and margins, and leaves the rest as it is."""
    theme = """
        extends: resume
        packages:
          - name: geometry
            options: [left=40mm, right=40mm, top=17mm, bottom=18mm, footskip=9mm]
        options: {accent: "AA0000"}
        """
    usual = made(tmp_path / "a", WHOLE, theme="resume").path
    mine = made(tmp_path / "b", WHOLE + "design: {theme: themes/mine.yaml}\n", {"themes/mine.yaml": theme}).path
    assert find(usual, "Bullet one").left == pytest.approx(20 / 25.4 * 72, abs=12)
    assert find(mine, "Bullet one").left - find(usual, "Bullet one").left == pytest.approx(20 / 25.4 * 72, abs=0.5)

    def colors(pdf: Path) -> set[str]:
        return {glyph.color for page in glyphs(pdf) for glyph in page}

    assert "AA0000" in colors(mine) - colors(usual)
    assert "1F4E79" in colors(usual) - colors(mine)


def test_settings_variant_theme_engine_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every flag of `texcv render` does what it says, and what is set last wins."""
    monkeypatch.chdir(tmp_path)
    profile = GOOD + (
        "education: [{institution: MIT}]\ndesign: {theme: classic, color: blue}\n"
        "variants:\n  short: {sections: [education], design: {color: red}}\n"
    )
    write(tmp_path, {"cv.yaml": profile})
    flags = ["--theme", "resume", "--engine", "xelatex", "--variant", "short", "-o", "out/put"]
    result = run("render", "cv.yaml", *flags, "--set", "design.color=#123456", "--set", "person.headline=Dean, & more")
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"out/put/cv-short\.pdf  1 page, xelatex, \d+\.\d s\n", result.stdout)
    pdf = Path("out/put/cv-short.pdf")
    assert squeezed("Dean, & more") in words(pdf)
    assert "Systems" not in words(pdf)
    assert "123456" in {glyph.color for page in glyphs(pdf) for glyph in page}
    assert "\\documentclass[10pt,a4paper]{article}" in Path("out/put/cv-short/cv-short.tex").read_text("utf-8")


def test_a_project_gives_its_profiles_their_looks(tmp_path: Path) -> None:
    """`texcv.yaml` beside the profiles holds for all; the profile's own word is stronger."""
    project = {"texcv.yaml": "design: {theme: resume, color: red, paper: letter}\n"}
    pdf = made(tmp_path, GOOD + "design: {color: '#123456'}\n", project).path
    assert float(pypdf.PdfReader(pdf).pages[0].mediabox.height) == pytest.approx(792, abs=0.1)
    assert "123456" in {glyph.color for page in glyphs(pdf) for glyph in page}


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Render three profiles of one folder in one call."""
    folder = tmp_path_factory.mktemp("several")
    for name in ("one", "two", "three"):
        write(folder, {f"{name}.yaml": GOOD.replace("Systems", f"Number {name}")})
    files = [str(folder / f"{name}.yaml") for name in ("one", "two", "three")]
    return folder, run("render", *files, "-o", str(folder / "build"))


def test_several_profiles_side_by_side(several: tuple[Path, Result]) -> None:
    """Each has its PDF; they are told of in the order they were given."""
    folder, result = several
    assert result.exit_code == 0, result.output
    assert [Path(line.split("  ")[0]).name for line in result.stdout.splitlines()] == [
        "one.pdf",
        "two.pdf",
        "three.pdf",
    ]
    for name in ("one", "two", "three"):
        assert f"Number{name}" in words(folder / "build" / f"{name}.pdf")


def test_two_profiles_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their PDFs would overwrite each other: that is wrong usage, and nothing is begun."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a/cv.yaml": GOOD, "b/cv.yaml": GOOD})
    result = run("render", "a/cv.yaml", "b/cv.yaml")
    assert result.exit_code == 2
    assert "two profiles would both become cv.pdf" in result.stderr
    assert not Path("build").exists()


def test_metadata_of_a_cv(tmp_path: Path) -> None:
    """Title, author, language, links and outline are set."""
    artifact: Artifact = made(tmp_path, NATIVE + "language: en\n")
    reader = pypdf.PdfReader(artifact.path)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Ann Lee: Curriculum Vitae", "Ann Lee")
    assert str(reader.root_object["/Lang"]) == "en"
    assert "https://example.org/a.pdf" in links(artifact.path)
    assert "mailto:ann@lee.org" in links(artifact.path)
    assert [str(item.title) for item in reader.outline if not isinstance(item, list)][:2] == [
        "Education",
        "Research Interests",
    ]
