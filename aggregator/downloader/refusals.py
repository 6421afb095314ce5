"""Why a request of ours is not sent, as exceptions that Scrapy hands to the request's errback."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class AddressRefused(IgnoreRequest):
    """The address is not one that we fetch; the text says why.

    Not an error of resolution: Scrapy would try those again, and a rebinding name would win in the end.
    """


class RobotsRefused(IgnoreRequest):
    """robots.txt does not allow the address; the text says so."""


class Stopped(IgnoreRequest):
    """The crawl is to end before the request's turn has come: it has no outcome, and is asked for again later."""


class TooManyRedirects(IgnoreRequest):
    """The address leads from one redirect to the next; the text says how."""


class HeldBack(IgnoreRequest):
    """The host is left alone for now; the text says why. The address has no outcome, and is asked for again later."""


class RobotsUnavailable(Exception):
    """Whether the address is allowed cannot be known now; the text says why. It is to be asked for again later."""
