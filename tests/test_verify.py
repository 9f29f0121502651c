"""The checks of a finished PDF can fail: each kind of loss is seen, at the profile's line, and a good PDF passes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from tests.pdfs import made, refused, write
from texcv.checks import fonts, highlight, links, log, metadata, text
from texcv.engines import log as logs
from texcv.model.diagnostic import Diagnostic
from texcv.model.document import Bullet, Bullets, Citation, Document, Entry, Header, Line, Paragraph, Section
from texcv.model.inline import Author, Inline, Link, Math, Self, Str, plain
from texcv.model.place import File, Place
from texcv.model.tex import Box, Font, Glyphs, Pdf, Tex, Typeset
from texcv.readers import pdf as reader

FILE = File("cv.yaml")
TYPESET = Typeset(Path("cv.pdf"), Path("cv.log"), ())
GOOD_FONT = Font("Pagella", "Type1", embedded=True, mapped=True)


def at(line: int) -> Place:
    """Return a line of the profile."""
    return Place(FILE, line, 1)


def document(*blocks: object, name: str = "Ann Lee", **more: object) -> Document:
    """Return a document of one section with these blocks."""
    header = Header(plain(name), (), (), (), at(1))
    section = Section("s", plain("Section"), tuple(blocks), at(2))  # type: ignore[arg-type]
    whole = Document("cv", f"{name}: CV", name, "en", header, (section,))
    return replace(whole, **more)  # type: ignore[arg-type]


def pdf(*pages: str, font: str = "Pagella", **more: object) -> Pdf:
    """Return a PDF of these texts, all in one font, with the right metadata."""
    read = tuple(
        Glyphs(page, (font,) * len(page), ("000000",) * len(page), ((0.0, 10.0, 1.0, 15.0),) * len(page))
        for page in pages
    )
    whole = Pdf(Path("cv.pdf"), read, (), (GOOD_FONT,), {"Title": "Ann Lee: CV", "Author": "Ann Lee"}, "en")
    return replace(whole, **more)  # type: ignore[arg-type]


def found(check: object, document: Document, pdf: Pdf) -> list[tuple[str, int]]:
    """Return the codes that a check gives, and their lines in the profile."""
    diagnostics: list[Diagnostic] = list(check(document, pdf, TYPESET))  # type: ignore[operator]
    assert all(one.is_error and one.message for one in diagnostics)
    return [(one.code, one.place.line) for one in diagnostics]


ENTRY = Entry(plain("MIT"), plain("Physics"), plain("2024"), at(3))
BULLETS = Bullets(
    (Bullet(plain("One"), (Bullet(plain("Inner"), (), at(5)),), at(4)), Bullet(plain("Two"), (), at(6))), at(4)
)
WHOLE = document(ENTRY, BULLETS, Paragraph(plain("The end"), at(7)))

TEXTS: list[tuple[str, Document, tuple[str, ...], list[tuple[str, int]]]] = [
    ("all is there", WHOLE, ("Ann Lee Section MIT Physics 2024 One Inner Two The end",), []),
    ("the date stands before its entry", WHOLE, ("Ann Lee Section 2024 MIT Physics One Inner Two The end",), []),
    ("the date stands at the end of the first line", document(Line(plain("First line 2024 second line"), plain("2024"),
     at(3))), ("Ann Lee Section First line 2024 2024 second line",), []),
    ("capitals, ligatures, hyphenation", document(Paragraph(plain("Efficient flow of systems"), at(3))),
     ("ANN LEE SECTION Eﬃcient ﬂow of sys\u0002\ntems",), []),
    ("curly quotes", document(Paragraph(plain("Ann's \"quote\""), at(3))), ("Ann Lee Section Ann’s “quote”",), []),
    ("a formula is not read back", document(Paragraph((Str("In "), Math(r"\alpha"), Str(" time")), at(3))),
     ("Ann Lee Section In ⟨?⟩ time",), []),
    ("over two pages, with a foot", WHOLE,
     ("Ann Lee Section MIT Physics 2024 One", "Inner Two The end Ann Lee 2/2"), []),
    ("the name is lost", WHOLE, ("Section MIT Physics 2024 One Inner Two The end",), [("text-lost", 1)]),
    ("a bullet is lost", WHOLE, ("Ann Lee Section MIT Physics 2024 One Inner The end",), [("text-lost", 6)]),
    ("an inner bullet is lost", WHOLE, ("Ann Lee Section MIT Physics 2024 One Two The end",), [("text-lost", 5)]),
    ("a date is lost", WHOLE, ("Ann Lee Section MIT Physics One Inner Two The end",), [("text-lost", 3)]),
    ("the last page is lost", WHOLE, ("Ann Lee Section MIT Physics 2024 One Inner Two",), [("text-lost", 7)]),
    ("one letter is lost", WHOLE, ("Ann Lee Section MIT Phsics 2024 One Inner Two The end",), [("text-lost", 3)]),
    ("a heading is lost", WHOLE, ("Ann Lee MIT Physics 2024 One Inner Two The end",), [("text-lost", 2)]),
    ("an accent is lost", document(Paragraph(plain("José"), at(3))), ("Ann Lee Section Jose",), [("text-lost", 3)]),
    ("nothing is there", WHOLE, ("",), [("text-lost", line) for line in (1, 2, 3, 4, 5, 6, 7, 3, 3)]),
    ("the end stands first", WHOLE, ("Ann Lee The end Section MIT Physics 2024 One Inner Two",), [("text-order", 7)]),
    ("a date stands with another entry", document(Line(plain("First"), plain("2021"), at(3)), Line(plain("Second"),
     plain("2022"), at(4)), Line(plain("Third"), (), at(5))), ("Ann Lee Section First Second Third 2021 2022",),
     [("text-order", 3), ("text-order", 4)]),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "pages", "expected"), [pytest.param(*rest, id=id) for id, *rest in TEXTS])
def test_text(whole: Document, pages: tuple[str, ...], expected: list[tuple[str, int]]) -> None:
    """Every text is looked for, in its order; white space, hyphenation and ligatures count for nothing."""
    assert sorted(found(text.check, whole, pdf(*pages))) == sorted(expected)


def test_links() -> None:
    """An address in the document that no link leads to is told at its line; spelling of percent signs is no matter."""
    inline: Inline = (Link("https://a.org/x%20y", plain("A")), Link("https://b.org/ü", plain("B")))
    whole = document(Paragraph(inline, at(3)), Paragraph((Link("https://c.org", plain("C")),), at(4)))
    there = ("https://a.org/x%20y", "https://b.org/%C3%BC", "https://c.org")
    assert found(links.check, whole, pdf("", links=there)) == []
    assert found(links.check, whole, pdf("", links=there[:2])) == [("link-lost", 4)]
    assert found(links.check, whole, pdf("")) == [("link-lost", 3), ("link-lost", 3), ("link-lost", 4)]


def paper(name: str, line: int) -> Citation:
    """Return a paper with one author before the owner."""
    authors: Inline = (Author(plain("Bo Chen")), Str(", "), Author((Self(plain(name)),)))
    return Citation((), plain("Title"), authors, (), at(line))


def set_in(fonts_and_colors: list[tuple[str, str, str]], rules: tuple[Box, ...] = ()) -> Pdf:
    """Return a PDF whose one page is made of runs, each with its font and colour, ten points a character."""
    text = "".join(run for run, _, _ in fonts_and_colors)
    names = tuple(font for run, font, _ in fonts_and_colors for _ in run)
    colors = tuple(color for run, _, color in fonts_and_colors for _ in run)
    boxes = tuple((10.0 * index, 100.0, 10.0 * index + 9, 107.0) for index in range(len(text)))
    return pdf("", pages=(Glyphs(text, names, colors, boxes),), rules=(rules,))


OWNER = document(paper("Ann Lee", 5))
RULED: tuple[Box, ...] = ((140.0, 98.0, 210.0, 98.5),)
HIGHLIGHTS: list[tuple[str, str, str, str, tuple[Box, ...], int]] = [
    ("bold", "bold", "Pagella-Bold", "000000", (), 0),
    ("bold, and the owner is not", "bold", "Pagella", "000000", (), 5),
    ("bold, and the owner is coloured", "bold", "Pagella", "FF0000", (), 5),
    ("color", "color", "Pagella", "1F4E79", (), 0),
    ("color, and the owner is black", "color", "Pagella-Bold", "000000", (), 5),
    ("underline", "underline", "Pagella", "000000", RULED, 0),
    ("underline, and there is no rule", "underline", "Pagella", "000000", (), 5),
    ("underline, and the rule is too short", "underline", "Pagella", "000000", ((140.0, 98.0, 180.0, 98.5),), 5),
    ("underline, and the rule is a line below", "underline", "Pagella", "000000", ((140.0, 80.0, 210.0, 80.5),), 5),
]


@pytest.mark.parametrize(
    ("kind", "font", "color", "rules", "line"), [pytest.param(*rest, id=id) for id, *rest in HIGHLIGHTS]
)
def test_highlight(kind: str, font: str, color: str, rules: tuple[Box, ...], line: int) -> None:
    """The owner's name must be set in the highlight that was asked for."""
    page = set_in([("Title Bo Chen,", "Pagella", "000000"), ("Ann Lee", font, color)], rules)
    expected = [("no-highlight", line)] if line else []
    assert found(highlight.check, replace(OWNER, highlight=kind), page) == expected


