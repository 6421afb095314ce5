"""The addresses of one capture, each with what it is to the article."""

from __future__ import annotations

from dataclasses import dataclass

from aggregator.capture import Capture
from aggregator.dedup.decide import AddressMatch
from aggregator.store.frontier import address_key, plain_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The normalised addresses of a capture that holds an article."""

    asked: str
    answered: str
    canonical: str
    aliases: tuple[str, ...]

    @classmethod
    def of(cls, capture: Capture) -> Addresses:
        """Return the addresses of a capture that holds an article."""
        assert capture.article is not None
        answered = plain_address(capture.final_url)
        named = capture.article.canonical_url
        return cls(
            asked=plain_address(capture.url),
            answered=answered,
            canonical=plain_address(named) if named else answered,
            aliases=tuple(plain_address(one) for one in (*capture.aliases, *capture.candidate.led_from)),
        )

    @property
    def matches(self) -> dict[str, AddressMatch]:
        """How strongly each address speaks for the article that has it."""
        claimed: dict[str, AddressMatch] = dict.fromkeys((*self.aliases, self.canonical), "claimed")
        return claimed | {self.answered: "answered"} | {self.asked: "asked"}

    @property
    def keyed(self) -> dict[str, AddressMatch]:
        """The same by address keys, for what was fetched: another spelling leads to the same page."""
        return {address_key(self.answered): "answered", address_key(self.asked): "asked"}

    @property
    def kinds(self) -> dict[str, str]:
        """What each address is, as `article_urls.kind` has it; the canonical one is entered with the article."""
        return dict.fromkeys(self.aliases, "alias") | {self.answered: "answered"} | {self.asked: "asked"}
