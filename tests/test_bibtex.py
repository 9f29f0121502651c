"""BibTeX and BibLaTeX: every habit of real files, and that nothing is lost in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import cases, document, source, spelt
from texcv.compose.document import compose
from texcv.load import load
from texcv.model import markdown
from texcv.model.contributor import Contributor
from texcv.model.diagnostic import Faults
from texcv.model.document import Citation
from texcv.model.inline import text_of
from texcv.model.name import parse_name, same
from texcv.model.place import File, Mapping
from texcv.model.source import Options
from texcv.pipeline import prepare
from texcv.readers import bibtex, latex_text, references
from texcv.readers.profile import read
from texcv.styles.cv import cite


@pytest.mark.parametrize("case", cases("latex_text"))
def test_latex_becomes_markdown(case: dict[str, Any]) -> None:
    text, wrong = latex_text.to_markdown(case["input"])
    assert text == case["expected"]
    assert "; ".join(wrong) == case.get("told", "")


@given(st.text(st.sampled_from("ab1 \\{}$~'`\"^_*[]()<>-&%.\n") | st.characters(), max_size=60))
def test_any_latex_becomes_markdown_that_can_be_read(tex: str) -> None:
    for character in latex_text.to_markdown(tex)[0]:
        if ord(character) < 32 or 0x7F <= ord(character) < 0xA0 or 0xD800 <= ord(character) < 0xE000:
            return
    markdown.parse(latex_text.to_markdown(tex)[0])
    latex_text.to_text(tex)
    latex_text.to_address(tex)


@given(st.text("abc XYZ.,:;!?*_[]()<>`$&#@/|=+-'\"", max_size=40))
def test_signs_of_markdown_print_as_they_stand_there(text: str) -> None:
    plain = " ".join(text.split())
    shown = text_of(markdown.parse(latex_text.escape(plain)))
    straight = shown.translate(str.maketrans("“”‘’", "\"\"''"))
    assert straight == plain


def spelt_value(value: Any) -> str:
    """Return a value of a reference as the cases spell it."""
    match value:
        case None:
            return "-"
        case Mapping() if "text" in value:
            return f"{{{value['text']}}}"
        case Mapping():
            return " ".join(f"{key} {text}" for key, text in value.items())
        case list() if isinstance(value[0], Contributor):
            return "; ".join(_author(person) for person in value)
        case list():
            return " ".join(value)
    return str(value)


def _author(person: Contributor) -> str:
    name = person.name
    return ", ".join(filter(None, (name.family, name.given, name.suffix))) + "".join(person.marks)


@pytest.mark.parametrize("case", cases("bibtex"))
def test_an_entry_becomes_a_reference(case: dict[str, Any]) -> None:
    tree, told = bibtex.read(File("papers.bib", case["bib"]))
    found = tree["references"]
    if expected := case.get("expected"):
        assert {key: spelt_value(found[0].get(key)) for key in expected} == expected
    if "ids" in case:
        assert " ".join(item["id"] for item in found) == case["ids"]
    assert [f"{fault.place.line} {fault.code}" for fault in told] == case.get("told", [])


@pytest.mark.parametrize("case", cases("bibtex"))
def test_what_comes_through_is_valid(case: dict[str, Any]) -> None:
    _, faults = references.read([bibtex.read(File("papers.bib", case["bib"]))[0]], ())
    assert {fault.code for fault in faults} <= {"duplicate-id", "unknown-venue"}


def test_values_know_where_they_stand() -> None:
    text = "@misc{a,\n  title = {T},\n  author = {Ann Lee and\n    Bo Li},\n  doi = {10.1/x}\n}\n"
    item = bibtex.read(File("papers.bib", text))[0]["references"][0]
    assert str(item.place) == "papers.bib:1:1"
    assert str(item["title"].place) == "papers.bib:2:11"
    assert [str(person.place) for person in item["authors"]] == ["papers.bib:3:13", "papers.bib:4:5"]
    assert str(item["links"]["doi"].place) == "papers.bib:5:9"


def test_spellings_of_one_name_are_one_person() -> None:
    names = r"Nu{\~n}ez del R{\'i}o, Ana and Ana Nu\~nez del R{\'\i}o and Ana {Nu{\~n}ez del R{\'i}o}"
    text = f"@misc{{a, title={{T}}, author={{{names}}}}}"
    people = bibtex.read(File("papers.bib", text))[0]["references"][0]["authors"]
    assert all(same(person.name, parse_name("Ana Nuñez del Río")) for person in people)


FIELD = st.sampled_from(
    ["title", "author", "year", "month", "journal", "doi", "url", "eprint", "author+an", "date", "x"]
)
TEXT = st.text(st.sampled_from("ab1 \\{}$#%@,=\"'()~^&*\n-;:.") | st.characters(codec="utf-8"), max_size=30)
ENTRY = st.tuples(st.sampled_from(["article", "misc", "zine"]), st.dictionaries(FIELD, TEXT, max_size=5),
                  st.sampled_from(["{}", '""'])).map(lambda one: one)  # fmt: skip


@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_no_entry_is_lost_in_silence(entries: list[tuple[str, dict[str, str], str]]) -> None:
    text = ""
    for number, (kind, fields, signs) in enumerate(entries):
        inner = "".join(f"  {key} = {signs[0]}{value}{signs[1]},\n" for key, value in fields.items())
        text += f"@{kind}{{key{number}x,\n{inner}}}\n"
    tree, told = bibtex.read(File("papers.bib", text))
    ids = {item["id"] for item in tree["references"]}
    said = " ".join(fault.message for fault in told)
    assert all(f"key{number}x" in ids or f"'key{number}x'" in said for number in range(len(entries)))
    assert all(0 < fault.place.line <= text.count("\n") + 1 for fault in told)


@given(st.dictionaries(FIELD, TEXT, max_size=6))
def test_whatever_comes_through_is_valid(fields: dict[str, str]) -> None:
    inner = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items())
    text = f"@article{{a,\n{inner} title = {{T}}, author = {{Ann Lee}}, year = 2024, journal = {{J}} }}\n"
    _, faults = references.read([bibtex.read(File("papers.bib", text))[0]], ())
    assert not faults


@given(FIELD, TEXT.filter(lambda text: not re.search(r'[\\{}"@%]', text)))
def test_a_well_formed_field_keeps_its_entry(field: str, value: str) -> None:
    text = f"@misc{{a, title = {{T}}, author = {{Ann Lee}}, x{field} = {{{value}}}}}"
    tree, told = bibtex.read(File("papers.bib", text))
    assert [item["id"] for item in tree["references"]] == ["a"]
    assert not told


PROFILE = """person: {name: Yinmin Zhong}
publications: {from: [papers.bib, more.json], links: none}
"""
BIB = r"""@inproceedings{fast, title = {{FastServe}: {LLM} \& more}, booktitle = {A Workshop}, year = 2024,
  author = {Wu, Bingyang* and Zhong, Yinmin$^*$ and others}}