def test_a_bold_name_elsewhere_is_no_highlight() -> None:
    """The name in the header, or in another paper, does not stand for the one that is looked for."""
    two = document(paper("Ann Lee", 5), replace(paper("Ann Lee", 6), title=plain("Other")))
    page = set_in([
        ("Ann Lee Title Bo Chen, ", "Pagella-Bold", "000000"),
        ("Ann Lee", "Pagella-Bold", "000000"),
        (" Other Bo Chen, Ann Lee", "Pagella", "000000"),
    ])  # fmt: skip
    assert found(highlight.check, two, page) == [("no-highlight", 6)]


FONTS = [
    ("good", GOOD_FONT, None),
    ("a bitmap", Font("EC", "Type3", embedded=True, mapped=True), "font-bitmap"),
    ("not in the file", Font("Helvetica", "Type1", embedded=False, mapped=True), "font-missing"),
    ("without a map", Font("Icons", "Type1", embedded=True, mapped=False), "font-unmapped"),
]


@pytest.mark.parametrize(("font", "code"), [pytest.param(*rest, id=id) for id, *rest in FONTS])
def test_fonts(font: Font, code: str | None) -> None:
    """Each font must be in the file, as outlines, with a map to Unicode; the fault names it."""
    diagnostics = list(fonts.check(WHOLE, pdf("", fonts=(GOOD_FONT, font)), TYPESET))
    assert [one.code for one in diagnostics] == ([code] if code else [])
    assert all(font.name in one.message for one in diagnostics)


