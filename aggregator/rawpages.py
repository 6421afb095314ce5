"""The folder of raw pages: the bytes of each article page as they were received.

    news.raw/ab/abcdef….html.gz      named by the SHA-256 of the page's bytes after content coding was undone

A page that comes twice with the same bytes is there once. Nothing is ever changed in place: a file is
written under another name, and given its own when it is whole and on the disk.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from aggregator.coding import decode
from aggregator.errors import DiskRefused

_SUFFIXES = {(): ".html", ("gzip",): ".html.gz", ("br",): ".html.br", ("zstd",): ".html.zst"}
_CODINGS = {suffix: codings for codings, suffix in _SUFFIXES.items()}
_REF = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}(\.html(?:\.gz|\.br|\.zst)?)")

LARGEST = 1_000_000_000
"""Bytes of one page after decoding: more was never asked for, whatever DOWNLOAD_MAXSIZE is set to."""


def raw_folder(db: Path | str) -> Path:
    """Return the folder of raw pages that belongs to the database `db`: `news.raw` beside `news.db`."""
    return Path(db).with_suffix(".raw")


def keep_raw(
    folder: Path | str, page: bytes, sha256: str, *, received: bytes | None = None, codings: Sequence[str] = ()
) -> str:
    """Keep a page, if it is not kept yet; return its name relative to `folder`.

    `received` is the same page as it came, in its `codings`, which is what is written where a usual program
    can undo them: a page that came in `deflate` or two codings is written plain. Raises DiskRefused where
    the disk does not take it; no part of it is left then.
    """
    place = os.path.join(folder, sha256[:2])
    for known in _SUFFIXES.values():
        if os.path.exists(os.path.join(place, sha256 + known)):
            return f"{sha256[:2]}/{sha256}{known}"
    layers = tuple("gzip" if name == "x-gzip" else name for name in codings if name not in ("", "identity"))
    suffix, body = ".html", page
    if received is not None and layers in _SUFFIXES:
        suffix, body = _SUFFIXES[layers], received
    try:
        os.makedirs(place, exist_ok=True)
        _write(place, sha256 + suffix, body)
    except OSError as error:
        raise DiskRefused(
            f"{folder}: a page could not be kept ({error.strerror or error}): make room, or harvest without KEEP_RAW."
        ) from None
    return f"{sha256[:2]}/{sha256}{suffix}"


def read_raw(folder: Path | str, ref: str) -> bytes:
    """Return the page that `keep_raw` named `ref`, its content coding undone.

    Raises FileNotFoundError where it is not there, CodingError where the file is damaged, and ValueError
    where `ref` is no such name.
    """
    name = _REF.fullmatch(ref)
    if name is None:
        raise ValueError(f'"{ref}" does not name a raw page')
    return decode((Path(folder) / ref).read_bytes(), _CODINGS[name[2]], limit=LARGEST)


def _write(place: str, name: str, body: bytes) -> None:
    """Write a file so that under its name there is all of it or nothing, even after a power cut."""
    unfinished = os.path.join(place, f".{name}.{os.getpid()}")
    try:
        with open(unfinished, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, os.path.join(place, name))
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)
        raise
    entry = os.open(place, os.O_RDONLY)
    try:
        os.fsync(entry)  # the name itself is on the disk before the database speaks of it
    finally:
        os.close(entry)
