"""The reference article: one row, two addresses, exactly its own words."""

from __future__ import annotations

import html
import json
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aggregator import extract
from aggregator.row import article_row

pytestmark = pytest.mark.slow  # each harvests in processes of its own

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared" / "reference" / "news1-article.txt"
EXPECTED = tomllib.loads((ROOT / "tests" / "fixtures" / "demo" / "expected.toml").read_text(encoding="utf-8"))


def attributions(row: dict[str, Any]) -> list[tuple[str, str, str]]:
    return sorted(
        (one["role"], one["name"], one["found_in"]) for one in row["attributions"] if one["role"] != "publisher"
    )


WHO = [("cited", "Voice of America", "body"), ("photo", "News1", "caption"), ("photo", "Rodong Sinmun", "caption")]


def test_the_demos_reference_article_is_stored_as_it_should_be(undisturbed: Path) -> None:
    wanted = EXPECTED["reference"]
    with closing(sqlite3.connect(f"file:{undisturbed}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(
            """SELECT DISTINCT a.* FROM articles AS a JOIN article_urls AS u ON u.article_id = a.id
            WHERE u.url LIKE '%/view/1206'"""
        ).fetchall()
        assert len(found) == 1
        row = found[0]
        addresses = {
            url for (url,) in connection.execute("SELECT url FROM article_urls WHERE article_id = ?", (row["id"],))
        }
        who = sorted(
            tuple(one)
            for one in connection.execute(
                "SELECT role, name, found_in FROM attributions WHERE article_id = ? AND role <> 'publisher'",
                (row["id"],),
            )
        )
    assert row["title"] == wanted["title"]
    assert row["section"] == wanted["section"]
    assert row["body"].split("\n\n") == wanted["paragraphs"]
    assert {url.removeprefix("http://news1-global.example") for url in addresses} == {
        "/world/view/1206",
        "/north-korea/view/1206",
    }
    assert who == WHO


def page_of(text: str) -> tuple[str, str, list[str]]:
    """Return a page of the reference's build, its title and its paragraphs, from the text that a browser showed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    glued = next(n for n, line in enumerate(lines) if line.startswith("World") and lines[n + 1].endswith("=News1"))
    title = lines[glued].removeprefix("World")
    end = lines.index("Check Out Our Other Content")
    paragraphs = lines[glued + 2 : end]
    teasers = lines[1:glued]
    cards = "".join(
        f'<div class="td_module_mx1 td_module_wrap"><h3 class="entry-title td-module-title"><a href="/x/view/{n}">'
        f'{html.escape(teasers[n])}</a></h3><div class="td-excerpt">{html.escape(teasers[n + 1])}</div></div>'
        for n in range(0, len(teasers) - 1, 2)
    )
    body = "".join(f"<p>{html.escape(one)}</p>\n" for one in paragraphs)
    page = f"""<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{html.escape(title)} - News1 Global</title></head>
<body class="single single-post"><div class="td-header-wrap"><div class="td-header-sp-top-menu"><div class="top-header-menu">
<div class="td_data_time">{lines[0]}</div></div></div></div>
<div class="td-big-grid-wrapper">{cards}</div>
<div class="td-main-content-wrap"><article class="post type-post status-publish format-standard has-post-thumbnail">
<div class="td-post-header"><header class="td-post-title"><ul class="td-category"><li class="entry-category"><a href="/world">World</a></li></ul><h1 class="entry-title"><span class="td-cat">World</span>{html.escape(title)}</h1></header></div>
<div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><a href="/img/1206.jpg"><img class="entry-thumb" src="/img/1206.jpg" width="696" height="464" alt=""></a><figcaption class="wp-caption-text">{lines[glued + 1]}</figcaption></figure></div>
{body}</div></article>
<div class="td_block_wrap"><h4 class="block-title"><span>Check Out Our Other Content</span></h4>{cards}</div>
<div class="td_block_wrap"><h4 class="block-title"><span>Check Out Other Tags:</span></h4><div class="tagcloud"><a href="/tag/a">North Korea</a> <a href="/tag/b">Trade</a></div></div>
<div class="td_block_wrap"><h4 class="block-title"><span>Most Popular Articles</span></h4>{cards}</div></div></body></html>"""
    return page, title, paragraphs


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference text is not part of the repository")
def test_a_page_built_from_the_reference_text_is_read_word_for_word() -> None:
    page, title, paragraphs = page_of(REFERENCE.read_text(encoding="utf-8"))
    row = json.loads(json.dumps(article_row(extract(page, "https://www.news1global.example/world/view/1206"))))
    assert row["title"] == title
    assert row["section"] == "World"
    assert row["paragraphs"] == paragraphs
    assert len(paragraphs) == 9
    assert attributions(row) == WHO
