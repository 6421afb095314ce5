"""Pages kept as they were received: each once, whole or not at all."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import sys
import zlib
from pathlib import Path

import brotli
import pytest

from aggregator.errors import DiskRefused
from aggregator.rawpages import keep_raw, raw_folder, read_raw

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = b"<html><p>The ferry between the old port and the islands will stop in May.</p></html>" * 20
NAME = hashlib.sha256(PAGE).hexdigest()


def files(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())


@pytest.mark.parametrize(
    ("received", "codings", "suffix"),
    [
        (gzip.compress(PAGE, mtime=0), ("gzip",), ".html.gz"),
        (gzip.compress(PAGE, mtime=0), ("x-gzip",), ".html.gz"),
        (brotli.compress(PAGE), ("br",), ".html.br"),
        (zstd.compress(PAGE), ("zstd",), ".html.zst"),
        (PAGE, (), ".html"),
    ],
)
def test_a_page_is_written_as_received_and_read_decoded(
    tmp_path: Path, received: bytes, codings: tuple[str, ...], suffix: str
) -> None:
    ref = keep_raw(tmp_path, PAGE, NAME, received=received, codings=codings)
    assert ref == f"{NAME[:2]}/{NAME}{suffix}"
    assert files(tmp_path) == [ref]
    assert (tmp_path / ref).read_bytes() == received
    assert read_raw(tmp_path, ref) == PAGE


@pytest.mark.parametrize("codings", [("deflate",), ("gzip", "br")])
def test_what_no_usual_program_unpacks_is_written_plain(tmp_path: Path, codings: tuple[str, ...]) -> None:
    ref = keep_raw(tmp_path, PAGE, NAME, received=zlib.compress(PAGE), codings=codings)
    assert ref.endswith(".html")
    assert (tmp_path / ref).read_bytes() == PAGE


def test_the_same_page_in_another_coding_is_not_written_again(tmp_path: Path) -> None:
    first = keep_raw(tmp_path, PAGE, NAME, received=gzip.compress(PAGE), codings=("gzip",))
    assert keep_raw(tmp_path, PAGE, NAME, received=brotli.compress(PAGE), codings=("br",)) == first
    assert files(tmp_path) == [first]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, fails, full)
    with pytest.raises(DiskRefused, match=r"No space left on device.*make room"):
        keep_raw(tmp_path, PAGE, NAME)
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "news.raw").write_text("a file")
    with pytest.raises(DiskRefused, match="could not be kept"):
        keep_raw(tmp_path / "news.raw", PAGE, NAME)


@pytest.mark.parametrize("ref", ["../../etc/passwd", "", f"{NAME[:2]}/{NAME}.exe", f"zz/{NAME}.html", f"/{NAME}.html"])
def test_only_names_of_pages_are_read(tmp_path: Path, ref: str) -> None:
    with pytest.raises(ValueError, match="does not name a raw page"):
        read_raw(tmp_path, ref)


def test_a_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_raw(tmp_path, f"{NAME[:2]}/{NAME}.html")


def test_the_folder_lies_beside_its_database() -> None:
    assert raw_folder("/srv/news/db/news.db") == Path("/srv/news/db/news.raw")
