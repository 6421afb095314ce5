"""No answer, link or name leads a harvest to an address inside the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from aggregator.demo.answers import Answer, page, redirect
from tests.hostile.harvests import Harvested, feed, harvest, source, story
from tests.hostile.server import Canary, HostileWeb, Reply, Stream, head_of

pytestmark = pytest.mark.slow  # each harvests in processes of its own

SITE = "http://odd.example"

PRIVATE_NAMES = {
    "loopback.example": ["127.0.0.1"],
    "private.example": ["10.1.2.3"],
    "home.example": ["192.168.1.1"],
    "middle.example": ["172.16.9.9"],
    "link.example": ["169.254.1.1"],
    "metadata.example": ["169.254.169.254"],
    "cgnat.example": ["100.64.0.1"],
    "multicast.example": ["224.0.0.1"],
    "nowhere.example": ["0.0.0.0"],
    "broadcast.example": ["255.255.255.255"],
    "six.example": ["::1"],
    "any-six.example": ["::"],
    "ula.example": ["fd00:ec2::254"],
    "link-six.example": ["fe80::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "translated.example": ["64:ff9b::7f00:1"],
    "six-to-four.example": ["2002:7f00:1::1"],
}
"""Names of anybody's, that lead inside."""


def spellings(port: int) -> list[str]:
    """Return addresses of the canary, and of others inside, in every spelling that some resolver takes."""
    words = """127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0x0.0x0.0x1 0x7f.1 017700000001 0177.0.0.1 0177.0.0.01
        127.0.0.1. 127.000.000.001 127.0.0.2 127.255.255.254 ①②⑦.⓪.⓪.① １２７.０.０.１ 127。0。0。1 127%2E0%2E0%2E1 %31%32%37.0.0.1
        [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:7f00:0001] [64:ff9b::7f00:1]
        [::127.0.0.1] [2002:7f00:1::] [fe80::1] [fd00::1] [fc00::1] [fec0::1] [ff02::1] 0.0.0.0 0 0x0 00.00.00.00 0.0.0.0.
        localhost localhost. LOCALHOST news.localhost news.localhost. ｌｏｃａｌｈｏｓｔ lo%63alhost
        10.0.0.1 172.16.0.1 172.31.255.254 192.168.0.1 169.254.169.254 0xa9fea9fe 2852039166 0251.0376.0251.0376
        169.254.169.254. [::ffff:169.254.169.254] [fd00:ec2::254] 100.64.0.1 100.127.255.254 100.100.100.200 192.0.0.192
        198.18.0.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
        public.example@127.0.0.1 public.example:80@127.0.0.1 public.example%40@127.0.0.1 public.example%2F@127.0.0.1
        user:word@[::1]"""
    return [f"http://{host}:{port}/news/a-story-about-the-inside-{number}" for number, host in enumerate(words.split())]


OTHER_SCHEMES = [
    "file:///etc/passwd",
    "file://localhost/etc/hostname",
    "ftp://odd.example/news/a-story-by-ftp-1",
    "gopher://127.0.0.1:70/_news",
    "javascript:alert(document.domain)",
    "data:text/html,<h1>Report</h1>",
    "s3://bucket/news/a-story-in-a-bucket-1",
    "jar:http://odd.example/a.jar!/news.html",
    "view-source:http://odd.example/news/plain-story-1",
    "blob:http://odd.example/1",
    "ws://odd.example/news/a-story-by-socket-1",
    "dict://127.0.0.1:11211/stat",
]


