"""`aggregator harvest`: one visit to the sources that are due, or to what was asked for."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from aggregator.cli import contact as contacts
from aggregator.cli.ending import DONE, FAILED, INTERRUPTED
from aggregator.cli.options import InputFile, json_option, with_project
from aggregator.cli.registered import chosen, complete_registered, read
from aggregator.cli.sources.pause import paused_text
from aggregator.cli.sources.state import states
from aggregator.cli.summary import print_summary
from aggregator.cli.terminal import note
from aggregator.cli.times import Span
from aggregator.errors import AggregatorError, UsageError
from aggregator.project import Project, Setting

if TYPE_CHECKING:
    from aggregator.harvest.once import HarvestReport, HarvestRequest
    from aggregator.run import Counts
    from aggregator.sources.source import Source


NAMED = 10
"""Addresses that are named one by one; of a list of thousands nobody reads more."""

UNTRIED = ""
"""In the place of a reason: the page was not asked for, so there is none."""


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE…]", shell_complete=complete_registered)
@click.option("--group", "groups", multiple=True, metavar="G", help="The sources of this group (may be repeated).")
@click.option("--url", "urls", multiple=True, metavar="URL", help="This single article (may be repeated).")
@click.option(
    "--urls",
    "list_",
    type=InputFile("r", encoding="utf-8-sig", errors="replace"),
    metavar="FILE",
    help="The articles of a list, an address a line; - is stdin.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Sources that are not due as well; with --url, articles that we have."
)
@click.option("--since", metavar="7d|DATE|all", help="How far back archives are followed, by publication [7d].")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Fetch at most N article pages.")
@click.option("--max-time", type=Span(), metavar="T", help="Stop after 90s, 30m, 2h; the next harvest goes on.")
@click.option("--strict", is_flag=True, help="Exit 1 where any source failed, asked for by name or not.")
@click.option(
    "-s", "--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting for this harvest (may be repeated)."
)
@click.option("-v", "--verbose", is_flag=True, help="Log what happens as well, not only what goes wrong.")
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    help="How standard error is written: for people, or a JSON object a line [text].",
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
    verbose: bool,
    log_format: str | None,
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
      aggregator harvest --group local --limit 50    the sources whose files say groups = ["local"]
      aggregator harvest --url https://example.org/news/1
      aggregator harvest --log-format json 2>>harvest.jsonl
    """
    settled: dict[str, Setting] = {**project.config.settings, **dict(map(setting, settings))}
    if log_format is not None:
        settled["LOG_JSON"] = log_format == "json"
    addresses = (*urls, *listed(list_ or ()))
    if list_ is not None and not addresses:
        raise UsageError(f"{list_.name} names no address.")
    found = [] if addresses else chosen(project, sources, groups)
    if not addresses and not found:
        raise UsageError(
            f"No source is registered in {project.sources}: `aggregator sources use ID` registers one of "
            "`aggregator sources catalogue`, `aggregator sources add URL` any other site."
        )

    from aggregator.harvest.once import HarvestRequest, wants_json

    request = HarvestRequest(
        db=project.db,
        sources_folder=project.sources,
        sources=sources,
        groups=groups,
        urls=addresses,
        all=everything,
        since=since,
        limit=limit,
        max_seconds=max_time.total_seconds() if max_time else None,
        contact=contacts.contact_of(project, settled),
        verbose=verbose,
        settings=settled,
    )
    if not wants_json(request):
        return _harvest(project, request, found, urls=urls, strict=strict, as_json=as_json, tell=note)
    try:
        return _harvest(project, request, found, urls=urls, strict=strict, as_json=as_json, tell=log)
    except AggregatorError as error:
        log(str(error), logging.ERROR)
        return error.exit_code


Tell = Callable[[str], None]


def _harvest(
    project: Project,
    request: HarvestRequest,
    found: Sequence[Source],
    *,
    urls: Sequence[str],
    strict: bool,
    as_json: bool,
    tell: Tell,
) -> int:
    """Carry out `request`, and `tell` what did not go as asked; `urls` were named one by one."""
    from aggregator.harvest.once import harvest as visit

    report = visit(replace(request, contact=_introduced(project, request, found, tell)))
    if report.counts:
        print_summary(report.counts, as_json=as_json)
    for sentence in notes(report if tell is note else replace(report, findings=())):  # a JSON log has these already
        tell(sentence)
    held = paused(project, found)
    if not report.counts and not report.busy:
        some = f" ({len(held)} paused)" if held else ""
        tell(f"No source is due yet{some}; --all visits them all the same.")
    for source_id, until in held.items():
        if source_id in report.counts:
            tell(f"{source_id}: paused {paused_text(until)}, and harvested all the same, as asked.")
    if report.interrupted:
        tell("Stopped before its end: what was fetched is kept, and the next harvest goes on from there.")
        return DONE if request.max_seconds else INTERRUPTED
    if request.urls:
        missed = reasons(project.db, request.urls)
        for sentence in misses(missed, asked=len(request.urls)):
            tell(sentence)
        if any(missed.get(url) for url in urls) or (urls and not_stored(report)):
            return FAILED
    for source_id in quiet(report) if request.sources else ():
        tell(f"{source_id}: nothing new; its feeds and pages name no article that is not stored or known already.")
    return exit_code(report, named=bool(request.sources), strict=strict)


