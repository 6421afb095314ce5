"""`aggregator harvest`: one visit to the sources that are due, or to what was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

import click

from aggregator.cli.ending import DONE, FAILED, INTERRUPTED
from aggregator.cli.options import json_option, with_project
from aggregator.cli.registered import chosen, complete_registered
from aggregator.cli.summary import print_summary
from aggregator.cli.terminal import note
from aggregator.cli.times import Span
from aggregator.errors import UsageError
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.harvest.once import HarvestReport
    from aggregator.run import Counts


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE…]", shell_complete=complete_registered)
@click.option("--group", "groups", multiple=True, metavar="G", help="The sources of this group (may be repeated).")
@click.option("--url", "urls", multiple=True, metavar="URL", help="This single article (may be repeated).")
@click.option(
    "--urls",
    "list_",
    type=click.File("r", encoding="utf-8-sig", errors="replace"),
    metavar="FILE",
    help="The articles of a list, an address a line; - is stdin.",
)
@click.option("--all", "everything", is_flag=True, help="Sources and articles that are not due as well.")
@click.option("--since", metavar="7d|DATE|all", help="How far back archives are followed, by publication [7d].")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Fetch at most N article pages.")
@click.option("--max-time", type=Span(), metavar="T", help="Stop after 90s, 30m, 2h; the next harvest goes on.")
@click.option("--strict", is_flag=True, help="Exit 1 where any source failed, asked for by name or not.")
@click.option(
    "-s", "--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting for this harvest (may be repeated)."
)
@json_option
@with_project
def harvest(
    project: Project,
    sources: tuple[str, ...],
    groups: tuple[str, ...],
    urls: tuple[str, ...],
    list_: IO[str] | None,
    everything: bool,
    since: str | None,
    limit: int | None,
    max_time: dt.timedelta | None,
    strict: bool,
    settings: tuple[str, ...],
    as_json: bool,
) -> int:
    """Fetch what is new from the registered sources and store it.

    Without arguments: the sources that are due. Sources, groups and articles that are named are
    fetched whether due or not. What is already stored is not fetched again; Ctrl-C keeps what was
    fetched, and the next harvest goes on from there.

    \b
    Examples:
      aggregator harvest                          what is due
      aggregator harvest yonhap --since 2d        one source, two days back
      aggregator harvest --group agencies --limit 100
      aggregator harvest --url https://example.org/news/1
    """
    addresses = (*urls, *listed(list_ or ()))
    if list_ is not None and not addresses:
        raise UsageError(f"{list_.name} names no address.")
    if not addresses and not chosen(project, sources, groups):
        raise UsageError(
            f"No source is registered in {project.sources}: `aggregator sources use ID` registers one of "
            "`aggregator sources catalogue`, `aggregator sources add URL` any other site."
        )

    from aggregator.harvest.once import HarvestRequest
    from aggregator.harvest.once import harvest as visit

    report = visit(
        HarvestRequest(
            db=project.db,
            sources_folder=project.sources,
            sources=sources,
            groups=groups,
            urls=addresses,
            all=everything,
            since=since,
            limit=limit,
            max_seconds=max_time.total_seconds() if max_time else None,
            contact=project.config.contact,
            settings={**project.config.settings, **dict(map(setting, settings))},
        )
    )
    if report.counts:
        print_summary(report.counts, as_json=as_json)
    for wrong in report.unusable:
        note(f'"{wrong}" is not an http or https address: passed over.')
    for sentence in notes(report):
        note(sentence)
    if not report.counts and not report.busy:
        note("No source is due yet; --all visits them all the same.")
    if report.interrupted:
        note("Stopped before its end: what was fetched is kept, and the next harvest goes on from there.")
        return DONE if max_time else INTERRUPTED
    if urls and (missed := not_stored(report)):
        note(f"{missed} of the addresses asked for could not be stored as articles.")
        return FAILED
    return exit_code(report, named=bool(sources), strict=strict)


def not_stored(report: HarvestReport) -> int:
    """Return how many of the addresses asked for lead to no article that we have now."""
    total = report.total
    return len(report.unusable) + total.gone + total.no_article + total.refused + total.failed


def notes(report: HarvestReport) -> Iterator[str]:
    """Yield a sentence for everything that did not go as asked."""
    for source_id in report.busy:
        yield f"{source_id}: another harvest is at work on it."
    for source_id, failures in sorted(report.failures.items()):
        url, reason = next(iter(failures.items()))
        more = f", and {len(failures) - 1} more of its documents" if len(failures) > 1 else ""
        yield f"{source_id}: {url} could not be read: {reason}{more}."


def exit_code(report: HarvestReport, *, named: bool, strict: bool) -> int:
    """Return 1 where nothing could be stored, or where a source failed that was `named` or is watched `strict`ly."""
    if report.counts and useless(report.total):
        return FAILED
    return FAILED if (named or strict) and any(map(useless, report.counts.values())) else DONE


def useless(counts: Counts) -> bool:
    """Return whether all documents failed, or pages were fetched and none of them could be stored."""
    all_failed = counts.documents > 0 and counts.documents_failed == counts.documents
    stored = counts.new + counts.revised + counts.same + counts.gone
    return all_failed or (counts.fetched > 0 and not stored)


def listed(lines: Iterable[str]) -> list[str]:
    """Return the addresses of a list: one a line, blank lines and lines that begin with # passed over."""
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def setting(text: str) -> tuple[str, str]:
    """Return name and value of `NAME=VALUE`."""
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier() or not name.isupper():
        raise click.UsageError(f"-s wants NAME=VALUE with a NAME in capitals, not {text!r}")
    return name, value
