"""All attributions of one article, each name once in each role."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aggregator.article import Article, Attribution, Place
from aggregator.attribution.address import read_addresses
from aggregator.attribution.agency import UNKNOWN_AGENCY, names_agency
from aggregator.attribution.citation import citations_in
from aggregator.attribution.dateline import read_dateline
from aggregator.attribution.ending import read_ending
from aggregator.attribution.home import home_of
from aggregator.attribution.lines import Line, lines_around
from aggregator.attribution.logo import read_logo
from aggregator.attribution.named import Named, attribution
from aggregator.attribution.pictures import read_pictures
from aggregator.attribution.publisher import host_of, is_host_name, own_names, read_publisher
from aggregator.attribution.source_line import (
    LONGEST_LINE,
    may_name_unknown,
    read_source_line,
)
from aggregator.attribution.source_names import SourceLine
from aggregator.attribution.structured import read_structured
from aggregator.attribution.words import holds
from aggregator.organisations import Mention, Organisation, Register, register

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from aggregator.attribution.page import ReadablePage
    from aggregator.sources.source import Source

MOST_BLOCKS = 400
"""Paragraphs of the body that are read for citations; only live blogs have more."""

LONGEST_BLOCK = 6000
MOST_CHARACTERS = 120_000
"""Characters of one body that are read for citations: five times the longest article, .3 seconds at worst."""


def attribute(
    page: ReadablePage,
    article: Article,
    *,
    container: HtmlElement | None = None,
    source: Source | None = None,
    known: Register | None = None,
) -> tuple[Attribution, ...]:
    """Return who stands behind `article`: exactly one publisher, then wire, photo and cited in order of place.

    `container` is the element that the body was read from; `source` the registered source of the page;
    `known` another register than the shipped one. Never raises on any page.
    """
    names = known if known is not None else register()
    publisher, place, evidence = read_publisher(page, source, register=names)
    first = attribution(publisher, role="publisher", evidence=evidence, found_in=place)
    if article.kind is None and not article.blocks:
        return (first,)
    country = publisher.organisation.country if publisher.organisation else (source.country if source else None)
    own = _Own(publisher, page)
    texts = _texts(article)
    paragraphs = article.paragraphs
    home = country or home_of(page.url, article.language)
    mentions = names.find_each(texts, country=home)
    settled = names.beside((one for of_text in mentions for one in of_text), country=None if country else home)
    if settled is not names and any(one.doubtful for of_text in mentions for one in of_text):
        mentions = settled.find_each(texts, country=country)
    names = settled
    lines: tuple[Line, ...] = ()
    if container is not None:
        lines = tuple(lines_around(container, paragraphs, headings=page.elements["h1"]))
    photos, credits = read_pictures(
        article.images,
        lines,
        page.jsonld,
        paragraphs=paragraphs,
        authors=article.authors,
        register=names,
        country=country,
    )
    wires = [
        one
        for one in (
            *_of_text(article, _as_found(mentions, sure=country == home), names, country),
            *_of_lines(article, [one for one in lines if one.text not in credits], names, country),
            *_of_statements(page, names, country, publisher.organisation),
        )
        if not own.names(one)
    ]
    # Of no register and beginning with the publisher's name: a desk of its own ("Harbour Post News Service").
    wires = [one for one in wires if not own.begins(one)]
    photos = [one for one in photos if not own.begins(one) and not (one.organisation_id is None and own.names(one))]
    sources = [one for one in wires if one.found_in in ("byline", "footer")]
    photos = [
        one
        for one in photos
        if not (_is_bare(one) and (own.names(one) or any(_repeats(one, line) for line in sources)))
        and not (_is_archive(one.evidence) and own.names(_without_archive(one)))
    ]
    cited = [
        attribution(one.named, role="cited", evidence=one.evidence, found_in="body", position=position)
        for position, one in citations_in(texts, mentions, country=country)
    ]
    cited = [one for one in cited if not own.names(one)]
    return (first, *_surest_of_each(wires), *_surest_of_each(photos), *_surest_of_each(cited))


# "Courier archive" at the Harrow Vale Courier: nobody's picture but the paper's own.
_ARCHIVE = re.compile(
    r"\barch(?:iv|\.)|\barkisto|\barkiv|\barquivo|\bfile (?:photo|picture|image)|архив|архів", re.IGNORECASE
)


_ARCHIVE_STEMS = ("arch", "arkisto", "arkiv", "arquivo", "file ", "архив", "архів")
"""One of these, in small letters, is in all that `_ARCHIVE` finds."""


def _is_archive(evidence: str) -> bool:
    return holds(evidence.lower(), *_ARCHIVE_STEMS) and _ARCHIVE.search(evidence) is not None


def _without_archive(photo: Attribution) -> Attribution:
    """Return the same for `Courier` where a credit says `Courier archive`."""
    name = " ".join(word for word in photo.name.split() if not _ARCHIVE.match(word))
    return replace(photo, name=name or photo.name, as_written=name or photo.as_written)


def _is_bare(photo: Attribution) -> bool:
    return photo.evidence == photo.as_written


def _repeats(photo: Attribution, line: Attribution) -> bool:
    """Return whether a bare name taken for a picture's credit is only the text's source line again."""
    return photo.organisation_id == line.organisation_id and photo.name == line.name and line.evidence != photo.evidence


class _Own:
    """Whether an attribution names the publisher itself."""

    def __init__(self, publisher: Named, page: ReadablePage) -> None:
        self.page = page
        self.organisation: Organisation | None = publisher.organisation
        self.words = {_key(publisher.name), _key(publisher.as_written)}
        self.hosts = {_key(one) for one in (publisher.name, publisher.as_written) if "." in one and " " not in one}
        if self.organisation is not None:
            self.words.update(map(_key, (*self.organisation.aliases, *self.organisation.short)))

    @functools.cached_property
    def stated(self) -> frozenset[str]:
        """The names the page gives itself."""
        return frozenset(map(_key, own_names(self.page)))

    def begins(self, one: Attribution) -> bool:
        """Return whether an unknown name only goes on from the publisher's (`Example Post Graphics`)."""
        key = _key(one.name)
        return one.organisation_id is None and any(len(word) > 3 and key.startswith(word + " ") for word in self.words)

    def names(self, one: Attribution) -> bool:
        if self.organisation is not None and one.organisation_id == self.organisation.id:
            return True
        key = _key(one.as_written)
        if one.organisation_id is None and (key in self.stated or is_host_name(one.name, host_of(self.page.url))):
            return True
        if not key or key in self.words:
            return bool(key)
        first, last = key + " ", " " + key
        return any(word.startswith(first) or (word.endswith(last) and word not in self.hosts) for word in self.words)