@misc{his, title = {No author}}
@article{other, title = {Other}, author = {Bo Li}, journal = {J}, year = 2024}
"""
JSON = """[{"id": "more", "type": "article-journal", "title": "More <i>papers</i>", "container-title": "A Journal",
  "author": [{"family": "Zhong", "given": "Yinmin"}, {"literal": "OpenAI Team"}],
  "issued": {"date-parts": [[2023, 5]]}}]"""


def test_a_profile_takes_papers_of_several_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("cv.yaml", PROFILE), ("papers.bib", BIB), ("more.json", JSON)):
        Path(name).write_text(text, "utf-8")
    made, told = read(load(Path("cv.yaml"), Options()))
    citations = [block for block in compose(made, cite).sections[0].blocks if isinstance(block, Citation)]
    assert [spelt(one.title) for one in citations] == ["FastServe: LLM & more", "More *papers*"]
    assert [spelt(one.authors) for one in citations] == [
        "Bingyang Wu^*, __Yinmin Zhong__^*, et al.",
        "__Yinmin Zhong__, OpenAI Team",
    ]
    assert [(str(fault.place), fault.code, fault.is_error) for fault in told] == [
        ("papers.bib:3:1", "incomplete-entry", False)
    ]


def test_ids_are_unique_over_all_formats() -> None:
    files = (File("papers.bib", BIB), File("more.json", JSON.replace('"more"', '"fast"')))
    with pytest.raises(Faults) as found:
        read(replace(source(PROFILE), references=files))
    assert [(str(one.place), one.code) for one in found.value.diagnostics if one.is_error] == [
        ("more.json:1:9", "duplicate-id")
    ]


def test_our_own_lists_can_say_the_same() -> None:
    own = (
        "references:\n- {id: a, title: A, others: true, authors: "
        "[{name: {family: OpenAI Team}, marks: '*'}, {name: Yinmin Zhong, marks: '*'}]}\n"
    )
    made = document("person: {name: Yinmin Zhong}\npublications: {from: publications.yaml}\n", own)
    citations = [block for block in made.sections[0].blocks if isinstance(block, Citation)]
    assert [spelt(one.authors) for one in citations] == ["OpenAI Team^*, __Yinmin Zhong__^*, et al."]


def test_a_booktitle_that_the_registry_knows_is_that_venue(tmp_path: Path) -> None:
    """A known venue prints as in every other list; an unknown one prints as it is written."""
    entry = "@inproceedings{{{0}, title={{{0}}}, author={{Lee, Ann}}, booktitle={{{1}}}, year=2025}}\n"
    known = "22nd USENIX Symposium on Networked Systems Design and Implementation (NSDI 25)"
    (tmp_path / "p.bib").write_text(entry.format("a", known) + entry.format("b", "A Small Workshop"), "utf-8")
    (tmp_path / "cv.yaml").write_text("person: {name: Ann Lee}\npublications: {from: p.bib}\n", "utf-8")
    made, _, warnings = prepare(tmp_path / "cv.yaml", Options())
    details = [spelt(block.details) for block in made.sections[0].blocks if isinstance(block, Citation)]
    assert details == [
        "*USENIX Symposium on Networked Systems Design and Implementation (NSDI 2025)*",
        "*A Small Workshop*, 2025",
    ]
    assert not warnings
