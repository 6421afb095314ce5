"""Tests of the sample web's server and proxy."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import warnings
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from aggregator.demo.answers import Answer
from aggregator.demo.authority import Authority
from aggregator.demo.server import Asked, DemoWeb
from tests.demo.conftest import get

REFERENCE = "http://news1-global.example/world/view/1206"
FEEDS = [
    "http://meridian-press.example/rss.xml",
    "http://www.harrowvale-courier.example/atom.xml",
    "http://www.naraeilbo.example/rss/allArticle.xml",
    "http://www.uferstaedter-anzeiger.example/feed/rdf",
    "http://theparallel.example/news-sitemap.xml",
    "http://saltmarsh-post.example/sitemap_index.xml",
    "http://saltmarsh-post.example/post-sitemap.xml.gz",
    "http://shiftingtimes.example/feed.json",
    "http://news1-global.example/world",
]


def test_the_proxy_leads_to_the_sites_by_their_names(web: DemoWeb) -> None:
    got = get(web, REFERENCE)
    assert got.status == 200
    assert b"Rodong Sinmun=News1" in got.body
    assert got.headers["date"] == "Fri, 20 Nov 2026 08:00:00 GMT"


def test_a_site_is_also_served_by_its_host_header(web: DemoWeb) -> None:
    assert get(web, "/world/view/1206", Host="news1-global.example").body == get(web, REFERENCE).body


def test_the_servers_own_address_tells_what_it_serves(web: DemoWeb) -> None:
    told = json.loads(get(web, "/").body)
    assert told["sites"]["news1-global"] == "http://news1-global.example/"
    assert told["sites"] == dict(web.sites)


@pytest.mark.parametrize(
    "url",
    [
        "http://10.20.30.40/",
        "http://169.254.169.254/",
        "http://unknown.example/",
        "http://example.org/",
        "http://[::1]/",
    ],
)
def test_nothing_but_the_sample_web_is_answered_for(web: DemoWeb, url: str) -> None:
    got = get(web, url)
    assert got.status == 502
    assert got.body.decode().endswith("is not part of it.\n")


def test_an_address_that_is_none_is_answered_too(web: DemoWeb) -> None:
    place = urlsplit(web.proxy_url)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=5) as connection:
        connection.sendall(b"GET http://[broken/ HTTP/1.1\r\nHost: [broken\r\nConnection: close\r\n\r\n")
        assert connection.makefile("rb").readline().split()[1] == b"502"


def test_connect_is_refused_with_a_sentence(web: DemoWeb) -> None:
    got = get(web, "news1-global.example:443", method="CONNECT")
    assert got.status == 501


def test_https_sites_are_reached_under_certificates_of_the_runs_own_authority(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    context = ssl.create_default_context(cafile=str(authority.root_file))
    pages: dict[str, Answer | bytes] = {"https://www.paper.test/story": b"<p>one"}
    with DemoWeb(extra=pages, authority=authority) as web:
        place = urlsplit(web.proxy_url)
        connection = http.client.HTTPSConnection(place.hostname or "", place.port, timeout=10, context=context)
        connection.set_tunnel("www.paper.test", 443)
        statuses = []
        for path in ("/story", "/none"):
            connection.request("GET", path)
            answer = connection.getresponse()
            statuses.append((answer.status, answer.read()))
        assert statuses == [(200, b"<p>one"), (404, b"www.paper.test has no such page here.\n")]
        assert [asked.url for asked in web.requests] == ["https://www.paper.test/story", "https://www.paper.test/none"]
        refused = http.client.HTTPSConnection(place.hostname or "", place.port, timeout=10, context=context)
        refused.set_tunnel("10.20.30.40", 443)
        with pytest.raises(OSError, match="502"):
            refused.request("GET", "/")
        distrustful = http.client.HTTPSConnection(
            place.hostname or "", place.port, timeout=10, context=ssl.create_default_context()
        )
        distrustful.set_tunnel("www.paper.test", 443)
        with pytest.raises(ssl.SSLCertVerificationError):
            distrustful.request("GET", "/story")
    for each in (connection, refused, distrustful):
        each.close()


def test_a_page_that_a_site_has_not_is_404(web: DemoWeb) -> None:
    assert get(web, "http://theparallel.example/ideas/none").status == 404


def test_writing_is_refused(web: DemoWeb) -> None:
    assert get(web, "http://shiftingtimes.example/", method="POST").status == 405


def test_head_gives_the_length_and_no_body(web: DemoWeb) -> None:
    got = get(web, REFERENCE, method="HEAD")
    assert (int(got.headers["content-length"]), got.body) == (len(get(web, REFERENCE).body), b"")


@pytest.mark.parametrize("url", FEEDS)
def test_documents_are_not_sent_again_to_those_who_have_them(web: DemoWeb, url: str) -> None:
    first = get(web, url)
    conditions = {
        name: first.headers[header]
        for name, header in (("If_None_Match", "etag"), ("If_Modified_Since", "last-modified"))
        if header in first.headers
    }
    assert conditions
    for name, value in conditions.items():
        again = get(web, url, **{name: value})
        assert (again.status, again.body) == (304, b"")
    assert get(web, url, If_None_Match='"other"').status == 200


def test_a_weak_tag_in_a_list_is_a_match(web: DemoWeb) -> None:
    etag = get(web, REFERENCE).headers["etag"]
    assert get(web, REFERENCE, If_None_Match=f'"other", W/{etag}').status == 304


def test_an_older_date_or_none_at_all_gets_the_document(web: DemoWeb) -> None:
    url = "http://meridian-press.example/rss.xml"
    assert get(web, url, If_Modified_Since="Thu, 19 Nov 2026 00:00:00 GMT").status == 200
    assert get(web, url, If_Modified_Since="yesterday").status == 200


@pytest.mark.parametrize("url", [FEEDS[0], FEEDS[1], FEEDS[6], FEEDS[7]])
def test_what_has_changed_is_sent_at_the_second_visit(web: DemoWeb, url: str) -> None:
    etag = get(web, url).headers.get("etag", '"none"')
    changed = get(web, url).headers.get("last-modified", "")
    web.visit = 1
    assert get(web, url, If_None_Match=etag).status == 200
    if changed:
        assert get(web, url, If_Modified_Since=changed).status == 200


def test_the_visit_can_be_switched_while_serving(web: DemoWeb) -> None:
    url = "http://shiftingtimes.example/news/mayor-and-the-swans"
    statuses = []
    for visit in (0, 1, 0):
        web.visit = visit
        statuses.append(get(web, url).status)
    assert statuses == [200, 410, 200]
    web.visit = 1
    assert get(web, "http://shiftingtimes.example/").headers["date"] == "Fri, 20 Nov 2026 10:00:00 GMT"


def test_there_is_no_third_visit() -> None:
    with pytest.raises(ValueError, match="visits 0 to 1"):
        DemoWeb(2)


def test_moments_are_two_hours_apart() -> None:
    assert DemoWeb.moment(0).isoformat() == "2026-11-20T08:00:00+00:00"
    assert (DemoWeb.moment(1) - DemoWeb.moment(0)).total_seconds() == 7200


def test_every_request_is_logged_before_it_is_answered(web: DemoWeb) -> None:
    before = len(web.requests)
    get(web, "http://saltmarsh-post.example/?p=4471")
    web.visit = 1
    get(web, "http://shiftingtimes.example/news/raffle-results")
    assert web.requests[before:] == [
        Asked(host="saltmarsh-post.example", path="/?p=4471", status=301),
        Asked(host="shiftingtimes.example", path="/news/raffle-results", status=404, visit=1),
    ]
    assert web.requests[before].url == "http://saltmarsh-post.example/?p=4471"


def test_one_connection_serves_many_requests(web: DemoWeb) -> None:
    place = urlsplit(web.proxy_url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=10)
    try:
        for url in (REFERENCE, FEEDS[0], "http://theparallel.example/none", FEEDS[4]):
            connection.request("GET", url)
            sock = connection.sock
            connection.getresponse().read()
            assert connection.sock is sock
    finally:
        connection.close()


def test_further_pages_are_served_at_their_own_addresses() -> None:
    extra: dict[str, Answer | bytes] = {
        "https://www.paper.test/a%20story?id=1": b"<p>one",
        "http://www.paper.test/ü": Answer(status=410, body=b"gone"),
    }
    with DemoWeb(extra=extra) as web:
        got = get(web, "http://www.paper.test/a%20story?id=1")
        assert (got.status, got.body, got.headers["content-type"]) == (200, b"<p>one", "text/html")
        assert get(web, "http://www.paper.test/%C3%BC").status == 410
        assert get(web, "http://www.paper.test/robots.txt").status == 404
        assert get(web, "http://other.test/").status == 502
        assert get(web, REFERENCE).status == 200


def test_a_function_may_answer_for_further_pages() -> None:
    def answer(url: str) -> bytes | None:
        return url.encode() if url.startswith("http://paper.test/") else None

    with DemoWeb(extra=answer) as web:
        assert get(web, "http://paper.test/x?y=1").body == b"http://paper.test/x?y=1"
        assert get(web, "http://else.test/").status == 502


def test_the_proxy_has_no_address_outside_its_time() -> None:
    web = DemoWeb()
    with pytest.raises(RuntimeError, match="with DemoWeb"):
        _ = web.proxy_url
    with web:
        place = urlsplit(web.proxy_url)
        assert place.hostname == "127.0.0.1"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((place.hostname, place.port or 0), timeout=2)


def test_an_idle_client_does_not_hold_up_the_end() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with DemoWeb() as web:
            place = urlsplit(web.proxy_url)
            idle = socket.create_connection((place.hostname or "", place.port or 0), timeout=5)
            get(web, REFERENCE)
        with idle:
            assert idle.recv(1) == b""


def test_many_ask_at_once(web: DemoWeb) -> None:
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(get(web, REFERENCE).status)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 20
