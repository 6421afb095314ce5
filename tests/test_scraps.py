"""What becomes of the markup in a feed's titles and summaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.scraps import MOST_TAGS, plain_words
from tests.bounds import no_explosion


@pytest.mark.parametrize(
    ("scrap", "words"),
    [
        ("<p>One</p><p>Two", "One Two"),
        ('<img alt="north > south" src=a>Hello', "Hello"),
        ("Fewer than 5 < 6 and more > 4", "Fewer than 5 < 6 and more > 4"),
        ("<script>var a = '<b>'</script><style>p {}</style>Text", "Text"),
        ("<!-- teaser > 3 -->Text", "Text"),
        ("Ann &amp; <b>Bo</b>", "Ann & Bo"),
        ("Ann &amp; Bo", "Ann & Bo"),
        ("5 &lt;6", "5 <6"),
        ("<![unfinished", "<![unfinished"),
        ("", ""),
    ],
)
def test_words_stay_and_markup_goes(scrap: str, words: str) -> None:
    assert plain_words(scrap) == words


@pytest.mark.slow
@pytest.mark.parametrize("part", ["<!--", "<b>", "<![", "<a href='", "</", "&#", '<p title=">'])
def test_markup_without_end_costs_little(part: str) -> None:
    with no_explosion():
        for size in (MOST_TAGS // 2, 20_000):
            for _ in range(50):
                plain_words(part * size)


@given(st.text(alphabet="<>!-/ab&;#[]='\" ", max_size=60))
def test_no_scrap_breaks_it(scrap: str) -> None:
    assert "\n" not in plain_words(scrap)
