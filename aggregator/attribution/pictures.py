"""Who is credited for the pictures of an article."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from aggregator.article import Attribution, Image
from aggregator.attribution.caption import beside_credits_in, credits_in
from aggregator.attribution.chinese_credit import donors_in, takers_in
from aggregator.attribution.closing_credit import closing_credits_in, text_credits_in
from aggregator.attribution.credit import LONGEST_CREDIT, read_credit
from aggregator.attribution.credit_labels import LABEL, PICTURE_LABEL, PICTURE_LABEL_WORDS
from aggregator.attribution.credit_mentions import agency_called
from aggregator.attribution.labelled_credit import labelled_credits_in
from aggregator.attribution.line import Line
from aggregator.attribution.logo import read_logo
from aggregator.attribution.named import attribution
from aggregator.attribution.picture_credit import Credit
from aggregator.attribution.words import holds
from aggregator.organisations import Register

MOST_IMAGES = 80
MOST_NODES = 40
_MAY_LABEL = re.compile("[:：=＝©/]|[Pp]hoto|[Ff]oto|[Ff]ot[.]|[Фф]ото|[Bb]ild|[Kk]uva|FOTO|PHOTO")

MOST_PARAGRAPHS = 60
# The picture of an offer to subscribe is not the article's.
_OFFER = re.compile(
    r"\b(?:subscribe to|sign up (?:to|for) our|newsletter|jetzt abonnieren|abonnez-vous|suscríbete)\b", re.IGNORECASE
)

_OFFER_WORDS = ("subscribe to", "sign up ", "newsletter", "abonn", "suscr")
"""One of these, in small letters, is in all that `_OFFER` finds."""


def _is_offer(text: str) -> bool:
    return holds(text.lower(), *_OFFER_WORDS) and _OFFER.search(text) is not None


def read_pictures(
    images: Sequence[Image],
    lines: Iterable[Line],
    jsonld: Sequence[Mapping[str, Any]],
    *,
    paragraphs: Sequence[str] = (),
    authors: Sequence[str] = (),
    register: Register,
    country: str | None = None,
) -> tuple[list[Attribution], frozenset[str]]:
    """Return a `photo` attribution for each name in the pictures' credits, and the lines read as credits.

    The captions and credits in the markup (`lines`) come first, then what was read as the pictures' own;
    texts that are not shown and structured data only where a picture has nothing else.
    """
    found: list[Attribution] = []
    numbers = {_file(image.url): position for position, image in enumerate(images) if image.url}
    alternatives: list[tuple[Line, int | None]] = []
    credited: set[str | None] = set()
    read: set[str] = set()
    lines = tuple(lines)
    offers = {line.picture for line in lines if line.sort == "caption" and _is_offer(line.text)}
    whole = "\n".join([line.text for line in lines])
    labelled = holds(whole.lower(), *PICTURE_LABEL_WORDS)
    han = not whole.isascii() and holds(whole, *_HAN_WORDS)
    marked = {line.text for line in lines if line.sort == "marked"}
    captions = {line.text for line in lines if line.sort in ("caption", "credit")}
    for line in _joined(lines) if labelled else lines:
        if line.picture in offers and line.sort in ("caption", "credit", "alt"):
            continue
        if line.sort == "line" and line.picture and _is_offer(line.text):
            continue
        position = numbers.get(_file(line.picture)) if line.picture else None
        if line.sort == "alt":
            alternatives.append((line, position))
            continue
        for credit in _of_line(line, register, country, labelled=labelled, han=han):
            if line.sort == "beside" and (_is_bare_outlet(credit) or _is_byline(credit)):
                continue
            if line.sort == "beside" and line.text in marked - captions and _is_bare(credit):
                continue  # the markup calls it the source of the text
            read.add(line.text)
            if line.sort in ("caption", "credit", "beside"):
                credited.add(line.picture)
            found.extend(_attributions(credit, position))
    for position, image in enumerate(images[:MOST_IMAGES]):
        for credit in _of_image(image, register, country):
            credited.add(image.url)
            if _is_bare_outlet(credit):
                continue
            found.extend(one for one in _attributions(credit, position) if not _known(one, found))
    for line, position in alternatives:
        if line.picture in credited:
            # "Picture: KEYSTONE" below it, "(KEYSTONE/Jane Doe)" in its text: the same credit, with the person
            if holds(line.text, "/", "|"):
                organisations = {one.organisation_id for one in found} - {None}
                for credit in credits_in(line.text, register=register, country=country):
                    if any(one.organisation and one.organisation.id in organisations for one in credit.named):
                        found.extend(_attributions(credit, position, factor=0.92))
        elif _is_thumbnail(line.picture):
            continue
        elif read_logo(line.text, line.picture, register=register) is None:
            for credit in credits_in(line.text, register=register, country=country):
                if credit.named[0].organisation is not None or credit.named[0].belief >= 0.8:
                    found.extend(_attributions(credit, position, factor=0.92))
    for text in paragraphs[:MOST_PARAGRAPHS]:
        for credit in text_credits_in(text, register=register, country=country):
            found.extend(_attributions(credit, None))
    if not found:
        found.extend(_stated(jsonld, register, country))
    writers = {one.casefold() for one in authors}
    return [one for one in found if one.name.casefold() not in writers or _says_picture(one)], frozenset(read)


@functools.cache
def _label_alone() -> re.Pattern[str]:
    """Return the pattern of a label with its colon, made when a page first has a line that may be one."""
    return re.compile(rf"(?:{LABEL})\s?[:：]", re.IGNORECASE)


def _joined(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, a label that stands alone together with the line behind it (`Text & Fotos:`, `Jane Doe`)."""
    label: Line | None = None
    for line in lines:
        if (
            label is not None
            and line.sort in ("line", "marked", "beside")
            and line.text != label.text
            and not line.text.isdigit()
        ):
            if len(line.text) <= 40:
                yield line._replace(text=f"{label.text} {line.text}", sort="line")
            label = None
        if len(line.text) <= 30 and line.text.endswith((":", "：")) and _label_alone().fullmatch(line.text):
            label = line
        yield line


