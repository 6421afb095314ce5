"""Extractors that a page can be read with, ours and others', each behind the same small function.

    python -m benchmarks.systems --list
    python -m benchmarks.systems NAME MANIFEST PREDICTIONS [--repeats 3]

Runs in whichever environment an extractor is installed in: of this repository it needs nothing but, for our own, the
package `aggregator`. MANIFEST holds `{"id", "path", "url"}` a line, PREDICTIONS gets a row a page: what was read, the
`seconds` of CPU that this took, and the `lxml_seconds` of one lxml parse of the same bytes, both timed in one process.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import importlib.metadata
import importlib.util
import io
import json
import logging
import re
import signal
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import lxml.html
from lxml import etree

Fields = dict[str, Any]
"""`title`, `body`, `authors`, `published_at`, `tags`: as many of them as the extractor knows."""

Read = Callable[[bytes, str], Callable[[], Fields]]
"""Bytes and address of a page → what was read from it, once it is asked for: time is taken of the reading alone, not of
bringing its result into this form."""

PATIENCE: Final = 60
"""Seconds after which the reading of a page is given up; it counts as empty then."""

ENOUGH: Final = 0.5
"""Seconds of CPU after which a page is not read again: what takes long varies little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """An extractor."""

    name: str
    package: str
    """What it is called in an index of packages."""

    module: str
    """By whose presence it is known to be installed."""

    fields: frozenset[str]
    """What it reads; the measures of other fields are left out."""

    load: Callable[[], Read]
    """Imports it."""

    @property
    def version(self) -> str | None:
        """The version that is installed here; None where there is none."""
        if importlib.util.find_spec(self.module) is None:
            return None
        try:
            return importlib.metadata.version(self.package)
        except importlib.metadata.PackageNotFoundError:  # ours from a checkout, or another package of that name
            return "checkout" if self.name == OURS else None


# ---------------------------------------------------------------- the extractors


def ours() -> Read:
    from aggregator import extract
    from aggregator.row import article_row

    def read(html: bytes, url: str) -> Callable[[], Fields]:
        article = extract(html, url)
        return lambda: article_row(article)

    return read


def trafilatura(**options: Any) -> Callable[[], Read]:
    def load() -> Read:
        bare_extraction = importlib.import_module("trafilatura").bare_extraction

        def read(html: bytes, url: str) -> Callable[[], Fields]:
            found = bare_extraction(html, url=url, with_metadata=True, include_comments=False, **options)
            if found is None:
                return dict
            return lambda: {
                "title": found.title,
                "body": found.text,
                "authors": listed(found.author, ";"),
                "published_at": found.date,
                "tags": [tag for one in found.tags or () for tag in listed(one, ",")],
            }

        return read

    return load


def readability() -> Read:
    document_of = importlib.import_module("readability").Document

    def read(html: bytes, url: str) -> Callable[[], Fields]:
        document = document_of(html, url=url)
        title, summary = document.short_title(), document.summary(html_partial=True)
        return lambda: {"title": title, "body": text_of(summary)}

    return read


def newspaper() -> Read:
    newspaper4k = importlib.import_module("newspaper")
    config = newspaper4k.Config()
    config.fetch_images = False  # nothing is fetched

    def read(html: bytes, url: str) -> Callable[[], Fields]:
        article = newspaper4k.Article(url, config=config)
        article.html = html
        article.parse()
        return lambda: {
            "title": article.title,
            "body": article.text,
            "authors": list(article.authors),
            "published_at": moment(article.publish_date),
            "tags": list(article.tags or article.meta_keywords or ()),
        }

    return read


def goose() -> Read:
    reader = importlib.import_module("goose3").Goose({"enable_image_fetching": False})

    def read(html: bytes, url: str) -> Callable[[], Fields]:
        article = reader.extract(url=None, raw_html=html)
        return lambda: {
            "title": article.title,
            "body": article.cleaned_text,
            "authors": list(article.authors),
            "published_at": article.publish_date,
            "tags": list(article.tags),
        }

    return read


def mcmetadata() -> Read:
    extract = importlib.import_module("mcmetadata").extract

    def read(html: bytes, url: str) -> Callable[[], Fields]:
        found = extract(url, html.decode("utf-8", "replace"))
        return lambda: {
            "title": found["article_title"],
            "body": found["text_content"],
            "published_at": moment(found["publication_date"]),
        }

    return read


def resiliparse() -> Read:
    extract_plain_text = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    encoding = importlib.import_module("resiliparse.parse.encoding")

    def read(html: bytes, url: str) -> Callable[[], Fields]:
        text = encoding.bytes_to_str(html, encoding.detect_encoding(html))
        body = extract_plain_text(text, main_content=True, alt_texts=False, comments=False)
        return lambda: {"body": body}

    return read


def htmldate() -> Read:
    find_date = importlib.import_module("htmldate").find_date

    def read(html: bytes, url: str) -> Callable[[], Fields]:
        found = find_date(html, url=url, original_date=True)
        return lambda: {"published_at": found}

    return read


ALL_FIELDS: Final = frozenset({"title", "body", "authors", "published_at", "tags"})

OURS: Final = "aggregator"

