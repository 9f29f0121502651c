"""Names: their parts, their folding, and when two spellings are one name."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.helpers import cases
from texcv.model.name import Name, compatible, fold, is_cjk, parse_name, same

WORDS = st.text("abcdeilmnoprstuvwyzáéîöüçñ", min_size=2, max_size=8).map(str.capitalize).filter(
    lambda word: word not in ("Jr", "Sr"))  # fmt: skip
NAMES = st.builds(lambda given, family: f"{' '.join(given)} {family}", st.lists(WORDS, min_size=1, max_size=3), WORDS)
ACCENTS = str.maketrans("aeiouncAEIOUNC", "áéíóúñçÁÉÍÓÚÑÇ")


@pytest.mark.parametrize("case", cases("names"))
def test_a_name_is_parted(case: dict[str, str]) -> None:
    parts = (case.get(part, "") for part in ("family", "given", "suffix", "native"))
    assert parse_name(case["input"]) == Name(*parts)


@pytest.mark.parametrize("case", cases("folding"))
def test_a_name_is_folded(case: dict[str, str]) -> None:
    assert fold(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", cases("sameness"))
def test_two_spellings_are_compared(case: dict[str, str]) -> None:
    one, other = parse_name(case["one"]), parse_name(case["other"])
    answers = {same(one, other): "same", compatible(one, other): "compatible"}
    assert ("same" if same(one, other) else answers.get(True, "no")) == case["expected"]
    assert same(one, other) == same(other, one)
    assert compatible(one, other) == compatible(other, one)


@given(NAMES)
def test_a_name_is_the_same_as_itself(text: str) -> None:
    name = parse_name(text)
    assert same(name, name)
    assert compatible(name, name)


@given(NAMES, NAMES)
def test_sameness_has_no_direction(one: str, other: str) -> None:
    first, second = parse_name(one), parse_name(other)
    assert same(first, second) == same(second, first)
    assert compatible(first, second) == compatible(second, first)


@given(NAMES)
def test_case_and_accents_do_not_matter(text: str) -> None:
    name = parse_name(text)
    for spelling in (text.upper(), text.lower(), text.translate(ACCENTS)):
        assert same(name, Name(*_parts(spelling, name)))


def _parts(spelling: str, name: Name) -> tuple[str, str]:
    """Return family and given name of another spelling of a name, its words at the same places."""
    words, count = spelling.split(), len(name.given.split())
    return " ".join(words[count:]), " ".join(words[:count])


@given(st.lists(WORDS, min_size=2, max_size=3), WORDS)
def test_hyphens_of_a_given_name_do_not_matter(words: list[str], family: str) -> None:
    spellings = [f"{joiner.join(words)} {family}" for joiner in ("-", "‐", "‑", " ", "")]
    names = [parse_name(spelling) for spelling in spellings]
    assert all(same(one, other) for one in names for other in names)


@given(NAMES)
def test_family_first_with_a_comma_is_the_same_name(text: str) -> None:
    name = parse_name(text)
    assert same(name, parse_name(f"{name.family}, {name.given}"))


@given(NAMES)
def test_the_parts_hold_all_words(text: str) -> None:
    assert str(parse_name(text)) == " ".join(text.split())


@given(NAMES, WORDS)
def test_a_longer_name_is_not_the_same(text: str, word: str) -> None:
    assert not same(parse_name(text), parse_name(f"{word} {text}"))


@given(NAMES, WORDS)
def test_another_family_is_never_compatible(text: str, family: str) -> None:
    name = parse_name(text)
    assume(fold(family).replace(" ", "") != fold(name.family).replace(" ", ""))
    assert not compatible(name, Name(family, name.given))


@given(NAMES)
def test_initials_are_compatible(text: str) -> None:
    name = parse_name(text)
    for initials in (". ".join(word[0] for word in name.given.split()) + ".", f"{name.given[0]}."):
        assert compatible(name, Name(name.family, initials))


@given(st.text())
def test_any_text_has_parts_and_folds(text: str) -> None:
    name = parse_name(f"x{text}")
    assert fold(str(name))
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("text", "expected"), [("钟胤民", True), ("たなか", True), ("김", True), ("Zhong", False),
                                                ("钟 Zhong", False), ("", False), ("123", False)])  # fmt: skip
def test_names_in_cjk_are_known(text: str, expected: bool) -> None:
    assert is_cjk(text) is expected
