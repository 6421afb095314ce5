"""Addresses are judged by scheme, by literal, and by what a name resolves to."""

from __future__ import annotations

import ipaddress

import pytest

from aggregator.downloader.addresses import _only_public, local_hosts, proxy_hosts, refusal
from aggregator.downloader.refusals import AddressRefused
from aggregator.sources.source import Source


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.1.2.3/a",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/",
        "http://[64:ff9b::a00:1]/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://localhost/",
        "http://db.localhost./",
    ],
)
def test_private_addresses_are_refused_in_every_spelling(url: str) -> None:
    assert "public address" in (refusal(url) or "")


@pytest.mark.parametrize("url", ["ftp://news.example/a", "file:///etc/passwd", "javascript:alert(1)", "news.example/a"])
def test_only_http_and_https_are_fetched(url: str) -> None:
    assert "only http and https" in (refusal(url) or "")


@pytest.mark.parametrize("url", ["https://news.example/a", "http://8.8.8.8/", "https://[2606:4700::1111]/"])
def test_public_addresses_are_fetched(url: str) -> None:
    assert refusal(url) is None


def test_a_source_marked_as_local_may_lie_anywhere() -> None:
    source = Source(id="intranet", name="Intranet", homepage="http://127.0.0.1:8000/", local=True)
    assert refusal("http://127.0.0.1:8000/a", local_hosts([source])) is None
    assert refusal("http://127.0.0.2:8000/a", local_hosts([source])) is not None


def test_a_name_that_leads_to_a_private_address_is_refused_after_resolution() -> None:
    with pytest.raises(AddressRefused, match=r"rebound\.example lies at 10\.0\.0\.1"):
        _only_public("10.0.0.1", "rebound.example")
    assert ipaddress.ip_address(_only_public("8.8.8.8", "dns.example"))


def test_proxies_of_the_environment_are_trusted_by_name() -> None:
    assert list(proxy_hosts(["http://user:word@Proxy.local:3128", "127.0.0.1:8080"])) == ["proxy.local", "127.0.0.1"]
