"""What other CV builders do wrong, done right: the rows of a table that was made by running them.

Each test is a row of "Their failures are our acceptance tests": an input at which a peer was seen to fail.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.pdfs import fonts_of, lines, links, made, refused, squeezed, words, write, x_of
from texcv.cli import main

PROFILE = r"""
person:
  name: Yinmin Zhong
  homepage: https://yinminzhong.com/Yinmin_Zhong
interests: Mail [my own page](https://example.org/Yinmin_Zhong?q=Y.%20Zhong) of Yinmin Zhong, or [x](https://a.b/c_d%20e#f).
publications:
  - id: two-zhongs
    title: Two of One Family Name
    authors: X. Y. Zhong, Y. Zhong, Zhong Yang
    venue: {text: Journal of Names}
    date: 2024
    volume: 12
    issue: 3
    pages: 100-110
    links: {doi: "https://doi.org/10.1/x"}
  - id: another
    title: Another
    authors: Ann Lee, Yinmin Zhong*, Bo Chen*
    date: 2023
    links: {doi: 10.1145/3600006.3613165}
experience:
  - organization: Signs and Co.
    highlights:
      - "#hashtag first"
      - 50% & more_less
      - C:\path\to_it
      - A ~ B ^ C
      - Braces {} and { alone
      - Costs $5 or $6, not more
      - 2019 - 2020 a year in one bullet
      - Quotes "double", 'single' -- and --- dashes, <angles> | bars
      - Backslashes \textbf{x} \\ \& \input{y}
  - organization: Nested and Co.
    highlights:
      - text: Outermost bullet
        items:
          - text: Middle bullet
            items: [Innermost bullet]
          - Another middle bullet
      - Last outer bullet
"""
TYPED = [
    "#hashtag first",
    "50% & more_less",
    r"C:\path\to_it",
    "A ~ B ^ C",
    "Braces {} and { alone",
    "Costs $5 or $6, not more",
    "2019 - 2020 a year in one bullet",
    "'single' -- and --- dashes, <angles> | bars",
    r"Backslashes \textbf{x} \ & \input{y}",
]


@pytest.fixture(scope="session", params=["pdflatex", "xelatex"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the profile above with either engine."""
    folder = tmp_path_factory.mktemp("peers")
    return made(folder, PROFILE, engine=request.param, theme="resume").path


def bold(fonts: set[str]) -> bool:
    """Tell whether all fonts are bold."""
    return all("bold" in font.lower() for font in fonts)


@pytest.mark.tex
def test_owner_and_a_coauthor_whose_initials_end_alike(pdf: Path) -> None:
    """Owner "Y. Zhong", co-author "X. Y. Zhong": the owner alone is highlighted."""
    inside, owner = fonts_of(pdf, "Y. Zhong")
    assert not bold(inside)
    assert bold(owner)
    assert [bold(fonts) for fonts in fonts_of(pdf, "Zhong Yang")] == [False]
    assert [bold(fonts) for fonts in fonts_of(pdf, "Bo Chen")] == [False]


def test_two_who_share_their_initials(tmp_path: Path) -> None:
    """Owner Ruidong Zhu, co-author Ruofei Zhu, the list says "R. Zhu": that is told, and nothing is guessed."""
    profile = """
        person: {name: Ruidong Zhu}
        publications: {from: pubs.yaml}
        """
    references = """
        people: {ruofei-zhu: {name: Ruofei Zhu}}
        references:
          - {id: p, title: P, authors: "R. Zhu, Bo Chen", date: 2024}
        """
    (one,) = refused(tmp_path, profile, {"pubs.yaml": references})
    assert (one.code, one.place.line, one.place.excerpt[one.place.column - 1 :][:6]) == (
        "ambiguous-author",
        3,
        "R. Zhu",
    )
    assert "Ruofei Zhu" in one.message
    assert "person: ruidong-zhu" in one.hint


@pytest.mark.tex
def test_own_name_inside_the_address_of_a_link(pdf: Path) -> None:
    """The address is untouched, and only author lists highlight."""
    assert "https://example.org/Yinmin_Zhong?q=Y.%20Zhong" in links(pdf)
    assert "https://yinminzhong.com/Yinmin_Zhong" in links(pdf)
    assert "textbf" not in " ".join(links(pdf))
    assert sum(bold(fonts) for fonts in fonts_of(pdf, "Yinmin Zhong")) == 1


@pytest.mark.tex
def test_a_volume_that_is_a_number(pdf: Path) -> None:
    """`volume: 12` is text like any other."""
    assert squeezed("Journal of Names, 2024, vol. 12, no. 3, pp. 100–110") in words(pdf)


def test_a_misspelt_venue_or_key(tmp_path: Path) -> None:
    """Both are errors with line, column and the word that is meant."""
    profile = """
        person: {name: Ann Lee}
        publications: {from: pubs.yaml}
        """
    references = """
        venues: {nsdi: {name: Networked Systems, acronym: NSDI}}
        references:
          - id: p
            title: P
            authors: Ann Lee
            venue: nsdii
            date: 2024
          - id: q
            title: Q
            authors: Ann Lee
            venu: nsdi
            date: 2024
        """
    found = refused(tmp_path, profile, {"pubs.yaml": references})
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("unknown-venue", 6, 12),
        ("unknown-key", 11, 5),
    ]
    assert "did you mean 'nsdi'?" in found[0].hint
    assert 'did you mean "venue"?' in found[1].hint


@pytest.mark.tex
def test_a_doi_given_as_an_address(pdf: Path) -> None:
    """`doi: https://doi.org/10.1/x` leads there once."""
    assert "https://doi.org/10.1/x" in links(pdf)
    assert "https://doi.org/10.1145/3600006.3613165" in links(pdf)


@pytest.mark.tex
@pytest.mark.parametrize("typed", TYPED)
def test_signs_that_mean_something_to_tex(pdf: Path, typed: str) -> None:
    """They are printed as typed (`\\\\` and `\\&` being Markdown's for the sign itself)."""
    assert squeezed(typed) in words(pdf)


@pytest.mark.tex
def test_a_link_with_signs_of_tex_in_its_address(pdf: Path) -> None:
    """`[x](https://a.b/c_d%20e#f)` is a working link."""
    assert "https://a.b/c_d%20e#f" in links(pdf)


@pytest.mark.tex
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_letters_beyond_latin(theme: str, tmp_path: Path) -> None:
    """β, ≤ and 钟 are printed, with the engine that can."""
    profile = """
        person: {name: {given: Yinmin, family: Zhong, native: 钟寅民}}
        interests: The β-version is ≤ 钟 minutes away, and Đỗ, Ωμέγα, Жук too.
        """
    artifact = made(tmp_path, profile, theme=theme)
    assert artifact.engine == "xelatex"
    assert squeezed("The β-version is ≤ 钟 minutes away, and Đỗ, Ωμέγα, Жук too.") in words(artifact.path)
    assert "钟寅民" in words(artifact.path)


@pytest.mark.tex
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_an_emoji(theme: str, tmp_path: Path) -> None:
    """What no font holds is an error that names the character and the line, and no PDF is made."""
    profile = """
        person: {name: Ann Lee}
        awards:
          - {title: First, date: 2023}
          - {title: Rocket 🦄, date: 2024}
        """
    (one,) = refused(tmp_path, profile, theme=theme)
    assert one.code == "missing-character"
    assert "🦄" in one.message
    assert "U+1F984" in one.message
    assert one.place.line == 4
    assert not (tmp_path / "build" / "cv.pdf").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("gone.yaml", "", "gone.yaml: error: no such profile"),
        ("cv.yaml", "person: {name: Ann Lee\ninterests: x\n", "cv.yaml:2:10: error: this is not YAML"),
    ],
    ids=["missing file", "broken YAML"],
)
def test_a_missing_file_or_broken_yaml(
    name: str, text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One diagnostic: file, line, column, what to do."""
    monkeypatch.chdir(tmp_path)
    if text:
        Path(name).write_text(text)
    result = CliRunner().invoke(main, ["render", name])
    assert result.exit_code == 1
    assert result.stderr.startswith(said)
    assert result.stderr.count("error:") == 1


def test_a_typo_in_the_name_of_a_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an error, and the exit code is 1, whether the section itself or the list of sections is wrong."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.yaml": "person: {name: Ann Lee}\neducaton: [{institution: MIT}]\n"})
    write(tmp_path, {"b.yaml": "person: {name: Ann Lee}\neducation: [{institution: MIT}]\nsections: [educaton]\n"})
    for name, code in (("a.yaml", "unknown-key"), ("b.yaml", "unknown-section")):
        result = CliRunner().invoke(main, ["render", name, "--format", "json"])
        assert result.exit_code == 1
        errors = [json.loads(line) for line in result.stdout.splitlines()]
        assert [(one["code"], one["hint"]) for one in errors if one["severity"] == "error"] == [
            (code, 'did you mean "education"?')
        ]


@pytest.mark.tex
def test_a_range_of_years_in_a_bullet(pdf: Path) -> None:
    """ "2019 - 2020" in a bullet is one bullet."""
    assert squeezed("• 2019 - 2020 a year in one bullet • Quotes") in words(pdf)


@pytest.mark.tex
def test_nested_bullets(pdf: Path) -> None:
    """Each level is set further in than the one above, and the levels come back."""
    outer, middle, inner, again, last = (
        x_of(pdf, text)
        for text in ("Outermost bullet", "Middle bullet", "Innermost bullet", "Another middle", "Last outer")
    )
    assert outer + 5 < middle
    assert middle + 5 < inner
    assert again == pytest.approx(middle, abs=0.1)
    assert last == pytest.approx(outer, abs=0.1)


TWO_PAGES = "person: {name: Ann Lee}\ninterests: [" + ", ".join(f"Bullet {n}" for n in range(75)) + "]\n"


@pytest.mark.tex
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_page_numbers_of_a_clean_build(theme: str, tmp_path: Path) -> None:
    """A CV of two pages says 2/2 at its first build."""
    artifact = made(tmp_path, TWO_PAGES, theme=theme)
    first, second = lines(artifact.path)
    assert artifact.pages == 2
    assert second[-1].text.replace(" ", "") == "AnnLee2/2"
    assert "/2" not in first[-1].text


@pytest.mark.tex
def test_one_bad_profile_among_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are rendered, there is one clear failure, and the exit code is 1."""
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two", "four"):
        write(tmp_path, {f"{name}.yaml": f"person: {{name: Ann Lee}}\ninterests: {name}\n"})
    write(tmp_path, {"three.yaml": "person: {name: Ann Lee, emial: x}\n"})
    result = CliRunner().invoke(main, ["render", "one.yaml", "two.yaml", "three.yaml", "four.yaml"])
    assert result.exit_code == 1
    assert result.stderr.count("error:") == 1
    assert result.stderr.startswith("three.yaml:1:25: error: the key 'emial' is not known here")
    assert sorted(file.name for file in Path("build").glob("*.pdf")) == ["four.pdf", "one.pdf", "two.pdf"]
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "build/one.pdf",
        "build/two.pdf",
        "build/four.pdf",
    ]
    for name in ("one", "two", "four"):
        assert name in words(Path("build") / f"{name}.pdf")


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_two_renders_of_one_day(engine: str, theme: str, tmp_path: Path) -> None:
    """They are identical, byte for byte, on any path."""
    here, there = tmp_path / "here", tmp_path / "a folder of another name" / "deeper"
    once = made(here, PROFILE, engine=engine, theme=theme).path.read_bytes()
    twice = made(there, PROFILE, engine=engine, theme=theme).path.read_bytes()
    assert once == twice
    assert str(tmp_path).encode() not in once
