"""Addresses are judged by scheme, by literal, and by what a name resolves to."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Sequence
from typing import Any

import pytest

from aggregator.downloader.addresses import PublicAddresses, local_hosts, proxy_hosts, refusal
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


def resolver(*answers: Sequence[str]) -> PublicAddresses:
    """Return a resolver that the system tells these addresses, one answer after the other."""
    told = iter(answers)

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(told)]

    return PublicAddresses(frozenset({"intranet.example"}), look_up)


def resolved(names: PublicAddresses, host: str) -> list[str]:
    return [one["host"] for one in asyncio.run(names.resolve(host, 80))]


def test_of_the_addresses_of_a_name_only_the_public_ones_are_connected_to() -> None:
    names = resolver(["10.0.0.1", "8.8.8.8", "::1", "2606:4700::1111", "fe80::1%eth0", "8.8.8.8"])
    assert resolved(names, "news.example") == ["8.8.8.8", "2606:4700::1111"]


def test_a_name_that_leads_to_private_addresses_only_is_refused() -> None:
    with pytest.raises(AddressRefused, match=r"rebound\.example lies at 10\.0\.0\.1"):
        resolved(resolver(["10.0.0.1", "127.0.0.1"]), "rebound.example")


def test_every_answer_is_judged_so_a_name_that_changes_its_mind_is_refused() -> None:
    names = resolver(["8.8.8.8"], ["127.0.0.1"])
    assert resolved(names, "rebound.example") == ["8.8.8.8"]
    with pytest.raises(AddressRefused):
        resolved(names, "rebound.example")


@pytest.mark.parametrize("host", ["intranet.example", "Intranet.example."])
def test_a_host_marked_as_local_is_connected_to_wherever_it_lies(host: str) -> None:
    assert resolved(resolver(["10.0.0.1"]), host) == ["10.0.0.1"]


def test_names_that_no_one_could_have_are_unknown() -> None:
    for host in ("a" * 64 + ".example", "a..example"):
        with pytest.raises(OSError, match=r"no name|not known|resolution"):
            resolved(PublicAddresses(frozenset()), host)


def test_whoever_stops_waiting_for_a_name_is_let_go() -> None:
    asked, told = threading.Event(), threading.Event()

    def look_up(*_: Any, **__: Any) -> list[Any]:
        asked.set()
        told.wait(20)
        return []

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(PublicAddresses(frozenset(), look_up).resolve("slow.example"), 0.05)
        told.set()
        await asyncio.sleep(0.05)  # the answer comes to nobody

    asyncio.run(give_up())
    assert asked.is_set()


def test_proxies_of_the_environment_are_trusted_by_name() -> None:
    assert list(proxy_hosts(["http://user:word@Proxy.local:3128", "127.0.0.1:8080"])) == ["proxy.local", "127.0.0.1"]
