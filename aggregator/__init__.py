"""News articles out of the web: what they say, who they come from, and how they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Article", "Context", "extract", "follow"]

if TYPE_CHECKING:
    from aggregator.article import Article
    from aggregator.context import Context
    from aggregator.reading import extract
    from aggregator.store.changes import follow

_HOMES = {
    "Article": "aggregator.article",
    "Context": "aggregator.context",
    "extract": "aggregator.reading",
    "follow": "aggregator.store.changes",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first used (PEP 562).

    So `import aggregator` costs nothing, and only who follows changes loads sqlite3.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
