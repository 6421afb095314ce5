from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.discovery.traps import ENOUGH_WASTE, mould, trap, wasteful


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://a.example/calendar/2031/05/", "a calendar"),
        ("https://a.example/events?tribe-bar-date=2031-05", "a calendar"),
        ("https://a.example/veranstaltungen/20310501/", "a calendar"),
        ("https://a.example/a/b/c/a/b/c/a/b/c/", "a path that grows"),
        ("https://a.example/news/world/news/world/x", "a path that grows"),
        ("https://a.example/" + "/".join(f"x{n}" for n in range(20)), "a path that grows"),
        ("https://a.example/page;jsessionid=ED5DD5866BE5A5FAA71D389A9C6A5802", "a session's address"),
        ("https://a.example/x?PHPSESSID=0123456789abcdef0123456789abcdef", "a session's address"),
        ("https://a.example/(S(abcdefghij0123456789abcd))/x.aspx", "a session's address"),
        ("https://a.example/list?filter=a&sort=b&order=c", "a filter of a list"),
        ("https://a.example/list?f[0]=a&f[1]=b&f[2]=c", "a filter of a list"),
        ("https://a.example/story?replytocom=5", "an action, not a page"),
        ("https://a.example/x?returnUrl=%2Fnews", "an action, not a page"),
        ("https://a.example/world?page=4711", "a page far down a list"),
        ("https://a.example/world/page/300/", "a page far down a list"),
        ("https://a.example/" + "a" * 2000, "an endless address"),
        ("https://[::1", "no address"),
    ],
)
def test_trap_is_known_with_its_reason(url: str, reason: str) -> None:
    assert trap(url) == reason


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/world/view/1206",
        "https://a.example/2026/11/20/calendar-of-the-year/",
        "https://a.example/events/2026/11/20/storm-hits-the-harbour-festival",
        "https://a.example/?p=4711",
        "https://a.example/world?page=2",
        "https://a.example/news/uk/news-of-the-day-in-the-uk",
        "https://a.example/news/article?sid=104&key=4711",
        "https://a.example/NKRT/2026/11/11/11/article.html",
        "https://a.example/list?sort=date",
    ],
)
def test_plain_address_is_no_trap(url: str) -> None:
    assert trap(url) is None


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    trap(f"https://a.example/{text}")
    mould(f"https://a.example/{text}")


def test_addresses_of_one_kind_have_one_mould() -> None:
    assert mould("https://a.example/events/2031/05/?view=day") == mould("https://A.example/events/2032/11/?view=week")
    assert mould("https://a.example/x/storm-reaches-coast") == mould("https://a.example/x/ship-leaves-port-late")
    assert mould("https://a.example/world/view/1") != mould("https://a.example/north-korea/view/1")
    assert mould("https://a.example/x?a=1") != mould("https://a.example/x?b=1")


def test_mould_that_never_gave_an_article_is_left_alone_after_a_while() -> None:
    trapped = [(f"https://a.example/events/{year}/05/", False) for year in range(ENOUGH_WASTE)]
    useful = [(f"https://a.example/view/{n}", n == 7) for n in range(100)]
    young = [(f"https://a.example/other/{n}", False) for n in range(ENOUGH_WASTE - 1)]
    assert wasteful([*trapped, *useful, *young]) == {mould("https://a.example/events/1/05/")}
