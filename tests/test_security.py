"""Whatever a profile holds, it is printed, and does nothing else: no text of a person reaches TeX as TeX."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdf
import pytest
import yaml
from click.testing import CliRunner

from tests.helpers import faults
from tests.pdfs import lines, made, squeezed, words, write
from texcv.cli import main
from texcv.model.maths import PUNCTUATION, SIGNS, STRUCTURES

HOSTILE = {
    "reads a file": r"\input{/etc/passwd}",
    "reads a file, plain": r"\input /etc/passwd ",
    "runs a program": r"\write18{touch pwned}",
    "runs a program, at once": r"\immediate\write18{touch pwned}",
    "pipes": r'\input{"|touch pwned"}',
    "a bare pipe": "|touch pwned",
    "hides its backslash": "^^5cinput{/etc/passwd}",
    "hides its backslash, of four digits": "^^^^005cinput{x}",
    "makes a name": r"\csname input\endcsname{x}",
    "writes a file": r"\immediate\openout1=pwned.txt",
    "embeds a file": r"\special{pdf:fstream @x (/etc/passwd)}",
    "embeds a file by pdfTeX": r"\pdfobj stream file {/etc/passwd}",
    "runs Lua": r"\directlua{os.execute('x')}",
    "opens a group": "a { b",
    "closes a group": "a } b",
    "closes too much": "a }}}}}} b",
    "ends the document": r"\end{document} more",
    "a comment": "50% of it",
    "a parameter": "#1 and ##2",
    "a paragraph": r"a \par b",
    "an alignment": r"a & b \cr c",
    "an active character": "a~b",
    "loops": r"\loop\iftrue\repeat",
    "changes a category": r"\catcode`\%=12",
    "a template of Jinja": "<< document.name >> <% raw %> {{ x }} {% x %} <# y #>",
    "our own commands": r"\CVself{x} \CVlink{a}{b}",
    "a place of ours": "%@ 0 cv.yaml:1",
    "brackets of options": "], oops=[",
}
BENDS = {
    "over lines": "first\n\n\\par\nsecond\n%third",
    "carriage returns": "first\r\\input x\r\nsecond",
    "blanks of Unicode": "a\u2028\\input{x}\u2029b",
}
LONG = {"one letter": "w" * 5000, "signs": "_%&#" * 1250, "backslashes": "\\a" * 2500}


def typed(text: str) -> str:
    """Return a text as a person types it who wants just these characters: Markdown's own signs behind a backslash."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!<>|~$^&%@\"',/:;=?" else sign for sign in text)


def hostile() -> tuple[str, list[str]]:
    """Return a profile with every hostile text in every field that takes text, and what must be read of it."""
    texts = {**HOSTILE, **BENDS}
    shown = list(texts.values())
    plain = "; ".join(f"{index} {text.replace(';', '')}" for index, text in enumerate(HOSTILE.values()))
    everything = " / ".join(typed(text) for text in texts.values())
    entry = {key: everything for key in ("organization", "team", "role", "location", "summary")}
    profile = {
        "person": {
            "id": "owner",
            "name": {"given": r"Ann\input{x}", "family": "Lee}%#{"},
            "headline": everything,
            "address": everything,
            "phone": plain,
        },
        "interests": everything,
        "publications": {
            "highlight": "underline",
            "entries": [
                {
                    "id": everything,
                    "title": everything,
                    "authors": [{"name": r"Ann\input{x} Lee}%#{", "person": "owner"}, *_authors()],
                    "venue": {"text": everything},
                    "date": "2024",
                    "award": everything,
                    "note": everything,
                    "location": everything,
                    "volume": plain,
                    "issue": plain,
                    "pages": plain,
                    "tags": [everything],
                    "links": {r"x\input{y}%#": r"https://example.org/%5Cinput%7Bx%7D?a=b&c=d#e_f~g"},
                }
            ],
        },
        "education": [
            {key: everything for key in ("institution", "degree", "area", "advisor", "grade", "thesis", "location")}
        ],
        "experience": [{**entry, "mentors": [everything], "highlights": [{"text": everything, "items": [everything]}]}],
        "projects": [{"group": everything, "entries": [{"name": everything, "note": everything}]}],
        "teaching": [{"course": everything, "role": everything, "institution": everything}],
        "service": [{"role": everything, "venue": everything}],
        "talks": [{"talk": everything, "event": everything, "location": everything}],
        "awards": [{"title": everything, "by": everything, "note": everything}],
        "skills": [{"label": typed(text), "text": typed(text)} for text in texts.values()],
        "custom": [{"title": everything, "id": "free", "text": everything, "entries": [everything]}],
        "titles": {"education": everything},
    }
    return yaml.safe_dump(profile, allow_unicode=True, width=10**6, sort_keys=False), shown


