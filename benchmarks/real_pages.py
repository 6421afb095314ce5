"""Harvests saved real pages at their own addresses, and checks that the stored rows are those of a batch.

    python -m benchmarks.real_pages PAGES [--keep FOLDER] [--score SCORE.py]

PAGES is a folder with `gold.jsonl` (one `{"id", "url", …}` a line) and `html/<id>.html.gz`. The pages are
served by the sample web's proxy at the addresses they came from, https ones under certificates of an
authority that lives as long as the run, so that every check of names, addresses and certificates stays
on. Then `aggregator harvest --urls` runs as a user would run it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aggregator.demo import DemoWeb
from aggregator.demo.answers import Answer
from aggregator.demo.authority import Authority
from aggregator.store.reader import Reader
from aggregator.urls import normalise

COMPARED = (
    *("kind", "genre", "title", "body", "paragraphs", "blocks", "complete", "summary", "authors", "published_at"),
    *("modified_at", "zone_assumed", "dateline", "tags", "section", "language", "images", "attributions"),
    *("paywalled", "licence", "tdm", "reader", "reason"),
)
"""Keys of a row that must be the same, whichever road the page took."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of it."""

    pages: int
    stored: dict[str, dict[str, Any]]
    """Gold id → stored row, of the pages that are articles."""

    reasons: dict[str, str]
    """Gold id → why it is none."""

    unaccounted: list[str]
    """Gold ids that ended as neither: there must be none."""

    differing: dict[str, list[str]]
    """Gold id → keys in which the stored row differs from a batch's, whether that knew of the site what others of its
    pages teach or not: a harvest learns while it reads."""

    batch: dict[str, dict[str, Any]]
    log: str


def load_gold(pages: Path) -> list[dict[str, Any]]:
    """Return the rows of `gold.jsonl`, of those that share an address only the first."""
    with (pages / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = {row["url"]: row for row in reversed([json.loads(line) for line in lines])}
    return sorted(rows.values(), key=lambda row: str(row["id"]))


def run(pages: Path, folder: Path, *, only: Iterable[str] | None = None) -> Result:
    """Harvest and read the pages; files lie in `folder`, which is empty."""
    gold = [row for row in load_gold(pages) if only is None or row["id"] in set(only)]
    (folder / "sources").mkdir()
    (folder / "certificates").mkdir()
    urls = folder / "urls.txt"
    urls.write_text("".join(f"{row['url']}\n" for row in gold), encoding="utf-8")
    authority = Authority(folder / "certificates")
    with DemoWeb(extra=served(gold, pages), authority=authority) as web:
        log = aggregator(
            ["harvest", "--urls", str(urls), "-s", "POLITENESS=off"],
            folder,
            {
                "http_proxy": web.proxy_url,
                "https_proxy": web.proxy_url,
                "no_proxy": "",
                "SSL_CERT_FILE": str(authority.root_file),
            },
        ).stderr
    stored, reasons, unaccounted = fates(gold, folder / "news.db")
    manifest = folder / "manifest.jsonl"
    manifest.write_text(
        "".join(
            json.dumps({"id": row["id"], "path": str(pages / "html" / f"{row['id']}.html.gz"), "url": row["url"]})
            + "\n"
            for row in gold
        ),
        encoding="utf-8",
    )
    alone, batch = (
        {row["id"]: row for row in map(json.loads, aggregator(command, folder, {}).stdout.splitlines())}
        for command in (["extract", "--batch", str(manifest), "--alone"], ["extract", "--batch", str(manifest)])
    )
    differing = {
        one: keys
        for one, row in stored.items()
        if (keys := [key for key in COMPARED if row[key] not in (alone[one][key], batch[one][key])])
    }
    return Result(
        pages=len(gold),
        stored=stored,
        reasons=reasons,
        unaccounted=unaccounted,
        differing=differing,
        batch=batch,
        log=log,
    )


def served(gold: list[dict[str, Any]], pages: Path) -> dict[str, Answer]:
    """Return the answer for each address, in the coding that its file has."""
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    return {
        row["url"]: Answer(status=200, headers=headers, body=(pages / "html" / f"{row['id']}.html.gz").read_bytes())
        for row in gold
    }


def aggregator(arguments: list[str], folder: Path, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "aggregator", *arguments],
        env=os.environ
        | {"AGGREGATOR_DB": str(folder / "news.db"), "AGGREGATOR_SOURCES": str(folder / "sources")}
        | dict(environ),
        capture_output=True,
        text=True,
        check=False,
    )


def fates(gold: list[dict[str, Any]], db: Path) -> tuple[dict[str, dict[str, Any]], dict[str, str], list[str]]:
    """Return the stored row or the reason of each page, and the ids of those that have neither."""
    stored: dict[str, dict[str, Any]] = {}
    reasons: dict[str, str] = {}
    unaccounted: list[str] = []
    with Reader(db) as reader:
        for page in gold:
            if normalise(page["url"]) is None:
                reasons[page["id"]] = "its address is none that can be fetched"
            elif row := reader.row(page["url"]):
                stored[page["id"]] = row | {"id": page["id"]}
            elif reason := reader.reason_of(page["url"]):
                reasons[page["id"]] = reason
            else:
                unaccounted.append(page["id"])
    return stored, reasons, unaccounted


def main() -> int:
    """Print what came of it; return 1 where a page was lost or the two roads differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--keep", type=Path, help="a new folder for database and predictions")
    parser.add_argument("--score", type=Path, help="score.py of the data: scores both roads")
    arguments = parser.parse_args()
    if arguments.keep:
        arguments.keep.mkdir(parents=True)
        return show(run(arguments.pages, arguments.keep), arguments, arguments.keep)
    with tempfile.TemporaryDirectory() as folder:
        return show(run(arguments.pages, Path(folder)), arguments, Path(folder))


def show(result: Result, arguments: argparse.Namespace, folder: Path) -> int:
    """Print `result`."""
    print(f"{result.pages} pages: {len(result.stored)} articles, {len(result.reasons)} with a reason why not,")
    print(f"{len(result.unaccounted)} unaccounted for, {len(result.differing)} rows that differ from the batch's")
    for reason, count in Counter(result.reasons.values()).most_common():
        print(f"  {count:4} {reason}")
    for one in result.unaccounted:
        print(f"  lost: {one}")
    for one, keys in result.differing.items():
        print(f"  differs: {one} {' '.join(keys)}")
    for line in result.log.splitlines():
        if "ERROR" in line or "Traceback" in line:
            print(f"  log: {line}")
    harvested, batch = folder / "harvested.jsonl", folder / "batch.jsonl"
    harvested.write_text("".join(json.dumps(row) + "\n" for row in result.stored.values()), encoding="utf-8")
    batch.write_text("".join(json.dumps(row) + "\n" for row in result.batch.values()), encoding="utf-8")
    if arguments.score:
        command = [sys.executable, arguments.score, arguments.pages / "gold.jsonl", harvested, batch]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return 1 if result.unaccounted or result.differing else 0


if __name__ == "__main__":
    sys.exit(main())
