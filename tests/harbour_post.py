"""The pages of one site, for tests of what the pages of a site teach (see its `site.toml`)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "fixtures" / "sites" / "harbour-post"

REPORTS: Final = sorted(FOLDER.glob("[1-5].html"))
"""Five articles that a lone page is read rightly from, but for the promotion below each text."""

SHORT: Final = FOLDER / "6.html"
"""A sixth one, shorter than what stands beside it."""

PROMOTION: Final = "The Harbour Post now has a page"
"""How the line begins that stands below each text."""


def address(page: Path) -> str:
    """Return the address of one of the pages."""
    return f"https://harbour-post.example/region/{page.stem}"