def test_fonts_are_read_from_a_pdf(tmp_path: Path) -> None:
    """A font without a file, one of drawings and one within are told apart in a real PDF."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(100, 100)
    bare = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    drawn = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type3"),
                              NameObject("/FontBBox"): ArrayObject(map(NumberObject, (0, 0, 1, 1))),
                              NameObject("/CharProcs"): DictionaryObject()})  # fmt: skip
    stream = writer._add_object(DecodedStreamObject())
    descriptor = DictionaryObject({NameObject("/FontFile3"): stream})
    within = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                               NameObject("/BaseFont"): NameObject("/ABCDEF+Pagella"),
                               NameObject("/FontDescriptor"): descriptor,
                               NameObject("/ToUnicode"): stream})  # fmt: skip
    used = {NameObject("/F1"): bare, NameObject("/F2"): drawn, NameObject("/F3"): within}
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject(used)})
    writer.write(tmp_path / "fonts.pdf")
    read = reader.read(tmp_path / "fonts.pdf")
    assert [one.code for one in fonts.check(WHOLE, read, TYPESET)] == ["font-missing", "font-bitmap"]


METADATA = [
    ("good", {}, "en", 1, 0, []),
    ("another title", {"Title": "untitled"}, "en", 1, 0, ["metadata"]),
    ("no author", {"Author": ""}, "en", 1, 0, ["metadata"]),
    ("another language", {}, "zh", 1, 0, ["metadata"]),
    ("no language", {}, "", 1, 0, ["metadata"]),
    ("as many pages as promised", {}, "en", 2, 2, []),
    ("more pages than promised", {}, "en", 3, 2, ["too-long"]),
]


@pytest.mark.parametrize(
    ("changed", "language", "pages", "promised", "codes"), [pytest.param(*rest, id=id) for id, *rest in METADATA]
)
def test_metadata(changed: dict[str, str], language: str, pages: int, promised: int, codes: list[str]) -> None:
    """Title, author and language are those of the document, and the promise of pages is kept."""
    given = {"Title": "Ann Lee: CV", "Author": "Ann Lee"} | changed
    read = pdf(*[""] * pages, metadata=given, language=language)
    assert [code for code, _ in found(metadata.check, replace(WHOLE, pages=promised), read)] == codes


LOGS = [
    ("nothing", "This is pdfTeX", []),
    ("a glyph that pdfTeX lacks", "Missing character: There is no ^^e9 in font cmr10!\n", ["missing-character"]),
    ("a glyph that XeTeX lacks", "Missing character: There is no 🦄 (U+1F984) in font TeXGyrePagella:mode!\n",
     ["missing-character"]),
    ("a line that is much too wide", "Overfull \\hbox (12.3pt too wide) in paragraph at lines 12--13\n", ["overfull"]),
    ("a line that is a little too wide", "Overfull \\hbox (0.9pt too wide) in paragraph at lines 12--13\n", []),
    ("a page that is too long", "Overfull \\vbox (30.0pt too high) has occurred while \\output is active\n",
     ["overfull"]),
    ("a line that is too empty", "Underfull \\hbox (badness 10000) in paragraph at lines 12--13\n", []),
    ("a font that is not there", "LaTeX Font Warning: Font shape `T1/xyz/m/n' undefined\n", ["font-missing"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "codes"), [pytest.param(*rest, id=id) for id, *rest in LOGS])
def test_log(said: str, codes: list[str]) -> None:
    """What the log tells of losses is told on; boxes too wide by a point or less are not seen."""
    tex = Tex("cv", "", "pdflatex", ((10, at(7)), (20, at(8))), (), Path("latexmkrc"), 0)
    diagnostics = list(log.check(tex, replace(TYPESET, findings=logs.findings(said))))
    assert [one.code for one in diagnostics] == codes
    if "lines 12" in said:
        assert all(one.place.line == 7 for one in diagnostics)


# --- sabotage: real renders by a theme that loses something

PROFILE = """
    person: {name: Ann Lee}
    design: {theme: mine.yaml}
    publications:
      highlight: @HIGHLIGHT@
      entries:
        - {id: a, title: A Title, authors: "Bo Chen, Ann Lee", date: 2024}
    education:
      - {institution: MIT, advisor: Cy Dew, date: 2020}
      - {institution: ETH, date: 2015}
    skills: [{label: Tools, text: "See [there](https://example.org)"}]
    """
SABOTAGE = [
    ("nothing", r"\relax", "bold", []),
    ("a note is swallowed", r"\renewcommand\CVnote[1]{}", "bold", [("text-lost", 8)]),
    ("a date is swallowed", r"\let\entry\CVentry\renewcommand\CVentry[3]{\entry{}{#2}{#3}}", "bold",
     [("text-lost", 8), ("text-lost", 9)]),
    ("a paper comes last", r"\let\paper\CVpaper\renewcommand\CVpaper[4]{\AtEndDocument{\paper{#1}{#2}{#3}{#4}}}",
     "bold", [("text-order", line) for line in (6, 8, 9, 10)]),
    ("a link is plain text", r"\renewcommand\CVlink[2]{#2}", "bold", [("link-lost", 10)]),
    ("the owner is not bold", r"\renewcommand\CVself[1]{#1}", "bold", [("no-highlight", 6)]),
    ("the owner is not underlined", r"\renewcommand\CVself[1]{\textbf{#1}}", "underline", [("no-highlight", 6)]),
    ("the owner is not coloured", r"\renewcommand\CVself[1]{\textbf{#1}}", "color", [("no-highlight", 6)]),
    ("another title", r"\hypersetup{pdftitle={untitled}}", "bold", [("metadata", 0)]),
    ("another author", r"\hypersetup{pdfauthor={Bo Chen}}", "bold", [("metadata", 0)]),
    ("fonts without a map to Unicode", r"\pdfgentounicode=0\relax", "bold", [("font-unmapped", 0)]),
    ("a line too wide", r"\let\entry\CVentry\renewcommand\CVentry[3]{\entry{#1}{\hbox to 30cm{#2\hfil}}{#3}}", "bold",
     [("overfull", 8), ("overfull", 9)]),
    ("a glyph that is not there", r"\let\note\CVnote\font\old=cmr10 \renewcommand\CVnote[1]{\note{#1{\old\char200}}}",
     "bold", [("missing-character", 8)]),
    ("a shape that is not there", r"\let\note\CVnote\renewcommand\CVnote[1]{\note{{\fontshape{zz}\selectfont#1}}}",
     "bold", [("font-missing", 0)]),
]  # fmt: skip


@pytest.mark.tex
@pytest.mark.parametrize(("code", "shown", "expected"), [pytest.param(*rest, id=id) for id, *rest in SABOTAGE])
def test_sabotage_is_seen(
    code: str, shown: str, expected: list[tuple[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A theme that loses something makes no PDF; the fault is told at the line of the profile that suffers."""
    late = r"\AtBeginDocument{\AddToHook{begindocument/end}{\input{sabotage-code}}}"
    tree = {"sabotage.sty": f"\\ProvidesPackage{{sabotage}}\n{late}\n", "sabotage-code.tex": f"\\makeatletter {code}\n"}
    write(tmp_path / "texmf/tex/latex", tree)
    monkeypatch.setenv("TEXMFHOME", str(tmp_path / "texmf"))
    theme = {"mine.yaml": "extends: resume\npackages: [{name: sabotage}]\n"}
    profile = PROFILE.replace("@HIGHLIGHT@", shown)
    if not expected:
        assert made(tmp_path, profile, theme).pages == 1
        return
    diagnostics = refused(tmp_path, profile, theme)
    assert sorted({(one.code, one.place.line) for one in diagnostics}) == expected
    assert not (tmp_path / "build/cv.pdf").exists()
