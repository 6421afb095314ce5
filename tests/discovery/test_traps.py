from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.discovery.traps import branch, endless, mould, trap


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://a.example/calendar/2031/05/", "a calendar"),
        ("https://a.example/events?tribe-bar-date=2031-05", "a calendar"),
        ("https://a.example/veranstaltungen/20310501/", "a calendar"),
        ("https://a.example/a/b/c/a/b/c/a/b/c/", "a path that grows"),
        ("https://a.example/news/world/news/world/x", "a path that grows"),
        ("https://a.example/" + "/".join(f"x{n}" for n in range(20)), "a path that grows"),
        ("https://a.example/x?a=1&a=1&a=1", "a query that grows"),
        ("https://a.example/agenda/2031-05/list", "a calendar"),
        ("https://a.example/news?date=2031-05-01", "a calendar"),
        ("https://a.example/archive?year=2031&month=5", "a calendar"),
        ("https://a.example/diary/2031/w18/", "a calendar"),
        ("https://a.example/list?colour=red&size=9", "a filter of a list"),
        ("https://a.example/list?f%5B0%5D=a", "a filter of a list"),
        ("https://a.example/list?" + "&".join(f"x{n}={n}" for n in range(9)), "a filter of a list"),
        ("https://a.example/world?offset=90000", "a page far down a list"),
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
        "https://a.example/page;jsessionid=ED5DD5866BE5A5FAA71D389A9C6A5802",
        "https://a.example/x?PHPSESSID=0123456789abcdef0123456789abcdef",
        "https://a.example/articleView.html?idxno=120456&type=top&from=list",
        "https://a.example/view?id=7&date=2026-11-20",
        "https://a.example/x?id=77&" + "&".join(f"utm_{n}=x" for n in range(9)),
        "https://a.example/page/14920/a-headline",
        "https://a.example/show/p/5658/",
        "https://a.example/diary/storm-hits-the-harbour",
        "https://a.example/shareholders?shareholder=yes",
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


def test_addresses_below_one_part_of_a_site_lie_in_one_branch() -> None:
    assert branch("https://a.example/maze/oak/elm") == branch("https://a.example/maze/yew/ash")
    assert branch("https://a.example/maze/a/b/c/d") == branch("https://a.example/maze/a/b/c/d/e/f")
    assert branch("https://a.example/oak") == branch("https://a.example/elm")
    assert branch("https://a.example/maze/oak") != branch("https://a.example/hall/oak")
    assert branch("https://a.example/maze/oak") != branch("https://a.example/maze/oak?x=1")


@pytest.mark.parametrize("url", ["https://a.example/events/2031/05/", "https://a.example/list?f[0]=a&f[1]=b&f[2]=c"])
def test_what_only_a_link_is_not_believed_in_is_not_endless(url: str) -> None:
    assert trap(url) is not None
    assert endless(url) is None


@given(st.text(max_size=200))
def test_any_address_has_a_branch(text: str) -> None:
    assert branch(f"https://a.example/{text}").startswith("a.example")
