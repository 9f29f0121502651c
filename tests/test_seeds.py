"""The five people's CVs: what their own CVs and homepages say is on the page, and nobody else is highlighted."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import yaml

from texcv.checks.folding import fold
from texcv.model.diagnostic import Severity
from texcv.model.source import Options
from texcv.model.tex import Artifact, Pdf
from texcv.pipeline import render
from texcv.readers import pdf as pdfs

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
FACTS: dict[str, list[str]] = yaml.load((ROOT / "tests/cases/seeds.yaml").read_text("utf-8"), yaml.BaseLoader)
PEOPLE = tuple(FACTS)
OWNERS = {
    "zhong": "Yinmin Zhong",
    "zhu": "Ruidong Zhu",
    "zhang": "Zili Zhang",
    "qin": "Ruoyu Qin",
    "chen": "Zhuofu Chen",
}
PAGES = {"zhong": 3, "zhu": 1, "zhang": 2, "qin": 1, "chen": 1}
pytestmark = pytest.mark.tex


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("build")


@cache
def rendered(person: str, build: Path) -> tuple[Artifact, Pdf]:
    artifact = render(ROOT / "profiles" / f"{person}.yaml", Options(output=build))
    return artifact, pdfs.read(artifact.path)


def words(pdf: Pdf) -> str:
    return fold("\n".join(page.text for page in pdf.pages))


@pytest.mark.parametrize("person", PEOPLE)
def test_every_fact_is_on_the_page(person: str, build: Path) -> None:
    _, pdf = rendered(person, build)
    lost = [fact for fact in FACTS[person] if fold(fact) not in words(pdf)]
    assert not lost


@pytest.mark.parametrize("person", PEOPLE)
def test_no_warnings_and_no_gaping_last_page(person: str, build: Path) -> None:
    artifact, pdf = rendered(person, build)
    assert not [warning for warning in artifact.warnings if warning.severity is Severity.WARNING]
    assert len(pdf.pages) == PAGES[person]
    with pypdfium2.PdfDocument(artifact.path) as document:
        height = document[0].get_height()
    body = [box for box, sign in zip(pdf.pages[-1].boxes, pdf.pages[-1].text, strict=True) if not sign.isspace()]
    lowest = min(box[1] for box in body if box[1] > 50)
    assert lowest < height * 0.75, "the last page is less than a quarter full"


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != "chen"])
def test_only_the_owner_is_bold_in_author_lists(person: str, build: Path) -> None:
    _, pdf = rendered(person, build)
    names = {name for other, name in OWNERS.items() if other != person} | {"Ruofei Zhu", "Xin Jin", "Xuanzhe Liu"}
    bold = {name: is_bold(pdf, name) for name in {*names, OWNERS[person]}}
    assert bold[OWNERS[person]] is True
    assert not [name for name in names if bold[name]]


def is_bold(pdf: Pdf, name: str) -> bool:
    """Tell whether a name stands anywhere in bold with a comma, a mark or the line's end behind it."""
    for page in pdf.pages:
        for match in re.finditer(re.escape(name) + r"(?=[,*\r\n])", page.text):
            if all("bold" in page.fonts[at].lower() for at in range(*match.span()) if page.text[at] != " "):
                return True
    return False


def seed(person: str) -> str:
    number = {"zhu": "000", "zhang": "001", "qin": "002", "chen": "003", "zhong": "004"}[person]
    files = list(SEEDS.glob(f"{number}_*.txt"))
    if not files:
        pytest.skip("the seeds are not here")
    return files[0].read_text("utf-8")


def papers_in(person: str) -> list[tuple[str, list[str]]]:
    """Return titles and authors as the seed prints them, each author with his or her mark."""
    text = re.sub(r"<!--.*?-->", "", seed(person), flags=re.DOTALL)
    if person == "zhang":
        found = re.findall(r"<strong>([^<]+)</strong>\s*<br/>(.+?)<br/>", text, re.DOTALL)
    elif person == "qin":
        found = re.findall(r"PUBLICATIONS\n\n(.+)\n\n(.+?)\. \(", text)
    else:
        text = text[re.search(r"publications", text, re.IGNORECASE).end() :]  # type: ignore[union-attr]
        text = re.split(r"\n## EXPERIENCE|\nTeaching\n", text)[0]
        found = re.findall(
            r"^\*\*(?!Yinmin Zhong|In preprint|ACM|IEEE)([^*\n]+)\*\*\s*\n(.+?)(?=\n\n|\n\*|  \n\*)", text, re.M | re.S
        )
    return [(title.strip(), authors_of(line)) for title, line in found]


def authors_of(line: str) -> list[str]:
    plain = re.sub(r"\(\\?\*.*?\)", "", re.sub(r"</?\w+>", "", line)).replace("**", "").replace("\\", "")
    return [" ".join(name.split()) for name in plain.replace("\n", " ").split(",") if name.strip()]


@pytest.mark.parametrize(("person", "count"), [("zhong", 12), ("zhang", 11), ("zhu", 6), ("qin", 1)])
def test_all_titles_and_author_lists_of_the_seed_are_in_the_pdf(person: str, count: int, build: Path) -> None:
    papers = papers_in(person)
    assert len(papers) == count
    page = words(rendered(person, build)[1])
    for title, authors in papers:
        assert len(authors) >= 3
        assert fold(title) in page
        assert fold(", ".join(authors)) in page, title
