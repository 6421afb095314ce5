"""The sites of the sample web as they stand at one visit: an answer for every address."""

from __future__ import annotations

import datetime as dt
import functools
import gzip
import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from aggregator.demo import faults
from aggregator.demo.answers import Answer, page, redirect, sentence
from aggregator.demo.templates import render
from aggregator.demo.texts import SITES, Text, texts

VISITS = (
    dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC),
    dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC),
)
"""The moments at which the sample web stands: every date in its texts is meant to fit them."""

Status = Literal["live", "moved", "gone"]

# What real sites ignore in a query: https://matomo.org and Google document the first, the networks add the others.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "wt_mc", "ref=")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One article of the sample web and what a reader of its page sees: the truth to measure a harvest by."""

    site: str
    slug: str
    status: Status
    addresses: tuple[str, ...]
    """Absolute; the canonical one first, then every other address under which the site serves it."""

    title: str
    section: str | None
    paragraphs: tuple[str, ...]
    fields: Mapping[str, Any]
    """What its entry in `articles.toml` says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site at one visit."""

    id: str
    name: str
    host: str
    slash: bool
    """Whether a path without its final slash is redirected to the one with it, as WordPress does."""

    answers: Mapping[str, Answer]
    """Path and query, percent-encoded → what is sent."""

    articles: tuple[Listed, ...]
    not_found: Answer

    @property
    def homepage(self) -> str:
        """The address of the front page."""
        return f"http://{self.host}/"

    def answer(self, target: str) -> Answer:
        """Return what the site sends for `target`, a path with its query."""
        parts = urlsplit(target)
        query = "&".join(one for one in parts.query.split("&") if one and not one.startswith(_TRACKING))
        path = parts.path or "/"
        asked = f"{path}?{query}" if query else path
        if asked in self.answers:
            return self.answers[asked]
        if self.slash and f"{path}/" in self.answers:
            return redirect(301, f"{self.homepage.rstrip('/')}{path}/" + (f"?{parts.query}" if parts.query else ""))
        return self.not_found


def site_ids() -> tuple[str, ...]:
    """Return the ids of all sites, in the order in which they are told of."""
    folders = [folder for folder in SITES.iterdir() if (folder / "site.toml").is_file()]
    return tuple(sorted((folder.name for folder in folders), key=lambda name: (_plan(name)["order"], name)))


@functools.cache
def site(site_id: str, visit: int) -> Site:
    """Return one site as of `visit`, 0 or 1; the same every time."""
    return _Builder(site_id, visit).build()


