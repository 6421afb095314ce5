"""What attribution needs of a page that was taken apart, whoever did so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from lxml.html import HtmlElement

from aggregator.context import Context


class Metas(Protocol):
    """The `meta` elements of a page by lower-case name."""

    @property
    def values(self) -> Mapping[str, Sequence[str]]:
        """Name → its values, blank ones included."""

    def all(self, *names: str) -> Sequence[str]:
        """Return every value under any of `names`, in the order of the names."""


class ReadablePage(Protocol):
    """A parsed page, as `attribute` reads it."""

    @property
    def url(self) -> str:
        """The address that was asked for."""

    @property
    def root(self) -> HtmlElement | None:
        """The `html` element; None where there is no markup."""

    @property
    def elements(self) -> Mapping[str, Sequence[HtmlElement]]:
        """Tag → its elements in document order; at least for `link`, `title`, `h1`."""

    @property
    def metas(self) -> Metas:
        """The `meta` elements."""

    @property
    def jsonld(self) -> Sequence[Mapping[str, Any]]:
        """The schema.org objects of the page, flattened."""

    @property
    def context(self) -> Context | None:
        """What is known from outside the page."""
