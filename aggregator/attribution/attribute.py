"""All attributions of one article, each name once in each role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aggregator.article import Article, Attribution
from aggregator.attribution.citation import citations_in
from aggregator.attribution.home import home_of
from aggregator.attribution.line import Line
from aggregator.attribution.lines import lines_around, lines_of_figures
from aggregator.attribution.named import attribution
from aggregator.attribution.own import Own, key_of
from aggregator.attribution.pictures import read_pictures
from aggregator.attribution.publisher import read_publisher
from aggregator.attribution.wires import line_wires, of_no_picture, stated_wires, text_wires
from aggregator.attribution.words import holds
from aggregator.organisations import Mention, Register, register

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
    own = Own(publisher, page, register=names)
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
    elif page.root is not None:
        lines = tuple(lines_of_figures(page.root))
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
            *text_wires(article, _as_found(mentions, sure=country == home), names, home, own),
            *line_wires(article, of_no_picture(lines, credits), names, home, own),
            *stated_wires(page, names, country, publisher.organisation),
        )
        if not own.names(one)
    ]
    # Of no register and beginning with the publisher's name: a desk of its own ("Harbour Post News Service").
    wires = [one for one in wires if not own.begins(one)]
    sources = [one for one in wires if one.found_in in ("byline", "footer")]
    photos = [one for one in photos if not _is_of_house(one, own) and not any(_repeats(one, line) for line in sources)]
    cited = [
        attribution(one.named, role="cited", evidence=one.evidence, found_in="body", position=position)
        for position, one in citations_in(texts, mentions, country=country)
    ]
    cited = [one for one in cited if not own.names(one)]
    return (first, *_surest_of_each(wires), *_surest_of_each(photos), *_surest_of_each(cited))


def _is_of_house(photo: Attribution, own: Own) -> bool:
    """Return whether a picture is the publisher's own, or its credit only the publisher's name again."""
    if own.begins(photo) or (_is_archive(photo.evidence) and own.names(_without_archive(photo))):
        return True
    return (photo.organisation_id is None or _is_bare(photo)) and own.names(photo)


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
    return (
        _is_bare(photo)
        and photo.organisation_id == line.organisation_id
        and photo.name == line.name
        and line.evidence != photo.evidence
    )


def _as_found(mentions: Sequence[Sequence[Mention]], *, sure: bool) -> list[Sequence[Mention] | None]:
    """Return the names in each paragraph; None where they are to be found again, since another may be meant."""
    return [named if sure or not any(one.others for one in named) else None for named in mentions]


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
        key = one.organisation_id or key_of(one.name)
        if key not in kept or one.confidence > kept[key].confidence:
            kept[key] = one
    return tuple(kept.values())
