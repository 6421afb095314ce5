"""`aggregator sources catalogue`: the publishers that ship with the package."""

from __future__ import annotations

import click

from aggregator.cli.options import json_option, with_project
from aggregator.cli.registered import read
from aggregator.cli.sources.list import print_sources
from aggregator.cli.terminal import note
from aggregator.cli.typed import typed
from aggregator.project import Project


@click.command()
@click.argument("words", nargs=-1, metavar="[WORD…]")
@json_option
@with_project
def catalogue(project: Project, words: tuple[str, ...], as_json: bool) -> None:
    """Look through the publishers we ship; all words must match.

    A word may be part of an id, name, host, country, language, kind, place, group or label. To look
    costs nothing: only what `aggregator sources use` registers is ever fetched.

    \b
    Examples:
      aggregator sources catalogue yonhap
      aggregator sources catalogue kr agency
      aggregator sources catalogue --json | jq -r .homepage
    """
    from aggregator.sources.registry import catalogue as shipped

    found = list(shipped().search(" ".join(words)))
    if not found:
        note(f'Nothing in the catalogue has "{" ".join(words)}": try fewer words, or `aggregator sources add URL`.')
        return
    registered, _ = read(project.sources)
    print_sources(found, as_json=as_json, marks={one.id: "registered" for one in found if one.id in registered})
    if not as_json:
        note(f"{len(found)} of {len(shipped())} publishers. Register one: {typed()} sources use {found[0].id}")
