from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aggregator.sources.lines import KeyPath, key_lines

TEXT = '''\
# a comment with [brackets] and "quotes"
name = "A # no comment"
feeds = [
    "https://a.example/]", # [
    12,
    """
several
lines""",
    { css = "h1", "x y" = [1, 2] },
]
owner = { name = "a, b", since = 2020-01-01 }
a.b = 1

[labels] # a table
"two words" = "x = y"
'it''s' = 1

[[rules]]
field = "title"

[[rules]]
css = \'\'\'
h1\'\'\'
xpath = "//p"
'''


def test_every_key_and_element_has_its_line() -> None:
    lines = key_lines(TEXT)
    assert lines["name",] == 2
    assert (lines["feeds",], lines["feeds", 0], lines["feeds", 1], lines["feeds", 2], lines["feeds", 3]) == (
        3,
        4,
        5,
        6,
        9,
    )
    assert lines["feeds", 3, "css"] == 9
    assert lines["feeds", 3, "x y"] == 9
    assert (lines["owner",], lines["owner", "since"], lines["a", "b"]) == (11, 11, 12)
    assert (lines["labels",], lines["labels", "two words"]) == (14, 15)
    assert (lines["rules", 0], lines["rules", 0, "field"]) == (18, 19)
    assert (lines["rules", 1], lines["rules", 1, "css"], lines["rules", 1, "xpath"]) == (21, 22, 24)


@given(st.text(alphabet="ab=.,[]{}\"'#\n\\ 1\t", max_size=200))
def test_any_text_gives_lines_that_it_has(text: str) -> None:
    last = text.count("\n") + 1
    assert all(1 <= line <= last for line in key_lines(text).values())


@given(st.text(alphabet="ab=.,[]{}\"'#\n 1", max_size=60))
def test_every_key_that_the_parser_finds_has_a_line(text: str) -> None:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = key_lines(text)
    for path in _paths(table, ()):
        assert path in lines, path


def _paths(value: Any, path: KeyPath) -> list[KeyPath]:
    found: list[KeyPath] = []
    if isinstance(value, dict):
        for key, one in value.items():
            found += [(*path, key), *_paths(one, (*path, key))]
    return found