@functools.lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(name.casefold().replace(".", " ").replace("-", " ").removeprefix("the ").split())


def _as_found(mentions: Sequence[Sequence[Mention]], *, sure: bool) -> list[Sequence[Mention] | None]:
    """Return the names in each paragraph; None where they are to be found again, since another may be meant."""
    return [named if sure or not any(one.others for one in named) else None for named in mentions]


def _of_text(
    article: Article, mentions: Sequence[Sequence[Mention] | None], names: Register, country: str | None
) -> Iterator[Attribution]:
    """Yield the sources that the text names in its dateline, first and last paragraphs."""
    blocks = article.blocks
    last = len(blocks) - 1
    found = [*mentions, *(None for _ in blocks[len(mentions) :])]
    for position, block in enumerate(blocks[:4]):
        dateline = read_dateline(block.text, register=names, country=country, mentions=found[position])
        if dateline is not None:
            for named in dateline.named:
                yield attribution(
                    named, role="wire", evidence=dateline.evidence, found_in="dateline", position=position
                )
            break
    if article.dateline:
        dateline = read_dateline(article.dateline + " —", register=names, country=country)
        if dateline is not None:
            for named in (one for one in dateline.named if one.organisation is not None):
                yield attribution(named, role="wire", evidence=article.dateline, found_in="dateline")
    for position, block in enumerate(blocks[:3]):
        if (position and position == last) or len(block.text) >= 90:
            continue  # a footer, or a paragraph
        read = read_source_line(block.text, register=names, country=country, byline=True, mentions=found[position])
        yield from _of_line(read, "byline", position)
    for position in range(max(0, last - 3), last + 1):
        text = blocks[position].text
        read = None
        if len(text) <= LONGEST_LINE:
            read = read_source_line(text, register=names, country=country, mentions=found[position])
        named_there = found[position]
        if read is None and position == last and (named_there is None or len(named_there) > 0):
            read = read_ending(text, register=names, country=country)
        yield from _of_line(read, "footer", position)


