"""`aggregator extract`: one page, or a manifest of thousands, as JSON."""

from __future__ import annotations

import json
import os
import sys
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from aggregator.cli.ending import DONE, FAILED
from aggregator.cli.learnt import habits_of
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
    site have in common is no article's own: it is left out, unless you say --alone.

    \b
    Examples:
      aggregator extract page.html --url https://example.org/news/1
      aggregator extract https://example.org/news/1 --explain
      aggregator extract --batch manifest.jsonl > articles.jsonl
    """
    if manifest is not None:
        if page or url or explain:
            raise click.UsageError("--batch takes pages and addresses from its manifest only")
        return _batch(project, manifest, jobs=jobs, no_source=no_source, alone=alone)
    if page is None:
        raise click.UsageError("name a file or an address, or give a manifest with --batch")
    return _one(project, page, url, explain=explain, no_source=no_source)


def _batch(project: Project, manifest: IO[bytes], *, jobs: int | None, no_source: bool, alone: bool) -> int:
    from aggregator import settings
    from aggregator.batch import run_batch
    from aggregator.workers import Workers

    count = jobs or os.cpu_count() or 1
    known = None if no_source else with_catalogue(project)
    with Workers(count, seconds=settings.READ_TIMEOUT, memory_mb=settings.READ_MEMORY_MB) as workers:
        rows = failed = 0
        for line in run_batch(manifest, workers=workers, registry=known, alone=alone):
            click.echo(line)
            rows += 1
            failed += json.loads(line)["error"] is not None
    if failed:
        note(f'{failed} of {rows} pages could not be read: the "error" of their lines says why.')
    return FAILED if rows and failed == rows else DONE


def _one(project: Project, page: str, url: str | None, *, explain: bool, no_source: bool) -> int:
    from dataclasses import replace

    from aggregator.context import Context
    from aggregator.extraction.explain import explain as explain_claims
    from aggregator.reading import page_outcome, read
    from aggregator.row import article_row

    headers: dict[str, str] = {}
    if page.startswith(("http://", "https://")):
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
    if not explain:
        json_page(article_row(article))
    elif sys.stdout.isatty():
        _print_claims(explain_claims(extraction))
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
    for field, one in explained.items():
        for claim in one["claims"]:
            mark = "→" if claim["place"] == one["chosen"] else ""
            why = one["why"] if mark else ""
            rows.append((field, mark, claim["value"], claim["place"], f"{claim['belief']:.2f}", why))
            field = ""
    table(("field", "", "value", "where it stands", "belief", "why"), rows)


def _saved(page: str) -> bytes:
    from aggregator.batch import read_saved

    if not page:
        raise UsageError("An empty path was given: name a file or an address.")
    if page == "-":
        if sys.stdin is None:
            raise UsageError(STDIN_CLOSED)
        return sys.stdin.buffer.read()
    try:
        return read_saved(Path(page))
    except (OSError, EOFError, zlib.error) as error:  # the last two: a .gz that ends early or is broken inside
        raise UsageError(f"{page}: {getattr(error, 'strerror', None) or error}.") from None


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
