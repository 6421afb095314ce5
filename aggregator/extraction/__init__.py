"""`extract_article`: the order in which a page is read."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from aggregator.article import Article, When
from aggregator.claim import Claim, choose
from aggregator.context import Context
from aggregator.extraction import authors, dates, section, tags
from aggregator.extraction.addresses import address_claims
from aggregator.extraction.body import read_body
from aggregator.extraction.dateline import dateline_of
from aggregator.extraction.genre import genre_claims
from aggregator.extraction.images import read_images
from aggregator.extraction.kind import page_kind
from aggregator.extraction.language import choose_language, language_claims
from aggregator.extraction.licence import licence_claims, reservation_claims
from aggregator.extraction.names import Signatory
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.paywall import paywall_claims
from aggregator.extraction.state import StateArticle, own_article
from aggregator.extraction.summary import choose_summary, summary_claims
from aggregator.extraction.title import choose_title, title_claims
from aggregator.markup import Markup, parse_html
from aggregator.timestamps import day_of

READER = "aggregator/2"
"""Name and version of this reader; counts up when it reads the same bytes otherwise."""


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """What one page says: the article, and every claim it was chosen from."""

    article: Article
    """Without `canonical_url` and attributions: those are decided elsewhere."""

    page: ParsedPage
    claims: Mapping[str, tuple[Claim[Any], ...]]
    """Field name → what the places offered, most believed first."""

    address_claims: tuple[Claim[str], ...]
    """Addresses that the page gives itself, as written (`rel=canonical`, `og:url`, JSON-LD …)."""

    container: Any = None
    """The element that the body was read from; None where there is none."""


def extract_article(
    markup: Markup | bytes | str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    context: Context | None = None,
) -> Extraction:
    """Read the page `markup`, which was asked for at `url`; never raises, whatever the bytes are."""
    lower = {name.lower(): value for name, value in (headers or {}).items()}
    if not isinstance(markup, Markup):
        markup = parse_html(markup, content_type=lower.get("content-type"))
    page = ParsedPage(
        url=url, root=markup.root, scripts=markup.scripts, headers=lower, context=context, reason=markup.reason
    )
    return read_page(page)


def read_page(page: ParsedPage) -> Extraction:
    """Read the fields of `page` in the order in which they need each other."""
    own = functools.cache(lambda: own_article(page))
    source = page.context.source if page.context is not None else None
    stated = tuple(dates.published_claims(page))
    likely = choose(stated)
    day = day_of(likely.value) if likely is not None else None  # tells which of the source's rules hold
    titles = tuple(title_claims(page, day=day))
    title = choose_title(page, titles)
    headline = title.value if title is not None else None
    body = read_body(page, title=headline, day=day)
    # What stands around the body can be told only now: which lists are teasers, which lines are the head.
    published = page.recall.believed("published_at", _published_claims(page, stated, own))
    modified = tuple(dates.modified_claims(page))
    moments, places = dates.choose_dates(published, modified, source.time_zone if source is not None else None)
    claims: dict[str, tuple[Claim[Any], ...]] = {
        "title": titles,
        "summary": tuple(summary_claims(page, day=day)),
        "authors": page.recall.believed("authors", _author_claims(page, own, day)),
        "published_at": published,
        "modified_at": modified,
        "tags": _tag_claims(page, day),
        "section": _section_claims(page, day),
        "language": tuple(language_claims(page)),
        "paywalled": tuple(paywall_claims(page)),
        "licence": tuple(licence_claims(page)),
        "tdm": tuple(reservation_claims(page)),
        "genre": tuple(genre_claims(page)),
    }
    kind, reason = page_kind(page, body, title=headline)
    signed = authors.choose_authors(page, claims["authors"])
    chosen: dict[str, Claim[Any] | None] = {
        "title": title,
        "summary": choose_summary(claims["summary"], headline),
        "authors": signed,
        "tags": tags.choose_tags(page, claims["tags"], authors=signed.value if signed is not None else ()),
        "section": choose(claims["section"]),
        "language": choose_language(claims["language"], body.blocks),
        **{name: choose(claims[name]) for name in ("paywalled", "licence", "tdm", "genre")},
    }
    places |= {name: claim.place for name, claim in chosen.items() if claim is not None}
    if body.place is not None:
        places["body"] = body.place
    if page.reason is not None:
        places["complete"] = page.reason  # it was cut
    places |= page.recall.provenance(places)
    article = Article(
        url=page.url,
        kind=kind,
        reason=reason,
        blocks=body.blocks if kind is not None else (),
        complete=(body.complete if page.reason is None else False) if kind is not None else None,
        dateline=dateline_of(body.blocks) if kind is not None else None,
        images=read_images(page, body, own=own) if kind is not None else (),
        published_at=moments.published_at,
        modified_at=moments.modified_at,
        zone_assumed=moments.zone_assumed,
        reader=READER,
        provenance=places,
        **{name: claim.value for name, claim in chosen.items() if claim is not None},
    )
    return Extraction(
        article=article,
        page=page,
        claims={name: _most_believed_first(found) for name, found in claims.items()},
        address_claims=tuple(address_claims(page)),
        container=body.container,
    )


def _most_believed_first(claims: tuple[Claim[Any], ...]) -> tuple[Claim[Any], ...]:
    return tuple(sorted(claims, key=_BELIEF, reverse=True)) if len(claims) > 1 else claims


_BELIEF = attrgetter("belief")

# What is stated for machines from this belief on need not be compared with what the page shows to people.
_SURE = 0.75

# What the page shows from this belief on need not be compared with its JSON states, which are dear to read.
_LIKELY = 0.55


def _published_claims(
    page: ParsedPage, stated: tuple[Claim[When], ...], own: Callable[[], StateArticle | None]
) -> tuple[Claim[When], ...]:
    if any(claim.belief >= _SURE for claim in stated):
        return stated
    shown = (*stated, *dates.shown_claims(page))
    return shown if any(claim.belief > _LIKELY for claim in shown) else (*shown, *dates.state_claims(page, own()))


def _author_claims(
    page: ParsedPage, own: Callable[[], StateArticle | None], day: dt.date | None
) -> tuple[Claim[tuple[Signatory, ...]], ...]:
    stated = tuple(authors.author_claims(page, day=day))
    if authors.names_person(stated):
        return stated
    shown = (*stated, *authors.shown_claims(page))
    if page.articles or authors.names_person(shown):  # who states no writer in JSON-LD has none in its state either
        return shown
    return (*shown, *authors.state_claims(page, own()))


def _tag_claims(page: ParsedPage, day: dt.date | None) -> tuple[Claim[tuple[str, ...]], ...]:
    stated = tuple(tags.tag_claims(page, day=day))
    return stated if tags.is_settled(page, stated) else (*stated, *tags.shown_claims(page))


def _section_claims(page: ParsedPage, day: dt.date | None) -> tuple[Claim[str], ...]:
    stated = tuple(section.section_claims(page, day=day))
    return stated if any(claim.belief >= _LIKELY for claim in stated) else (*stated, *section.shown_claims(page))
