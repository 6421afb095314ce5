"""Pages that are broken on purpose, each in one way that real sites break theirs."""

from __future__ import annotations

import functools
import gzip
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aggregator.demo.answers import Answer, page, redirect, sentence
from aggregator.demo.texts import SITES


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One broken page, as `faults.toml` tells of it."""

    path: str
    name: str
    """Which way it is broken: a key of `WAYS`."""

    why: str
    article: str
    """Slug of the article whose page is broken."""

    title: str | None = None
    """Headline shown instead of the article's, so that each page is a text of its own."""

    outcome: str
    """How a sound harvest ends here: `article`, `no_article`, `refused`, `failed`, `same` (the article's own
    page again), or `any` of them, as long as it ends."""


@functools.cache
def told(site: str) -> tuple[Fault, ...]:
    """Return the faults of `site`, in order; most sites have none."""
    path = SITES / site / "faults.toml"
    if not path.is_file():
        return ()
    with path.open("rb") as file:
        entries: list[Mapping[str, Any]] = tomllib.load(file)["faults"]
    return tuple(Fault(**entry) for entry in entries)


def broken(fault: Fault, sound: Answer, root: str, visit: int) -> dict[str, Answer]:
    """Return path → answer for `fault`, made from the `sound` answer; a few need a second address."""
    return WAYS[fault.name](fault, sound, root, visit)


Way = Callable[[Fault, Answer, str, int], dict[str, Answer]]


def _bytes(change: Callable[[bytes], bytes], content_type: str | None = None) -> Way:
    """Return the way that changes nothing but the page's bytes, and the type it is declared as."""

    def way(fault: Fault, sound: Answer, root: str, visit: int) -> dict[str, Answer]:
        declared = content_type or sound.header("content-type") or "text/html"
        return {fault.path: page(change(sound.body), declared)}

    return way


def _fixed(answer: Callable[[Answer], Answer]) -> Way:
    def way(fault: Fault, sound: Answer, root: str, visit: int) -> dict[str, Answer]:
        return {fault.path: answer(sound)}

    return way


def _to(status: int, location: str) -> Way:
    def way(fault: Fault, sound: Answer, root: str, visit: int) -> dict[str, Answer]:
        return {fault.path: redirect(status, location.replace("ROOT", root))}

    return way


def _broken_gzip(sound: Answer) -> Answer:
    packed = bytearray(gzip.compress(sound.body, mtime=0))
    middle = len(packed) // 3
    packed[middle : middle + 64] = bytes(64)
    return Answer(headers=(*sound.headers, ("Content-Encoding", "gzip")), body=bytes(packed))


@functools.cache
def _bomb() -> bytes:
    """32 MB of spaces in 32 kB: more than any article, less than a test machine's memory."""
    return gzip.compress(b"<html><body><p>" + b" " * (32 << 20), compresslevel=6, mtime=0)


def _loop(fault: Fault, sound: Answer, root: str, visit: int) -> dict[str, Answer]:
    other = f"{fault.path}-again"
    return {fault.path: redirect(302, root + other), other: redirect(302, root + fault.path)}


def _refresh(fault: Fault, sound: Answer, root: str, visit: int) -> dict[str, Answer]:
    target = f"{root}/news/{fault.article}"
    return {fault.path: page(f'<meta http-equiv="refresh" content="0; url={target}">\n'.encode())}


def _unavailable(fault: Fault, sound: Answer, root: str, visit: int) -> dict[str, Answer]:
    """At the first visit the server is overloaded for a second; at the second it is well again."""
    overloaded = sentence(503, "The server is overloaded.").with_headers(("Retry-After", "1"))
    return {fault.path: sound if visit else overloaded}


def _unclosed(body: bytes) -> bytes:
    """Leave out the end tags that old content systems leave out, and the end of the page."""
    for tag in (b"</p>", b"</li>", b"</div>", b"</span>", b"</body>", b"</html>"):
        body = body.replace(tag, b"")
    return body


def _one_line(body: bytes) -> bytes:
    """100 kB without a line break: scripts of that kind are common."""
    filler = b'<script>var adSlots=["' + b",".join(b"slot%05d" % n for n in range(10_000)) + b'"]</script>'
    return body.replace(b"\n", b" ").replace(b"</head>", filler + b"</head>", 1)


def _huge(body: bytes) -> bytes:
    """3 MB: a page with the readers' comments of a whole year."""
    comment = b'<li class="comment"><cite>reader %06d</cite><p>I have read this twice and still wonder.</p></li>\n'
    many = b"".join(comment % n for n in range(32_000))
    return body.replace(b"</body>", b'<ol class="comments">' + many + b"</ol></body>", 1)


def _deep(body: bytes) -> bytes:
    return body.replace(b"<article", b"<div>" * 4_000 + b"<article", 1)


