"""What the sample web sends back for one address, sound or broken on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Manner = Literal["whole", "cut", "trickle", "drop", "raw"]
"""How the bytes are sent.

    whole    as HTTP wants it
    cut      `Content-Length` promises twice what comes before the connection closes
    trickle  in small pieces with pauses, about two seconds in all
    drop     the connection closes before the first byte
    raw      `body` is everything that is sent, status line included
"""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP response, ready to be sent."""

    status: int = 200
    headers: Headers = ()
    """Without `Content-Length`, `Date` and `Connection`, which the server adds."""

    body: bytes = b""
    """After content coding: compressed where `headers` say so."""

    manner: Manner = "whole"

    def header(self, name: str) -> str | None:
        """Return the value of the first header called `name`, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def with_headers(self, *headers: tuple[str, str]) -> Answer:
        """Return a copy in which `headers` replace those of the same name."""
        names = {name.lower() for name, _ in headers}
        kept = tuple(pair for pair in self.headers if pair[0].lower() not in names)
        return Answer(status=self.status, headers=kept + headers, body=self.body, manner=self.manner)


def page(body: bytes, content_type: str = "text/html; charset=utf-8", *, status: int = 200) -> Answer:
    """Return the plain answer that carries `body`."""
    return Answer(status=status, headers=(("Content-Type", content_type),), body=body)


def sentence(status: int, text: str) -> Answer:
    """Return an answer whose body is one line of plain text."""
    return page(f"{text}\n".encode(), "text/plain; charset=utf-8", status=status)


def redirect(status: int, location: str) -> Answer:
    """Return a redirect as web servers write it: a `Location`, and a page for those who do not follow."""
    body = f"<html><head><title>{status} Moved</title></head><body><h1>Moved</h1></body></html>\n".encode()
    return Answer(status=status, headers=(("Content-Type", "text/html"), ("Location", location)), body=body)
