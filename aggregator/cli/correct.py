"""`aggregator correct`: a person's word on an article, which stands over every reading."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import click

from aggregator.article import Extent, Place
from aggregator.cli.ending import DONE, FAILED
from aggregator.cli.options import json_option, with_project
from aggregator.cli.said import correction_line, correction_row
from aggregator.cli.sayings import read_sayings, read_words
from aggregator.cli.terminal import json_line, note, say
from aggregator.corrections import ROLES
from aggregator.errors import UsageError
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.corrections import Correction, Saying


@click.command()
@click.argument("article", required=False)
@click.argument("words", nargs=-1, metavar="[FIELD=VALUE]…")
@click.option("--reason", metavar="TEXT", help="Why: it is kept with the correction, and shown.")
@click.option("--by", metavar="NAME", help="Who says so [your login name].")
@click.option("--evidence", metavar="TEXT", help="Of one credit: the words of the page that prove it.")
@click.option("--found-in", type=click.Choice(get_args(Place)), help="Of one credit: where on the page they stand.")
@click.option("--extent", type=click.Choice(get_args(Extent)), help="Of one wire: the whole text, or a part of it.")
@click.option("--person/--organisation", default=None, help="Of one credit: what the name is [as the register says].")
@click.option("--list", "listing", is_flag=True, help="List what was corrected of ARTICLE, or without it, of all.")
@click.option("--undo", type=click.IntRange(min=1), metavar="N", help="Take correction N back.")
@json_option
@with_project
def correct(
    project: Project,
    article: str | None,
    words: tuple[str, ...],
    reason: str | None,
    by: str | None,
    evidence: str | None,
    found_in: Place | None,
    extent: Extent | None,
    person: bool | None,
    listing: bool,
    undo: int | None,
    as_json: bool,
) -> int:
    """Say what is right about an article: it stands over every later reading.

    ARTICLE is the number that `aggregator search` prints, the article's uid, or any of its addresses.
    FIELD=VALUE says what it is, nothing else; for lists, FIELD+=VALUE adds to what is read and FIELD-=VALUE
    takes one away, also from later readings. `none` says that there is none.

    \b
    Who is behind it   wire, photo, cited (none, one or several), publisher
    The article        title, summary, section, genre, kind, language, dateline, licence,
                       published, modified, authors, tags, paywalled, complete, tdm
    All looked at      attributions=confirmed: who is behind it is right as it stands
    The same text      story=ID puts it into a story, story=new takes it out, alone
    One and the same   merge=OTHER makes another article of the same source a part of this one

    Names go through the register of organisations: AFP becomes Agence France-Presse. A name that it does not
    know is an organisation's, of photo a person's. Times are given with their offset, or as a day.

    What a publisher changes later in a corrected field is not taken over. Nothing is lost: each correction
    has a number, who, when and why; taking one back (--undo) is a correction of its own, and has the page
    read again at the next harvest. Of two merged articles that are parted again, what was read of either
    since then stays where it is, and so do pictures that went over.

    \b
    Examples:
      aggregator correct 17 section=World --reason "it was glued before the headline"
      aggregator correct 17 wire=AFP --evidence "LAGOS (AFP) -" --reason "seen in print"
      aggregator correct 17 wire=none --reason "written here; the agency is only in the archive box"
      aggregator correct 17 photo+="Jane Doe" cited-=CNN --reason "CNN is only talked about"
      aggregator correct 17 published=2026-11-20T10:00+02:00 --reason "the page shows the upload"
      aggregator correct 17 attributions=confirmed --reason "read against the page" --by anna
      aggregator correct 17 story=new --reason "a report from the same template, another match"
      aggregator correct 17 --list
      aggregator correct --undo 3 --reason "the desk was right"
    """
    article, reason, by = read_words("ARTICLE", article), read_words("--reason", reason), read_words("--by", by)
    if listing or undo is not None:
        if words or (listing and undo is not None):
            raise UsageError("Say one thing at a time: FIELD=VALUE, --list or --undo N.")
    elif article is None or not words:
        raise UsageError("Name an article and what is right: aggregator correct 17 section=World --reason TEXT.")
    if listing:
        return list_corrections(project, article, as_json=as_json)
    if reason is None:
        raise UsageError("Say why, with --reason TEXT: who looks at it later wants to know.")
    by = by or _login()
    if undo is not None:
        return _undo(project, article, undo, reason=reason, by=by, as_json=as_json)
    assert article is not None
    sayings = read_sayings(words, today=dt.datetime.now(dt.UTC).date())
    if evidence or found_in or extent or person is not None:
        sayings = _with_words(sayings, evidence=evidence, found_in=found_in, extent=extent, person=person)
    return _correct(project, article, sayings, reason=reason, by=by, as_json=as_json)


def _with_words(
    sayings: Sequence[Saying],
    *,
    evidence: str | None,
    found_in: Place | None,
    extent: Extent | None,
    person: bool | None,
) -> tuple[Saying, ...]:
    """Return the one credit among `sayings` with what was said of it beside its name."""
    credits = [one for one in sayings if one.field in ROLES and one.how != "not" and len(one.value) == 1]
    if len(credits) != 1 or len(sayings) != 1:
        raise UsageError("--evidence, --found-in, --extent and --person are of one credit: give it alone, wire=NAME.")
    if extent and credits[0].field != "wire":
        raise UsageError("--extent is said of a wire only: whether the whole text or a part comes from it.")
    return (
        replace(
            credits[0], evidence=read_words("--evidence", evidence), found_in=found_in, extent=extent, person=person
        ),
    )


def _correct(
    project: Project, article: str, sayings: Sequence[Saying], *, reason: str, by: str | None, as_json: bool
) -> int:
    from aggregator.store.reader import Reader
    from aggregator.store.writer import Store

    Reader(project.db).close()  # a file that is not there is not made
    with Store(project.db) as store:
        made = store.correct(article, sayings, reason=reason, by=by)
    for one in made:
        _tell(one, as_json=as_json)
    return DONE


def _undo(project: Project, article: str | None, number: int, *, reason: str, by: str | None, as_json: bool) -> int:
    from aggregator.store.reader import Reader
    from aggregator.store.writer import Store

    with Reader(project.db) as reader:
        if article is not None and not any(one.id == number for one in reader.corrections(reader.find(article) or 0)):
            note(f"Correction {number} is none of article {article}: `aggregator correct {article} --list` lists them.")
            return FAILED
    with Store(project.db) as store:
        one = store.undo(number, reason=reason, by=by)
    _tell(one, as_json=as_json)
    if not as_json:
        note(f"The page of article {one.article_id} is read again at the next harvest of its source.")
    return DONE


def list_corrections(project: Project, article: str | None, *, as_json: bool) -> int:
    """Print what was corrected, of one article or of all; return the exit code."""
    from aggregator.store.reader import Reader

    with Reader(project.db) as reader:
        article_id = None if article is None else reader.find(article)
        if article is not None and article_id is None:
            note(f'No article is stored as "{article}": `aggregator search` lists what there is.')
            return FAILED
        found = reader.corrections(article_id)
    for one in found:
        _tell(one, as_json=as_json, everything=found)
    if not found and not as_json:
        note("Nothing was corrected yet." if article is None else "Nothing was corrected of this article.")
    return DONE


def _tell(one: Correction, *, as_json: bool, everything: Sequence[Correction] = ()) -> None:
    if as_json:
        json_line(correction_row(one))
    else:
        say(f"article {one.article_id}  {correction_line(one, everything)}")


def _login() -> str | None:
    """Return the login name; None where this machine has none for us."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None
