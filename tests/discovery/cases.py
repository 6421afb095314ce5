"""The fixtures of documents: what is in a case's folder, and a reading of it as JSON can hold it."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from aggregator.candidate import Candidate
from aggregator.discovery import Document, DocumentKind, Found, read_document
from aggregator.row import stated
from aggregator.sources.source import Source

FIXTURES = Path(__file__).parent.parent / "fixtures"
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One folder: the document as served, and how it was asked for."""

    why: str
    body: bytes
    url: str
    kind: DocumentKind
    content_type: str | None = None
    since: dt.datetime | None = None
    page: int = 1
    article_urls: tuple[str, ...] = ()


def read_case(folder: Path) -> Case:
    said = tomllib.loads((folder / "case.toml").read_text("utf-8"))
    kinds: dict[str, DocumentKind] = {"feeds": "feed", "sitemaps": "sitemap", "listings": "listing"}
    return Case(
        why=said["why"],
        body=(folder / said["file"]).read_bytes(),
        url=said["url"],
        kind=said.get("kind", kinds[folder.parent.name]),
        content_type=said.get("content_type"),
        since=dt.datetime.fromisoformat(said["since"]) if "since" in said else None,
        page=said.get("page", 1),
        article_urls=tuple(said.get("article_urls", ())),
    )


def found(case: Case) -> Found:
    return read_document(
        case.body,
        url=case.url,
        content_type=case.content_type,
        kind=case.kind,
        now=NOW,
        since=case.since,
        source=Source(id="case", name="Case", homepage=case.url, article_urls=case.article_urls),
        page=case.page,
    )


def as_json(value: Any) -> Any:
    """Return a reading as JSON has it; what is absent, and what is the same in every case, is left out."""
    if isinstance(value, Found | Candidate | Document):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {key: as_json(one) for key, one in pairs if one not in (None, (), 0) and key not in ("found_on", "page")}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    if isinstance(value, dt.date):
        return stated(value)
    return str(value) if isinstance(value, dt.timedelta) else value