def _authors() -> list[str]:
    """Return names that are hostile: an author may bear any signs but a comma's."""
    return [f"Bo {text} Chen" for text in HOSTILE.values() if not text.endswith(" ") and "," not in text]


def read(text: str) -> str:
    """Return a text as it is read back: no blanks, hyphens, or difference of quotes; no line ends."""
    return (
        squeezed(text.replace("\u2028", " ").replace("\u2029", " "))
        .replace('"', "'")
        .replace("“", "'")
        .replace("”", "'")
    )


@pytest.fixture(scope="module", params=["pdflatex", "xelatex"])
def victim(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the hostile profile with either engine; return its folder."""
    folder = tmp_path_factory.mktemp("victim")
    text, _ = hostile()
    made(folder, text, theme="resume", engine=request.param)
    return folder


@pytest.mark.tex
def test_hostile_texts_are_printed_as_typed(victim: Path) -> None:
    """Each is on the page in full, in all of more than forty fields."""
    page = read(words(victim / "build/cv.pdf"))
    _, shown = hostile()
    lost = {text: page.count(read(text)) for text in shown if page.count(read(text)) < 40}
    assert lost == {}


@pytest.mark.tex
def test_hostile_texts_make_no_file(victim: Path) -> None:
    """Beside what TeX makes for every CV there is nothing, neither in the folder nor where the test runs."""
    suffixes = {file.name.partition(".")[2] or file.name for file in (victim / "build/cv").iterdir()}
    assert suffixes <= {"tex", "log", "aux", "pdf", "out", "fls", "fdb_latexmk", "xdv", "sty", "def", "latexmkrc"}
    assert not list(victim.rglob("*pwned*"))
    assert not Path("pwned").exists()


@pytest.mark.tex
def test_hostile_texts_embed_nothing(victim: Path) -> None:
    """The PDF holds no file, no script and no line of this machine's list of users."""
    reader = pypdf.PdfReader(victim / "build/cv.pdf")
    assert list(reader.attachments) == []
    catalog = str(reader.root_object)
    assert "/EmbeddedFiles" not in catalog
    assert "/JavaScript" not in catalog
    data = (victim / "build/cv.pdf").read_bytes()
    notes = [item.get_object() for page in reader.pages for item in page.get("/Annots", ())]
    assert {str(item["/A"]["/S"]) for item in notes} == {"/URI"}
    assert b"root:x:0:0" not in data
    assert "root:x:0:0" not in words(victim / "build/cv.pdf")
    log = (victim / "build/cv/cv.log").read_text("utf-8", errors="replace")
    assert "/etc/passwd" not in [line.strip("( )") for line in log.splitlines()]


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_words_of_five_thousand_letters(engine: str, theme: str, tmp_path: Path) -> None:
    """They are broken over lines and pages, and every letter is there."""
    bullets = [typed(word) for word in LONG.values()]
    profile = {
        "person": {"name": "Ann Lee"},
        "interests": bullets,
        "awards": [{"title": word} for word in bullets],
        "custom": [{"title": "Code", "entries": [f"`{'x' * 5000}`", f"`{'a_b-' * 1250}`"]}],
    }
    artifact = made(tmp_path, yaml.safe_dump(profile, width=10**6), theme=theme, engine=engine)
    page = "".join(line.text for sheet in lines(artifact.path) for line in sheet if "Ann Lee" not in line.text)
    page = squeezed(page)
    for word in LONG.values():
        assert page.count(squeezed(word)) == 2


NAMES = [
    "a b.yaml", "$(touch pwned).yaml", "`touch pwned`.yaml", "-pdflatex=touch pwned;.yaml",
    "-e system('touch pwned').yaml", "%d#&~_^{}.yaml", "a;touch pwned;.yaml", "'\".yaml", "名字.yaml", "a\nb.yaml",
    "|touch pwned.yaml", "\\input{x}.yaml",
]  # fmt: skip


@pytest.mark.tex
def test_a_file_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile's name is a name for latexmk, TeX and the shell, and nothing else."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        write(tmp_path, {name: "person: {name: Ann Lee}\ninterests: Systems\n"})
    result = CliRunner().invoke(main, ["render", *(f"./{name}" for name in NAMES)])
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in Path("build").glob("*.pdf")) == sorted(
        name.removesuffix(".yaml") + ".pdf" for name in NAMES
    )
    assert not [file for file in tmp_path.rglob("*") if file.name == "pwned"]


RC = "open(my $f, '>', '@FILE@'); close $f; system('touch @FILE@');\n"


