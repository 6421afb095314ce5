"""A client that asks the sample web through its proxy and follows nothing."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from aggregator.demo.server import DemoWeb


@dataclass(frozen=True, kw_only=True)
class Got:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(web: DemoWeb, url: str, method: str = "GET", **headers: str) -> Got:
    """Ask for `url` in the absolute form that proxies are asked in; raise what http.client raises."""
    place = urlsplit(web.proxy_url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=10)
    try:
        connection.request(method, url, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Got(
            status=answer.status,
            headers={name.lower(): value for name, value in answer.getheaders()},
            body=answer.read(),
        )
    finally:
        connection.close()


@pytest.fixture(scope="session")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as served:
        yield served


@pytest.fixture(autouse=True)
def first_visit(web: DemoWeb) -> None:
    web.visit = 0
