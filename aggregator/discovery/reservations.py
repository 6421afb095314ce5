"""What a site as a whole states on text and data mining: in its robots.txt, and by TDMRep in a file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from protego import Protego

from aggregator.article import Reservation
from aggregator.discovery.robots import RobotsTxt, text_of
from aggregator.text import clean
from aggregator.urls import join

TDMREP = "/.well-known/tdmrep.json"
"""Where TDMRep has a site's rules (W3C Community Group, TDM Reservation Protocol, "TDM File on the Origin Server")."""

LARGEST_TDMREP = 64 * 1024
"""Bytes of that file that are accepted: a rule takes a hundred, and sites have a handful."""

MOST_RULES = 200
LONGEST = 200
"""Characters of a location or policy that are told on."""

TRAINING: Mapping[str, str] = MappingProxyType(
    {
        "AI2Bot": "allenai.org/crawler: to train open language models",
        "Ai2Bot-Dolma": "allenai.org/crawler: for Dolma, a body of text to train on",
        "Amazonbot": "developer.amazon.com/amazonbot: may be used to train Amazon's models",
        "anthropic-ai": "Anthropic's earlier name for the same, still in many files",
        "Applebot-Extended": "support.apple.com/119829: nothing but consent to train Apple's models",
        "Bytespider": "ByteDance has no page on it; known for collecting what its models are trained on",
        "CCBot": "commoncrawl.org/ccbot: the archive that most models are trained on",
        "ClaudeBot": "support.anthropic.com, article 8896518: content that may contribute to training",
        "cohere-training-data-crawler": "Cohere's; the name says it",
        "Cotoyogi": "ds.rois.ac.jp/en_crawler: text to train Japanese language models on",
        "FacebookBot": "developers.facebook.com/docs/sharing/bot: to train models of language and speech",
        "Google-Extended": "developers.google.com, common crawlers: nothing but consent to train Gemini",
        "GPTBot": "platform.openai.com/docs/bots: content that may be used to train OpenAI's models",
        "meta-externalagent": "developers.facebook.com, web crawlers: training AI models, among other uses",
        "PanguBot": "Huawei's; collects what its Pangu models are trained on",
        "SBIntuitionsBot": "sbintuitions.co.jp/en/bot: development of language models",
        "Webzio-Extended": "webz.io/bot.html: nothing but consent to train on what Webz.io sells",
    }
)
"""Product tokens whose published purpose is the training of models → where that is said. Who refuses one of them
reserves mining in particular. Left out are those that find pages for readers or for search (OAI-SearchBot,
ChatGPT-User, Claude-User, PerplexityBot, YouBot, cohere-ai) and those that collect for other ends, too (Diffbot,
omgili, ImagesiftBot): a site may refuse them for reasons that have nothing to do with training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one place, or all of them together, says on the mining of a whole site."""

    tdm: Reservation | None = None
    """None: nothing is said."""

    evidence: str | None = None
    """Which place says so, and in which words."""


def robots_statement(body: bytes, *, origin: str, homepage: str) -> Statement:
    """Return what the robots.txt of `origin` (`https://www.example.com`) says: reserved, or nothing.

    It counts who is named. A group for all agents, though it refuses everything, is about crawling, and
    rules for some folders only leave the site open.
    """
    file, page = RobotsTxt(text_of(body), TRAINING), _any_page(homepage)
    refused = [agent for agent in TRAINING if file.names(agent) and not file.allows(page, agent)]
    if not refused:
        return Statement()
    words = ", ".join(f"User-agent: {agent}" for agent in refused)
    return Statement(tdm="reserved", evidence=f"{origin}/robots.txt: {words}, Disallow: /")


def tdmrep_statement(body: bytes, *, origin: str, homepage: str) -> Statement:
    """Return what a tdmrep.json of `origin` says on the pages of a site; of its rules the first that matches counts.

    A file that is none says nothing.
    """
    page = _any_page(homepage)
    for rule in _rules(body):
        location, said, policy = (_text(rule.get(name)) for name in ("location", "tdm-reservation", "tdm-policy"))
        if said not in ("0", "1") or not _matches(location, page):
            continue  # another value is an error of protocol, and counts as not set
        words = [f'location "{_shown(location)}"', f"tdm-reservation {said}"]
        if policy:
            words.append(f"tdm-policy {_shown(policy)}")
        tdm: Reservation = "reserved" if said == "1" else "allowed"
        return Statement(tdm=tdm, evidence=f"{origin}{TDMREP}: {', '.join(words)}")
    return Statement()


def together(*statements: Statement) -> Statement:
    """Return what several places say together: reserved where one of them reserves, with all that do as evidence."""
    for tdm in ("reserved", "allowed"):
        evidence = [one.evidence for one in statements if one.tdm == tdm and one.evidence]
        if evidence:
            return Statement(tdm=tdm, evidence="; ".join(evidence))
    return Statement()


def _any_page(homepage: str) -> str:
    """Return an address in a homepage's folder that stands for the site's articles: no rule names it in particular.

    >>> _any_page("https://www.example.com/news"), _any_page("https://www.example.com/sport/index.html")
    ('https://www.example.com/news/any-article', 'https://www.example.com/sport/any-article')
    """
    name = urlsplit(homepage).path.rpartition("/")[2]
    folder = homepage if not name or "." in name else f"{homepage}/"
    return join(folder, "any-article") or homepage


def _rules(body: bytes) -> Iterator[dict[str, Any]]:
    """Yield the rules of a tdmrep.json; a rule that stands without its list is seen in the wild, and read."""
    if len(body) > LARGEST_TDMREP:
        return
    try:
        found = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return
    rules = [found] if isinstance(found, dict) else found
    if isinstance(rules, list):
        yield from (rule for rule in rules[:MOST_RULES] if isinstance(rule, dict))


def _text(value: object) -> str:
    """Return a string or whole number of JSON as text that can be stored; "" for anything else."""
    text = str(value) if isinstance(value, str | int) else ""
    return text.encode("utf-8", errors="replace").decode("utf-8").strip()


def _matches(location: str, page: str) -> bool:
    """Return whether a location's pattern meets a page; TDMRep takes its patterns from robots.txt."""
    pattern = "".join(location.split())[:2000]
    return bool(pattern) and not Protego.parse(f"User-agent: *\nDisallow: {pattern}\n").can_fetch(page, "any")


def _shown(words: str) -> str:
    """Return words of a site, fit to be told on in one line."""
    return clean(words[: LONGEST * 2])[:LONGEST]
