"""Feeds, sitemaps and pages made to blow up, or to fetch something, in whoever reads them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

GOOD = "http://odd.example/news/the-good-item-of-the-day"
ITEM = f"<item><title>Good</title><link>{GOOD}</link></item>"
ENTRY = f"<url><loc>{GOOD}</loc></url>"


def laughs(open_root: str) -> str:
    """Return a document type in which ten entities stand for ten each, twenty times over."""
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    return f'<?xml version="1.0"?><!DOCTYPE {open_root} [<!ENTITY l0 "lol">{steps}]>'


def xml(kind: str, inside: str, *, before: str = "", root: str = "") -> str:
    """Return a feed or sitemap with a good item and `inside`."""
    if kind == "feed":
        return f'{before}<rss version="2.0"{root}><channel><title>News</title>{ITEM}{inside}</channel></rss>'
    return f'{before}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{root}>{ENTRY}{inside}</urlset>'


def entry(kind: str, text: str, *, link: str = "http://odd.example/news/the-other-item-of-the-day") -> str:
    """Return an item whose title, or whose address, is `text`."""
    if kind == "feed":
        return f"<item><title>{text}</title><link>{link}</link><description>{text}</description></item>"
    return f"<url><loc>http://odd.example/news/{text}</loc></url>"


Document = tuple[str, Callable[[], bytes]]
"""`feed` or `sitemap`, and what makes its bytes: some are large."""


def documents(inside: str, file: str) -> dict[str, Document]:
    """Return the attacks by name; the good item of each lies at `good(name)`.

    `inside` is an address that nobody may fetch, `file` one of a file that nobody may read.
    """
    made: dict[str, Document] = {}
    for kind in ("feed", "sitemap"):
        for shape, (make, coding) in shapes(kind, inside, file).items():
            name = f"{kind}-{shape}"
            made[name] = (kind, partial(encoded, make, name, coding))
    return made


def encoded(make: Callable[[], str], name: str, coding: str) -> bytes:
    return make().replace("odd.example", f"{name}.example").encode(coding)


def good(name: str) -> str:
    """Return the address of the item that an attack leaves unharmed."""
    return GOOD.replace("odd", name)


def shapes(kind: str, inside: str, file: str) -> dict[str, tuple[Callable[[], str], str]]:
    """Return name → what makes the text, and encoding of each attack as a document of one kind."""
    root = "rss" if kind == "feed" else "urlset"

    def doctype(words: str) -> str:
        return f'<?xml version="1.0"?><!DOCTYPE {root} {words}>'

    plain: dict[str, Callable[[], str]] = {
        "billion-laughs": lambda: xml(kind, entry(kind, "&l19;"), before=laughs(root)),
        "laughs-in-an-attribute": lambda: xml(kind, "", before=laughs(root), root=' x="&l19;"'),
        "parameter-laughs": lambda: xml(
            kind, "", before=doctype('[<!ENTITY % a "&#37;b;&#37;b;"><!ENTITY % b "%a;%a;"> %b;]')
        ),
        "quadratic": lambda: xml(kind, entry(kind, "&a;" * 20_000), before=doctype(f'[<!ENTITY a "{"x" * 100_000}">]')),
        "external-file": lambda: xml(kind, entry(kind, "&a;"), before=doctype(f'[<!ENTITY a SYSTEM "{file}">]')),
        "external-address": lambda: xml(kind, entry(kind, "&a;"), before=doctype(f'[<!ENTITY a SYSTEM "{inside}">]')),
        "external-parameter": lambda: xml(
            kind, "", before=doctype(f'[<!ENTITY % a SYSTEM "{inside}"> %a; <!ENTITY b "%a;">]')
        ),
        "external-dtd": lambda: xml(kind, "", before=doctype(f'SYSTEM "{inside}"')),
        "public-dtd": lambda: xml(kind, "", before=doctype(f'PUBLIC "-//N//D//EN" "{inside}"')),
        "dtd-of-a-file": lambda: xml(kind, "", before=doctype(f'SYSTEM "{file}"')),
        "xinclude": lambda: xml(
            kind,
            f'<xi:include href="{inside}"/><xi:include parse="text" href="{file}"/>' + entry(kind, "x"),
            root=' xmlns:xi="http://www.w3.org/2001/XInclude"',
        ),
        "stylesheet": lambda: xml(
            kind, "", before=f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{inside}"?>'
        ),
        "schema": lambda: xml(
            kind, "", root=f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {inside}"'
        ),
        "instructions": lambda: xml(kind, "<?php system('id'); ?>" * 50_000),
        "long-text": lambda: xml(kind, entry(kind, "word " * 800_000)),
        "long-attribute": lambda: xml(kind, "", root=f' x="{"y" * 8_000_000}"'),
        "many-attributes": lambda: xml(kind, "", root="".join(f' a{n}="{n}"' for n in range(100_000))),
        "many-namespaces": lambda: xml(kind, "", root="".join(f' xmlns:n{n}="urn:{n}"' for n in range(20_000))),
        "deep": lambda: xml(kind, "<a>" * 300_000),
        "long-name": lambda: xml(kind, f"<{'n' * 2_000_000}/>"),
        "long-comment": lambda: xml(kind, f"<!--{'-' * 4_000_000}-->"),
        "long-cdata": lambda: xml(kind, f"<x><![CDATA[{']]' * 2_000_000}]]></x>"),
        "broken-cdata": lambda: xml(kind, "<![CDATA[" * 200_000),
        "references": lambda: xml(kind, entry(kind, "&#x41;" * 500_000)),
        "impossible-references": lambda: xml(kind, entry(kind, "&#0;&#xD800;&#x110000;&#99999999999;" * 20_000)),
        "many-items": lambda: xml(
            kind,
            "".join(entry(kind, f"one-of-many-items-{n}", link=f"http://elsewhere.example/{n}") for n in range(5_000)),
        ),
    }
    laughing = laughs(root).replace("]>", f'<!ENTITY a SYSTEM "{inside}">]>')
    ebcdic = laughing.replace('"1.0"', '"1.0" encoding="cp037"', 1)

    def expanding(before: str) -> Callable[[], str]:
        return lambda: xml(kind, entry(kind, "&l19;&a;"), before=before)

    def seven() -> str:
        before = '<?xml version="1.0" encoding="UTF-7"?>'
        return xml(kind, "", before=before) + f"+ADwAIQ-DOCTYPE x [+ADwAIQ-ENTITY a SYSTEM +ACI-{inside}"

    return {
        **{name: (make, "utf-8") for name, make in plain.items()},
        **{f"laughs-in-{name}": (expanding(laughing), name) for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")},
        "laughs-in-ebcdic": (expanding(ebcdic), "cp037"),
        "utf-7": (seven, "utf-8"),
    }


HEAD = "<html><head><title>An odd page</title></head><body><article><h1>An odd page of the day</h1>"
WORDS = "<p>The bridge over the river is closed for repair until the end of the month, the council said today.</p>" * 6


def pages() -> dict[str, bytes]:
    """Return pages that are deep, wide, broken or costly to look through."""
    text: dict[str, Callable[[], str]] = {
        "nested-divs": lambda: HEAD + "<div>" * 100_000 + WORDS,
        "nested-inline": lambda: HEAD + "<b><i><a href=x>" * 60_000 + WORDS,
        "nested-tables": lambda: HEAD + "<table><tr><td>" * 40_000 + WORDS,
        "nested-lists": lambda: HEAD + "<ul><li>" * 100_000 + WORDS,
        "nested-quotations": lambda: HEAD + "<blockquote>" * 100_000 + WORDS,
        "nested-forms-and-buttons": lambda: HEAD + "<form><button><select><option>" * 20_000 + WORDS,
        "nested-svg": lambda: HEAD + "<svg><g><foreignObject><math>" * 20_000 + WORDS,
        "attributes": lambda: HEAD + "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + WORDS,
        "same-attribute": lambda: HEAD + "<div " + "class=x " * 100_000 + ">" + WORDS,
        "long-attribute": lambda: HEAD + f'<div class="{"nav " * 500_000}">' + WORDS,
        "siblings": lambda: HEAD + "<br>" * 1_000_000 + WORDS,
        "paragraphs": lambda: HEAD + "<p>a" * 300_000,
        "links": lambda: HEAD + "<a href=/a>a</a>" * 100_000 + WORDS,
        "unclosed": lambda: "<html><head><title><script><style><textarea><xmp><plaintext>" + HEAD + WORDS,
        "unclosed-attribute": lambda: HEAD + '<div class="' + WORDS * 100,
        "unclosed-comments": lambda: HEAD + WORDS + "<!--" * 500_000,
        "unclosed-tags": lambda: HEAD + WORDS + "<" * 300_000,
        "ends-only": lambda: HEAD + "</div></p></b>" * 200_000 + WORDS,
        "misnested": lambda: HEAD + "<b><p></b><i></p>" * 50_000 + WORDS,
        "formatting": lambda: HEAD + "<b><i><u><s><font>" * 300 + "<p>x" * 5_000,
        "surrogates": lambda: HEAD + "<p>" + "&#xD800;&#xDFFF;&#55296;&#0;&#x110000;&#xFFFE;" * 2_000 + "</p>" + WORDS,
        "references": lambda: HEAD + "<p>" + "&amp;&lt;&NotEqualTilde;&aaaa" * 40_000 + "</p>" + WORDS,
        "huge-script": lambda: HEAD + "<script>" + "var a = '<p>word</p>';" * 100_000 + "</script>" + WORDS,
        "huge-style": lambda: HEAD + "<style>" + ".a > .b:not(.c) { color: red }" * 70_000 + "</style>" + WORDS,
        "deep-json": lambda: HEAD + '<script type="application/ld+json">' + '{"a":[' * 100_000 + "</script>" + WORDS,
        "wide-json": lambda: HEAD + '<script type="application/ld+json">[' + '{"@type":"NewsArticle"},' * 100_000 + "{}]</script>" + WORDS,
        "long-number": lambda: HEAD + '<script type="application/ld+json">{"@type":"NewsArticle","wordCount":' + "9" * 2_000_000 + "}</script>" + WORDS,
        "next-data": lambda: HEAD + '<script id="__NEXT_DATA__" type="application/json">' + '{"props":{"a":' * 50_000 + "</script>" + WORDS,
        "spaces": lambda: HEAD + "<p>" + " " * 1_000_000 + "</p>" + WORDS,
        "line-breaks": lambda: HEAD + "<p>" + "\n\t " * 300_000 + "</p>" + WORDS,
        "one-word": lambda: HEAD + "<p>" + "a" * 1_000_000 + "</p>" + WORDS,
        "dashes": lambda: HEAD.replace("odd page", "- | – — :" * 20_000) + "<p>" + "- " * 300_000 + "</p>" + WORDS,
        "brackets": lambda: HEAD + "<p>" + "(((((" * 200_000 + "</p><p>" + "[[" * 200_000 + "</p>" + WORDS,
        "quotation-marks": lambda: HEAD + "<p>" + "“”\"'«»" * 100_000 + "</p>" + WORDS,
        "bylines": lambda: HEAD + "<p class=byline>" + "By " * 100_000 + "</p><p class=author>" + "and A. B., " * 50_000 + "</p>" + WORDS,
        "datelines": lambda: HEAD + "<p>" + "LONDON, (Reuters) - " * 40_000 + "</p>" + WORDS,
        "credits": lambda: HEAD + "<figure><figcaption>" + "Photo: A/B=C (D) © " * 40_000 + "</figcaption></figure>" + WORDS,
        "dates": lambda: HEAD + "<time>" + "1 Nov 2026 " * 80_000 + "</time><p class=date>" + "2026-11-" * 80_000 + "</p>" + WORDS,
        "addresses": lambda: HEAD + "<p>" + "http://www." * 100_000 + "a@b." * 100_000 + "</p>" + WORDS,
        "citations": lambda: HEAD + "<p>" + "according to the reported on told the quoted by " * 30_000 + "</p>" + WORDS,
        "metas": lambda: "<html><head>" + "<meta property='article:tag' content='a,b;c'>" * 100_000 + "</head>" + HEAD + WORDS,
        "images": lambda: HEAD + "<img src=a srcset='a 1x, b 2x'>" * 100_000 + WORDS,
        "frames": lambda: HEAD + "<iframe srcdoc='<p>x'></iframe><template><p>x</template>" * 50_000 + WORDS,
        "bidi": lambda: HEAD + "<p>" + "\u202e\u2066\u200f\u200d" * 200_000 + "</p>" + WORDS,
        "combining": lambda: HEAD + "<p>a" + "\u0301\u0316" * 500_000 + "</p>" + WORDS,
        "hangul": lambda: HEAD + "<p>" + "\u1100\u1161\u11a8" * 300_000 + "</p>" + WORDS,
    }  # fmt: skip
    made = {name: make().encode("utf-8", "surrogatepass") for name, make in text.items()}
    sound = (HEAD + WORDS).encode()
    return made | {
        "nulls": sound.replace(b"e", b"e\0") + b"\0" * 300_000,
        "broken-utf-8": sound.replace(b"e", b"\xc3\xe9\xff\xfe\xed\xa0\x80\xf8") + bytes(range(128, 256)) * 5_000,
        "utf-16-without-a-mark": sound.decode().encode("utf-16-le"),
        "nothing-but-255": b"\xff" * 3_000_000,
        "a-picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10_000,
        "one-byte": b"<",
        "white-space": b" \n" * 1_000_000,
    }
