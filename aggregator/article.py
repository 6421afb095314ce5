"""The article and its parts, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

When = dt.datetime | dt.date
"""A stated moment, no more precise than it was stated.

A `date` where only the day is known; a `datetime` otherwise: aware with the offset that was stated
(or assumed, see `Article.zone_assumed`), naive where no offset was stated and none could be assumed.
A `datetime` is also a `date` to `isinstance`: ask for `datetime` first."""

ArticleKind = Literal["article", "live", "video", "gallery"]
"""What gets a row in the store. Anything else (`Article.kind` None) has a `reason` instead."""

BlockKind = Literal["paragraph", "heading", "list_item", "quotation", "table_row", "live_entry"]

Role = Literal["publisher", "wire", "photo", "cited"]

Place = Literal["dateline", "byline", "footer", "caption", "meta", "jsonld", "body", "address"]

Extent = Literal["whole", "part"]

EntityKind = Literal["organisation", "person"]

Reservation = Literal["reserved", "allowed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph of the body with its kind; its text holds no line break."""

    kind: BlockKind = "paragraph"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of this article (schema.org `ImageObject`)."""

    url: str | None = None
    """Absolute address of the largest rendition stated; None where only a caption stands."""

    caption: str | None = None
    """What the caption says, without the credit where the two can be told apart."""

    credit: str | None = None
    """The credit line as written (schema.org `creditText`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who stands behind an article or a part of it, with the words that prove it."""

    role: Role
    name: str
    """Canonical name of the organisation, or a person's name as written."""

    as_written: str
    """The words of the page for this entity only (`AFP`, `dpa-infocom`)."""

    evidence: str
    """The shortest stretch of the page that proves it, as it stands there."""

    found_in: Place
    position: int | None = None
    """Number, from 0, of the paragraph or image in which it was found; None where it has none."""

    extent: Extent | None = None
    """Of a wire: whether the whole text comes from it, or a part; None where the page does not say."""

    confidence: float
    """0 to 1, calibrated: of those given 0.9, nine in ten are right."""

    entity: EntityKind = "organisation"
    organisation_id: str | None = None
    """Id in the register of organisations; None for persons and unknown organisations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article, as one page states it (schema.org NewsArticle)."""

    url: str
    """The address that was asked for, as it was asked for."""

    canonical_url: str | None = None
    """The one address that stands for all addresses of the article; None where there is no article."""

    kind: ArticleKind | None = None
    """None where the page is no article: `reason` says what it is."""

    genre: str | None = None
    """As the publisher states it: opinion, review, sponsored … (schema.org `genre`, `articleSection` is not it)."""

    title: str | None = None
    """Headline alone: no section, no site name (schema.org `headline`)."""

    blocks: tuple[Block, ...] = ()
    """The body in order, as an editor would mark it."""

    complete: bool | None = None
    """Whether the body is the whole text (a paywall's stub is not); None where that cannot be told."""

    summary: str | None = None
    """Standfirst or the publisher's own description (schema.org `description`)."""

    authors: tuple[str, ...] = ()
    """Persons in the order of the byline; an organisation or a desk only where no person signs."""

    published_at: When | None = None
    """First publication (schema.org `datePublished`). Never filled from `modified_at`."""

    modified_at: When | None = None
    """Last edit, as stated (schema.org `dateModified`)."""

    zone_assumed: bool | None = None
    """True where a time was stated without offset and the source's zone was assumed (or, with no
    zone known, none: the time is then naive); False where it was stated; None without a time."""

    dateline: str | None = None
    """The dateline as written, without the separator behind it (`SEOUL, Nov. 20 (Yonhap)`)."""

    tags: tuple[str, ...] = ()
    """The publisher's keywords in their order (schema.org `keywords`)."""

    section: str | None = None
    """The section it ran in (schema.org `articleSection`)."""

    language: str | None = None
    """BCP 47, of the text."""

    images: tuple[Image, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    paywalled: bool | None = None
    """True, False, or None where the page does not say (schema.org `isAccessibleForFree`, negated)."""

    licence: str | None = None
    """Address or name of the licence as stated (schema.org `license`)."""

    tdm: Reservation | None = None
    """Whether text and data mining is reserved or allowed, as stated (TDMRep, `noai`)."""

    reader: str = ""
    """Name and version of what read the page."""

    reason: str | None = None
    """Why this page is no article, in a sentence; None for an article."""

    provenance: Mapping[str, str] = field(default_factory=dict)
    """Field name → place that its value came from (`jsonld headline`)."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of the blocks; none is empty or holds a line break."""
        return tuple(block.text for block in self.blocks)

    @property
    def body(self) -> str:
        """The paragraphs joined by a blank line, so that it splits back; "" without an article."""
        return "\n\n".join(self.paragraphs)
