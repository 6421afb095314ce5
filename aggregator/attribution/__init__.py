"""Who an article really comes from: publisher, wire, photo, cited, each with the words that prove it."""

from aggregator.attribution.attribute import attribute

__all__ = ["attribute"]
