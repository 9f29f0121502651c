"""Escaping: any text becomes LaTeX that prints it, and does nothing else."""

from __future__ import annotations

import json
import re
import string
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import OWNER, assert_renders, cases
from texcv.model import maths
from texcv.model.diagnostic import Diagnostic, Faults
from texcv.model.source import Options
from texcv.pipeline import render
from texcv.readers import pdf
from texcv.writers.charset import ENCODED_IN_T1, engine_for
from texcv.writers.escape import escape, escape_code, escape_option, escape_runs, escape_url

WRITERS = {"": escape, "url": escape_url, "code": escape_code, "xelatex": escape_runs}
PRINTS = {
    r"\textasciicircum{}": "^",
    r"\^{}": "^",
    r"\textasciitilde{}": "~",
    r"\textbackslash{}": "\\",
    r"\textasciigrave{}": "`",
    r"\textbar{}": "|",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textquotedbl{}": '"',
    r"\textquotesingle{}": "'",
    r"\CVbreak{}": "\u200b",
    r"\-": "\u00ad",
    r"\,": "\u2009",
    "{-}": "-",
    "{[}": "[",
    "{]}": "]",
    "{}": "",
    "~": "\u00a0",
    **{f"\\{sign}": sign for sign in "%$_{}#&"},
}
"""All that may stand in escaped text beside plain characters, and what it prints."""
TOKEN = re.compile("|".join(map(re.escape, sorted(PRINTS, key=len, reverse=True))) + r"|[^\\{}%$#&_^~\[\]]", re.DOTALL)
SIGNS = "\\{}%$#&_^~[]-,'\"`<>|?!‘’“”ab1 \t\n\u00a0\u00ad\u2009\u200b\ufeffé钟β😀"
TRICKY = st.text(st.sampled_from(SIGNS), max_size=60)
LIGATURES = """-- --- ---- << >> ,, ,,, '' ''' `` "" ?` !` ‘‘ ’’ “” ‘’ '" ff fi fl ffi ffl -– --– <- -> =>""".split()


def printed(latex: str) -> str:
    """Return what escaped text prints; fail where it holds anything that TeX could take for a command."""
    out, at = [], 0
    while at < len(latex):
        token = TOKEN.match(latex, at)
        assert token, f"{latex[at:]!r} is active TeX"
        out.append(PRINTS.get(token[0], token[0]))
        at = token.end()
    return "".join(out)


def _bare(text: str) -> str:
    """Return the characters that a reader sees, one space for any white space."""
    return re.sub(r"[\t\n\r ]+", " ", re.sub("[\u200b\u2060\ufeff\u00ad]", "", text))


@pytest.mark.parametrize("case", cases("escape"))
def test_a_text_is_escaped(case: dict[str, str]) -> None:
    assert WRITERS[case.get("kind", "")](case["input"]) == case["expected"]


@given(st.text() | TRICKY)
def test_escaped_text_prints_the_text_and_nothing_else(text: str) -> None:
    assert _bare(printed(escape(text))) == _bare(text).replace("'", "’")


@given(TRICKY.map(lambda text: " ".join(text.split())))
def test_escaped_code_prints_the_code_and_nothing_else(code: str) -> None:
    assert _bare(printed(escape_code(code))) == _bare(code)


@given(st.text() | TRICKY)
def test_runs_of_other_scripts_print_the_text_and_nothing_else(text: str) -> None:
    latex = re.sub(r"\\CVother\{((?:\{\}|[^{}\\%$#&_^~])*)\}", r"\1", escape_runs(text))
    assert _bare(printed(latex)) == _bare(text).replace("'", "’")


@given(st.text() | TRICKY)
def test_no_two_signs_of_a_ligature_touch(text: str) -> None:
    assert not re.search(r"--|<<|>>|(?<!\\),,|''|``|\?`|!`|‘‘|’’|‚‚", escape(text))


@given(st.text() | TRICKY)
def test_an_option_is_one_group(text: str) -> None:
    option = escape_option(text)
    assert option[0] + option[-1] == "{}"
    printed(option[1:-1])


@given(st.text(st.characters(exclude_categories=["Cs"])) | TRICKY)
def test_an_escaped_address_is_plain_ascii(text: str) -> None:
    url = escape_url(f"https://a.b/{text}")
    assert url.isascii()
    assert url.isprintable()
    assert not re.search(r"(?<!\\)[%#&_$^{}\\ ]", re.sub(r"\\[%#&_$]", "", url))


