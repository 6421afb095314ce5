"""What the most hostile pages cost to read: CPU and memory of `aggregator.extract`, each page in a process of its own.

    python -m benchmarks.attacks [--size BYTES] [--over SECONDS MEGABYTES] [--profile] [NAME …]

Each page is made to the same size (10 MB unless told otherwise: the most that is downloaded) and attacks one thing that
a reader of HTML may do too slowly or too often. The limits are a second of CPU and 300 MB for the whole process, the
interpreter and its tables included; whatever is beyond is marked, and makes the command end with 1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent

SIZE: Final = 10_000_000
"""Bytes of a page: `DOWNLOAD_MAXSIZE`."""

MOST_SECONDS: Final = 1.0
MOST_MEGABYTES: Final = 300

URL: Final = "https://harbour-post.example/world/2026/11/20/bridge-stays-closed-until-spring"

Attack = Callable[[int], bytes]
"""Makes a page of about so many bytes."""

# ---------------------------------------------------------------- how pages are put together

HEAD: Final = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Bridge stays closed - Harbour Post</title></head>"
    "<body><article><h1>Bridge stays closed until spring</h1><p class=byline>By Ann Example, 20 November 2026</p>"
)
WORDS: Final = "".join(
    f"<p>The {nth} bridge over the river is closed for repair until the end of the month, the council said today.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth")
)
TEXT: Final = HEAD + WORDS
TAIL: Final = "</article></body></html>"


def repeated(piece: str, *, before: str = TEXT, after: str = TAIL, most: int | None = None) -> Attack:
    """Return an attack that says `piece` as often as it fits, `most` times at most."""

    def make(size: int) -> bytes:
        start, unit, end = before.encode(), piece.encode("utf-8", "surrogatepass"), after.encode()
        times = max(1, (size - len(start) - len(end)) // len(unit))
        return b"".join((start, unit * (times if most is None else min(times, most)), end))

    return make


def numbered(piece: Callable[[int], str], *, before: str = TEXT, after: str = TAIL, most: int = 1_000_000) -> Attack:
    """Return an attack of pieces that all differ, as many as fit, `most` at most."""

    def pieces(room: int) -> Iterator[str]:
        for number in range(most):
            made = piece(number)
            room -= len(made.encode())
            if room < 0:
                return
            yield made

    def make(size: int) -> bytes:
        return "".join((before, *pieces(size - len(before) - len(after)), after)).encode()

    return make


def in_jsonld(piece: str, *, before: str, after: str) -> Attack:
    """Return an attack inside a JSON-LD script of a page that is sound otherwise."""
    start = TEXT.replace("</head>", f'<script type="application/ld+json">{before}', 1).partition("<body>")[0]
    rest = "</script></head><body>" + TEXT.partition("<body>")[2] + TAIL
    return repeated(piece, before=start, after=after + rest)


def in_script(opening: str, piece: str, *, before: str = "", after: str = "") -> Attack:
    """Return an attack inside a script that starts with the tag `opening`."""
    return repeated(piece, before=HEAD + opening + before, after=f"{after}</script>{WORDS}{TAIL}")


def in_head(piece: str | Callable[[int], str], *, most: int = 1_000_000) -> Attack:
    """Return an attack of elements in the head of a sound page, `most` at most."""
    before, after = "<!DOCTYPE html><html lang=en><head><title>Bridge stays closed</title>", f"</head>{TEXT}{TAIL}"
    if isinstance(piece, str):
        return repeated(piece, before=before, after=after, most=most)
    return numbered(piece, before=before, after=after, most=most)


def coded(piece: str, codec: str) -> Attack:
    """Return an attack of `piece` in another encoding."""

    def make(size: int) -> bytes:
        start, unit = TEXT.encode(codec), piece.encode(codec)
        return start + unit * ((size - len(start)) // len(unit))

    return make


def raw(piece: bytes, *, before: bytes = TEXT.encode()) -> Attack:
    """Return an attack of bytes."""
    return lambda size: before + piece * ((size - len(before)) // len(piece))


def nested_json(size: int) -> bytes:
    """Return a JSON-LD article within articles, each well-formed, closed again."""
    opening, closing = '{"@type":"NewsArticle","headline":"A","isPartOf":', "}"
    times = (size - 5_000) // (len(opening) + len(closing))
    script = '<script type="application/ld+json">'
    return "".join((HEAD, script, opening * times, "1", closing * times, "</script>", WORDS, TAIL)).encode()


def graph_of_references(size: int) -> bytes:
    """Return a JSON-LD graph in which each node names the next one, and all of them the same author."""

    def nodes() -> Iterator[str]:
        for number in range((size - 5_000) // 130):
            yield (
                f'{{"@type":"NewsArticle","@id":"#{number}","mainEntity":{{"@id":"#{number + 1}"}},'
                f'"author":{{"@id":"#{number // 2}"}},"headline":"Part {number}"}}'
            )

    script = f'<script type="application/ld+json">{{"@graph":[{",".join(nodes())}]}}</script>'
    return (HEAD.replace("</head>", f"{script}</head>") + WORDS + TAIL).encode()


def state_of(kind: str, value: Callable[[int], str]) -> Attack:
    """Return an attack inside the state that a page carries for its own scripts."""
    openings = {
        "next": '<script id="__NEXT_DATA__" type="application/json">',
        "assigned": "<script>window.__INITIAL_STATE__ = ",
        "flight": "<script>self.__next_f.push([1,",
    }
    closings = {"next": "</script>", "assigned": ";</script>", "flight": "])</script>"}

    def make(size: int) -> bytes:
        inside = value(size - 3_000)
        if kind == "flight":
            inside = json.dumps(inside)[:size]
        return "".join((HEAD, openings[kind], inside, closings[kind], WORDS, TAIL)).encode()

    return make


def paragraphs_of_state(size: int) -> str:
    """Return the state of a page whose article is a list of small parts."""
    part = '{"type":"paragraph","text":"The bridge over the river is closed for repair, the council said."},'
    parts = (part * (size // len(part))).rstrip(",")
    title = "Bridge stays closed until spring"
    return f'{{"props":{{"pageProps":{{"article":{{"headline":"{title}","body":[{parts}]}}}}}}}}'


def articles_of_state(size: int) -> str:
    """Return a state of many articles, all with the same headline as the page."""
    part = (
        '{"headline":"Bridge stays closed until spring","body":"<p>The bridge is closed.","byline":"By Ann Example"},'
    )
    return "[" + (part * (size // len(part))).rstrip(",") + "]"


def spread_attributes(size: int) -> bytes:
    """Return tags with as many attributes each as libxml2's cost allows to hide."""
    tag = "<i " + " ".join(f"a{number}" for number in range(90)) + ">x</i>"
    return repeated(tag)(size)


