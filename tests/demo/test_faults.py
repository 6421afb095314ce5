"""Tests of the pages that are broken on purpose: each is broken in just the way that it says."""

from __future__ import annotations

import gzip
import http.client
import time
import tomllib
import zlib

import pytest

from aggregator.demo import faults
from aggregator.demo.server import DemoWeb
from aggregator.demo.texts import SITES
from tests.demo.conftest import get

ROOT = "http://shiftingtimes.example"
PATHS = {fault.name: f"{ROOT}{fault.path}" for fault in faults.told("shifting-times")}


def test_every_way_of_breaking_a_page_has_a_page() -> None:
    assert set(PATHS) == set(faults.WAYS)


def test_the_listing_leads_to_every_broken_page(web: DemoWeb) -> None:
    listing = get(web, f"{ROOT}/odd/").body.decode()
    assert all(f'href="{fault.path}"' in listing for fault in faults.told("shifting-times"))


def test_every_broken_page_names_its_outcome_and_its_reason() -> None:
    entries = tomllib.loads((SITES / "shifting-times" / "faults.toml").read_text("utf-8"))["faults"]
    outcomes = {"article", "no_article", "refused", "failed", "same", "any"}
    assert {entry["outcome"] for entry in entries} <= outcomes
    assert all(entry["why"].endswith(".") for entry in entries)


def test_a_truncated_answer_ends_before_its_length(web: DemoWeb) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        get(web, PATHS["truncated"])
    assert caught.value.expected == len(caught.value.partial)


def test_a_torn_gzip_cannot_be_unpacked(web: DemoWeb) -> None:
    got = get(web, PATHS["broken-gzip"])
    assert got.headers["content-encoding"] == "gzip"
    with pytest.raises((zlib.error, OSError, EOFError)):
        gzip.decompress(got.body)


def test_a_bomb_is_a_thousand_times_larger_than_it_looks(web: DemoWeb) -> None:
    got = get(web, PATHS["gzip-bomb"])
    assert len(gzip.decompress(got.body)) > 900 * len(got.body)


def test_what_is_not_http_is_not_read_as_http(web: DemoWeb) -> None:
    with pytest.raises(http.client.BadStatusLine):
        get(web, PATHS["not-http"])
    with pytest.raises(http.client.RemoteDisconnected):
        get(web, PATHS["dropped"])
    with pytest.raises(http.client.IncompleteRead):
        get(web, PATHS["bad-chunks"])


def test_a_header_is_longer_than_clients_take(web: DemoWeb) -> None:
    with pytest.raises(http.client.LineTooLong):
        get(web, PATHS["long-header"])


@pytest.mark.slow
def test_a_slow_answer_takes_its_time_and_comes_whole(web: DemoWeb) -> None:
    began = time.monotonic()
    got = get(web, PATHS["slow"])
    assert 1.5 < time.monotonic() - began < 6
    assert b"Snail race" in got.body and got.body.rstrip().endswith(b"</html>")


@pytest.mark.parametrize(
    ("name", "status"),
    [("server-error", 500), ("forbidden", 403), ("legal", 451), ("unavailable", 503), ("soft-404", 200)],
)
def test_a_status_is_what_it_says(web: DemoWeb, name: str, status: int) -> None:
    assert get(web, PATHS[name]).status == status


def test_an_overloaded_server_is_well_again_at_the_second_visit(web: DemoWeb) -> None:
    assert get(web, PATHS["unavailable"]).headers["retry-after"] == "1"
    web.visit = 1
    assert get(web, PATHS["unavailable"]).status == 200


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("redirect-private", "http://10.20.30.40/latest/meta-data/"),
        ("redirect-loopback", "http://127.0.0.1:22/"),
        ("redirect-file", "file:///etc/passwd"),
        ("redirect-home", f"{ROOT}/"),
        ("redirect-loop", f"{ROOT}/odd/redirect-loop-again"),
    ],
)
def test_a_redirect_leads_where_it_should_not(web: DemoWeb, name: str, location: str) -> None:
    got = get(web, PATHS[name])
    assert (got.status, got.headers["location"]) == (302, location)


def test_a_loop_of_redirects_comes_back(web: DemoWeb) -> None:
    assert get(web, f"{ROOT}/odd/redirect-loop-again").headers["location"] == PATHS["redirect-loop"]


def test_a_refresh_leads_to_an_article(web: DemoWeb) -> None:
    body = get(web, PATHS["meta-refresh"]).body.decode()
    target = body.partition("url=")[2].partition('"')[0]
    assert get(web, target).status == 200


def test_bytes_are_broken_as_they_say(web: DemoWeb) -> None:
    got = {name: get(web, PATHS[name]) for name in PATHS if faults.WAYS[name].__name__ == "way" and name in _BYTES}
    assert got["wrong-charset"].headers["content-type"].endswith("iso-8859-1")
    assert "Ångström" in got["wrong-charset"].body.decode("utf-8")
    assert got["utf-16"].body.startswith((b"\xff\xfe", b"\xfe\xff"))
    assert "Bríd Ní Cheallaigh" in got["utf-16"].body.decode("utf-16")
    assert len(got["one-line"].body) > 100_000 and b"\n" not in got["one-line"].body
    assert got["nulls"].body.count(b"\x00") > 4
    assert b"&#xD800;" in got["bad-entities"].body
    assert b"</p>" not in got["unclosed"].body and b"</html>" not in got["unclosed"].body
    assert len(got["huge"].body) > 3_000_000
    assert got["deep"].body.count(b"<div>") >= 4_000
    assert got["attributes"].body.count(b"=1") == 30_000
    assert got["binary"].body.startswith(b"\x89PNG") and "text/html" in got["binary"].headers["content-type"]
    assert got["pdf"].headers["content-type"] == "application/pdf"
    assert got["empty"].body == b""


_BYTES = {
    "wrong-charset", "utf-16", "one-line", "nulls", "bad-entities", "unclosed",
    "huge", "deep", "attributes", "binary", "pdf", "empty",
}  # fmt: skip


@pytest.mark.parametrize("name", ["login", "consent-wall", "script-only", "soft-404"])
def test_a_page_that_is_no_article_looks_sound(web: DemoWeb, name: str) -> None:
    got = get(web, PATHS[name])
    assert got.status == 200
    assert got.body.startswith(b"<!doctype html>")


def test_the_private_page_is_sound_but_not_allowed(web: DemoWeb) -> None:
    assert get(web, PATHS["sound"]).status == 200
    assert b"Disallow: /private/" in get(web, f"{ROOT}/robots.txt").body