def _is_byline(credit: Credit) -> bool:
    """Return whether an unlabelled line is a writer with a paper (`Jane Doe | The Example Post`) or a paper's place."""
    outlets = [one for one in credit.named if one.organisation is not None and one.organisation.kind in _OUTLETS]
    return (
        bool(outlets)
        and len(outlets) == sum(one.organisation is not None for one in credit.named)
        and (PICTURE_LABEL.match(credit.evidence) is None and not holds(credit.evidence, "/", "("))
    )


_OUTLETS = ("newspaper", "online", "magazine", "broadcaster")


def _is_bare(credit: Credit) -> bool:
    return len(credit.named) == 1 and credit.evidence == credit.named[0].as_written


def _is_bare_outlet(credit: Credit) -> bool:
    """Return whether a paper's name stands alone near a picture: more often it is the text's source."""
    organisation = credit.named[0].organisation if _is_bare(credit) else None
    return organisation is not None and organisation.kind in ("newspaper", "online", "magazine")


def _says_picture(one: Attribution) -> bool:
    """Return whether the evidence says more than a byline with a portrait does."""
    return (
        one.organisation_id is not None
        or PICTURE_LABEL.match(one.evidence) is not None
        or "/" in one.evidence
        or "(" in one.evidence
    )


def _known(one: Attribution, found: Sequence[Attribution]) -> bool:
    """Return whether a name is only another cut of one that was read already (`Jane Doe The match`)."""
    if one.organisation_id is not None:
        return False
    name = one.name.casefold()
    return any(name != (other := kept.name.casefold()) and (name in other or other in name) for kept in found)


def _attributions(credit: Credit, position: int | None, factor: float = 1.0) -> Iterator[Attribution]:
    for named in credit.named:
        yield attribution(
            named.weaker(factor), role="photo", evidence=credit.evidence, found_in="caption", position=position
        )


def _of_image(image: Image, register: Register, country: str | None) -> Iterator[Credit]:
    found = False
    if image.caption and _is_offer(image.caption):
        return
    if image.credit and "://" not in image.credit:
        for credit in _of_credit(image.credit, register, country):
            found = True
            yield credit
    if image.caption and not found:
        yield from credits_in(image.caption, register=register, country=country)


_INNER_CREDIT = re.compile(r"\w{3}[\s\"”»)!?.]*\s\((?:©|\(c\)|(?:photo|foto|bild|image)\s?[:/©])", re.IGNORECASE)


def _of_credit(text: str, register: Register, country: str | None) -> Iterator[Credit]:
    """Yield what a text that the page marks as a credit says; a long one, or one with a credit in it, is a caption."""
    if len(text) > LONGEST_CREDIT // 2 or text.endswith("nuotr.") or _INNER_CREDIT.search(text) is not None:
        yield from credits_in(text, register=register, country=country)
        return
    named = read_credit(text, register=register, country=country)
    if named:
        yield Credit(evidence=text, named=named)


