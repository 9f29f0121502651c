"""The cache of large lists of references: the same result, quicker; whatever is wrong with it is not noticed."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers import source
from texcv import cache
from texcv.model.place import File
from texcv.model.source import Source
from texcv.readers import formats

BIB = "".join(
    f"@misc{{k{i}, title={{T {i}}}, author={{Ann Lee* and {{A Team}}}}, note={{{'x' * 90}}}}}\n" for i in range(600)
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache's folder, empty."""
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: tmp_path)
    return tmp_path / "references"


def _source(text: str = BIB) -> Source:
    return replace(
        source("person: {name: Ann Lee}\n"), references=(File("papers.bib", text + "@misc{x, title={y}}\n"),)
    )


def _unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise AssertionError("the file was read anew")

    monkeypatch.setattr(formats, "read", refuse)


def test_an_unchanged_file_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.understood(_source())
    assert len(list(folder.iterdir())) == 1
    _unread(monkeypatch)
    again = cache.understood(_source())
    assert again == first
    item, other = (one.references[0]["references"][7] for one in (again, first))  # type: ignore[index, call-overload]
    assert item["title"].place == other["title"].place
    assert item["title"].place.excerpt == other["title"].place.excerpt
    assert [fault.code for fault in again.faults] == ["incomplete-entry"]


def test_a_changed_file_is_read_again(folder: Path) -> None:
    cache.understood(_source())
    changed = cache.understood(_source(BIB.replace("T 7}", "U}")))
    assert changed.references[0]["references"][7]["title"] == "U"  # type: ignore[index, call-overload]
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("data", [b"", b"junk", pickle.dumps(("a", "b")), pickle.dumps(Path("x")), pickle.dumps(print)])
def test_a_broken_cache_is_ignored(folder: Path, data: bytes) -> None:
    first = cache.understood(_source())
    next(folder.iterdir()).write_bytes(data)
    assert cache.understood(_source()) == first


def test_a_cache_that_cannot_be_written_is_none(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert len(cache.understood(_source()).references) == 1


def test_a_small_file_is_left_as_it_is(folder: Path) -> None:
    small = _source("")
    assert cache.understood(small) == small
    assert not folder.exists()