def _introduced(project: Project, request: HarvestRequest, found: Sequence[Source], tell: Tell) -> str | None:
    """Return the contact to harvest with; before the first harvest, ask for one or say how to set it."""
    if request.contact is not None or not contacts.wanted(project, found or read(project.sources)[0]):
        return request.contact
    if tell is note and not request.urls and contacts.can_ask():
        return contacts.ask(project.config_file)
    tell(f"No contact is set: {contacts.advice(project.config_file)}. {contacts.WHY}")
    return None


def log(sentence: str, level: int = logging.WARNING) -> None:
    """Write a sentence for the user as a line of the JSON log."""
    from aggregator.extensions.logs import JsonFormatter

    record = logging.LogRecord("aggregator.harvest", level, "", 0, sentence, None, None)
    click.echo(JsonFormatter().format(record), err=True)


def paused(project: Project, sources: Sequence[Source]) -> dict[str, dt.datetime]:
    """Return which of the sources are paused, and until when."""
    now = dt.datetime.now(dt.UTC)
    known = states(project) if sources else {}
    ends = {one.id: known[one.id].paused_until for one in sources if one.id in known}
    return {source_id: until for source_id, until in ends.items() if until is not None and until > now}


def quiet(report: HarvestReport) -> list[str]:
    """Return the sources whose figures are all 0 though nothing failed: their documents did not change."""
    return [
        source_id
        for source_id, counts in sorted(report.counts.items())
        if not (counts.candidates or counts.fetched or counts.documents_failed)
    ]


def reasons(db: Path, urls: Iterable[str]) -> dict[str, str]:
    """Return for each address that leads to no article we have: the address, and why, or `UNTRIED`."""
    from aggregator.store.reader import Reader
    from aggregator.urls import join

    found: dict[str, str] = {}
    with Reader(db) as reader:
        for said in dict.fromkeys(urls):
            if (url := join(said, said)) is None:
                found[said] = "it is not an http or https address"
                continue
            row = reader.headline(url)
            if row is None:
                found[said] = reader.reason_of(url) or UNTRIED
            elif row.status not in ("live", "gone"):
                found[said] = f"its article is {row.status}"
            elif row.status == "gone":
                found[said] = "the site has taken it down; the article as it was is kept"
    return found


def misses(missed: Mapping[str, str], *, asked: int) -> Iterator[str]:
    """Yield the sentences about addresses of which no article is stored, the first `NAMED` by name."""
    failed = {url: reason for url, reason in missed.items() if reason != UNTRIED}
    for url, reason in list(failed.items())[:NAMED]:
        yield f"{url}: {reason.rstrip('.')}."
    if len(failed) > NAMED:
        yield f"… and {len(failed) - NAMED} more."
    if failed:
        yield f"{len(failed)} of {asked} addresses could not be stored as articles."
    if untried := len(missed) - len(failed):
        yield f"{untried} of {asked} addresses were not asked for yet: the same command goes on with them."


def not_stored(report: HarvestReport) -> int:
    """Return how many of the addresses asked for lead to no article that we have now."""
    total = report.total
    return len(report.unusable) + total.gone + total.no_article + total.refused + total.failed


def notes(report: HarvestReport) -> Iterator[str]:
    """Yield a sentence for everything that did not go as asked."""
    yield from report.mistakes
    for source_id in report.busy:
        yield f"{source_id}: another harvest is at work on it."
    for source_id, failures in sorted(report.failures.items()):
        url, reason = next(iter(failures.items()))
        more = f", and {len(failures) - 1} more of its documents" if len(failures) > 1 else ""
        yield f"{source_id}: {url} could not be read: {reason}{more}."
    for source_id, reason in sorted(report.held_back.items()):
        yield f"{source_id}: {reason}; what is still to be fetched waits for a later harvest."
    for sentence in report.findings:
        yield f"found: {sentence}"


def exit_code(report: HarvestReport, *, named: bool, strict: bool) -> int:
    """Return 1 where nothing could be stored, or where a source failed that was `named` or is watched `strict`ly."""
    if report.mistakes or (report.counts and useless(report.total)):
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