@pytest.mark.tex
def test_settings_of_latexmk_that_lie_about_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the folder of the profile, nor in that of the output, nor at home."""
    pwned = tmp_path / "pwned"
    code = RC.replace("@FILE@", str(pwned))
    home = tmp_path / "home"
    places = ["latexmkrc", ".latexmkrc", "build/latexmkrc", "build/cv/latexmkrc", "build/cv/.latexmkrc"]
    write(tmp_path, dict.fromkeys(places, code))
    write(home, {".latexmkrc": code, ".config/latexmk/latexmkrc": code})
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("LATEXMKRCSYS", str(home / ".latexmkrc"))
    monkeypatch.chdir(tmp_path)
    artifact = made(tmp_path, "person: {name: Ann Lee}\ninterests: Systems\n")
    assert artifact.path.is_file()
    assert not pwned.exists()
    assert shutil.which("latexmk")


ADDRESSES = [
    "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "file:///etc/passwd",
    "data:text/html,<script>", "vbscript:x", "ftp://x.org/y", "//example.org/x", "/etc/passwd", "http:alert", "https:///x",
    "mailto:a@b.org\nx", "https://a.org/\\input{x}", "https://a.org/{x}", "https://a.org/^^5c",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_dangerous_addresses_are_refused(address: str) -> None:
    """As a homepage, in a text, behind a paper and as a site's: each is an error at its line."""
    quoted = yaml.safe_dump(address, default_style='"').strip()
    profile = f"""
person: {{name: Ann Lee, homepage: {quoted}}}
experience: [{{organization: A, url: {quoted}}}]
publications:
  - {{id: a, title: A, authors: Ann Lee, date: 2024, links: {{pdf: {quoted}}}}}
"""
    found = {(fault.code, fault.place.line) for fault in faults(profile)}
    assert {("bad-url", 2), ("bad-url", 3), ("bad-url", 5)} <= found


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x", "/etc/passwd", "//x.org"]
)
@pytest.mark.parametrize("form", ["See [it]({}).", "See [it](<{}>).", "See <{}>.", "[**it**]({} 'title')"])
def test_dangerous_links_in_texts_are_refused(address: str, form: str) -> None:
    """In Markdown's every form a link leads to the web, to mail or a telephone, or is no link but text."""
    profile = {"person": {"name": "Ann Lee"}, "interests": form.format(address)}
    codes = [fault.code for fault in faults(yaml.safe_dump(profile))]
    assert codes == ["bad-text"] or (
        form == "See <{}>." and codes == [] and not address.startswith(("javascript", "file"))
    )


FORMULAS = [
    r"\input{x}", r"\write18{x}", r"\csname x\endcsname", r"\def\x{y}", r"\let\x\y", r"\catcode65=1", r"\special{x}",
    r"\text{\input{x}}", r"\mbox{x}", r"\href{x}{y}", r"\begin{x}", r"\hskip1cm", r"\char65", r"\mathchar1",
    r"\CVself{x}", r"\pdfobj", r"\loop", r"^^5cinput", "x % y", "a & b", "x # y", "a~b", "{", "}", "{}}{", "x_", "^2",
    "x^a^b", "é", r"\é", r"\frac{a}", r"\sqrt", r"\left(", r"\alphabeta", r"\mathrm\input", r"a\\b",
]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_beyond_the_whitelist_are_refused(formula: str) -> None:
    """A formula is of known signs and simple structure, or an error that quotes it."""
    profile = {"person": {"name": "Ann Lee"}, "interests": f"A ${formula}$ b"}
    found = faults(yaml.safe_dump(profile, allow_unicode=True))
    assert [fault.code for fault in found] == ["bad-text"], formula


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_every_formula_of_the_whitelist_can_be_set(engine: str, tmp_path: Path) -> None:
    """What the whitelist admits TeX knows: no formula of its signs is an error of TeX or lacks a glyph."""
    signs = [f"$x \\{sign} y$" for sign in sorted(SIGNS - {"langle", "rangle", "lceil", "rceil", "lfloor", "rfloor"})]
    pairs = [r"$\langle x \rangle$", r"$\lceil x \rceil$", r"$\lfloor x \rfloor$"]
    structures = [rf"$\{name}{{a}}{{b}}$" if name == "frac" else rf"$\{name}{{a}}$" for name in sorted(STRUCTURES)]
    punctuation = [rf"$x \{sign} y$" for sign in sorted(PUNCTUATION - {"{", "}"}) if sign.strip()]
    text = "; ".join([*signs, *pairs, *structures, *punctuation, r"$\{x\}$", r"$\sum_{i=1}^{n} x_i^2$"])
    profile = {"person": {"name": "Ann Lee"}, "interests": text}
    assert made(tmp_path, yaml.safe_dump(profile), engine=engine).pages == 1
