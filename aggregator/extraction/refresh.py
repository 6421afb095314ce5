"""Where a page sends its reader by itself: `<meta http-equiv="refresh">`."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from aggregator.extraction.parsed import ParsedPage
from aggregator.urls import join

LONGEST = 4_000
"""Characters of one element that are looked at: more than any address that we fetch has."""

MOST_LOOKED_AT = 20
"""Elements; real pages have one or two, and each further one may lie two thousand elements deep."""

# The HTML standard's "shared declarative refresh steps": seconds, then "url=" or nothing, then the address, which may
# be quoted; what stands behind the closing quote is dropped.
_REFRESH = re.compile(
    r"\s{0,99}(?P<seconds>[0-9]{1,9})[0-9.]{0,99}\s{0,99}[;,\s]\s{0,99}(?:url\s{0,99}=\s{0,99})?"
    r"(?:\"(?P<double>[^\"]*)|'(?P<single>[^']*)|(?P<bare>.*))",
    re.IGNORECASE | re.DOTALL,
)


def refresh_target(page: ParsedPage, *, most_seconds: float) -> str | None:
    """Return the address that the page leads on to within `most_seconds`, absolute, http or https.

    None where it leads nowhere, reloads itself without an address, waits longer, or names what is no web
    address (`javascript:`, `data:`). What stands in `noscript` is for readers without scripts.
    """
    found = (one for one in page.elements["meta"] if (one.get("http-equiv") or "").strip().lower() == "refresh")
    for element in islice(found, MOST_LOOKED_AT):
        said = _REFRESH.match((element.get("content") or "")[:LONGEST])
        if said is None or int(said["seconds"]) > most_seconds or _is_for_others(element):
            continue
        target = (said["double"] or said["single"] or said["bare"] or "").strip()
        return join(page.base, target) if target else None
    return None


def _is_for_others(element: HtmlElement) -> bool:
    """Return whether an element is only for readers whose browser runs no scripts."""
    return next(element.iterancestors("noscript"), None) is not None