@functools.cache
def _plan(site_id: str) -> Mapping[str, Any]:
    with (SITES / site_id / "site.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def _template(site_id: str, name: str) -> str:
    return (SITES / site_id / name).read_text(encoding="utf-8")


class _Builder:
    """Fills a site's templates with its articles, route by route."""

    def __init__(self, site_id: str, visit: int) -> None:
        self.id = site_id
        self.visit = visit
        self.plan = _plan(site_id)
        self.host: str = self.plan["host"]
        self.root = f"http://{self.host}"
        self.zone = ZoneInfo(self.plan.get("zone", "UTC"))
        self.now = VISITS[visit].astimezone(self.zone)
        self.encoding: str = self.plan.get("encoding", "utf-8")
        self.charset: str = self.plan.get("charset", self.encoding)
        self.routes: Sequence[Mapping[str, Any]] = self.plan["routes"]
        self.texts = texts(site_id, visit)
        self.items = [self._item(each) for each in self.texts]
        self.listed = [each for each in self.items if each["status"] == "live" and not each.get("unlisted")]

    def build(self) -> Site:
        """Return the site with every answer made."""
        answers: dict[str, Answer] = {}
        for route in self.routes:
            for path, answer in self._route(route):
                answers.setdefault(path, answer)
        answers |= dict(self._faults())
        pairs = zip(self.texts, self.items, strict=True)
        return Site(
            id=self.id,
            name=self.plan["name"],
            host=self.host,
            slash=self.plan.get("slash", False),
            answers=MappingProxyType(answers),
            articles=tuple(self._listing(each, item) for each, item in pairs if not item.get("pattern")),
            not_found=self._not_found(),
        )

    # ── values for the templates ──

    def _item(self, each: Text) -> dict[str, Any]:
        """Return what templates may say of an article: its entry, its addresses, its blocks."""
        fields = dict(each.fields)
        for name in ("published", "modified"):
            moment = fields.get(name)
            fields[name] = moment.astimezone(self.zone) if isinstance(moment, dt.datetime) else None
        section = fields.get("section")
        fields["section_slug"] = self.plan.get("sections", {}).get(section, (section or "").lower().replace(" ", "-"))
        fields.setdefault("under", [fields["section_slug"]])
        fields["status"] = "gone" if "gone" in fields else "moved" if "moved" in fields else "live"
        fields["blocks"] = [{block.kind: True, "html": block.html, "text": block.text} for block in each.blocks]
        fields["paragraphs"] = [{"html": block.html, "text": block.text} for block in each.blocks]
        fields["body_text"] = "\n\n".join(each.paragraphs)
        fields["words"] = len(fields["body_text"].split())
        fields["lead"] = each.blocks[0].text if each.blocks else ""
        fields["tag_list"] = [
            {"name": tag, "slug": quote(tag.lower().replace(" ", "-"))} for tag in fields.get("tags", [])
        ]
        for route in self.routes:
            if route.get("for") == "articles":
                name = "url_" + route.get("name", "") if route.get("name") else "url"
                fields[name] = self.root + self._path(route, fields, fields["under"][0])
        return fields

    def _path(self, route: Mapping[str, Any], item: Mapping[str, Any], under: str) -> str:
        return quote(route["path"].format(**{**item, "under": under}), safe="/?=&;,:@+%-._~")

    def _values(self, **more: Any) -> dict[str, Any]:
        return {
            "site": {**self.plan, "root": self.root},
            "now": self.now,
            "visit": self.visit,
            "second": self.visit == 1,
            "all": self.listed,
            "latest": self.listed[:5],
            "newest": self.listed[0]["published"] if self.listed else self.now,
            "popular": sorted(self.listed, key=lambda item: _shuffled(item["slug"]))[:5],
            "faults": [{"path": fault.path, "title": fault.title or fault.why} for fault in faults.told(self.id)],
            "sections_list": [{"name": name, "slug": slug} for name, slug in self.plan.get("sections", {}).items()],
            **more,
        }

    def _around(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Return the neighbours of an article that its page shows."""
        others = [other for other in self.listed if other["slug"] != item["slug"]]
        turned = sorted(others, key=lambda other: _shuffled(other["slug"] + item["slug"]))
        return {"teasers": turned[:3], "related": turned[3:6], "next": turned[-1:], "others": others[:4]}

    # ── answers ──

    def _route(self, route: Mapping[str, Any]) -> Iterator[tuple[str, Answer]]:
        if route.get("since", 0) > self.visit:
            return
        if route.get("for") == "articles":
            for item in self.items:
                if route.get("only", "") in ("", *item.get("has", [])):
                    yield from self._article(route, item)
        elif "pages" in route:
            yield from self._listing_pages(route)
        else:
            chosen = self._chosen(route)[: route.get("limit", 1000)]
            articles = [{**item, "comma": index > 0} for index, item in enumerate(chosen)]
            yield route["path"], self._document(route, {"articles": articles, "heading": route.get("heading")})

    def _article(self, route: Mapping[str, Any], item: Mapping[str, Any]) -> Iterator[tuple[str, Answer]]:
        for under in item["under"]:
            path = self._path(route, item, under)
            if item["status"] == "gone":
                yield path, self._not_found(item["gone"])
            elif item["status"] == "moved":
                yield path, redirect(301, f"{self.root}{item['moved']}")
            elif "redirect" in route:
                yield path, redirect(route["redirect"], item["url"])
            else:
                crumb = next((s for s, slug in self.plan.get("sections", {}).items() if slug == under), under)
                here = {"path": path, "under": under, "crumb": crumb, **self._around(item)}
                changed = item["modified"] or item["published"]
                yield path, self._document(route, {**item, "article": item, **here}, changed=changed)

    def _listing_pages(self, route: Mapping[str, Any]) -> Iterator[tuple[str, Answer]]:
        chosen = self._chosen(route)
        size = route["per_page"]
        count = max(1, -(-len(chosen) // size))
        addresses = [route["path"], *(route["pages"].format(page=number) for number in range(2, count + 1))]
        for index, path in enumerate(addresses):
            numbers = [{"n": n + 1, "path": where, "current": n == index} for n, where in enumerate(addresses)]
            values = {
                "articles": chosen[index * size : (index + 1) * size],
                "page": index + 1,
                "page_count": count,
                "page_numbers": numbers,
                "next_page": addresses[index + 1 : index + 2],
                "previous_page": addresses[index - 1 : index],
                "heading": route.get("heading", route.get("section")),
                "path": path,
            }
            yield path, self._document(route, values)

    def _chosen(self, route: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the listed articles that a route shows: of its section, under its path, of its year."""
        chosen = self.listed
        if "section" in route:
            chosen = [item for item in chosen if item.get("section") == route["section"]]
        if "under" in route:
            chosen = [self._seen_under(item, route["under"]) for item in chosen if route["under"] in item["under"]]
        if "day" in route:
            chosen = [item for item in chosen if item["published"].isoformat().startswith(route["day"])]
        return chosen

    def _seen_under(self, item: dict[str, Any], under: str) -> dict[str, Any]:
        """Return `item` with the address that it has in the section `under`."""
        route = next(route for route in self.routes if route.get("for") == "articles")
        return {**item, "url": self.root + self._path(route, item, under)}

    def _document(
        self, route: Mapping[str, Any], values: Mapping[str, Any], changed: dt.datetime | None = None
    ) -> Answer:
        """Return a rendered template with the headers, coding and validators that its route asks for.

        `changed` is when an article was last edited; other documents are as new as the newest article.
        """
        text = render(
            _template(self.id, route["template"]), self._values(**values), functools.partial(_template, self.id)
        )
        body = text.encode(self.encoding, "xmlcharrefreplace")
        headers = [("Content-Type", route.get("type", f"text/html; charset={self.charset}"))]
        headers += [(name, value) for name, value in self.plan.get("headers", {}).items()]
        if "etag" in route.get("validators", []):
            headers.append(("ETag", f'"{hashlib.sha256(body).hexdigest()[:16]}"'))
        if "last-modified" in route.get("validators", []):
            moment = changed or max((item["modified"] or item["published"] for item in self.listed), default=self.now)
            headers.append(("Last-Modified", format_datetime(moment.astimezone(dt.UTC), usegmt=True)))
        if "gzip" in route:
            body = gzip.compress(body, mtime=0)
        return Answer(headers=tuple(headers), body=body)

    def _not_found(self, status: int = 404) -> Answer:
        name = "404.html"
        if not (SITES / self.id / name).is_file():
            return sentence(status, f"{self.host} has no such page.")
        text = render(_template(self.id, name), self._values(), functools.partial(_template, self.id))
        body = text.encode(self.encoding, "xmlcharrefreplace")
        return page(body, f"text/html; charset={self.charset}", status=status)

    def _faults(self) -> Iterator[tuple[str, Answer]]:
        """Yield the pages that are broken on purpose, made from the page of the article they are given."""
        for fault in faults.told(self.id):
            article = next(item for item in self.items if item["slug"] == fault.article)
            route = next(route for route in self.routes if route.get("for") == "articles")
            shown = {**article, "title": fault.title or article["title"], "url": self.root + fault.path}
            values = {**shown, "article": shown, "path": fault.path, "crumb": "", **self._around(article)}
            yield from faults.broken(fault, self._document(route, values), self.root, self.visit).items()

    def _listing(self, each: Text, item: Mapping[str, Any]) -> Listed:
        routes = [route for route in self.routes if route.get("for") == "articles"]
        addresses = [
            self.root + self._path(route, item, under)
            for route in routes
            if route.get("only", "") in ("", *item.get("has", []))
            for under in item["under"]
        ]
        return Listed(
            site=self.id,
            slug=each.slug,
            status=item["status"],
            addresses=tuple(dict.fromkeys(addresses)),
            title=item["title"],
            section=item.get("section"),
            paragraphs=each.paragraphs,
            fields=each.fields,
        )


def _shuffled(text: str) -> str:
    """Return a sort key that is the same everywhere and looks like chance."""
    return hashlib.sha256(text.encode()).hexdigest()
