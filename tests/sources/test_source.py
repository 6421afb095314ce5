from __future__ import annotations

import datetime as dt
import pickle

import pytest

from aggregator.sources.source import DATED_LIMIT, Source, dated, is_dated, source_hosts

TODAY = dt.date(2026, 11, 24)


def test_address_without_placeholder_is_returned_as_it_is() -> None:
    assert dated("https://a.example/sitemap.xml", since=None, until=TODAY) == ("https://a.example/sitemap.xml",)
    assert not is_dated("https://a.example/sitemap.xml")


@pytest.mark.parametrize(
    ("address", "since", "count", "newest", "oldest"),
    [
        ("https://a.example/{year}/{month}/{day}.xml", dt.date(2026, 11, 18), 7, "2026/11/24", "2026/11/18"),
        ("https://a.example/{year}-{month}.xml", dt.date(2026, 11, 18), 1, "2026-11", "2026-11"),
        ("https://a.example/{year}{month}.xml", dt.date(1976, 5, 4), 607, "202611", "197605"),
        ("https://a.example/index_{year}.xml", dt.date(1996, 6, 1), 31, "index_2026", "index_1996"),
    ],
)
def test_dated_address_stands_for_each_day_month_or_year_back_to_since(
    address: str, since: dt.date, count: int, newest: str, oldest: str
) -> None:
    found = dated(address, since=since, until=TODAY)
    assert len(found) == len(set(found)) == count
    assert newest in found[0]
    assert oldest in found[-1]


def test_dated_address_without_beginning_ends_at_the_limit() -> None:
    assert len(dated("https://a.example/{year}/{month}/{day}", since=None, until=TODAY)) == DATED_LIMIT


def test_dated_address_of_a_time_to_come_is_that_of_today() -> None:
    assert dated("https://a.example/{year}", since=dt.date(2030, 1, 1), until=TODAY) == ("https://a.example/2026",)


def test_year_one_is_the_end() -> None:
    assert len(dated("https://a.example/{year}", since=None, until=dt.date(3, 1, 1))) == 3


@pytest.mark.parametrize(
    ("homepage", "hosts", "expected"),
    [
        ("https://www.a.example/", (), ("www.a.example", "a.example")),
        ("https://A.example:8443/news/", ("m.a.example",), ("a.example", "www.a.example", "m.a.example")),
        ("http://127.0.0.1:8000/", (), ("127.0.0.1", "www.127.0.0.1")),
    ],
)
def test_hosts_are_the_homepages_its_twin_and_the_further_ones(
    homepage: str, hosts: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert source_hosts(Source(id="a", name="A", homepage=homepage, hosts=hosts)) == expected


def test_source_crosses_to_a_worker_process_and_is_hashable() -> None:
    source = Source(id="a", name="A", homepage="https://a.example/", labels={"tier": "1"})
    assert pickle.loads(pickle.dumps(source)) == source
    assert hash(source) == hash(pickle.loads(pickle.dumps(source)))
