"""Markdown inline text: what is markup, what is printed as typed, and what is refused."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.helpers import cases, tree
from texcv.model import maths
from texcv.model.inline import Math, text_of, walk
from texcv.model.markdown import MarkupError, parse

ALL = cases("markdown")
GOOD = [case for case in ALL if "error" not in case.values[0]]
BAD = [case for case in ALL if "error" in case.values[0]]
WORDS = sorted(maths.SIGNS | maths.STRUCTURES)
EVIL = r"""\input \include \csname \endcsname \def \let \catcode \write \read \openin \special \immediate \expandafter
\jobname \directlua \pdfobj \usepackage \begin \end \text \mbox \hbox \loop \relax \newcommand \verb \url \href \^^5c
^^5c ^^M ~ % # & $ \\ \" \' \( \) \[ \] @ é 钟""".split()
FORMULAS = st.lists(
    st.one_of(
        st.sampled_from(EVIL),
        st.sampled_from([f"\\{word}" for word in WORDS]),
        st.sampled_from(list("abxyz019+-=()<>{}^_ ,")),
    ),
    min_size=1,
    max_size=8,
).map("".join)


@pytest.mark.parametrize("case", GOOD)
def test_a_text_is_read(case: dict[str, str]) -> None:
    assert tree(parse(case["input"])) == case["expected"]


@pytest.mark.parametrize("case", BAD)
def test_a_text_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(case["input"])
    assert case["error"] in str(caught.value)
    assert case["hint"] in caught.value.hint


@given(st.text() | st.text("ab1*_`[]()<>$\\\"'!&#{}~^ \n"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        inline = parse(text)
    except MarkupError as error:
        assert error.hint
    else:
        assert text_of(inline) or not text.strip() or any(isinstance(node, Math) for node in walk(inline))


@given(st.text() | st.text("abc123*_`[]{}<>\\\"'!&#~^%-. \n钟é"))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    assume("$" not in text and "](" not in text)
    try:
        inline = parse(text)
    except MarkupError as error:
        assume("control character" not in str(error) and "address" not in str(error))
        raise
    assert _letters(text_of(inline)) == _letters(text)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(FORMULAS)
def test_only_allowed_commands_pass_in_a_formula(formula: str) -> None:
    assume(not maths.fault_in(formula))
    commands = re.findall(r"\\([A-Za-z]+|.)", formula, re.DOTALL)
    assert {*commands} <= maths.SIGNS | maths.STRUCTURES | maths.PUNCTUATION
    bare = re.sub(r"\\([A-Za-z]+|.)", "", formula, flags=re.DOTALL)
    assert not set(bare) & set("\\%#&$~")
    assert "^^" not in bare
    assert bare.isascii()
    assert bare.isprintable()


@given(FORMULAS)
def test_what_stands_between_dollars_is_a_good_formula_or_text(formula: str) -> None:
    try:
        inline = parse(f"a ${formula}$ b")
    except MarkupError:
        return
    assert all(not maths.fault_in(node.tex) for node in walk(inline) if isinstance(node, Math))


@pytest.mark.parametrize("word", [word.removeprefix("\\") for word in EVIL if word[0] == "\\" and word[1:].isalpha()])
def test_a_dangerous_command_is_refused(word: str) -> None:
    assert f"\\{word} is not among" in maths.fault_in(rf"a + \{word} b")


@pytest.mark.parametrize("sign", sorted(maths.SIGNS))
def test_every_sign_may_stand_in_a_formula(sign: str) -> None:
    assert maths.fault_in(rf"a \{sign} b_{{\{sign}}}") == ""


@pytest.mark.parametrize(("one", "other"), [*combinations(["^2", "^{2}", "_i", "_{i}"], 2)])
def test_an_index_and_an_exponent_may_stand_together(one: str, other: str) -> None:
    fits = one[0] != other[0]
    assert (maths.fault_in(f"x{one}{other}") == "") == fits