SYSTEMS: Final[dict[str, System]] = {
    one.name: one
    for one in (
        System(name=OURS, package="news-aggregator", module="aggregator", fields=ALL_FIELDS, load=ours),
        *(
            System(
                name=name, package="trafilatura", module="trafilatura", fields=ALL_FIELDS, load=trafilatura(**options)
            )
            for name, options in {
                "trafilatura": {},
                "trafilatura precision": {"favor_precision": True},
                "trafilatura fast": {"fast": True},
            }.items()
        ),
        System(
            name="readability-lxml",
            package="readability-lxml",
            module="readability",
            fields=frozenset({"title", "body"}),
            load=readability,
        ),
        System(name="newspaper4k", package="newspaper4k", module="newspaper", fields=ALL_FIELDS, load=newspaper),
        System(name="goose3", package="goose3", module="goose3", fields=ALL_FIELDS, load=goose),
        System(
            name="mcmetadata",
            package="mediacloud-metadata",
            module="mcmetadata",
            fields=frozenset({"title", "body", "published_at"}),
            load=mcmetadata,
        ),
        System(
            name="resiliparse",
            package="resiliparse",
            module="resiliparse",
            fields=frozenset({"body"}),
            load=resiliparse,
        ),
        System(
            name="htmldate",
            package="htmldate",
            module="htmldate",
            fields=frozenset({"published_at"}),
            load=htmldate,
        ),
    )
}


# ---------------------------------------------------------------- bringing their answers into one form

_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1"}
    | {"h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th"}
    | {"tr", "ul"}
)


def text_of(html: str) -> str:
    """Return the text of a fragment, each block on lines of its own: what readability-lxml leaves to its users."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(lxml.html.fragment_fromstring(html, create_parent=True), ("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _BLOCKS:
            pieces.append("\n")
        pieces.append((element.text if event == "start" else element.tail) or "")
    lines = (" ".join(line.split()) for line in re.split(r"\n(?:\s*\n)*", "".join(pieces)))
    return "\n\n".join(line for line in lines if line)


def listed(value: str | None, separator: str) -> list[str]:
    """Return the parts of `value`."""
    return [part.strip() for part in (value or "").split(separator) if part.strip()]


def moment(value: Any) -> str | None:
    """Return a date or time as ISO 8601."""
    return value.isoformat() if hasattr(value, "isoformat") else value or None


# ---------------------------------------------------------------- reading pages


class OutOfPatience(Exception):
    """The reading of a page takes too long."""


@contextlib.contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Raise OutOfPatience where the block takes longer."""

    def give_up(*_: object) -> None:
        raise OutOfPatience(f"not read within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def parse_seconds(html: bytes) -> float:
    """Return the seconds of CPU of making a tree and giving it back; raises ParserError where there is no element."""
    begun = time.process_time()
    lxml.html.document_fromstring(html)
    return time.process_time() - begun


def read_page(read: Read, html: bytes, url: str, repeats: int) -> Fields:
    """Return what was read, with the least times of `repeats` readings after one that warms up."""
    found: Callable[[], Fields] = dict
    seconds: list[float] = []
    parses: list[float] = []
    error = None
    with patience(PATIENCE), contextlib.redirect_stdout(io.StringIO()):
        for _ in range(repeats + 1):
            try:
                parses.append(parse_seconds(html))
            except etree.ParserError:  # lxml finds no element
                return {"error": "not even lxml finds markup"}
            begun = time.process_time()
            try:
                found = read(html, url)
            except OutOfPatience as late:
                error = str(late)
                break
            except Exception as broken:  # noqa: BLE001 - whatever another program raises is its result
                error = f"{type(broken).__name__}: {broken}"[:200]
            finally:
                seconds.append(time.process_time() - begun)
            if sum(seconds) > ENOUGH and len(seconds) > 1:
                break
    least = {"seconds": min(seconds[1:] or seconds), "lxml_seconds": min(parses[1:] or parses)}
    return ({"error": error} if error else found()) | least


def rows(system: System, manifest: Iterable[dict[str, str]], repeats: int) -> Iterator[Fields]:
    """Yield a row for each page of `manifest`."""
    read = system.load()
    for page in manifest:
        path = Path(page["path"])
        html = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found = read_page(read, html, page["url"], repeats)
        kept = {name: value for name, value in found.items() if name in system.fields or name in _BESIDE}
        yield {**kept, "id": page["id"]}


_BESIDE: Final = frozenset({"seconds", "lxml_seconds", "error"})


def main() -> None:
    """Read the pages, or tell what is installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", choices=SYSTEMS)
    parser.add_argument("manifest", nargs="?", type=Path)
    parser.add_argument("predictions", nargs="?", type=Path)
    parser.add_argument("--repeats", type=int, default=3, help="readings of each page, after one to warm up")
    parser.add_argument("--list", action="store_true", help="print name and version of each system as JSON")
    arguments = parser.parse_args()
    if arguments.list:
        lxml_is = ".".join(map(str, etree.LXML_VERSION[:3]))
        print(json.dumps({"lxml": lxml_is, **{name: system.version for name, system in SYSTEMS.items()}}))
        return
    if arguments.predictions is None:
        parser.error("a system, a manifest and a file for the predictions are needed")
    logging.disable(logging.CRITICAL)  # others complain about pages at length
    warnings.simplefilter("ignore")
    with arguments.manifest.open(encoding="utf-8") as lines, arguments.predictions.open("w", encoding="utf-8") as out:
        for row in rows(SYSTEMS[arguments.name], map(json.loads, lines), arguments.repeats):
            out.write(json.dumps(row, default=str) + "\n")


if __name__ == "__main__":
    main()
