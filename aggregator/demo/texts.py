"""The articles of the sample web as their editors wrote them, before any page is made of them."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from aggregator.demo.templates import plain

SITES = Path(__file__).parent / "sites"
"""A folder for each site: `site.toml`, `articles.toml`, its templates, and why it is there."""

BlockKind = Literal["paragraph", "heading", "quotation", "item", "markup"]

_SIGNS: tuple[tuple[str, BlockKind], ...] = (("## ", "heading"), ("> ", "quotation"), ("- ", "item"), ("<", "markup"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A stretch of an article; `markup` is furniture that the site sets between paragraphs."""

    kind: BlockKind
    html: str

    @property
    def text(self) -> str:
        """What a reader sees."""
        return plain(self.html)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One article as it stands at one visit."""

    site: str
    slug: str
    fields: Mapping[str, Any]
    """Everything its entry in `articles.toml` says: title, published, section …"""

    blocks: tuple[TextBlock, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts that belong to the article, in order."""
        return tuple(block.text for block in self.blocks if block.kind != "markup")


def blocks(body: str) -> tuple[TextBlock, ...]:
    """Return the blocks of `body`: separated by blank lines, marked `## `, `> `, `- ` or, for furniture, `<`."""
    return tuple(_block(" ".join(part.split())) for part in body.strip().split("\n\n") if part.strip())


def _block(part: str) -> TextBlock:
    for sign, kind in _SIGNS:
        if part.startswith(sign) and not part.startswith(("<a ", "<b>", "<em>", "<strong>")):
            return TextBlock(kind=kind, html=part if kind == "markup" else part.removeprefix(sign))
    return TextBlock(kind="paragraph", html=part)


def texts(site: str, visit: int) -> tuple[Text, ...]:
    """Return the articles of `site` that were ever published by `visit`, newest first, gone and moved ones too."""
    entries = [_as_of(entry, visit) for entry in _entries(site) if entry.get("since", 0) <= visit]
    found = [_text(site, entry, visit) for entry in entries]
    return tuple(sorted(found, key=_published, reverse=True))


def text(site: str, slug: str, visit: int) -> Text:
    """Return one article of `site`."""
    entry = next(entry for entry in _entries(site) if entry["slug"] == slug)
    return _text(site, _as_of(entry, visit), visit)


def _published(each: Text) -> dt.datetime:
    moment = each.fields["published"]
    assert isinstance(moment, dt.datetime)
    return moment


def _as_of(entry: Mapping[str, Any], visit: int) -> dict[str, Any]:
    """Return `entry` with what its `later` table says, where the visit is the second one."""
    now = {key: value for key, value in entry.items() if key != "later"}
    return now | dict(entry.get("later", {})) if visit else now


def _text(site: str, entry: Mapping[str, Any], visit: int) -> Text:
    own = blocks(entry["body"])
    if "copy_of" in entry:
        other_site, _, slug = entry["copy_of"].partition("/")
        original = [block for block in text(other_site, slug, visit).blocks if block.kind != "markup"]
        own += tuple(original[number] for number in entry["keep"])
        own += blocks(entry.get("tail", ""))
    return Text(site=site, slug=entry["slug"], fields=MappingProxyType(dict(entry)), blocks=own)


@functools.cache
def _entries(site: str) -> tuple[Mapping[str, Any], ...]:
    with (SITES / site / "articles.toml").open("rb") as file:
        return tuple(tomllib.load(file)["articles"])