def _of_line(read: SourceLine | None, place: Place, position: int | None = None) -> Iterator[Attribution]:
    if read is None:
        return
    for named in read.named:
        yield attribution(
            named, role="wire", evidence=read.evidence, found_in=place, position=position, extent=read.extent
        )


def _of_lines(article: Article, lines: Sequence[Line], names: Register, country: str | None) -> Iterator[Attribution]:
    """Yield the sources that bylines, source lines and logos around the text name."""
    for line in lines:
        if line.sort == "alt":
            read = read_logo(line.text, line.picture, register=names, country=country)
            for named in read.named if read is not None else ():
                yield attribution(named, role="wire", evidence=line.text, found_in="byline")
    lines = [line for line in lines if line.sort in ("line", "marked")]
    if (agency := _signing_agency(article, names)) is not None:
        named = Named(name=agency, as_written=agency, belief=UNKNOWN_AGENCY)
        byline = min((line.text for line in lines if agency in line.text), key=len, default=agency)
        yield attribution(
            named, role="wire", evidence=byline if len(byline) <= 2 * len(agency) + 20 else agency, found_in="byline"
        )
    texts = [line.text for line in lines]
    mentions = names.find_each(texts, country=country)
    unknown = may_name_unknown("\n".join(texts)) or any(text[:8].lower() == "provided" for text in texts)
    for line, named_there in zip(lines, mentions, strict=True):
        if not named_there and not (unknown and may_name_unknown(line.text)):
            continue
        read = read_source_line(
            line.text,
            register=names,
            country=country,
            byline=line.where == "above",
            marked=line.sort == "marked",
            mentions=named_there,
        )
        if read is not None and line.sort == "line" and line.where == "inside" and len(line.text) < 30:
            # Between two paragraphs a bare agency belongs to a picture, and an unknown source to a chart; "mit dpa"
            # and "Source: PAP" belong to the text.
            labelled = read.extent == "part" or ": " in line.text
            read = read if labelled and read.named[0].organisation is not None else None
        yield from _of_line(read, "byline" if line.where == "above" else "footer")


def _of_statements(
    page: ReadablePage, names: Register, country: str | None, publisher: Organisation | None
) -> Iterator[Attribution]:
    """Yield the sources that structured data, meta elements and addresses name."""
    for stated in (
        *read_structured(page, register=names, country=country),
        *read_addresses(page, publisher, register=names),
    ):
        yield attribution(stated.named, role="wire", evidence=stated.evidence, found_in=stated.found_in)


_STAFF = re.compile(r"\b(?:staff|newsroom|desk|redaktion|redacción|redazione|rédaction|redakcja)\b", re.IGNORECASE)


def _signing_agency(article: Article, names: Register) -> str | None:
    """Return the agency of no register that signs the text alone, or with the paper's staff."""
    signing = [one for one in article.authors if not _STAFF.search(one)]
    if len(signing) != 1 or not names_agency(signing[0]) or names.by_name(signing[0]) is not None:
        return None
    return signing[0]


def _texts(article: Article) -> list[str]:
    """Return the paragraphs that are read for citations."""
    texts: list[str] = []
    left = MOST_CHARACTERS
    for block in article.blocks[:MOST_BLOCKS]:
        left -= min(len(block.text), LONGEST_BLOCK)
        if left < 0:
            break
        texts.append(block.text[:LONGEST_BLOCK])
    return texts


def _surest_of_each(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return one attribution a name: the surest, at the place where the name first came."""
    kept: dict[str, Attribution] = {}
    for one in found:
        key = one.organisation_id or _key(one.name)
        if key not in kept or one.confidence > kept[key].confidence:
            kept[key] = one
    return tuple(kept.values())
