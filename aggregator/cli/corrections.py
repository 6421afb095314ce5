"""`aggregator corrections`: what persons said, as a list and as labelled data."""

from __future__ import annotations

import click

from aggregator.cli.correct import list_corrections
from aggregator.cli.options import InOrder, NamedPath, json_option, with_project
from aggregator.cli.terminal import note
from aggregator.project import Project


@click.group(cls=InOrder)
def corrections() -> None:
    """List what persons have corrected, and make labelled data of it.

    `aggregator correct` is how articles are corrected.

    \b
    Examples:
      aggregator corrections list
      aggregator corrections export labels.jsonl
    """


@corrections.command("list")
@click.argument("article", required=False)
@json_option
@with_project
def list_(project: Project, article: str | None, as_json: bool) -> int:
    """List what was corrected, of ARTICLE or of all.

    \b
    Examples:
      aggregator corrections list
      aggregator corrections list 17 --json
    """
    return list_corrections(project, article, as_json=as_json)


@corrections.command()
@click.argument("file", type=NamedPath(dir_okay=False, allow_dash=True), default="-")
@with_project
def export(project: Project, file: str) -> None:
    """Write who is behind the articles that a person looked at, one JSON object a line: labelled data.

    An article is in it once a role was corrected (wire, photo, cited, publisher) or
    `attributions=confirmed` was said of it. `settled` names the roles of which a person has said all there
    is; in the others, what was only read is `optional`, which counts neither for nor against a program.
    `id` is the article's uid, `aliases` are the further names under which an organisation is right.

    \b
    Examples:
      aggregator corrections export labels.jsonl
      aggregator corrections export | jq .attributions
    """
    from aggregator.store.labels import label_line
    from aggregator.store.reader import Reader

    with Reader(project.db) as reader:
        lines = [f"{label_line(one)}\n" for one in reader.labels()]
    with click.open_file(file, "w", encoding="utf-8") as out:  # only now: an older export stays where reading fails
        out.write("".join(lines))
    if not lines:
        note("Nobody has corrected or confirmed who is behind an article yet: `aggregator correct --help` says how.")
