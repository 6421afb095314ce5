"""`aggregator extract`: one page, or a manifest of thousands, as JSON."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from aggregator.cli.ending import DONE, FAILED, INTERRUPTED
from aggregator.cli.learnt import habits_of, whole_or_cut
from aggregator.cli.options import STDIN_CLOSED, InputFile, with_project
from aggregator.cli.registered import with_catalogue
from aggregator.cli.terminal import json_page, note, table
from aggregator.errors import UsageError
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.context import Context
    from aggregator.page import Page


@click.command()
@click.argument("page", metavar="FILE_OR_URL", required=False)
@click.option("--url", metavar="URL", help="The address a file was fetched from; without it, the one the page states.")
@click.option("--explain", is_flag=True, help="Show what each place of the page claims, and what was believed.")
@click.option("--no-source", is_flag=True, help="Read it without what is known of its site's source.")
@click.option("--alone", is_flag=True, help="Read every page of --batch by itself, not with others of its site.")
@click.option(
    "--batch", "manifest", type=InputFile("rb"), metavar="MANIFEST", help="Read many saved pages; - is stdin."
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes for --batch [all cores].")
@with_project
def extract(
    project: Project,
    page: str | None,
    url: str | None,
    explain: bool,
    no_source: bool,
    alone: bool,
    manifest: IO[bytes] | None,
    jobs: int | None,
) -> int:
    """Read one page and print the article in it as JSON.

    FILE_OR_URL is a saved page (.html, .html.gz, - for standard input) or an address, which is fetched
    as a harvest would. A page without an article gives an empty one with a reason.

    With --batch, MANIFEST has one JSON object a line: {"id": "a1", "path": "a1.html.gz", "url": "https://…"}.
    One JSON line comes out for each, in the same order; a page that fails gives a line with "error", and
    the batch goes on. The exit code is 1 only where not one of the pages could be read. What the pages of one
    site have in common is no article's own: it is left out, unless you say --alone. To find it, lines come in
    groups of up to 1,000 (fewer where pages are large); --alone gives each as soon as its page is read.

    \b
    Examples:
      aggregator extract page.html --url https://example.org/news/1
      aggregator extract https://example.org/news/1 --explain
      aggregator extract --batch manifest.jsonl > articles.jsonl
    """
    if manifest is not None and (page is not None or url is not None or explain):
        raise click.UsageError("--batch takes pages and addresses from its manifest only")
    if manifest is None and page is None:
        raise click.UsageError("name a file or an address, or give a manifest with --batch")
    if manifest is None and (alone or jobs is not None):
        raise click.UsageError(f"{'--alone' if alone else '--jobs'} is for --batch only")
    try:
        if manifest is not None:
            return _batch(project, manifest, jobs=jobs, no_source=no_source, alone=alone)
        assert page is not None
        return _one(project, page, url, explain=explain, no_source=no_source)
    except KeyboardInterrupt:  # not the usual sentence: nothing is stored here, and nothing goes on
        note("Stopped. Lines already printed are whole; the same command begins anew.")
        return INTERRUPTED


def _batch(project: Project, manifest: IO[bytes], *, jobs: int | None, no_source: bool, alone: bool) -> int:
    from aggregator import settings
    from aggregator.batch import run_batch
    from aggregator.organisations import register
    from aggregator.workers import Workers

    register()  # what is wrong with a file of organisations is said once, not of every page
    count = jobs or os.cpu_count() or 1
    known = None if no_source else with_catalogue(project)
    with Workers(count, seconds=settings.READ_TIMEOUT, memory_mb=settings.READ_MEMORY_MB) as workers:
        rows = failed = 0
        with closing(run_batch(_lines(manifest), workers=workers, registry=known, alone=alone)) as lines:
            for line in lines:
                click.echo(line)
                rows += 1
                failed += json.loads(line)["error"] is not None
    if failed:
        note(f'{failed} of {rows} pages could not be read: the "error" of their lines says why.')
    return FAILED if rows and failed == rows else DONE


_GZIP = b"\x1f\x8b"
"""How packed data begin (RFC 1952, 2.3.1): standard input has no name that says so."""


def _lines(manifest: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a manifest, unpacked where it is packed.

    They are read from a file of their own: the one behind `sys.stdin` is locked by a thread that waits for its next
    line, and a Python that ends meanwhile aborts over that.
    """
    with os.fdopen(os.dup(manifest.fileno()), "rb") as file:
        try:
            yield from gzip.GzipFile(fileobj=file) if file.peek(2)[:2] == _GZIP else file
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise UsageError(f"{manifest.name}: the manifest cannot be unpacked ({error}).") from None