def way_inside(port: int) -> dict[str, str]:
    """Return for each way of naming the inside one address there."""
    return {
        "literal": f"http://127.0.0.1:{port}/news/a-story-inside-1",
        "short": f"http://127.1:{port}/news/a-story-inside-2",
        "six": f"http://[::1]:{port}/news/a-story-inside-3",
        "mapped": f"http://[::ffff:127.0.0.1]:{port}/news/a-story-inside-4",
        "localhost": f"http://localhost:{port}/news/a-story-inside-5",
        "userinfo": f"http://odd.example@127.0.0.1:{port}/news/a-story-inside-6",
        "name": f"http://loopback.example:{port}/news/a-story-inside-7",
        "metadata": "http://169.254.169.254/latest/meta-data/iam/",
        "metadata-name": "http://metadata.example/latest/meta-data/iam/",
        "bare": f"//127.0.0.1:{port}/news/a-story-inside-8",
        "backslash": f"http:\\\\127.0.0.1:{port}\\news\\a-story-inside-9",
        "file": "file:///etc/passwd",
        "ftp": f"ftp://127.0.0.1:{port}/news",
        "gopher": f"gopher://127.0.0.1:{port}/_news",
        "data": "data:text/html,<h1>Report</h1>",
        "javascript": "javascript:alert(1)",
        "credentialed": f"http://user:word@127.0.0.1:{port}/news/a-story-inside-10",
    }


STATUSES = (301, 302, 303, 307, 308)


def article_pages(port: int) -> tuple[dict[str, Answer], list[str]]:
    """Return pages that are whole, and addresses that lead inside by redirects and refreshes."""
    sound: dict[str, Answer] = {}
    for number, (name, way) in enumerate(way_inside(port).items()):
        url = way.replace("a-story-inside", "a-story-claimed")
        picture = f'<figure><img src="{url}"><figcaption>A bridge</figcaption></figure>'
        stated = f'{{"@type": "NewsArticle", "url": "{url}", "mainEntityOfPage": "{url}", "image": "{url}"}}'.replace(
            "\\", "\\\\"
        )
        head = (
            f'<link rel=canonical href="{url}"><link rel=amphtml href="{url}"><link rel=next href="{url}">'
            f'<meta property="og:url" content="{url}"><meta property="og:image" content="{url}">'
            f'<link rel="stylesheet" href="{url}"><link rel=alternate hreflang=en href="{url}"><base target=x>'
            f'<script type="application/ld+json">{stated}</script>'
        )
        sound[f"{SITE}/news/names-the-inside-{number}"] = story(f"naming {name}", head=head, more=picture)
    leading: dict[str, Answer] = {}
    for name, url in way_inside(port).items():
        for status in STATUSES if name in ("literal", "name", "file") else (302,):
            leading[f"{SITE}/news/redirect-by-{status}-to-{name}"] = redirect(status, url)
        leading[f"{SITE}/news/refresh-to-{name}"] = page(
            f'<html><head><meta http-equiv="refresh" content="0; url={url}"></head></html>'.encode()
        )
        leading[f"{SITE}/news/refresh-by-header-to-{name}"] = Answer(
            headers=(("Content-Type", "text/html"), ("Refresh", f"0; url={url}")), body=b"<html></html>"
        )
    leading[f"{SITE}/news/redirect-twice"] = redirect(302, f"{SITE}/news/redirect-by-302-to-literal")
    return sound | leading, list(sound)


def sitemap(urls: list[str], *, index: bool = False) -> Answer:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    named = "".join(f"<{inner}><loc>{url}</loc></{inner}>" for url in urls)
    return page(f'<?xml version="1.0"?><{outer}>{named}</{outer}>'.encode(), "application/xml")


