"""What does not fit between profiles and lists is found with both places; what is safe is mended in place."""

from __future__ import annotations

import difflib
import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import HERE, cases
from texcv.cli import main
from texcv.fixing import edited
from texcv.gathering import find_files, gather
from texcv.linting import lint
from texcv.model.corpus import Fix
from texcv.model.place import File, Place

JUNE_2026 = "1780272000"
ROOT = HERE.parent
SEEDS: dict[str, Any] = yaml.load((HERE / "cases/lint-seeds.yaml").read_text("utf-8"), yaml.BaseLoader)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, in June 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JUNE_2026)
    return tmp_path


def run(*args: str) -> Result:
    """Run `texcv lint` in this process; a crash fails the test."""
    result = CliRunner().invoke(main, ["lint", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def told(*args: str) -> list[dict[str, Any]]:
    """Return the findings of `texcv lint --format json`."""
    return [json.loads(line) for line in run(*args, "--format", "json").stdout.splitlines()]


def at(file: str, line: int) -> str:
    return f"{file.removesuffix('.yaml')}:{line}" if line else file.removesuffix(".yaml")


def places(finding: dict[str, Any]) -> tuple[str, str]:
    """Return both places of a finding as the cases spell them."""
    other = "".join(at(one["file"], one["line"]) for one in finding.get("related", ()))
    return at(finding["file"], finding["line"]), other


def write(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


def files_of(case: dict[str, Any]) -> dict[str, str]:
    """Return the files of a case: `a` and `b` are references alone."""
    lists = {f"{key}.yaml": "references:\n" + case[key] for key in ("a", "b") if key in case}
    return {**lists, **case.get("files", {})}


@pytest.mark.parametrize("case", cases("lint"))
def test_what_does_not_fit_is_found(case: dict[str, Any], here: Path) -> None:
    """Every finding has its code and both places, and nothing else is found."""
    write(files_of(case))
    found = told(".")
    got = sorted((one["code"], *places(one)) for one in found)
    assert got == sorted((code, place, other) for code, place, other, _ in case["expect"])
    for code, place, other, part in case["expect"]:
        messages = [one["message"] for one in found if (one["code"], *places(one)) == (code, place, other)]
        assert any(part in message for message in messages), messages


def test_every_code_has_a_case_and_a_near_miss() -> None:
    """Of each question there is a case that finds it; and a third of all cases find nothing."""
    wanted = {"same-paper", "preprint-and-published", "shared-alias", "one-letter-apart", "dates-contradict",
              "dead-link", "to-appear-over", *(f"differs-{what}" for what in
              "title authors marks year date venue place status details links".split())}  # fmt: skip
    all_cases = [param.values[0] for param in cases("lint")]
    assert wanted <= {expected[0] for case in all_cases for expected in case["expect"]}
    assert sum(not case["expect"] for case in all_cases) * 3 > len(all_cases)


def test_the_seeds_overlap_is_found_with_every_difference(here: Path) -> None:
    """FastServe, RLHFuse, DistTrain and dLoRA as two CVs have them: each difference is told, and nothing else."""
    write({f"{name}.yaml": text for name, text in SEEDS["files"].items()})
    found = {(one["code"], one["message"].split("'")[1]) for one in told(".")}
    expected = {(code, paper) for paper, codes in SEEDS["expect"].items() for code in codes}
    assert found == expected
    assert len(told(".")) == len(expected)


def test_the_repository_fits() -> None:
    """The five CVs and their list hold nothing that lint finds."""
    result = run(str(ROOT / "profiles"))
    assert result.stdout == "0 findings in 6 files\n"
    assert result.exit_code == 0


def test_an_error_ends_in_one_and_a_warning_in_zero(here: Path) -> None:
    write({"a.yaml": "references: [{id: x, title: T, authors: A B, date: 2025, venue: {text: V}, status: to appear}]"})
    assert run("a.yaml").exit_code == 0
    write({"b.yaml": "people: {a: {name: Ann Lee, aliases: [A. Lee]}, b: {name: Amy Lee}}\n"})
    assert run("a.yaml", "b.yaml").exit_code == 1


def test_the_text_shows_both_places(here: Path) -> None:
    write(
        {
            "a.yaml": "references:\n  - {id: x, title: T, authors: Ann Lee, date: 2024, type: book}\n",
            "b.yaml": "references:\n  - {id: y, title: T, authors: Ann Lee, date: 2025, type: book}\n",
        }
    )
    result = run()
    assert result.stdout == "2 findings in 2 files\n"
    year = result.stderr.index("a.yaml:2:47: warning: the year of 'x': 2024, but 2025 in b.yaml (y)")
    assert "  and b.yaml:2:47\n  2 |   - {id: y" in result.stderr[year:]
    github = run("--format", "github").stdout
    assert "::warning file=a.yaml,line=2,col=47,title=differs-year::" in github
    assert "; see b.yaml:2:47" in github


def test_without_names_the_profiles_are_those_in_profiles(here: Path) -> None:
    write({"other.yaml": "person: {name: Bo Chen}\ninterests: X\n"})
    assert run().stdout == "0 findings in 1 file\n"
    write({"profiles/a.yaml": "person: {name: Ann Lee}\ninterests: X\n", "profiles/b.yaml": "people: {}\n"})
    assert run().stdout == "0 findings in 2 files\n"
    assert find_files(["a"]) == (Path("profiles/a.yaml"),)
    assert find_files(["profiles", "profiles/a.yaml"]) == (Path("profiles/a.yaml"), Path("profiles/b.yaml"))


def test_a_folder_without_yaml_is_told(here: Path) -> None:
    Path("empty").mkdir()
    result = run("empty")
    assert result.exit_code == 1
    assert "the folder holds no profile" in result.stderr


LISTED = """\
# The list.
references:
    # Serving.
    - id: x     # the first
      title: Serving,
        Continued
      authors:  [Ann Lee,   Bo Chen]
      status: 'to appear'   # we hope
      date: 2025
      venue: {text: "NSDI"}

    - {id: y, title: On Queues, authors: Bo Chen, date: 2024, venue: {text: V}, status: to appear}
    - {status: to appear, id: z, title: On Tables, authors: Bo Chen, date: 2024, venue: {text: V}}
    - status: to appear
      id: w
      title: On Chairs
      authors: Bo Chen
      date: 2024
      venue: {text: V}
    - id: v
      title: >
        On
        Shelves
      authors: Bo Chen
      date: 2024
      type: book

    - id: v
      title: On Shelves
      authors: Bo Chen
      date: 2024
      type: book

    # Not to be lost.
    - id: u
      title: On Doors
      authors: Cy Wu
      status: under review
      date: 2024
"""
MENDED = {
    "-      status: 'to appear'   # we hope": "+      # we hope",
    "-    - {id: y, title: On Queues, authors: Bo Chen, date: 2024, venue: {text: V}, status: to appear}":
        "+    - {id: y, title: On Queues, authors: Bo Chen, date: 2024, venue: {text: V}}",
    "-    - {status: to appear, id: z, title: On Tables, authors: Bo Chen, date: 2024, venue: {text: V}}":
        "+    - {id: z, title: On Tables, authors: Bo Chen, date: 2024, venue: {text: V}}",
    "-    - status: to appear": "",
    "-      id: w": "+    - id: w",
}  # fmt: skip


def _changes(before: str, after: str) -> set[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return {line for line in lines if not line.startswith(("---", "+++", "@@"))}


def test_fix_changes_its_own_lines_alone(here: Path) -> None:
    """Comments, quotes, blank lines and wrapped texts stay; what was changed is told; a second run changes nothing."""
    Path("a.yaml").write_text(LISTED, "utf-8")
    result = run("a.yaml", "--fix")
    after = Path("a.yaml").read_text("utf-8")
    assert _changes(LISTED, after) == {line for pair in MENDED.items() for line in pair if line}
    assert [line.partition(": ")[2] for line in result.stdout.splitlines()[:-1]] == [
        f"deleted 'status: to appear' of {id!r}" for id in "xyzw"
    ]
    run("a.yaml", "--fix")
    assert Path("a.yaml").read_text("utf-8") == after


TWICE = """\
references:
  - id: v   # one
    title: On Shelves
    authors: Bo Chen
    date: 2024
    type: book

  - id: v
    title: "On Shelves"
    authors: Bo Chen
    date: 2024
    type: book
{}
  # Not to be lost.
  - {{id: u, title: On Doors, authors: Cy Wu, date: 2024, type: book}}
"""


@pytest.mark.parametrize("more", ["", "    tags: a\n", "    # a remark inside\n    tags: []\n"])
def test_fix_deletes_an_entry_that_is_alike_to_the_letter(more: str, here: Path) -> None:
    """The second of two alike goes; one that says more, or has a comment inside it, stays."""
    text = TWICE.format(more)
    Path("a.yaml").write_text(text, "utf-8")
    run("a.yaml", "--fix")
    after = Path("a.yaml").read_text("utf-8")
    if more:
        assert after == text
    else:
        lines = text.splitlines()
        assert after.splitlines() == lines[:6] + lines[12:]


def test_fix_keeps_line_ends_and_the_byte_order_mark(here: Path) -> None:
    lines = "references:", "- id: x", "  title: T", "  authors: Ann Lee", "  status: to appear", "  date: 2025"
    text = "\r\n".join([*lines, "  venue: {text: V}", ""])
    Path("a.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    run("a.yaml", "--fix")
    assert Path("a.yaml").read_bytes() == b"\xef\xbb\xbf" + text.replace("  status: to appear\r\n", "").encode()


def test_what_yaml_would_read_otherwise_stays() -> None:
    """A deletion that would take an anchor away leaves the file as it is."""
    text = "references:\n  - id: x\n    status: &s to appear\n    other: *s\n"
    fix = Fix("delete-key", Place(File("a.yaml"), 2, 5), "", "status")
    assert edited(text, [fix]) == (text, [])
    assert edited("a: [", [fix]) == ("a: [", [])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_order(here: Path, random: Any) -> None:
    """Files named in any order, and entries in any order, give the same findings."""
    entries = yaml.load((HERE / "cases/lint.yaml").read_text("utf-8"), yaml.BaseLoader)
    lists = {
        name: [one for case in entries for one in yaml.load(case.get(name, "[]"), yaml.BaseLoader)] for name in "ab"
    }
    for names in (["a.yaml", "b.yaml"], ["b.yaml", "a.yaml"]):
        for rows in lists.values():
            random.shuffle(rows)
        write({f"{name}.yaml": yaml.safe_dump({"references": rows}) for name, rows in lists.items()})
        corpus, faults, _ = gather(find_files(names))
        assert not [one for one in faults if one.is_error]
        found = sorted((one.diagnostic.code, one.diagnostic.message) for one in lint(corpus))
        expected = here / "expected.json"
        if not expected.exists():
            expected.write_text(json.dumps(found))
        assert json.loads(expected.read_text()) == [list(one) for one in found]


def test_two_thousand_references_take_seconds(here: Path) -> None:
    """A lab's whole list, a third of it by namesakes, is looked through at once."""
    words = "serving training models queues tables networks storage vectors systems clouds memory graphs".split()
    rows = [
        {"id": f"p{n}", "title": " ".join(words[(n // 12**k) % 12] for k in range(4)) + f" by means {words[n % 7]}",
         "authors": f"{'Wei' if n % 3 else words[n % 12].title()} Zhang{'' if n % 3 else n}, Ann Lee", "date": "2024",
         "type": "book"} for n in range(2000)
    ]  # fmt: skip
    write({"a.yaml": yaml.safe_dump({"references": rows})})
    started = time.process_time()
    corpus, _, _ = gather(find_files(["a.yaml"]))
    lint(corpus)
    assert time.process_time() - started < 15