def _one(project: Project, page: str, url: str | None, *, explain: bool, no_source: bool) -> int:
    from dataclasses import replace

    from aggregator.context import Context
    from aggregator.extraction.explain import explain as explain_claims
    from aggregator.reading import page_outcome, read
    from aggregator.row import article_row

    headers: dict[str, str] = {}
    scheme, separator, _ = page.partition("://")
    if separator and scheme.lower() not in ("http", "https") and not Path(page).exists():
        raise UsageError(f"{page}: only http and https addresses can be fetched; or name a file.")
    if separator and scheme.lower() in ("http", "https"):
        fetched = _fetched(project, page)
        outcome, reason = page_outcome(fetched)
        if outcome != "article":
            note(f"{page} cannot be read: {reason}.")
            return FAILED
        html, asked, final, headers = fetched.body, page, fetched.final_url, dict(fetched.headers)
    else:
        html = _saved(page)
        asked = final = url or stated_address(html) or ""
    context = Context() if no_source else _context(project, final)
    article, extraction, _ = read(html, final, headers=headers, context=context)
    article = replace(article, url=asked)
    if extraction.page.reason is not None and article.kind is not None:  # an article, but of a page that was cut
        note(extraction.page.reason)
    if not explain:
        json_page(article_row(article))
    elif sys.stdout.isatty():
        if article.reason is not None:
            note(article.reason)
        explained = explain_claims(extraction)
        if any(one["claims"] for one in explained.values()):
            _print_claims(explained)
    else:
        json_page(article_row(article) | {"explain": explain_claims(extraction)})
    return DONE


def _context(project: Project, url: str) -> Context:
    """Return what is known of the site of `url`: its source, and what harvests have learnt of its pages."""
    from aggregator.context import Context
    from aggregator.sources.lone import lone_source

    source = with_catalogue(project).by_url(url)
    return Context(source=source, habits=habits_of(project, (source or lone_source(url)).id))


def _print_claims(explained: dict[str, Any]) -> None:
    """Print every claim, the one that was believed marked, most believed first."""
    rows = []
    for name, one in explained.items():
        field = name
        for claim in one["claims"]:
            mark = "→" if claim["place"] == one["chosen"] else ""
            why = one["why"] if mark else ""
            is_line = name == "learnt" and claim["place"].startswith("left out")
            value = whole_or_cut(claim["value"]) if is_line else claim["value"]
            rows.append((field, mark, value, claim["place"], f"{claim['belief']:.2f}", why))
            field = ""
    table(("field", "", "value", "where it stands", "belief", "why"), rows)


def _saved(page: str) -> bytes:
    from aggregator.batch import LARGEST_PAGE, read_saved, read_stream

    if not page:
        raise UsageError("An empty path was given: name a file or an address.")
    if page == "-" and sys.stdin is None:
        raise UsageError(STDIN_CLOSED)
    try:
        if page != "-":
            return read_saved(Path(page))
        sent = sys.stdin.buffer.read(LARGEST_PAGE)
        return read_stream(io.BytesIO(sent), packed=True) if sent.startswith(_GZIP) else sent
    except (OSError, EOFError, zlib.error) as error:  # the last two: packed data that end early or are broken inside
        name = "Standard input" if page == "-" else page
        raise UsageError(f"{name}: {getattr(error, 'strerror', None) or error}.") from None


def _fetched(project: Project, url: str) -> Page:
    """Return a page, fetched once under every rule of a harvest, and stored nowhere."""
    from aggregator.harvest.fetch import fetch

    contact = {"AGGREGATOR_CONTACT": project.config.contact} if project.config.contact else {}
    return fetch([url], settings=contact | dict(project.config.settings))[-1]


def stated_address(html: bytes) -> str | None:
    """Return the address that a page gives itself (canonical, og:url …); None where it gives none."""
    from aggregator.claim import choose
    from aggregator.extraction import extract_article

    claims = [claim for claim in extract_article(html, "").address_claims if claim.value.startswith("http")]
    chosen = choose(claims)
    return chosen.value if chosen else None
