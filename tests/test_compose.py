"""Composition: which blocks stand on the page for every shape of entry, in which order, in which words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import OWNER, cases, document, faults, headings, section, spelt
from texcv.compose.phrase import phrase
from texcv.model.document import Bullets, Entry, Line, Paragraph, inlines
from texcv.model.inline import Emph, Str, links_in, text_of
from texcv.model.profile import TYPED

FULL = """
interests: Systems
education: [{institution: U}]
publications: [{id: a, title: T, authors: Yinmin Zhong}]
experience: [{organization: O}]
projects: [{name: P}]
teaching: [{course: C}]
talks: [{talk: T}]
service: [{role: R}]
awards: [{title: A}]
skills: [{label: L, text: X}]
custom: [{title: Hobbies, entries: [Go]}, {title: Press, id: news, text: Nothing yet.}]
"""


def _plain(lines: list[str]) -> list[str]:
    return [line.replace("\u2009", " ").replace("\u00a0", " ") for line in lines]


@pytest.mark.parametrize("case", cases("compose"))
def test_an_entry_is_composed(case: dict[str, list[str] | str]) -> None:
    assert _plain(section(f"{OWNER}{case['input']}")) == case["expected"]


def test_sections_stand_in_the_order_of_the_file() -> None:
    made = document(OWNER + FULL)
    assert [one.id for one in made.sections] == [
        "interests", "education", "publications", "experience", "projects", "teaching", "talks", "service", "awards",
        "skills", "hobbies", "news"]  # fmt: skip


@given(st.permutations(FULL.strip().splitlines()))
@settings(max_examples=20)
def test_any_order_of_the_file_is_kept(lines: list[str]) -> None:
    written = [line.split(":")[0] for line in lines]
    wanted = [name for key in written for name in (["hobbies", "news"] if key == "custom" else [key])]
    assert [one.id for one in document(OWNER + "\n".join(lines)).sections] == wanted


@given(st.lists(st.sampled_from([*TYPED, "hobbies", "news"]), min_size=1, unique=True))
@settings(max_examples=20)
def test_listed_sections_stand_as_listed_and_the_others_do_not(names: list[str]) -> None:
    made = document(f"{OWNER}{FULL}sections: [{', '.join(names)}]\n")
    assert [one.id for one in made.sections] == names


def test_what_is_not_listed_is_told() -> None:
    found = faults(f"{OWNER}{FULL}sections: [education]\n")
    assert {fault.code for fault in found} == {"not-printed"}
    assert len(found) == len(TYPED) - 1 + 2
    assert not any(fault.is_error for fault in found)


@pytest.mark.parametrize(("language", "expected"), [
    ("en", ["Education", "Awards"]), ("zh", ["教育经历", "荣誉奖励"]), ("zh-CN", ["教育经历", "荣誉奖励"]),
])  # fmt: skip
def test_headings_are_in_the_words_of_the_language(language: str, expected: list[str]) -> None:
    text = f"{OWNER}education: [{{institution: U}}]\nawards: [{{title: A}}]\n"
    assert headings(f"{text}language: {language}\n") == expected


def test_titles_replace_headings() -> None:
    text = f"{OWNER}education: [{{institution: U}}]\ncustom: [{{title: Go, id: go, text: x}}]\nlanguage: zh\n"
    assert headings(text + "titles: {education: Studies, go: {en: Board games, zh: 围棋}}\n") == ["Studies", "围棋"]


def test_groups_have_headings() -> None:
    text = f"{OWNER}awards: [{{title: A}}, {{group: Abroad, entries: [{{title: B}}, {{title: C}}]}}, {{title: D}}]\n"
    assert headings(text) == ["Awards", "Abroad"]
    assert section(text) == ["Line: A | ", "Heading: Abroad", "Line: B | ", "Line: C | ", "Line: D | "]


@pytest.mark.parametrize(("person", "language", "expected"), [
    ("{name: Yinmin Zhong}", "en", "Yinmin Zhong | "),
    ("{name: {given: Yinmin, family: Zhong, native: 钟胤民}}", "en", "Yinmin Zhong | 钟胤民"),
    ("{name: {full: Yinmin Zhong, native: 钟胤民}}", "zh", "钟胤民 | Yinmin Zhong"),
    ("{name: 钟胤民}", "zh", "钟胤民 | "),
    ("{name: 钟胤民}", "en", "钟胤民 | "),
])  # fmt: skip
def test_the_native_name_leads_in_its_own_language(person: str, language: str, expected: str) -> None:
    header = document(f"person: {person}\ninterests: x\nlanguage: {language}\n").header
    assert f"{spelt(header.name)} | {spelt(header.native)}" == expected


@pytest.mark.parametrize(("line", "expected"), [
    ("email: a_b@c.org", "[a_b@c.org](mailto:a_b@c.org)"),
    ("phone: +86 (10) 123-45", "[+86 (10) 123-45](tel:+861012345)"),
    ("phone: on request", "on request"),
    ("homepage: https://www.a.org/x/", "[a.org/x](https://www.a.org/x/)"),
    ("address: Yanyuan *Building*", "Yanyuan *Building*"),
    ("links: {github: PKUFlyingPig}", "[github.com/PKUFlyingPig](https://github.com/PKUFlyingPig)"),
    ("links: {github: '@PKUFlyingPig'}", "[github.com/PKUFlyingPig](https://github.com/PKUFlyingPig)"),
    ("links: {github: 'https://github.com/x'}", "[github.com/x](https://github.com/x)"),
    ("links: {orcid: 0000-0001-2345-6789}", "[ORCID 0000-0001-2345-6789](https://orcid.org/0000-0001-2345-6789)"),
    ("links: {scholar: abc}", "[Google Scholar](https://scholar.google.com/citations?user=abc)"),
    ("links: {blog: 'https://a.org'}", "[a.org](https://a.org)"),
])  # fmt: skip
def test_a_contact_is_shown_and_linked(line: str, expected: str) -> None:
    contacts = document(f"person:\n  name: Yinmin Zhong\n  {line}\ninterests: x\n").header.contacts
    assert [spelt(contact) for contact in contacts] == [expected]


def test_contacts_stand_in_one_order_whatever_the_file_s() -> None:
    text = """
