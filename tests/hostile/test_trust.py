"""Certificates are verified, and nothing that one site gave or that was meant for it goes to another."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from aggregator.demo.answers import Answer, redirect
from tests.hostile.certificates import Certificates
from tests.hostile.harvests import feed, harvest, source, story
from tests.hostile.server import HostileWeb, Reply

pytestmark = pytest.mark.slow  # each harvests in processes of its own

BROKEN = ("expired", "early", "wrong-name", "self-signed", "stranger", "nameless", "bare-name")
KEPT_TO_OURSELVES = ("cookie", "authorization", "proxy-authorization", "referer", "origin", "from")


def with_cookies(answer: Answer) -> Answer:
    return Answer(
        status=answer.status,
        headers=(
            *answer.headers,
            ("Set-Cookie", "session=0123456789; Path=/; Secure"),
            ("Set-Cookie", "wide=1; Domain=.example; Path=/"),
            ("Set-Cookie", "wider=1; Domain=example; Path=/"),
            ("WWW-Authenticate", 'Basic realm="All of it"'),
            ("Accept-CH", "Sec-CH-UA, Device-Memory"),
        ),
        body=answer.body,
    )


def test_a_certificate_that_does_not_hold_is_refused_and_no_request_is_made_under_it(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    sound = "https://sound.example/news/a-story-under-tls"
    pages: dict[str, Reply] = {sound: story("sound")}
    for name in BROKEN:
        pages |= {
            f"https://{name}.example/news/a-story-under-tls": story(name),
            f"https://{name}.example/robots.txt": Answer(body=b"User-agent: *\nAllow: /\n"),
            f"https://sound.example/news/redirect-to-{name}": redirect(
                302, f"https://{name}.example/news/a-story-under-tls"
            ),
        }
    with HostileWeb(pages, contexts=certificates.context) as web:
        (tmp_path / "urls.txt").write_text("\n".join(pages), encoding="utf-8")
        environ = {"SSL_CERT_FILE": str(certificates.root_file)}
        ran = harvest(tmp_path, web, "--urls", "urls.txt", environ=environ, settings=("RETRY_TIMES=0",))
        asked = {one.host for one in web.requests}
    ran.assert_calm()
    assert asked == {"sound.example"}
    assert ran.stored == {sound}
    assert len(set(ran.connected)) == len(BROKEN) + 1  # each was spoken to, up to its certificate


@pytest.mark.parametrize("value", ["False", "0", "false"])
def test_there_is_no_switch_that_turns_verification_off(tmp_path: Path, value: str) -> None:
    with HostileWeb({"https://stranger.example/news/a-story-under-tls": story("a stranger")}) as web:
        ran = harvest(
            tmp_path, web, "--url", "https://stranger.example/news/a-story-under-tls",
            settings=(f"DOWNLOAD_VERIFY_CERTIFICATES={value}",),
        )  # fmt: skip
        assert web.connections == 0
    assert ran.code == 2
    assert "DOWNLOAD_VERIFY_CERTIFICATES" in ran.err and len(ran.err.strip().splitlines()) == 1
    assert not ran.connected
    ran.assert_calm()


def test_no_cookie_password_or_referrer_goes_anywhere(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    one, other, third = "https://one.example", "https://sub.one.example", "http://other.example"
    pages: dict[str, Reply] = {}
    for site in (one, other, third):
        name = site.partition("//")[2]
        pages |= {
            f"{site}/robots.txt": with_cookies(Answer(body=b"User-agent: *\nAllow: /\n")),
            f"{site}/news/first-story-of-the-day": with_cookies(story(f"first {name}")),
            f"{site}/news/second-story-of-the-day": with_cookies(story(f"second {name}")),
            f"{site}/news/story-with-a-password": with_cookies(story(f"password {name}")),
            f"{site}/news/story-after-a-redirect": with_cookies(story(f"redirect {name}")),
        }
        for status in (302, 308):
            for number, target in enumerate((one, other, third)):
                for word in ("", "user:word@"):
                    scheme, _, host = target.partition("//")
                    where = f"{scheme}//{word}{host}/news/story-after-a-redirect"
                    pages[f"{site}/news/redirect-{status}-{number}-{len(word)}"] = with_cookies(redirect(status, where))
        pages[f"{site}/news/login"] = with_cookies(Answer(status=401))
    links = [url for url in pages if "/news/" in url and "after-a-redirect" not in url]
    links += [url.replace("://", "://user:word@") for url in links if "password" in url]
    pages |= {f"{site}/feed": with_cookies(feed(links)) for site in (one, other, third)}
    sources = [
        source("one", f"{one}/", feeds=[f"{one}/feed", f"{other}/feed"], hosts=["sub.one.example", "other.example"]),
        source("other", f"{third}/", feeds=[f"{third}/feed"], hosts=["one.example", "sub.one.example"]),
    ]
    with HostileWeb(pages, contexts=certificates.context) as web:
        environ = {"SSL_CERT_FILE": str(certificates.root_file)}
        ran = harvest(tmp_path, web, "--all", sources=sources, environ=environ)
        again = harvest(tmp_path, web, "--all", sources=sources, environ=environ)
        told = {
            (one.url, name, one.headers[name])
            for one in web.requests
            for name in KEPT_TO_OURSELVES
            if name in one.headers
        }
        targets = [one for one in web.requests if "@" in one.host + one.path]
        agents = {one.headers.get("user-agent", "") for one in web.requests}
        asked = {one.url for one in web.requests}
    ran.assert_calm()
    assert again.code == ran.code
    assert {f"{site}/news/first-story-of-the-day" for site in (one, other, third)} <= ran.stored
    assert f"{third}/news/story-after-a-redirect" in asked
    assert told == set()
    assert targets == []
    assert len(agents) == 1 and "aggregator" in agents.pop()
    assert not any("word@" in url for (url,) in ran.rows("SELECT url FROM article_urls"))


def test_a_proxys_password_is_for_the_proxy_alone(tmp_path: Path) -> None:
    certificates = Certificates(tmp_path)
    tunnelled, plain = "https://one.example/news/a-story-in-a-tunnel", "http://one.example/news/a-story-without"
    pages: dict[str, Reply] = {
        tunnelled: story("a tunnel"),
        plain: story("no tunnel"),
        "https://one.example/news/a-redirect": redirect(302, tunnelled.replace("a-story", "another-story")),
        tunnelled.replace("a-story", "another-story"): story("another tunnel"),
    }
    with HostileWeb(pages, contexts=certificates.context) as web:
        (tmp_path / "urls.txt").write_text("\n".join(pages), encoding="utf-8")
        proxy = web.proxy_url.replace("://", "://keeper:word@")
        environ = {"SSL_CERT_FILE": str(certificates.root_file), "http_proxy": proxy, "https_proxy": proxy}
        ran = harvest(tmp_path, web, "--urls", "urls.txt", environ=environ)
        tunnels = [one for one in web.requests if one.scheme == "connect"]
        inside = [one for one in web.requests if one.scheme == "https"]
    ran.assert_calm()
    assert {tunnelled, plain} <= ran.stored
    basic = "Basic " + base64.b64encode(b"keeper:word").decode()
    assert tunnels and {one.headers.get("proxy-authorization") for one in tunnels} == {basic}
    assert inside and not any("proxy-authorization" in one.headers or "authorization" in one.headers for one in inside)
    with open(tmp_path / "news.db", "rb") as file:
        assert b"keeper" not in file.read()
