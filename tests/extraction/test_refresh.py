"""Where a page sends its reader by itself."""

from __future__ import annotations

import pytest

from aggregator.extraction.refresh import refresh_target
from tests.extraction.making import page_of

URL = "https://post.example/old/1"
NEW = "https://post.example/new/1"


def target(markup: str) -> str | None:
    page = page_of(markup, url=URL)
    return refresh_target(page, most_seconds=15)


@pytest.mark.parametrize(
    "content",
    [
        "0; url=/new/1",
        "0;URL=https://post.example/new/1",
        "  5 ; Url = '/new/1'; more",
        "0,url=&quot;/new/1&quot;",
        "0.5; url=/new/1",
        "15; /new/1",
        "0 url=/new/1#part",
        "0; url=\n/new/1\n",
    ],
)
def test_an_address_is_found_in_every_spelling_that_browsers_follow(content: str) -> None:
    assert target(f'<head><META HTTP-EQUIV="Refresh" content="{content}"></head><body>Moved') == NEW


@pytest.mark.parametrize(
    "content",
    [
        "300",
        "0",
        "0;",
        "0; url=",
        "16; url=/new/1",
        "99999999999999999999; url=/new/1",
        "url=/new/1",
        "0; url=javascript:location='/new/1'",
        "0; url=data:text/html,x",
        "0; url=file:///etc/passwd",
        "",
    ],
)
def test_what_reloads_waits_or_is_no_web_address_leads_nowhere(content: str) -> None:
    assert target(f'<head><meta http-equiv="refresh" content="{content}"></head><body>Moved') is None


def test_the_base_of_the_page_counts() -> None:
    assert target('<base href="https://post.example/new/"><meta http-equiv=refresh content="0;url=1">') == NEW


@pytest.mark.parametrize("place", ["<noscript>{}</noscript>", "<!--{}-->", "<script>document.write('{}')</script>"])
def test_what_is_no_part_of_the_page_for_its_reader_leads_nowhere(place: str) -> None:
    meta = '<meta http-equiv="refresh" content="0; url=/new/1">'
    assert target(f"<head>{place.format(meta)}</head><body><p>Text") is None
