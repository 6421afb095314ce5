"""Whatever stands in a title, a name or a caption is stored as data, and shown so that it does no harm."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

from aggregator.demo.answers import page
from tests.hostile.harvests import ROOT, harvest, rows, source, story
from tests.hostile.server import HostileWeb, Reply

pytestmark = pytest.mark.slow  # each harvests in processes of its own

SITE = "http://odd.example"

TEXTS = {
    "escape": "\x1b[2J\x1b[31mRed\x1b[0m news",
    "title-of-the-window": "\x1b]0;owned\x07news of the window",
    "clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07news of the clipboard",
    "link": "\x1b]8;;http://127.0.0.1/\x1b\\news of the link\x1b]8;;\x1b\\",
    "c1": "\x9b31mnews in red\x9d0;owned\x9c",
    "device": '\x1bP$q"p\x1b\\news of the device \x05\x1bZ',
    "backspace": "good\b\b\b\bevil\r news\x7f",
    "override": "\u202enews gnp.exe\u202c of the day",
    "isolate": "\u2066news\u2069 \u2067of the\u2069 \u2068day\u2069",
    "marks": "\u200enews\u200f of \u061cthe day",
    "tags": "news\U000e0041\U000e0042\U000e007f of the tags",
    "separator": "news\u2028of the\u2029separators\x85here",
    "formula": "=cmd|' /C calc'!A0",
    "formula-plus": "+1+1+cmd|' /C calc'!A0 of the day",
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-link": '=HYPERLINK("http://127.0.0.1/","Read the news")',
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)> of the day",
    "markup-of-rich": "[bold red]news[/bold red] [link=http://127.0.0.1/]of the day[/link] [/]",
    "markup-end": "</title></textarea></script>--><svg onload=alert(1)> news",
    "sql": "news'); DROP TABLE articles; --",
    "query": 'news" OR 1=1 NEAR(',
    "format": "%s%n {0.__class__} ${jndi:ldap://127.0.0.1/a} $(id) `id`",
    "path": "../../../../etc/passwd news of the day",
    "zalgo": "n" + "\u0301\u0316" * 60 + "ews of the day",
    "long": "news " * 20_000,
}

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\U000e0000-\U000e007f]"
)
COLOURS = re.compile("\x1b\\[[0-9;]{0,12}m")
"""What our own tables may use on a terminal."""


def hostile_page(name: str, text: str) -> bytes:
    """Return a page that says `text` wherever it can."""
    said = escape(text)
    stated = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": text,
            "author": {"@type": "Person", "name": text},
            "keywords": [text],
            "articleSection": text,
        }
    ).replace("</", "<\\/")
    head = (
        f'<meta name="author" content="{said}"><meta name="keywords" content="{said}"><meta property="article:tag" content="{said}">'
        f'<meta property="article:section" content="{said}"><meta name="description" content="{said}">'
        f'<meta property="og:title" content="{said}"><script type="application/ld+json">{stated}</script>'
    )
    more = f'<figure><img src="/p.jpg" alt="{said}"><figcaption>{said} Photo: {said}</figcaption></figure><p>{said}, said {said}.</p>'
    sound = story(name, head=head, more=more).body.decode()
    sound = sound.replace(f"<title>Report on {name}</title>", f"<title>{said}</title>")
    return sound.replace(f"<h1>Report on {name}</h1>", f"<h1>{said}</h1><p class=byline>By {said}</p>").encode("utf-8")


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """Return what a command shows on a terminal."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
    with subprocess.Popen(
        [sys.executable, "-m", "aggregator", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "120", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        out = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            out += piece
        os.close(ours)
        process.wait(30)
    assert b"Traceback" not in out, out.decode(errors="replace")
    return out.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has harvested pages with all of `TEXTS`."""
    folder = tmp_path_factory.mktemp("texts")
    pages: dict[str, Reply] = {
        f"{SITE}/news/{name}-of-the-day": page(hostile_page(name, text)) for name, text in TEXTS.items()
    }
    items = "".join(
        f"<item><title>{escape(TEXTS[name])}</title><author>{escape(TEXTS[name])}</author><link>{SITE}/news/{name}-of-the-day</link></item>"
        for name in TEXTS
    )
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", items)
    pages[f"{SITE}/feed"] = page(
        f'<rss version="2.0"><channel><title>{escape(TEXTS["markup"])}</title>{clean}</channel></rss>'.encode(),
        "application/rss+xml",
    )
    pages["http://broken.example/feed"] = page("\x1b]0;owned\x07\u202e<html>no feed".encode())
    sources = [
        source("odd", f"{SITE}/", feeds=[f"{SITE}/feed"], place="\u202e[bold]here", owner={}),
        source("broken", "http://broken.example/", feeds=["http://broken.example/feed"]),
    ]
    sources = [(file, text.replace("owner = {}\n", "")) for file, text in sources]
    with HostileWeb(pages) as web:
        ran = harvest(folder, web, "--all", sources=sources)
    ran.assert_calm()
    assert ran.stored == {url for url in pages if "/news/" in url}
    return folder


def test_texts_are_stored_as_what_they_say(folder: Path) -> None:
    titles = {
        url.rpartition("/")[2].removesuffix("-of-the-day"): title
        for url, title in rows(folder, "SELECT url, title FROM articles")
    }
    for name in ("formula", "formula-at", "formula-link", "sql", "format"):
        assert titles[name] == TEXTS[name]
    assert "<script>alert(1)</script>" in titles["markup"] or "script" not in titles["markup"]
    assert rows(folder, "SELECT count(*) FROM articles") == [(len(TEXTS),)]
    columns = "coalesce(title,'') || coalesce(summary,'') || body || coalesce(section,'')"
    stored = "".join(
        text
        for (text,) in rows(
            folder,
            f"SELECT {columns} FROM articles UNION ALL SELECT name FROM tags UNION ALL SELECT name FROM authors UNION ALL SELECT coalesce(caption,'') || coalesce(credit,'') FROM images",
        )
    )
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", stored)


COMMANDS = [
    ("search", "--db", "news.db", "news"),
    ("search", "--db", "news.db", "day"),
    ("sources", "list", "--db", "news.db", "--sources", "sources"),
    ("sources", "show", "odd", "--db", "news.db", "--sources", "sources"),
    ("sources", "show", "broken", "--db", "news.db", "--sources", "sources"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_show_nothing_that_a_terminal_obeys(folder: Path, command: tuple[str, ...]) -> None:
    shown = on_a_terminal(folder, *command)
    assert len(shown) > 100
    assert not OBEYED.search(COLOURS.sub("", shown)), ascii(OBEYED.search(COLOURS.sub("", shown)))


def test_an_article_is_shown_without_what_a_terminal_obeys(folder: Path) -> None:
    ids = [str(one) for (one,) in rows(folder, "SELECT id FROM articles ORDER BY id")]
    for ident in ids[::4]:
        shown = on_a_terminal(folder, "show", "--db", "news.db", ident)
        assert len(shown) > 300
        assert not OBEYED.search(COLOURS.sub("", shown)), ascii(shown[:2000])


def test_a_page_of_escapes_is_told_harmlessly(folder: Path) -> None:
    file = folder / "page.html"
    file.write_bytes(hostile_page("escape", "".join(TEXTS.values())))
    for options in ((), ("--explain",)):
        shown = on_a_terminal(folder, "extract", str(file), "--url", f"{SITE}/news/x-of-the-day", *options)
        assert not OBEYED.search(COLOURS.sub("", shown)), ascii(shown[:2000])
