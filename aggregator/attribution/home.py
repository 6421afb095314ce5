"""The country that address or language of a page speak for."""

from __future__ import annotations

from aggregator.attribution.publisher import host_of

_WORLDWIDE = frozenset({"ai", "am", "cc", "co", "eu", "fm", "gg", "io", "la", "ly", "me", "sh", "tk", "to", "tv", "ws"})
"""Country domains that sites of every country use."""

_OF_LANGUAGE = {
    "bg": "BG",
    "ca": "ES",
    "cs": "CZ",
    "da": "DK",
    "el": "GR",
    "et": "EE",
    "fi": "FI",
    "he": "IL",
    "hu": "HU",
    "id": "ID",
    "it": "IT",
    "ja": "JP",
    "ko": "KR",
    "lt": "LT",
    "lv": "LV",
    "nb": "NO",
    "no": "NO",
    "pl": "PL",
    "sk": "SK",
    "sl": "SI",
    "sv": "SE",
    "tr": "TR",
    "uk": "UA",
    "vi": "VN",
}
"""Languages of one country's press."""


def home_of(url: str, language: str | None) -> str | None:
    """Return the country that a page at `url` in `language` is from, as far as these tell: whose `ACN` it means.

    >>> home_of("https://harbourpost.example.pl/news", None)
    'PL'
    >>> home_of("https://harbourpost.example.com/news", "ja-JP")
    'JP'
    """
    domain = host_of(url).rpartition(".")[2]
    if len(domain) == 2 and domain not in _WORLDWIDE:
        return "GB" if domain == "uk" else domain.upper()
    return _OF_LANGUAGE.get((language or "").partition("-")[0])
