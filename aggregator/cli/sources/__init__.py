"""`aggregator sources`: the registry of sites, one TOML file each."""

from __future__ import annotations

import click

from aggregator.cli.options import InOrder
from aggregator.cli.sources.add import add
from aggregator.cli.sources.catalogue import catalogue
from aggregator.cli.sources.check import check
from aggregator.cli.sources.list import list_sources
from aggregator.cli.sources.pause import pause, resume
from aggregator.cli.sources.remove import remove
from aggregator.cli.sources.show import show
from aggregator.cli.sources.use import use


@click.group(cls=InOrder)
def sources() -> None:
    """Choose, add and look after the sites that are harvested.

    A source is registered when its file lies in the sources folder; nothing else is ever fetched.

    \b
    Examples:
      aggregator sources catalogue spain          publishers we ship, by any word
      aggregator sources use news1-global         register one of them
      aggregator sources add https://example.org  find a site's feeds and write its file
      aggregator sources list                     what is registered
    """


for command in (catalogue, use, add, list_sources, show, check, pause, resume, remove):
    sources.add_command(command)