_HAN_WORDS = ("摄", "攝", "自", "源", "提供")
"""One of these is in all lines that `takers_in` and `donors_in` read."""


def _of_line(line: Line, register: Register, country: str | None, *, labelled: bool, han: bool) -> Iterator[Credit]:
    """Yield what a line says; one of all the lines has a word such as `Photo` (`labelled`), or Chinese (`han`)."""
    if line.sort == "credit":
        yield from _of_credit(line.text, register, country)
    elif line.sort == "caption":
        yield from credits_in(line.text, register=register, country=country)
    elif line.sort == "beside":
        yield from beside_credits_in(line.text, register=register, country=country)
    elif line.sort == "line" and line.where == "inside" and len(line.text) <= 40 and agency_called(line.text, register):
        # nothing but an agency's name between two paragraphs: the credit of a picture above it
        named = read_credit(line.text, register=register, country=country)
        yield Credit(evidence=line.text, named=named).weaker(0.9)
    elif han and (taken := takers_in(line.text, register=register) or donors_in(line.text, register=register)):
        yield from taken
    elif not labelled:
        return
    elif line.where == "below":
        yield from closing_credits_in(line.text, register=register, country=country)
    elif line.text.startswith(_SIGNS) and len(line.text) <= 60:
        if _NOTICE.search(line.text) is None:
            named = read_credit(line.text, register=register, country=country)
            # a person's name alone may be below the portrait of who wrote it
            if any(one.organisation is not None for one in named) and all(one.belief >= 0.88 for one in named):
                yield Credit(evidence=line.text, named=named).weaker(0.93)
    elif (
        holds(line.text.lower(), *PICTURE_LABEL_WORDS)
        and _MAY_LABEL.search(line.text)
        and PICTURE_LABEL.search(line.text)
    ):
        for credit in labelled_credits_in(line.text, register=register, country=country):
            # "Photos: Europa, icy moon" is a link to pictures: here only names of a sure shape are credits
            sure = tuple(one for one in credit.named if one.organisation is not None or one.belief >= 0.85)
            if credit.evidence.startswith(_GALLERY) and not any(one.organisation for one in sure):
                continue
            if sure and PICTURE_LABEL.match(credit.evidence) and credit.evidence[:1] not in "©ⓒ":
                yield Credit(evidence=credit.evidence, named=sure)


_SIGNS = ("©", "ⓒ", "(©")
_NOTICE = re.compile(r"\d{4}|\b(?:rights|rechte|droits|derechos|diritti|copyright|all)\b", re.IGNORECASE)
"""In a site's notice of its rights, and in no credit."""

_GALLERY = ("PHOTOS:", "PICS:", "PICTURES:", "FOTOS:", "VIDEOS:", "VIDEO:")
"""Before a link to pictures: its words look like names (`PHOTOS: Cutest Harbour Dogs`)."""


def _is_thumbnail(picture: str | None) -> bool:
    """Return whether an address says that a picture is small: of a teaser among the article's lines."""
    size = _SIZE.search(picture) if picture is not None else None
    return size is not None and min(int(size[1]), int(size[2])) < SMALL


SMALL = 130
"""Width or height in pixels, in an address, below which a picture is no article's own."""

_SIZE = re.compile(r"(?<!\d)(\d{2,3})x(\d{2,3})(?!\d)")


def _stated(jsonld: Sequence[Mapping[str, Any]], register: Register, country: str | None) -> Iterator[Attribution]:
    """Yield the credits of the lead picture in JSON-LD."""
    for node in jsonld[:MOST_NODES]:
        for picture in _pictures(node):
            for key in ("creditText", "copyrightHolder", "author", "creator", "copyrightNotice"):
                text = _text(picture.get(key))
                if text and len(text) <= LONGEST_CREDIT // 2:
                    for named in read_credit(text, register=register, country=country, labelled=key == "creditText"):
                        yield attribution(
                            named.weaker(0.85), role="photo", evidence=f'"{key}": "{text}"', found_in="jsonld"
                        )
                    break


def _pictures(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    kind = node.get("@type")
    if kind == "ImageObject":
        yield node
        return
    image = node.get("image")
    for one in (image if isinstance(image, list) else [image])[:6]:
        if isinstance(one, dict):
            yield one


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() else None


def _file(address: str | None) -> str:
    """Return the file's name in an address: by it two addresses of one picture agree."""
    return (address or "").partition("?")[0].rpartition("/")[2]
