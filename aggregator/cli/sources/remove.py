"""`aggregator sources remove`: sources that are not to be harvested any more."""

from __future__ import annotations

import click

from aggregator.cli.options import with_project
from aggregator.cli.registered import complete_registered, read
from aggregator.cli.terminal import say
from aggregator.project import Project


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…", shell_complete=complete_registered)
@with_project
def remove(project: Project, ids: tuple[str, ...]) -> None:
    """Take sources out of the registry: their files are deleted, their articles are kept.

    To leave a source out for a while, `aggregator sources pause` is better: its file stays.

    \b
    Examples:
      aggregator sources remove yonhap
    """
    known, mistakes = read(project.sources)
    ids = tuple(dict.fromkeys(ids))
    paths = [project.sources / f"{source_id}.toml" for source_id in ids]
    for source_id, path in zip(ids, paths, strict=True):
        if source_id not in known and not any(str(path) in str(mistake) for mistake in mistakes):
            known.named(source_id)  # says which id may have been meant
    if project.db.exists():
        from aggregator.store.writer import Store

        with Store(project.db) as store, store.transaction():
            for source_id in ids:
                store.unregister(source_id)
    for source_id, path in zip(ids, paths, strict=True):
        path.unlink()
        say(f"{source_id}: removed; its articles stay in the database")