def _attributes(body: bytes) -> bytes:
    """One tag with 30,000 attributes: cheap to send, dear to parse."""
    return (
        b"<html><body><div " + b" ".join(b"a%d=1" % n for n in range(30_000)) + b"><p>Read on.</p></div></body></html>"
    )


_BAD_CHUNKS = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>A chunk of no size.</p>"
)

_PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0\x08\x06" + bytes(range(256)) * 40

_LOGIN = b"""<!doctype html><html lang="en"><head><title>Sign in - Shifting Times</title>
<meta name="robots" content="noindex"></head><body><main><h1>Sign in</h1><p>Please sign in to go on.</p>
<form method="post" action="/login"><label>E-mail <input type="email" name="email"></label>
<label>Password <input type="password" name="password"></label><button>Sign in</button></form>
<p><a href="/login/forgotten">Forgotten your password?</a></p></main></body></html>
"""

_CONSENT = b"""<!doctype html><html lang="en"><head><title>Before you continue</title></head><body>
<div class="cmp-wall" role="dialog"><h2>We value your privacy</h2><p>We and our 214 partners store and read
information on your device, such as cookies. You may accept or manage your choices at any time.</p>
<button>Accept all</button><button>Manage choices</button></div></body></html>
"""

_MISSING = b"""<!doctype html><html lang="en"><head><title>Page not found - Shifting Times</title></head><body>
<header><a href="/">Shifting Times</a></header><main><h1>Oops! We could not find that page</h1>
<p>The page you were looking for may have been moved or no longer exists. Try the <a href="/">front page</a>
or search our archive.</p></main></body></html>
"""

_SCRIPT_ONLY = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shifting Times</title>
<script defer src="/static/app.3f9a.js"></script></head><body><noscript>You need to enable JavaScript to run this
app.</noscript><div id="root"></div></body></html>
"""

WAYS: Mapping[str, Way] = {
    "sound": _fixed(lambda sound: sound),
    "truncated": _fixed(lambda sound: Answer(headers=sound.headers, body=sound.body, manner="cut")),
    "broken-gzip": _fixed(_broken_gzip),
    "gzip-bomb": _fixed(
        lambda sound: Answer(headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")), body=_bomb())
    ),
    "bad-chunks": _fixed(lambda sound: Answer(body=_BAD_CHUNKS, manner="raw")),
    "not-http": _fixed(lambda sound: Answer(body=b"\x16\x03\x01\x02\x00 this is no HTTP at all\r\n\r\n", manner="raw")),
    "long-header": _fixed(
        lambda sound: Answer(headers=(*sound.headers, ("Set-Cookie", "visitor=" + "x" * 100_000)), body=sound.body)
    ),
    "dropped": _fixed(lambda sound: Answer(manner="drop")),
    "slow": _fixed(lambda sound: Answer(headers=sound.headers, body=sound.body, manner="trickle")),
    "server-error": _fixed(lambda sound: sentence(500, "Fatal error: Allowed memory size exhausted in index.php.")),
    "unavailable": _unavailable,
    "forbidden": _fixed(lambda sound: sentence(403, "Access denied.")),
    "legal": _fixed(lambda sound: sentence(451, "Unavailable for legal reasons.")),
    "empty": _fixed(lambda sound: page(b"", "text/html; charset=utf-8")),
    "soft-404": _fixed(lambda sound: page(_MISSING)),
    "login": _fixed(lambda sound: page(_LOGIN)),
    "consent-wall": _fixed(lambda sound: page(_CONSENT)),
    "script-only": _fixed(lambda sound: page(_SCRIPT_ONLY)),
    "redirect-loop": _loop,
    "redirect-private": _to(302, "http://10.20.30.40/latest/meta-data/"),
    "redirect-loopback": _to(302, "http://127.0.0.1:22/"),
    "redirect-file": _to(302, "file:///etc/passwd"),
    "redirect-home": _to(302, "ROOT/"),
    "meta-refresh": _refresh,
    "binary": _bytes(lambda body: _PICTURE, "text/html; charset=utf-8"),
    "pdf": _bytes(lambda body: b"%PDF-1.7\n" + _PICTURE, "application/pdf"),
    "deep": _bytes(_deep),
    "attributes": _bytes(_attributes),
    "huge": _bytes(_huge),
    "one-line": _bytes(_one_line),
    "unclosed": _bytes(_unclosed),
    "nulls": _bytes(lambda body: body.replace(b" the ", b" \x00the\x00 ")),
    "wrong-charset": _bytes(lambda body: body, "text/html; charset=iso-8859-1"),
    "utf-16": _bytes(lambda body: body.decode().encode("utf-16"), "text/html"),
    "bad-entities": _bytes(lambda body: body.replace(b" and ", b" &#xD800;&#0;&#99999999;and ")),
}