def inside_site(port: int) -> tuple[dict[str, Answer], list[str]]:
    """Return all pages of the sites that try to lead inside, and the addresses of those that are sound."""
    inside = [
        *way_inside(port).values(),
        *OTHER_SCHEMES,
        *(f"http://{name}/news/a-story-of-{name}" for name in PRIVATE_NAMES),
    ]
    pages, sound = article_pages(port)
    further = {f"{SITE}/news/of-the-{place}": story(f"the {place}") for place in ("sitemap", "listing", "index")}
    pages |= further
    links = "".join(
        f'<h2><a href="{url}">A headline of the day with many words {n}</a></h2>' for n, url in enumerate(inside)
    )
    pages |= {
        f"{SITE}/feed": feed([*pages, *inside]),
        f"{SITE}/sitemap.xml": sitemap([f"{SITE}/news/of-the-sitemap", *inside]),
        f"{SITE}/index.xml": sitemap([f"{SITE}/child.xml", *inside], index=True),
        f"{SITE}/child.xml": sitemap([f"{SITE}/news/of-the-index"]),
        f"{SITE}/news/": page(
            f'<html><head><link rel=next href="http://127.0.0.1:{port}/news/?page=2"></head><body>{links}'
            f'<h2><a href="/news/of-the-listing">The listing has a story of its own</a></h2>'
            f'<a rel=next href="http://loopback.example:{port}/news/?page=2">Next page</a></body></html>'.encode()
        ),
    }
    for name, url in way_inside(port).items():
        pages |= {
            f"http://feed-{name}.example/feed": redirect(301, url),
            f"http://robots-{name}.example/robots.txt": redirect(301, url),
            f"http://robots-{name}.example/news/a-story-behind-robots": story(f"robots {name}"),
            f"http://robots-{name}.example/feed": feed([f"http://robots-{name}.example/news/a-story-behind-robots"]),
        }  # fmt: skip
    return pages, [*sound, *further]


def assert_nobody_inside_was_asked(ran: Harvested, canary: Canary) -> None:
    assert ran.outside == []
    assert canary.visits == 0


def test_no_document_redirect_or_page_leads_inside(tmp_path: Path) -> None:
    with Canary() as canary:
        pages, sound = inside_site(canary.port)
        hosts = ["127.0.0.1", "localhost", "169.254.169.254", *PRIVATE_NAMES]
        sources = [
            source(
                "odd", f"{SITE}/", feeds=[f"{SITE}/feed"], listings=[f"{SITE}/news/"], hosts=hosts,
                sitemaps=[f"{SITE}/sitemap.xml"], news_sitemaps=[f"{SITE}/index.xml"],
            ),
            *(
                source(f"{kind}-{name}", f"http://{kind}-{name}.example/", feeds=[f"http://{kind}-{name}.example/feed"])
                for kind in ("feed", "robots")
                for name in way_inside(0)
            ),
        ]  # fmt: skip
        with HostileWeb(pages) as web:
            names = {name: [answers] for name, answers in PRIVATE_NAMES.items()}
            ran = harvest(tmp_path, web, "--all", "--since", "all", sources=sources, names=names)
        assert_nobody_inside_was_asked(ran, canary)
    ran.assert_calm()
    assert {url for url in ran.stored if url.startswith(SITE)} == set(sound)
    for host in PRIVATE_NAMES:
        assert "not a public address" in (ran.reasons[f"http://{host}/news/a-story-of-{host}"] or "")
    for status in STATUSES:
        for name in ("literal", "name"):
            assert "not a public address" in (ran.reasons[f"{SITE}/news/redirect-by-{status}-to-{name}"] or "")


def test_no_spelling_of_an_address_inside_is_asked_for_and_each_has_its_reason(tmp_path: Path) -> None:
    sound = f"{SITE}/news/a-plain-story"
    with Canary() as canary, HostileWeb({sound: story("plain")}) as web:
        urls = [sound, *spellings(canary.port), *(url.replace(f":{canary.port}", "") for url in spellings(canary.port))]
        (tmp_path / "urls.txt").write_text("\n".join([*urls, *OTHER_SCHEMES]), encoding="utf-8")
        ran = harvest(tmp_path, web, "--urls", "urls.txt")
        assert_nobody_inside_was_asked(ran, canary)
    ran.assert_calm()
    assert ran.stored == {sound}
    assert all(ran.reasons.values())
    assert set(ran.looked_up) == {"odd.example"}  # a literal is judged by itself, and no name server hears of it


TURNS = {
    f"turns-{number}.example": (f"93.184.219.{number + 1}", inside)
    for number, inside in enumerate(("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1"))
}
"""Names that lead to the first address when they are first looked up, and to the second from then on."""

BOTH = {
    "both.example": ["93.184.219.50", "127.0.0.1"],
    "both-turned.example": ["127.0.0.1", "93.184.219.51"],
    "both-six.example": ["93.184.219.52", "::1"],
}
"""Names that lead outside and inside at once."""