person:
  links: {github: x}
  homepage: https://a.org
  phone: "1"
  email: [a@b.c, d@e.f]
  address: Beijing
  name: Yinmin Zhong
interests: x
"""
    shown = [text_of(contact) for contact in document(text).header.contacts]
    assert shown == ["Beijing", "a@b.c", "d@e.f", "1", "a.org", "github.com/x"]


def test_the_document_knows_its_owner_and_language() -> None:
    made = document(f"{OWNER}interests: x\nlanguage: zh\npages: 2\n")
    assert (made.title, made.author, made.language, made.pages) == ("Yinmin Zhong: 个人简历", "Yinmin Zhong", "zh", 2)


def test_every_block_knows_its_line() -> None:
    text = """person: {name: Yinmin Zhong}
experience:
- organization: A
  summary: text
  highlights:
  - one
  - text: two
    items:
    - three
awards:
- title: B
"""
    made = document(text)
    entry, summary, bullets = made.sections[0].blocks
    award = made.sections[1].blocks[0]
    assert isinstance(entry, Entry) and isinstance(summary, Paragraph)
    assert isinstance(bullets, Bullets) and isinstance(award, Line)
    inner = [*bullets.items, bullets.items[1].items[0]]
    places = [entry.place, summary.place, *(item.place for item in inner), award.place]
    assert [place.line for place in places] == [3, 4, 6, 7, 9, 11]


def test_every_text_of_a_document_is_yielded_with_its_place() -> None:
    found = list(inlines(document(OWNER + FULL)))
    assert all(place.line and inline for place, inline in found)
    shown = {text_of(inline) for _, inline in found}
    assert {"Yinmin Zhong", "Systems", "U", "T", "O", "P", "C", "R", "A", "L", "X", "Go", "Nothing yet."} <= shown


def test_a_title_leads_to_its_page() -> None:
    text = f"{OWNER}projects: [{{name: vLLM, url: 'https://a.org'}}]\n"
    (block,) = document(text).sections[0].blocks
    assert isinstance(block, Entry)
    assert [link.url for link in links_in(block.title)] == ["https://a.org"]


def test_a_phrase_keeps_rich_text_in_its_gaps() -> None:
    assert phrase("{a} in {b}!", a=(Emph((Str("x"),)),), b=3) == (Emph((Str("x"),)), Str(" in "), Str("3"), Str("!"))
    assert phrase("no gap") == (Str("no gap"),)