def test_text_is_escaped_in_every_kind_of_node() -> None:
    assert_renders("Smith & Co_", r"Smith \& Co\_")
    assert_renders("**a & b** *c_d*", r"\textbf{a \& b} \emph{c\_d}")
    assert_renders("`a_b`", r"\CVcode{a\_b}")
    assert_renders("[a & b](https://a.b/c_d)", r"\CVlink{https://a.b/c\_d}{a \& b}")
    assert_renders("$a_b$ a_b", r"\CVmath{a_b} a\_b")
    assert_renders("a β b", r"a \CVother{β} b", "xelatex")


@pytest.mark.parametrize(("text", "engine"), [("José – “x”", "pdflatex"), ("β", "xelatex"), ("钟", "xelatex"),
                                              ("Đỗ", "xelatex"), ("O(n²)", "xelatex"), ("Đorđe", "xelatex"),
                                              ("đak", "pdflatex")])  # fmt: skip
def test_the_engine_is_one_that_can_print_the_text(text: str, engine: str) -> None:
    assert engine_for(["plain", text]) == engine


def _seen() -> list[str]:
    """Return the characters that both engines print, in words of eight.

    Those that are not seen are left out, and `…`, which pdfTeX sets as three full stops.
    """
    characters = iter(sorted(c for c in ENCODED_IN_T1 if not c.isspace() and c not in "\u00ad\u200b…"))
    return ["".join(word) for word in iter(lambda: list(islice(characters, 8)), [])]


def _marked_up(word: str) -> str:
    """Return Markdown that prints just this word."""
    return "".join(f"\\{sign}" if sign in string.punctuation else sign for sign in word)


def _page(tmp_path: Path, bullets: list[str], **options: str) -> str:
    """Return the text of the PDF of a profile with these bullets, made and verified by the whole line."""
    profile = tmp_path / "profile.yaml"
    items = "".join(f"    - {json.dumps(bullet, ensure_ascii=False)}\n" for bullet in bullets)
    profile.write_text(f"{OWNER}custom:\n- title: Signs\n  entries:\n{items}", "utf-8")
    made = render(profile, Options(output=tmp_path / "build", **options))  # type: ignore[arg-type]
    return "\n".join(page.text for page in pdf.read(made.path).pages)


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_every_sign_is_read_back_as_it_was_typed(tmp_path: Path, theme: str, engine: str) -> None:
    words = [f"a{word}z" for word in (*_seen(), *LIGATURES)]
    codes = [f"a{sign}z" for sign in string.punctuation if sign != "`"]
    codes += [f"a{pair}z" for pair in LIGATURES if pair.isascii() and "`" not in pair]
    signs = [f"${sign}$ x" for sign in (*(f"\\{word}" for word in sorted(maths.SIGNS)), r"\frac{1}{2}", r"\sqrt{2}")]
    bullets = [*map(_marked_up, words), *(f"``{code}``" for code in codes), *signs]
    page = _page(tmp_path, bullets, theme=theme, engine=engine)
    lost = [word for word in words if word.replace("'", "’") not in page]
    assert not lost + [code for code in codes if code not in page]


@pytest.mark.tex
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_other_scripts_are_printed(tmp_path: Path, theme: str) -> None:
    words = "βγδ Ωμέγα Алёна Ψ → ≤ ≥ ⇒ 钟胤民 日本語 かな 한국어 𠮷野 Nguyễn Đỗ".split()
    page = _page(tmp_path, [f"{word} here" for word in words], theme=theme)
    assert not [word for word in words if word not in page]


@pytest.mark.tex
@pytest.mark.parametrize("theme", ["classic", "resume"])
def test_an_emoji_is_one_error_that_names_it_at_its_line(tmp_path: Path, theme: str) -> None:
    with pytest.raises(Faults) as caught:
        _page(tmp_path, ["one", "two 🚀 three", "four"], theme=theme)
    found: tuple[Diagnostic, ...] = caught.value.diagnostics
    assert [(fault.code, fault.place.line) for fault in found] == [("missing-character", 6)]
    assert "🚀" in found[0].message