async def fails(stream: Stream) -> None:
    """Answer so that the client asks again, on another connection."""
    await stream.send(head_of(500, ("Connection", "close"), ("Content-Length", "0")))


def test_a_name_that_turns_inside_after_the_first_look_is_not_followed(tmp_path: Path) -> None:
    """Rebinding: what was judged is what is connected to, on redirects, on retries and in the next harvest as well."""
    pages: dict[str, Reply] = {}
    for host in (*TURNS, *BOTH):
        pages |= {f"http://{host}/news/a-story-that-fails": fails, f"http://{host}/news/a-story": story(host)}
        pages |= {f"{SITE}/news/redirect-to-{host}": redirect(302, f"http://{host}/news/a-story")}
    (tmp_path / "urls.txt").write_text("\n".join(pages), encoding="utf-8")
    first = {host: [[outside], [inside]] for host, (outside, inside) in TURNS.items()}
    then = {host: [[inside]] for host, (_, inside) in TURNS.items()}
    both = {host: [answers] for host, answers in BOTH.items()}
    with Canary() as canary, HostileWeb(pages) as web:
        ran = harvest(tmp_path, web, "--urls", "urls.txt", names=first | both)
        assert_nobody_inside_was_asked(ran, canary)
        assert any(asked.host in TURNS for asked in web.requests)
        asked = len(web.requests)
        again = harvest(tmp_path, web, "--urls", "urls.txt", "--all", names=then | both)
        assert_nobody_inside_was_asked(again, canary)
        assert not any(later.host in TURNS for later in web.requests[asked:])
    ran.assert_calm()
    again.assert_calm()


def test_behind_a_proxy_literals_and_schemes_are_judged_here_and_names_there(tmp_path: Path) -> None:
    sound = f"{SITE}/news/a-plain-story"
    only_there = "http://known-to-the-proxy.example/news/a-story"
    pages: dict[str, Reply] = {sound: story("plain"), only_there: story("known to the proxy")}
    with Canary() as canary:
        inside = way_inside(canary.port)
        pages |= {f"{SITE}/news/redirect-to-{name}": redirect(302, url) for name, url in inside.items()}
        with HostileWeb(pages) as web:
            (tmp_path / "urls.txt").write_text("\n".join([*pages, *spellings(canary.port), *OTHER_SCHEMES]), "utf-8")
            proxy = dict.fromkeys(("http_proxy", "https_proxy"), web.proxy_url)
            ran = harvest(tmp_path, web, "--urls", "urls.txt", environ=proxy, names={host: [] for host in web.hosts})
            asked = {one.host.partition(":")[0] for one in web.requests}
            assert all(one.by_proxy for one in web.requests)
        assert canary.visits == 0
        assert set(ran.connected) == {("127.0.0.1", web.port)}
    ran.assert_calm()
    assert ran.stored == {sound, only_there}
    # Names are the proxy's to judge; `loopback.example` and `metadata.example` are names.
    assert asked <= {"odd.example", "known-to-the-proxy.example", "loopback.example", "metadata.example"}


def test_a_source_marked_as_local_is_harvested_where_it_is(tmp_path: Path) -> None:
    """The way out on purpose: of two sites of the same kind, the one that is marked is reached."""
    with HostileWeb({}) as web:
        sources, names = [], {}
        for name in ("marked", "unmarked"):
            site = f"http://{name}.example:{web.port}"
            web.pages |= {
                f"http://{name}.example/feed": feed([f"{site}/news/a-story-of-the-day"]),
                f"http://{name}.example/news/a-story-of-the-day": story(name),
            }
            sources.append(source(name, f"{site}/", feeds=[f"{site}/feed"], local=name == "marked"))
            names[f"{name}.example"] = [["127.0.0.1"]]
        ran = harvest(tmp_path, web, "--all", sources=sources, names=names)
        assert {one.host.partition(":")[0] for one in web.requests} == {"marked.example"}
        assert ran.stored == {f"http://marked.example:{web.port}/news/a-story-of-the-day"}
        assert set(ran.connected) == {("127.0.0.1", web.port)}
    ran.assert_calm()
