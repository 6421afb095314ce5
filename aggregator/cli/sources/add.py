"""`aggregator sources add`: a site looked at, and its source file written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING

import click

from aggregator.cli.ending import DONE, FAILED
from aggregator.cli.options import InputFile, with_project
from aggregator.cli.registered import registry
from aggregator.cli.sources.check import outcome
from aggregator.cli.sources.wanted import Wanted, read_list
from aggregator.cli.terminal import note, say, table
from aggregator.cli.typed import typed
from aggregator.errors import UsageError
from aggregator.project import Project

if TYPE_CHECKING:
    from aggregator.discovery import Document, Found
    from aggregator.discovery.autodiscovery import Home
    from aggregator.page import Page
    from aggregator.sources.source import Source

NO_ZONE = '# time_zone = "Europe/London"    not known: times without an offset are taken as UTC until this line is set'

PAGES_A_SITE = 40
"""Pages that looking at one site may ask for: front page, robots.txt, and the feeds and sitemaps that those name."""


@click.command()
@click.argument("urls", nargs=-1, metavar="URL…")
@click.option(
    "--from",
    "list_",
    type=InputFile("r", encoding="utf-8-sig", errors="replace"),
    metavar="FILE",
    help="The sites of a list: lines, CSV or OPML; - is stdin.",
)
@click.option("--yes", is_flag=True, help="Write what was found without asking.")
@with_project
def add(project: Project, urls: tuple[str, ...], list_: IO[str] | None, yes: bool) -> int:
    """Find the feeds, sitemaps and section pages of sites, and write their source files.

    The front page and robots.txt say what a site offers; where they do not, the usual places are
    tried. Everything that was found is shown before a file is written. In a CSV the column url counts,
    and every other column becomes a label of the source.

    \b
    Examples:
      aggregator sources add https://www.example.org/
      aggregator sources add --from subscriptions.opml --yes
    """
    wanted = [Wanted(url=url) for url in urls]
    if list_ is not None:
        wanted += read_list(list_.read(), name=list_.name)
    if not wanted:
        raise click.UsageError("name at least one site, or give a list with --from")
    usable = [one for one in wanted if is_address(one.url)]
    wrong = [no_address(one.url) for one in wanted if one not in usable]
    if wrong and (not usable or not all(map(is_address, urls))):
        raise UsageError(wrong[0])  # on the command line a slip of the pen; in a list the others are looked at
    if not yes and (list_ is not None or sys.stdin is None or not sys.stdin.isatty()):
        raise UsageError("Nobody can be asked here: look at one site on a terminal first, or say --yes.")
    known = registry(project)
    for sentence in wrong:
        note(sentence)
    failed = len(wrong)
    taken = {source.id for source in known}
    for site in looked_at(usable, project):
        if (there := known.by_url(site.wanted.url)) is not None and there.homepage == site.homepage:
            note(f"{site.wanted.url}: already registered as {there.id}")
        elif (source := site.source(taken)) is None:
            note(f"{site.wanted.url}: {site.reason()}.")
            failed += 1
        elif write_source(project, site, source, yes=yes):
            taken.add(source.id)
    return FAILED if failed else DONE


def write_source(project: Project, site: Site, source: Source, *, yes: bool) -> bool:
    """Show what was found and write the file, if that is wanted."""
    from aggregator.sources.files import dump, save

    table(("kind", "articles", "newest", "document", "left out because"), site.rows(source), title=source.name)
    say()
    text = dump(source)
    if source.time_zone is None:
        text = with_remark(text, NO_ZONE)
        note("No time zone is known: times without an offset will be taken as UTC, until the file has a time_zone.")
    say(text.rstrip())
    say()
    if not yes and not click.confirm(f"Write {project.sources / f'{source.id}.toml'}?", default=True, err=True):
        return False
    path = save(source, project.sources)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")  # the same, with the remark
    part.replace(path)
    say(f"{source.id}: {path}")
    note(f"Next: {typed()} harvest {source.id} --limit 10")
    return True


def with_remark(text: str, remark: str) -> str:
    """Return the text of a source file with a remark below its plain keys, where a key in its place belongs."""
    keys, gap, tables = text.rstrip("\n").partition("\n\n")
    return f"{keys}\n{remark}\n{gap[1:]}{tables}".rstrip("\n") + "\n"


@dataclass(slots=True, kw_only=True)
class Site:
    """One site while it is looked at: its robots.txt first, then its front page, then what they offer."""

    wanted: Wanted
    pages: dict[str, Page] = field(default_factory=dict)
    """Normalised address asked for → what came."""

    home: Home | None = None
    robots: tuple[Document, ...] = ()

    @property
    def homepage(self) -> str | None:
        """The address of the front page, after redirects."""
        return self.home.url if self.home else None

    def next_urls(self, page: Page) -> Iterable[str]:
        """Return what to ask for next, now that `page` has come."""
        from aggregator.discovery.autodiscovery import read_home, read_robots

        self.pages[page.url] = page
        if len(self.pages) == 1:
            self.robots = read_robots(page.body, url=page.final_url) if page.status == 200 else ()
            return [self.wanted.url]
        if len(self.pages) == 2 and page.status == 200:
            content_type = dict(page.headers).get("content-type")
            self.home = read_home(page.body, url=page.final_url, content_type=content_type)
            return [document.url for document in self.documents()]
        return []

    def documents(self) -> tuple[Document, ...]:
        """Return what the site offers, and the feed that was known before."""
        from aggregator.discovery import Document
        from aggregator.discovery.autodiscovery import offers

        offered = offers(self.home, self.robots) if self.home else ()
        known = (Document(url=self.wanted.feed, kind="feed"),) if self.wanted.feed else ()
        return (*known, *(one for one in offered if one.url != self.wanted.feed))

    def answered(self) -> Iterator[tuple[Document, Page]]:
        """Yield the documents that came."""
        from aggregator.urls import normalise

        for document in self.documents():
            page = self.pages.get(normalise(document.url) or "")
            if page is not None and page.status == 200 and page.error is None:
                yield document, page

    def read(self) -> Iterator[tuple[Document, Found]]:
        """Yield the documents that came, and what each leads to."""
        from aggregator.discovery import read_document

        for document, page in self.answered():
            content_type = dict(page.headers).get("content-type")
            yield (
                document,
                read_document(
                    page.body, url=page.final_url, content_type=content_type, kind=document.kind, now=page.fetched_at
                ),
            )

    def source(self, taken: set[str]) -> Source | None:
        """Return the source that the site makes; None where it offers nothing that names articles."""
        from aggregator.discovery.autodiscovery import source_from

        if self.home is None:
            return None
        made = source_from(self.home, self.read(), taken=taken)
        if not (made.feeds or made.news_sitemaps or made.sitemaps or made.listings):
            return None
        return replace(made, labels=self.wanted.labels)

    def rows(self, source: Source) -> Iterator[tuple[object, ...]]:
        """Yield kind, number of articles, newest day, address and why `source` has it not, for each document.

        Of the usual places, which the site does not name itself, only those that name articles.
        """
        from aggregator.urls import normalise

        taken = {*source.feeds, *source.news_sitemaps, *source.sitemaps, *source.listings}
        for document in self.documents():
            page = self.pages.get(normalise(document.url) or "")
            if page is None:
                continue
            articles, newest, url, problem = outcome(document, page, None, page.fetched_at)
            if document.url in taken:
                yield document.kind, articles, newest, url, None
            elif not problem:
                yield document.kind, articles, newest, url, not_needed(document.kind)
            elif self.names(document):
                yield document.kind, articles, newest, url, problem

    def names(self, document: Document) -> bool:
        """Return whether the site itself names a feed or sitemap, or whoever asked for it does."""
        own = self.home.feeds if self.home else ()
        return document.url in (*own, self.wanted.feed, *(one.url for one in self.robots))

    def reason(self) -> str:
        """Return why no source can be made of it."""
        from aggregator.reading import page_outcome

        if self.home is not None:
            return "no feed, sitemap or section page was found that names articles"
        last = list(self.pages.values())[-1:]
        return next((why for page in last if (why := page_outcome(page)[1])), "no answer came")


def not_needed(kind: str) -> str:
    """Return why a document that names articles is left out of a source."""
    if kind == "listing":
        return "feeds or news sitemaps name the articles"
    return "others name the same articles, or enough"


def no_address(said: str) -> str:
    """Return the sentence about what is no address, with what may have been meant."""
    meant = f"https://{said}"
    hint = f': did you mean "{meant}"?' if "." in said and "://" not in said and is_address(meant) else "."
    return f'"{said}" is not an http or https address{hint}'


def is_address(url: str) -> bool:
    """Return whether `url` is an http or https address."""
    from aggregator.urls import normalise

    return normalise(url) is not None


def looked_at(wanted: Iterable[Wanted], project: Project) -> list[Site]:
    """Fetch what tells what each site offers, under every rule of a harvest; store nothing."""
    from aggregator.harvest.fetch import fetch
    from aggregator.urls import join, normalise

    sites: dict[str, Site] = {}
    for one in wanted:
        robots = normalise(join(one.url, "/robots.txt") or "")
        assert robots is not None  # its address was judged before
        sites[robots] = Site(wanted=one)
    if not sites:
        return []
    asked = dict(sites)

    def follow(page: Page) -> Iterable[str]:
        site = asked[page.url]
        further = [url for said in site.next_urls(page) if (url := normalise(said)) and url not in asked]
        asked.update(dict.fromkeys(further, site))
        return further

    note(f"Looking at {len(sites)} site{'s' if len(sites) > 1 else ''}: some twenty pages each, one a second …")
    for page in fetch(list(sites), follow=follow, settings=project.config.settings, most=PAGES_A_SITE * len(sites)):
        if page.error is not None:
            asked[page.url].pages.setdefault(page.url, page)
    return list(sites.values())
