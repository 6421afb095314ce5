"""`aggregator organisations`: who texts and pictures come from, as the register knows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aggregator.cli.ending import DONE, FAILED
from aggregator.cli.options import InOrder, NamedPath, json_option, with_project
from aggregator.cli.terminal import Strong, json_line, json_page, note, say, table
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.organisations import Organisation, Register

EVIDENCE = {
    "catalogue": "it publishes a source that ships with the program",
    "page": "it is credited on a page that was read",
    "knowledge": "general knowledge: unchecked",
}
"""What an entry rests on, for people."""

_SHOWN_NAMES = 4
"""Further names in a line of the list; `organisations show` has all."""


@click.group(cls=InOrder)
def organisations() -> None:
    """Look up who texts and pictures can come from, and check a register of your own.

    The register holds agencies, newspapers, broadcasters, magazines, sites and picture agencies with the names,
    abbreviations and hosts by which pages mention them. Your own files add to it; aggregator.toml names them:

    \b
      organisations = "my-organisations.toml"

    \b
    Examples:
      aggregator organisations search yonhap
      aggregator organisations show agence-france-presse
      aggregator organisations check my-organisations.toml
    """


@organisations.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@json_option
@with_project
def search(project: Project, name: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Find organisations by any of their names, or a part of one.

    NAME is a name, an alias, an abbreviation, a name in its own script, a host or an id. Upper and lower case and
    accents do not matter. One to three letters are looked for as a whole word.

    \b
    Examples:
      aggregator organisations search suddeutsche
      aggregator organisations search AP
      aggregator organisations search 연합뉴스
      aggregator organisations search nytimes.com --json
    """
    from aggregator.organisations import register

    wanted = " ".join(name)
    found = register().search(wanted)
    if not found:
        note(
            f'No organisation is known as "{wanted}": try a part of its name or its host, or enter it in a file of '
            "your own (`aggregator organisations --help`)."
        )
        return FAILED
    if as_json:
        for one in found[:limit]:
            json_line(described(one))
        return DONE
    rows = [
        (one.id, one.name, one.kind, one.country, " ".join(one.domains), _some(one.aliases), _some(only_in_place(one)))
        for one in found[:limit]
    ]
    table(
        ("id", "name", "kind", "country", "hosts", "also", "short"),
        rows,
        spare=("short", "also"),
    )
    if len(found) > limit:
        note(f"{len(found) - limit} more: --limit {len(found)} shows all.")
    note(f"Everything about one: aggregator organisations show {found[0].id}")
    return DONE


@organisations.command()
@click.argument("organisation_id", metavar="ID")
@json_option
@with_project
def show(project: Project, organisation_id: str, as_json: bool) -> int:
    """Show everything that is known of one organisation.

    ID is what `organisations search` prints first; a full name or a host will do where only one organisation has it.

    \b
    Examples:
      aggregator organisations show yonhap-news-agency
      aggregator organisations show "Süddeutsche Zeitung" --json
    """
    from aggregator.organisations import register

    known = register()
    one = known.get(organisation_id) or known.by_host(organisation_id) or known.by_name(organisation_id, decided=True)
    if one is None:
        near = ", ".join(other.id for other in known.search(organisation_id)[:5])
        hint = f"did you mean {near}?" if near else "`aggregator organisations search NAME` looks for a part of a name."
        note(f'No organisation has the id "{organisation_id}": {hint}')
        return FAILED
    if as_json:
        json_page(described(one))
        return DONE
    for line in _lines(one, known):
        say(line)
    return DONE


@organisations.command()
@click.argument("file", type=NamedPath(dir_okay=False, path_type=Path))
def check(file: Path) -> int:
    """Check a file of organisations of your own, without using it.

    A mistake is named by file, line and entry. Names that another organisation has too are listed: where nothing
    on a page decides between them, they mean nobody.

    \b
    Examples:
      aggregator organisations check my-organisations.toml
    """
    from aggregator.organisations import read_register

    shipped = read_register()
    own = read_register(file)
    changed = [one for one in own if one != shipped.get(one.id)]
    for one in changed:
        for name, others in _shared(one, own):
            note(f"{one.id}: {name!r} is also a name of {others}.")
        for host in one.domains:
            holder = own.by_host(host)
            if holder is not None and holder.id != one.id:
                note(f"{one.id}: the host {host} stands for {holder.id} already.")
    new = sum(shipped.get(one.id) is None for one in changed)
    say(f"{file}: {_counted(new, 'new organisation')}, {_counted(len(changed) - new, 'known one')} extended.")
    return DONE


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def described(one: Organisation) -> dict[str, object]:
    """Return an organisation as JSON."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "country": one.country,
        "domains": list(one.domains),
        "aliases": list(one.aliases),
        "short": list(one.short),
        "plain": one.plain,
        "foremost": list(one.foremost),
        "evidence": one.evidence,
        "checked": one.checked,
    }


def only_in_place(one: Organisation) -> tuple[str, ...]:
    """Return the names that mean it only where the place makes them plain: a credit, a dateline, a source line."""
    return one.short if one.plain else (one.name, *one.short)


def _lines(one: Organisation, known: Register) -> Iterator[str]:
    yield Strong(one.name)
    yield " · ".join(filter(None, (one.kind.replace("_", " "), one.country, one.id)))
    everywhere = one.aliases if not one.plain else (one.name, *one.aliases)
    facts = {
        "hosts": ", ".join(one.domains),
        "names it has everywhere": " · ".join(everywhere),
        "names that count only in plain places (credits, datelines, source lines)": " · ".join(only_in_place(one)),
        "evidence": EVIDENCE.get(one.evidence, one.evidence),
    }
    for title, fact in facts.items():
        if fact:
            yield f"{title}: {fact}"
    for name, others in _shared(one, known):
        yield f"{name!r} is also a name of {others}" + (", but means this one first" if name in one.foremost else "")


def _shared(one: Organisation, known: Register) -> Iterator[tuple[str, str]]:
    """Yield each name that other organisations have as well, with their ids."""
    for name in dict.fromkeys((one.name, *one.aliases, *one.short)):
        others = ", ".join(other.id for other in known.named(name) if other.id != one.id)
        if others:
            yield name, others


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - _SHOWN_NAMES
    return " · ".join(names[:_SHOWN_NAMES]) + (f" · {more} more" if more > 0 else "")