def one_tag(piece: Callable[[int], str], most: int = 1_000_000) -> Attack:
    """Return an attack of one tag with many attributes."""
    return numbered(piece, before=TEXT + "<div ", after=f">{WORDS}{TAIL}", most=most)


def bodies_in_turn(size: int) -> bytes:
    """Return a page whose containers all look like the article's."""
    part = "<div class=article-body><p>{0}</p><p>And {0}</p></div><div class=sidebar><p>Not {0}</p></div>"
    return numbered(lambda n: part.format(sentence(n)))(size)


def sentence(number: int) -> str:
    """Return a sentence that no other number gives."""
    return (
        f"Bridge {number} stays closed until spring, the council of Ward {number % 97} said on Friday, citing Reuters."
    )


def long_paragraph(number: int) -> str:
    """Return a paragraph of ten thousand letters in which much has to be looked at."""
    return "<p>" + f"“So,” Ann Example told the BBC, Reuters reported on Nov {number} (AFP). " * 150


def long_titles(size: int, word: str = "bridge ") -> bytes:
    """Return a page with four titles that are long, alike, and not the same."""
    said = word * (size // 5 // len(word))
    head = (
        f'<head><title>A {said}</title><meta property="og:title" content="B {said}"><script type="application/ld+json">'
        f'{{"@type":"NewsArticle","headline":"C {said}"}}</script></head><body><h1>D {said}</h1>'
    )
    return (head + WORDS).encode()


def at_depth(piece: str | Callable[[int], str], depth: int = 1_900) -> Attack:
    """Return an attack of pieces that all stand below so many ancestors."""
    made = piece if callable(piece) else lambda _: str(piece)
    return numbered(made, before=HEAD + "<div class='a story'>" * depth, after="")


LETTER_STACK: Final = "e" + "\u0301\u0316\u0327\u0302" * 30
"""A letter under marks that normalisation must put in order."""

ATTACKS: Final[dict[str, Attack]] = {
    # trees
    "nested div": repeated("<div>", most=50_000),
    "nested div, all": repeated("<div>"),
    "nested div with text": repeated("<div>a"),
    "nested div up to the limit": repeated("<div>" * 2_000 + "<p>word</p>" + "</div>" * 2_000),
    "million nodes": repeated("<p>a"),
    "breaks": repeated("<br>"),
    "links": repeated("<a>a"),
    "links with addresses": repeated('<a href="/a/b">Some headline here</a> '),
    "unclosed inline": repeated("<b><i>"),
    "unclosed inline with text": repeated("<b><i>a"),
    "inline in one paragraph": repeated("<b>a</b> ", before=TEXT + "<p>"),
    "formatting, then paragraphs": repeated("<p>x", before=TEXT + "<b><i><u><s><font>" * 300),
    "bold between breaks": repeated("<b>a</b><br><br>", before=TEXT + "<p>"),
    "links between breaks": repeated("<a href=/a>a</a><br><br>", before=TEXT + "<p>"),
    "formatting, then lines": repeated("a<br>", before=TEXT + "<b><i><u><s><a href=/a>" * 300),
    "misnested": repeated("<b><p>a</b></p>"),
    "table cells": numbered(lambda n: f"<tr><td>Pier {n}<td>closed", before=TEXT + "<table>"),
    "nested tables": repeated("<table><tr><td>"),
    "nested tables, closed": repeated("<table><tr><td>" * 300 + "a" + "</td></tr></table>" * 300),
    "nested lists": repeated("<ul><li>a"),
    "nested quotations": repeated("<blockquote><p>a"),
    "list items": numbered(lambda n: f"<li>Item {n} of the list", before=TEXT + "<ul>"),
    "nested svg": repeated("<svg><g>"),
    "drawings": repeated("<svg><path d='M0 0'/></svg>"),
    "svg that never ends": repeated("<path d='M0 0 1 1'/>", before=TEXT + "<svg>"),
    "headings": repeated("<h1>Bridge stays closed</h1>"),
    "headings that differ": numbered(lambda n: f"<h1>Bridge {n} stays closed</h1>"),
    "sections with headings": numbered(lambda n: f"<section><h2>Part {n}</h2><p>{sentence(n)}</p></section>"),
    "ends without starts": repeated("</div></p>"),
    "templates": repeated("<template><p>a</template><noscript><p>b</noscript>"),
    "forms": repeated("<form><button><select><option>a"),
    "frames": repeated("<iframe srcdoc='<p>x'></iframe>"),
    "unknown elements": numbered(lambda n: f"<x-{n}>a</x-{n}>"),
    "containers that look alike": bodies_in_turn,
    "true paragraphs": numbered(lambda n: f"<p>{sentence(n)}"),
    "true paragraphs, closed": numbered(lambda n: f"<p>{sentence(n)}</p>"),
    "long paragraphs": numbered(long_paragraph),
    "paragraphs at depth": at_depth(lambda n: f"<p>{sentence(n)}"),
    "short paragraphs at depth": at_depth("<p>a"),
    "links at depth": at_depth(lambda n: f"<a href=/a/{n}>{sentence(n)}</a>"),
    "tag links at depth": at_depth(lambda n: f"<a rel=tag href=/tag/{n}>bridge {n}</a>"),
    "author links at depth": at_depth(lambda n: f"<a rel=author href=/author/{n}>Ann Example{n}</a>"),
    "times at depth": at_depth("<time datetime=2026-11-20>20 November 2026</time>"),
    "dates in words at depth": at_depth("<p class=date>Published on 20 November 2026"),
    "headings at depth": at_depth(lambda n: f"<h2>Pier {n}</h2><p>{sentence(n)}"),
    "first headings at depth": at_depth("<h1>Bridge stays closed until spring</h1>"),
    "figures at depth": at_depth(
        lambda n: f"<figure><img src=/{n}.jpg width=900><figcaption>Pier {n}. Photo: A. Example"
    ),
    "list items at depth": at_depth(lambda n: f"<ul><li>{sentence(n)}</ul>"),
    "bylines at depth": at_depth("<p class=byline>By Ann Example"),
    "captions at depth": at_depth("<p class=caption>Photo: Ann Example"),
    "a comb": repeated("<div>Some text before<p>a</p>", most=2_000),
    "combs": repeated("<div>Some text before<p>a</p>" * 900 + "</div>Some text after" * 900),
    "paragraphs of links": numbered(
        lambda n: f"<p>See <a href=/{n}>pier {n}</a> and <a href=/x{n}>{n}</a>, said Reuters.</p>"
    ),
    "long and short in turn": numbered(lambda n: f"<p>{sentence(n)}<p>Ad<div>Share</div>"),
    "short paragraphs": numbered(lambda n: f"<p>The council said {n}.</p>"),
    # tags and attributes
    "100,000 attributes": one_tag(lambda n: f"a{n}=1 ", most=100_000),
    "attributes": one_tag(lambda n: f"a{n}=1 "),
    "one attribute again and again": repeated("class=x ", before=TEXT + "<div ", after=f">{WORDS}"),
    "attributes spread over tags": spread_attributes,
    "attributes of every tag": repeated("<i a b c d e f g h i j k l m n o p q r s t u v w x y z>x</i>"),
    "equals and quotes": repeated("<a ='\" \"=' =\"'>'", before=TEXT),
    "quotes that never end": repeated("<a b=\"c' d='e\" "),
    "only equals signs": repeated("=", before=TEXT + "<p "),
    "only quotes": repeated("'\"", before=TEXT + "<p a="),
    "long attribute": repeated("nav ", before=TEXT + '<div class="', after=f'">{WORDS}{TAIL}'),
    "class names of a megabyte": repeated("<p class='" + "a" * 1_000_000 + "'>text</p>"),
    "class names that differ": numbered(lambda n: f"<p class='c{n} d-{n}'>text {n}</p>"),
    "class of many names": repeated(f"<div class='{' '.join(f'name{n}' for n in range(2_000))}'>text</div>"),
    "gigantic srcset": repeated(
        "/image-640.jpg 640w, ", before=TEXT + '<figure><img src=a.jpg srcset="', after=f'"></figure>{WORDS}'
    ),
    "many srcsets": repeated("<img src=a.jpg srcset='a.jpg 1x, b.jpg 2x, c.jpg 640w'>"),
    "commas in srcset": repeated(",", before=TEXT + '<img srcset="', after=f'">{WORDS}'),
    "gigantic address": repeated("a/../", before=TEXT + '<a href="/', after=f'">x</a>{WORDS}'),
    "gigantic canonical": repeated(
        "a/", before="<head><link rel=canonical href='https://harbour-post.example/", after=f"'></head>{TEXT}"
    ),
    "gigantic style": repeated("display:none;", before=TEXT + '<div style="', after=f'">{WORDS}{TAIL}'),
    "styles everywhere": repeated("<p style='color:red; display : none'>a</p>"),
    # what is not markup
    "null bytes": raw(b"\0"),
    "null bytes among letters": raw(b"a\0b\0 "),
    "controls": raw(b"\x01\x02\x0b\x1f\x7f"),
    "less-than signs": repeated("<"),
    "references": repeated("&lt;"),
    "references to tags": repeated("&lt;p&gt;a&lt;/p&gt;"),
    "broken references": repeated("&NotEqualTild &#xD800; &#9999999999; "),
    "references within references": repeated("amp;", before=HEAD + "<h1>&", after=f"lt;</h1>{WORDS}"),
    "references of references": repeated("&amp;amp;amp;lt;", before=TEXT + "<p>"),
    "ampersands": repeated("&"),
    "one line of text": repeated("word and more words ", before=TEXT + "<p>"),
    "one line of sentences": repeated("The council said so. ", before=TEXT + "<p>"),
    "one word": repeated("a", before=TEXT + "<p>"),
    "spaces": repeated(" ", before=TEXT + "<p>a"),
    "line breaks": repeated("\n\t ", before=TEXT + "<p>a"),
    "text without elements": repeated("word and more words\n", before=""),
    "text between breaks": numbered(lambda n: f"Some {n} words of text here<br><br>"),
    "comments": repeated("<!-- a -->"),
    "comments that never end": repeated("<!--"),
    "long comment": repeated("- ", before=TEXT + "<!--", after=f"-->{WORDS}"),
    "dashes in a comment": repeated("--", before=TEXT + "<!--", after=f"-->{WORDS}"),
    "declarations": repeated("<!DOCTYPE html>"),
    "instructions": repeated("<?xml a?>"),
    "marked sections": repeated("<![CDATA[a]]>"),
    # scripts and styles
    "scripts that never end": repeated("<script>"),
    "scripts": repeated("<script>var a = 1;</script>"),
    "one script": in_script("<script>", "var a = '<p>'; "),
    "ends of scripts": in_script("<script>", "</scrip"),
    "comments in scripts": in_script("<script>", "<!--<script>"),
    "openings of scripts": repeated("<script "),
    "openings of styles": repeated("<style "),
    "openings of drawings": repeated("<svg "),
    "openings of scripts with quotes": repeated("<script a='\">"),
    "ends of scripts alone": repeated("</script "),
    "scripts, drawings and styles that never end": repeated("<script><svg><style><noscript><template>"),
    "drawings in drawings, closed": repeated("<svg><svg><g></svg>"),
    "scripts in comments": repeated("<!--<script>--></script>"),
    "scripts in attributes": repeated("<i a='<script>'>x</i>"),
    "styles": repeated("<style>.a { color: red }</style>"),
    "styles that never end": repeated("<style>.a { color: red }"),
    "titles that never end": repeated("<title>", before="<html><head>"),
    "text areas that never end": repeated("<textarea>"),
    "empty JSON-LD scripts": repeated('<script type="application/ld+json">{}</script>'),
    "broken JSON-LD scripts": repeated('<script type="application/ld+json">{,}</script>'),
    "JSON-LD scripts": repeated('<script type="application/ld+json">{"@type":"NewsArticle","headline":"A"}</script>'),
    # JSON-LD
    "nested JSON-LD": in_jsonld('{"a":[', before="", after=""),
    "nested JSON-LD articles": nested_json,
    "JSON-LD arrays": in_jsonld("[", before="", after=""),
    "huge string in JSON-LD": in_jsonld("word ", before='{"@type":"NewsArticle","headline":"', after='"}'),
    "huge articleBody": in_jsonld(
        "The bridge is closed. ",
        before='{"@type":"NewsArticle","headline":"Bridge stays closed","articleBody":"',
        after='"}',
    ),
    "huge articleBody of tags": in_jsonld(
        "<p>The bridge is closed.",
        before='{"@type":"NewsArticle","headline":"Bridge stays closed","articleBody":"',
        after='"}',
    ),
    "huge articleBody of lines": in_jsonld(
        "The bridge is closed.\\n",
        before='{"@type":"NewsArticle","headline":"Bridge stays closed","articleBody":"',
        after='"}',
    ),
    "huge articleBody of references": in_jsonld(
        "&amp;lt;p&amp;gt;",
        before='{"@type":"NewsArticle","headline":"Bridge stays closed","articleBody":"',
        after='"}',
    ),
    "JSON-LD nodes": in_jsonld('{"@type":"NewsArticle"},', before="[", after="{}]"),
    "JSON-LD nodes with headlines": in_jsonld(
        '{"@type":"NewsArticle","headline":"Bridge stays closed","author":{"name":"Ann Example"}},',
        before="[",
        after="{}]",
    ),
    "JSON-LD references": graph_of_references,
    "JSON-LD authors": in_jsonld(
        '{"@type":"Person","name":"Ann Example"},',
        before='{"@type":"NewsArticle","headline":"Bridge stays closed","author":[',
        after="{}]}",
    ),
    "JSON-LD keywords": in_jsonld(
        "bridge, river, ", before='{"@type":"NewsArticle","headline":"Bridge stays closed","keywords":"', after='"}'
    ),
    "JSON-LD images": in_jsonld(
        '{"@type":"ImageObject","url":"/a.jpg","width":640},',
        before='{"@type":"NewsArticle","headline":"Bridge stays closed","image":[',
        after="{}]}",
    ),
    "JSON-LD updates": in_jsonld(
        '{"@type":"BlogPosting","headline":"Now","articleBody":"It is closed."},',
        before='{"@type":"LiveBlogPosting","headline":"Bridge stays closed","liveBlogUpdate":[',
        after="{}]}",
    ),
    "quotes in JSON-LD": in_jsonld('"a" ', before='{"@type":"NewsArticle","headline":"', after='"}'),
    "broken quotes in JSON-LD": in_jsonld('{"a":"', before="", after=""),
    "escapes in JSON-LD": in_jsonld('\\"', before='{"headline":"', after=""),
    "escaped surrogates in JSON-LD": in_jsonld("\\ud800", before='{"@type":"NewsArticle","headline":"', after='"}'),
    "commas in JSON-LD": in_jsonld(",", before='{"a":1', after="}"),
    "comments in JSON-LD": in_jsonld("/*", before="{", after="}"),
    "spaces in JSON-LD": in_jsonld(" ", before="{", after="x}"),
    "line breaks in JSON-LD": in_jsonld("\n", before='{"headline":"a', after='"}'),
    "a long number in JSON-LD": in_jsonld("9", before='{"@type":"NewsArticle","wordCount":', after="}"),
    # states
    "next data": state_of("next", lambda room: "[" + '{"b":[1,2]},' * (room // 12) + "1]"),
    "nested next data": state_of("next", lambda room: '{"props":{"a":' * (room // 14)),
    "next data, nested and closed": state_of("next", lambda room: '{"a":' * (room // 6) + "1" + "}" * (room // 6)),
    "next data of paragraphs": state_of("next", paragraphs_of_state),
    "next data of articles": state_of("next", articles_of_state),
    "next data of one string": state_of("next", lambda room: '"' + "word " * (room // 5) + '"'),
    "assigned state": state_of("assigned", articles_of_state),
    "assigned state of braces": state_of("assigned", lambda room: "{" * room),
    "assignments": repeated("__INITIAL_STATE__ = ", before=HEAD + "<script>", after=f"</script>{WORDS}"),
    "flight rows": state_of("flight", lambda room: "\n1:T1,a" * (room // 9)),
    "flight rows of articles": state_of("flight", lambda room: "\n1:" + articles_of_state(room // 2)),
    "flight pushes": repeated('<script>self.__next_f.push([1,"1:{}"])</script>'),
    # fields
    "metas": in_head('<meta name="a" content="b">'),
    "metas that differ": in_head(lambda n: f'<meta name="a{n}" content="b">'),
    "tags in metas": in_head('<meta property="article:tag" content="bridge, river; harbour">'),
    "authors in metas": in_head('<meta name="author" content="Ann Example">'),
    "one meta of authors": repeated(
        "Ann Example, ", before="<head><meta name=author content='", after=f"'></head>{TEXT}"
    ),
    "one meta of keywords": repeated("a,", before="<head><meta name=keywords content='", after=f"'></head>{TEXT}"),
    "descriptions": in_head('<meta name="description" content="The bridge is closed for repair until spring.">'),
    "one long description": repeated(
        "word and more ", before="<head><meta name=description content='", after=f"'></head>{TEXT}"
    ),
    "titles in metas": in_head(lambda n: f'<meta property="og:title" content="Bridge {n} stays closed">'),
    "dates in metas": in_head('<meta property="article:published_time" content="2026-11-20T10:00:00Z">'),
    "links in the head": in_head('<link rel="canonical" href="https://harbour-post.example/a">'),
    "links in the head that differ": in_head(
        lambda n: f'<link rel="canonical" href="https://harbour-post.example/{n}">'
    ),
    "translations": in_head(lambda n: f'<link rel="alternate" hreflang="en-{n}" href="/{n}">'),
    "bases": in_head(lambda n: f'<base href="https://harbour-post.example/{n}/">'),
    "keywords in metas that differ": in_head(
        lambda n: f'<meta name="keywords" content="bridge {n}, river {n}; pier {n}">'
    ),
    "authors in metas that differ": in_head(lambda n: f'<meta name="author" content="Ann Example{n} and Bo Sample">'),
    "refreshes": in_head('<meta http-equiv="refresh" content="0;url=/a">'),
    "window title": repeated(" - a", before="<head><title>", after=f"</title></head>{TEXT}"),
    "long titles": long_titles,
    "long titles of bars": lambda size: long_titles(size, "Bridge - "),
    "headline of bars": repeated(" | a", before=HEAD + "<h1>", after=f"</h1>{WORDS}"),
    "bodies in microdata": numbered(lambda n: f"<div itemprop=articleBody><p>{sentence(n)}</p></div>"),
    "articles": numbered(lambda n: f"<article><h2>Bridge {n}</h2><p>{sentence(n)}</p></article>"),
    "long addresses that differ": numbered(lambda n: f"<a href='/{'a-' * 300}{n}?b={n}'>Some headline here {n}</a>"),
    "breadcrumbs": repeated('<li><a href="/world">World</a></li>', before=TEXT + "<ol class=breadcrumb>"),
    "breadcrumb lists": repeated('<nav class="breadcrumb" aria-label="breadcrumb"><a href="/world">World</a></nav>'),
    "breadcrumbs in JSON-LD": in_jsonld(
        '{"@type":"ListItem","position":1,"name":"World"},',
        before='{"@type":"BreadcrumbList","itemListElement":[',
        after="{}]}",
    ),
    "sections shown": repeated('<a class="section category" rel="category" href="/world">World</a>'),
    "tag links": repeated('<a rel="tag" href="/tag/bridge">bridge</a>'),
    "tag links that differ": numbered(lambda n: f'<a rel="tag" href="/tag/{n}">bridge {n}</a>'),
    "author links": repeated('<a rel="author" href="/author/ann">Ann Example</a>'),
    "author links that differ": numbered(lambda n: f'<a rel="author" href="/author/{n}">Ann Example{n}</a>'),
    "bylines": repeated('<p class="byline author">By Ann Example and Bo Sample</p>'),
    "one byline": repeated("and Ann Example, ", before=HEAD + '<p class="byline">By ', after=f"</p>{WORDS}"),
    "the word By": repeated("By ", before=HEAD + '<p class="byline">', after=f"</p>{WORDS}"),
    "microdata authors": repeated('<span itemprop="author" itemscope><b itemprop="name">Ann Example</b></span>'),
    "nested microdata": repeated('<div itemscope itemtype="https://schema.org/NewsArticle" itemprop="author">'),
    "identical dates": repeated('<time datetime="2026-11-20">20 November 2026</time>'),
    "dates that differ": numbered(lambda n: f'<time datetime="20{n % 90 + 10}-11-{n % 28 + 1:02}">x</time>'),
    "dates in words": repeated('<p class="date">Published on Friday, 20 November 2026 at 10:30</p>'),
    "dates in text": repeated("<p>20.11.2026 "),
    "one line of dates": repeated("20.11.2026 ", before=HEAD + "<p class=date>", after=f"</p>{WORDS}"),
    "digits": repeated("2026-11-", before=HEAD + "<p class=date>", after=f"</p>{WORDS}"),
    "datelines": repeated("<p>LONDON, Nov 20 (Reuters) - The bridge is closed.</p>"),
    "one dateline": repeated("LONDON, (Reuters) - ", before=HEAD + "<p>", after=f"</p>{WORDS}"),
    "captions": repeated("<figcaption>Photo: A</figcaption>", most=500_000),
    "figures": repeated("<figure><img src=a.jpg><figcaption>The bridge. Photo: Ann Example</figcaption></figure>"),
    "nested figures": repeated("<figure><img src=/a.jpg>"),
    "nested figures with words": numbered(lambda n: f"<figure><img src=/{n}.jpg>Pier {n}<figcaption>Photo: A. Example"),
    "figures in table cells": repeated("<figure><img src=a.jpg></figure>a ", before=TEXT + "<table><tr><td>"),
    "figures that differ": numbered(
        lambda n: (
            f"<figure><img src=/{n}.jpg width=900 alt='x'><figcaption>Pier {n}. Photo: A. Example</figcaption></figure>"
        )
    ),
    "long captions": repeated(
        "<figure><img src=/a.jpg><figcaption>"
        + "The bridge in the evening. " * 370
        + "Photo: Ann Example</figcaption></figure>"
    ),
    "long credits": repeated(
        "<figure><img src=/a.jpg><figcaption>Photo: " + "Ann Example / Harbour Post; " * 360 + "</figcaption></figure>"
    ),
    "one caption": repeated(
        "Photo: A/B=C (D) © ",
        before=HEAD + "<figure><img src=/a.jpg><figcaption>",
        after=f"</figcaption></figure>{WORDS}",
    ),
    "images": repeated("<img src=/a.jpg width=900 height=600 alt='The bridge'>"),
    "images that differ": numbered(lambda n: f"<img src=/{n}.jpg width=900 height=600 alt='The bridge {n}'>"),
    "citations": numbered(
        lambda n: f"<p>Bridge {n} is closed, Reuters reported on Friday, citing the BBC and Le Monde.</p>"
    ),
    "one line of citations": repeated("according to the BBC, reported Reuters, told Le Monde, ", before=TEXT + "<p>"),
    "agencies at the end": repeated("<p>(Reuters)</p>"),
    "names in capitals": repeated("Ann Example Bo Sample Cy Pattern ", before=TEXT + "<p>"),
    "addresses in text": repeated("http://www.a@b.", before=TEXT + "<p>"),
    "hosts in text": repeated("<p>Read more at harbour-post.example and www.courier.example.</p>"),
    "credit lines": numbered(lambda n: f"<p>Reporting by Ann Example{n}; Editing by Bo Sample</p>"),
    "read also": numbered(lambda n: f"<p>Read also: <a href=/{n}>Bridge {n} opens again</a></p>"),
    "copyright lines": repeated("<p>© 2026 Harbour Post. All rights reserved.</p>"),
    "live entries": numbered(lambda n: f"<div class='live-entry'><time>10:30</time><p>{sentence(n)}</p></div>"),
    "comments of readers": numbered(
        lambda n: f"<div class='comment' id='comment-{n}'><b>ann</b><p>{sentence(n)}</p></div>"
    ),
    "prices and results": repeated("<tr><td>1</td><td>2:1</td></tr>", before=TEXT + "<table class=results>"),
    "dashes": repeated("- – — ", before=TEXT + "<p>"),
    "brackets": repeated("([{", before=TEXT + "<p>"),
    "quotation marks": repeated("“”\"'«»", before=TEXT + "<p>"),
    "short quotations": repeated("“so” ", before=TEXT + "<p>"),
    # who stands behind it
    "figures with credits": numbered(
        lambda n: (
            f"<figure><img src=/{n}.jpg width=900><figcaption>Pier {n}. Jane Doe{n}/Reuters/AP</figcaption></figure>"
        )
    ),
    "takers and distributors": numbered(
        lambda n: f"<figure><img src=/{n}.jpg width=900><figcaption>평양 노동신문{n}=뉴스1</figcaption></figure>"
    ),
    "one list of credits": numbered(
        lambda n: f"Jane Doe{n}/Reuters, ",
        before=HEAD + "<figure><img src=/a.jpg><figcaption>Photos: ",
        after=f"</figcaption></figure>{WORDS}",
    ),
    "lists of credits": repeated("<p>Photos: " + "Jane Doe/Reuters (left), AFP via Getty Images; " * 20 + "</p>"),
    "credits in alt": numbered(lambda n: f'<img src=/{n}.jpg width=900 alt="Pier {n} (AP Photo/Jane Doe)">'),
    "logos": numbered(lambda n: f"<div><img src=/logo-{n}.png alt=Reuters></div>"),
    "source lines": numbered(lambda n: f"<p>Source: Harbour Wire {n}</p>"),
    "source lines of agencies": repeated("<div>Quelle: dpa/AFP</div>"),
    "source lines above": repeated("<div>来源：新华社 编辑：李明</div>", before=HEAD, after=WORDS + TAIL, most=9_000),
    "parts from agencies": repeated("<p>With files from Reuters, AFP and The Canadian Press</p>"),
    "one source line": repeated("Reuters/AFP/dpa, ", before=TEXT + "<p>Source: "),
    "JSON-LD images with credits": in_jsonld(
        '{"@type":"ImageObject","url":"/a.jpg","caption":"Pier","creditText":"Jane Doe/Reuters"},',
        before='{"@type":"NewsArticle","headline":"A","image":[',
        after='{"@type":"ImageObject","url":"/b.jpg"}]}',
    ),
    "JSON-LD agencies as authors": in_jsonld(
        '{"@type":"Organization","name":"Reuters"},',
        before='{"@type":"NewsArticle","headline":"A","author":[',
        after='{"@type":"Person","name":"Ann Example"}]}',
    ),
    "sources in meta": in_head(
        '<meta name=source content="Reuters"><meta name=author content="By Ann Example, AFP">', most=9_000
    ),
    "canonical addresses of papers": in_head(
        lambda n: f"<link rel=canonical href=https://www.theguardian.com/{n}>", most=9_000
    ),
    "datelines that never close": numbered(
        lambda n: f"<p>SEOUL, Nov. {n} (Yonhap and then bridge {n} over the river is shut, as the council said today"
    ),
    "one dateline that never closes": repeated("Yonhap ", before=HEAD + "<p>SEOUL, Nov. 20 (", after=f"</p>{WORDS}"),
    "outlets told": numbered(lambda n: f"<p>“It is shut,” she told the Elmstadt Gazette{n} on Friday.</p>"),
    "outlets in quotation marks": numbered(lambda n: f"<p>Das berichtet die Zeitung „Hafenbote {n}“ am Freitag.</p>"),
    "one list of outlets": repeated("Reuters, AFP, CNN, the BBC, Le Monde, „Bild“, ", before=TEXT + "<p>According to "),
    "outlets talked about": repeated("<p>The former BBC presenter read the Guardian, and CNN's ratings fell.</p>"),
    "brackets in a caption": repeated(
        "(", before=HEAD + "<figure><img src=/a.jpg><figcaption>AFP ", after=f"</figcaption></figure>{WORDS}"
    ),
    "credits from right to left": repeated(
        "<figure><img src=/a.jpg width=900><figcaption>\u202eصورة: \u2066AFP\u2069\u202c</figcaption></figure>"
    ),
    # letters
    "Chinese": repeated("桥因维修关闭，议会星期五说。", before=TEXT + "<p>"),
    "Chinese without stops": repeated("桥因维修关闭", before=TEXT + "<p>"),
    "Chinese paragraphs": numbered(lambda n: f"<p>桥{n}因维修关闭，议会星期五说。"),
    "Japanese": repeated("橋は修理のため閉鎖されている。", before=TEXT + "<p>"),
    "Arabic": repeated("الجسر مغلق للإصلاح ", before=TEXT + "<p>"),
    "Thai": repeated("สะพานปิดซ่อม", before=TEXT + "<p>"),
    "right-to-left marks": repeated("\u202e\u2066\u200f\u200d", before=TEXT + "<p>"),
    "zero-width letters": repeated("\u200b\u00ad\ufeff", before=TEXT + "<p>a"),
    "soft hyphens": repeated("bri\u00addge ", before=TEXT + "<p>"),
    "combining marks": repeated("\u0301\u0316", before=TEXT + "<p>a"),
    "marks out of order": repeated(LETTER_STACK, before=TEXT + "<p>"),
    "jamo": repeated("\u1100\u1161\u11a8", before=TEXT + "<p>"),
    "letters that grow": repeated("\ufdfa", before=TEXT + "<p>"),
    "letters that compose to more": repeated("\U0001d160\u0344", before=TEXT + "<p>"),
    "beyond the basic plane": repeated("😀", before=TEXT + "<p>"),
    # encodings
    "broken UTF-8": raw(b"\xc3\xe9\xff\xfe\xed\xa0\x80\xf8 "),
    "nothing but 255": raw(b"\xff", before=b""),
    "no known encoding": raw(b"caf\xe9 and more of it. "),
    "mixed encodings": raw("Grüße ".encode() + "Grüße ".encode("latin-1") + "橋".encode("shift_jis")),
    "UTF-16 with mark": lambda size: b"\xff\xfe" + coded("word and more ", "utf-16-le")(size),
    "UTF-16 without mark": coded("word and more ", "utf-16-le"),
    "UTF-16 paragraphs": lambda size: b"\xfe\xff" + coded("<p>a", "utf-16-be")(size),
    "Shift_JIS without a word": coded("橋は修理のため閉鎖されている。", "shift_jis"),
    "GB18030 without a word": coded("桥因维修关闭，议会星期五说。", "gb18030"),
    "KOI8-R without a word": coded("Мост закрыт на ремонт. ", "koi8-r"),
    "charsets": in_head('<meta charset="x-none">'),
    "random bytes": raw(bytes(range(256))),
}
"""Name → what makes the page."""


# ---------------------------------------------------------------- measuring


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What reading one page cost."""

    name: str
    seconds: float
    """CPU of `extract`."""

    megabytes: int
    """The most memory that the process ever held."""

    paragraphs: int
    reason: str | None
    error: str | None = None
    profile: str = ""

    @property
    def is_beyond(self) -> bool:
        """Whether a limit was broken."""
        return self.error is not None or self.seconds >= MOST_SECONDS or self.megabytes >= MOST_MEGABYTES


CHILD: Final = """
import cProfile, io, json, pathlib, pstats, resource, sys, time
from aggregator import extract
from benchmarks.attacks import TAIL, TEXT, URL
data = open(sys.argv[1], "rb").read()
for _ in range(3):  # tables and patterns are loaded once a process
    extract(TEXT + TAIL, URL)
profile = cProfile.Profile(time.process_time) if sys.argv[2] == "profile" else None
begun = time.process_time()
article = profile.runcall(extract, data, URL) if profile else extract(data, URL)
seconds = time.process_time() - begun
told = io.StringIO()
if profile:
    pstats.Stats(profile, stream=told).sort_stats("tottime").print_stats(12)
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1_000_000 if sys.platform == "darwin" else 1_000)
status = pathlib.Path("/proc/self/status")
if status.exists():  # there `ru_maxrss` begins with what the process had that started this one
    most = int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1_000
print(json.dumps({
    "seconds": seconds, "megabytes": most,
    "paragraphs": len(article.blocks), "reason": article.reason, "profile": told.getvalue(),
}))
"""


def cost(name: str, page: bytes, folder: Path, *, profile: bool = False, patience: float = 120) -> Cost:
    """Return what reading `page` cost, in a process of its own that nothing was read in before."""
    file = folder / "page.html"
    file.write_bytes(page)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", CHILD, str(file), "profile" if profile else "plain"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=patience,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return Cost(name=name, seconds=patience, megabytes=0, paragraphs=0, reason=None, error="it did not end")
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or [f"it died ({error.returncode})"])[-1]
        return Cost(name=name, seconds=0, megabytes=0, paragraphs=0, reason=None, error=last)
    return Cost(name=name, **json.loads(ran.stdout))


def costs(names: Iterable[str], size: int, *, profile: bool = False) -> Iterator[Cost]:
    """Yield what each of the attacks `names` costs."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            yield cost(name, ATTACKS[name](size)[:size], Path(folder), profile=profile)


def line(one: Cost) -> str:
    """Return `one` as a line of the table."""
    told = one.error or one.reason or f"{one.paragraphs} blocks"
    return f"{'!' if one.is_beyond else ' '} {one.name:32} {one.seconds:7.2f} s {one.megabytes:5} MB   {told}"


def main() -> int:
    """Print the table; return 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only attacks whose name begins so")
    parser.add_argument("--size", type=int, default=SIZE, help="bytes of a page")
    parser.add_argument(
        "--over", type=float, nargs=2, metavar=("SECONDS", "MEGABYTES"), help="print only what costs more"
    )
    parser.add_argument("--profile", action="store_true", help="print the dearest functions too; times are longer then")
    arguments = parser.parse_args()
    names = [one for one in ATTACKS if not arguments.names or one.startswith(tuple(arguments.names))]
    if not names:
        parser.error(f"no attack begins with {' or '.join(arguments.names)}")
    if arguments.size < 1:
        parser.error("--size must be at least one byte")
    beyond = 0
    for one in costs(names, arguments.size, profile=arguments.profile):
        beyond += one.is_beyond
        if arguments.over is None or one.error or one.seconds > arguments.over[0] or one.megabytes > arguments.over[1]:
            print(line(one), flush=True)
            print("".join(f"      {told}\n" for told in islice(one.profile.splitlines(), 6, 22)), end="")
    print(f"{len(names)} attacks of {arguments.size} bytes, {beyond} beyond {MOST_SECONDS:g} s or {MOST_MEGABYTES} MB")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
