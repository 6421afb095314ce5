"""Whom a person means by a name in a credit, and where the article says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aggregator.article import Article, Attribution, Place, Role
from aggregator.corrections import Saying
from aggregator.errors import UsageError
from aggregator.organisations import Organisation, register

_BY_DEFAULT: dict[Role, Place] = {"publisher": "meta", "wire": "footer", "photo": "caption", "cited": "body"}
"""Where the words stand that are not in what is stored: the foot of a page is not, nor its metadata."""

LONGEST = 200
"""Characters of a passage that is taken for evidence."""

LONGEST_SEARCHED = 5_000
"""Characters of a passage in which the name is looked for."""

_SENTENCE = re.compile(r"[^.!?。！？]*[.!?。！？]*\s*")


class Passage(NamedTuple):
    """A stretch of a stored article in which a credit may stand."""

    place: Place
    position: int | None
    text: str


def named(saying: Saying, name: str, article: Article, *, country: str | None) -> Attribution:
    """Return the attribution that a person says: the organisation by its canonical name, with the words of the page.

    Raises UsageError where the name may mean several. `country` is that of the source, which decides between
    organisations of one name.
    """
    role: Role = saying.field  # type: ignore[assignment]  # the command line takes no other
    known = None if saying.person else organisation(name, country=country)
    is_person = saying.person if saying.person is not None else known is None and role == "photo"
    words = _words(saying, name, known, article)
    return Attribution(
        role=role,
        name=known.name if known is not None else name,
        as_written=words[0],
        evidence=words[1],
        found_in=saying.found_in or words[2],
        position=words[3],
        extent=saying.extent,
        confidence=1.0,
        entity="person" if is_person else "organisation",
        organisation_id=known.id if known is not None else None,
    )


def organisation(name: str, *, country: str | None) -> Organisation | None:
    """Return the organisation of the register that a name or id means; None where the register has none."""
    names = register()
    if (found := names.get(name)) is not None:
        return found
    if (found := names.by_name(name, country=country, decided=True)) is not None:
        return found
    if names.by_name(name, country=country) is None:
        return None
    ids = sorted(one.id for one in names.named(name))
    raise UsageError(f'"{name}" may mean {" or ".join(ids)}: write one of these ids, or the full name.')


def _words(
    saying: Saying, name: str, known: Organisation | None, article: Article
) -> tuple[str, str, Place, int | None]:
    """Return what is written for the entity, the evidence, and place and position in the article."""
    role: Role = saying.field  # type: ignore[assignment]
    if saying.evidence:
        written = _written(saying.evidence, name, known) or name
        at = next((one for one in _passages(article) if saying.evidence in one.text), None)
        return written, saying.evidence, at.place if at else _BY_DEFAULT[role], at.position if at else None
    for one in _passages(article):
        if _may_credit(role, one, article) and (written_there := _written(one.text, name, known)):
            return written_there, _around(one.text, written_there), one.place, one.position
    return name, "", _BY_DEFAULT[role], None


def _passages(article: Article) -> Iterator[Passage]:
    """Yield what of an article may hold a credit."""
    if article.dateline:
        yield Passage("dateline", None, article.dateline)
    for author in article.authors:
        yield Passage("byline", None, author)
    for at, image in enumerate(article.images):
        for text in filter(None, (image.credit, image.caption)):
            yield Passage("caption", at, text)
    for at, paragraph in enumerate(article.paragraphs):
        yield Passage("body", at, paragraph)


def _may_credit(role: Role, passage: Passage, article: Article) -> bool:
    """Return whether a name in a passage is by itself a credit of this role: in the middle of a text it is no wire."""
    if role in ("publisher", "photo"):
        return role == "photo" and passage.place == "caption"
    if passage.place == "body":
        return role == "cited" or passage.position in (0, len(article.blocks) - 1)
    return role == "wire" and passage.place in ("dateline", "byline")


def _written(text: str, name: str, known: Organisation | None) -> str | None:
    """Return the words by which `text` names an organisation or person; None where it does not."""
    if known is not None:
        for mention in register().find(text[:LONGEST_SEARCHED]):
            if known in (mention.organisation, *mention.others):
                return mention.text
    whole = r"\b" if name.isascii() and name[0].isalnum() and name[-1].isalnum() else ""
    found = re.search(f"{whole}{re.escape(name)}{whole}", text[:LONGEST_SEARCHED], re.IGNORECASE)
    return found[0] if found else None


def _around(text: str, written: str) -> str:
    """Return the passage, or of a long one the sentence, in which the words stand."""
    if len(text) <= LONGEST:
        return text
    at = text.find(written)
    for sentence in _SENTENCE.finditer(text):
        if sentence.end() > at and len(sentence[0]) <= LONGEST and written in sentence[0]:
            return sentence[0].strip()
    start = max(0, at - 40)
    return text[start : start + LONGEST].strip()
