"""The sources that text, lines and statements of a page name, in the order of their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from aggregator.article import Article, Attribution, Place
from aggregator.attribution.address import read_addresses
from aggregator.attribution.agency import UNKNOWN_AGENCY, names_agency
from aggregator.attribution.chinese import read_chinese_end, read_chinese_head, read_chinese_line
from aggregator.attribution.dateline import read_dateline
from aggregator.attribution.ending import read_ending, read_last_address
from aggregator.attribution.line import Line
from aggregator.attribution.logo import read_logo, read_source_logo
from aggregator.attribution.named import Named, attribution
from aggregator.attribution.own import Own
from aggregator.attribution.page import ReadablePage
from aggregator.attribution.signature import may_sign_unknown
from aggregator.attribution.source_line import LONGEST_LINE, is_provided, may_name_unknown, read_source_line
from aggregator.attribution.source_names import SourceLine
from aggregator.attribution.structured import read_structured
from aggregator.attribution.words import HAN_OR_KANA
from aggregator.organisations import Mention, Organisation, Register


def text_wires(
    article: Article,
    mentions: Sequence[Sequence[Mention] | None],
    names: Register,
    country: str | None,
    own: Own,
) -> Iterator[Attribution]:
    """Yield the sources that the text names in its dateline, first and last paragraphs."""
    texts = [block.text for block in article.blocks]
    found = [*mentions, *(None for _ in texts[len(mentions) :])]
    for position, (text, named_there) in enumerate(zip(texts[:4], found, strict=False)):
        dateline = read_dateline(text, register=names, country=country, mentions=named_there)
        if dateline is not None:
            yield from _of_line(dateline, "dateline", position)
            break
    yield from _of_compiled(texts, names, country)
    if article.dateline:
        dateline = read_dateline(article.dateline + " —", register=names, country=country)
        for named in dateline.named if dateline is not None else ():
            if named.organisation is not None:
                yield attribution(named, role="wire", evidence=article.dateline, found_in="dateline")
    last = len(texts) - 1
    for position, (text, named_there) in enumerate(zip(texts[:3], found, strict=False)):
        if (position and position == last) or len(text) >= 90:
            continue  # a footer, or a paragraph
        read = read_source_line(text, register=names, country=country, byline=True, mentions=named_there)
        if read is None:
            read = _beside_own(text, names, country, own)
        yield from _of_line(read, "byline", position)
    for position in range(max(0, last - 3), last + 1):
        text, named_there = texts[position], found[position]
        read = None
        if len(text) <= LONGEST_LINE:
            read = read_source_line(text, register=names, country=country, mentions=named_there)
        if read is None and position == last:
            read = _at_end(text, named_there, names, country)
        yield from _of_line(read, "footer", position)


def _of_compiled(texts: Sequence[str], names: Register, country: str | None) -> Iterator[Attribution]:
    """Yield whose texts a Chinese page puts one behind the other, each with its name before it."""
    for position, text in enumerate(texts[1:MOST_COMPILED], 1):
        head = text[:16]
        if (head.startswith(_BRACKETS) or "讯" in head or "訊" in head) and HAN_OR_KANA.search(head[1:4]):
            yield from _of_line(read_chinese_head(text, register=names, country=country), "dateline", position)


def _at_end(text: str, mentions: Sequence[Mention] | None, names: Register, country: str | None) -> SourceLine | None:
    """Return whom the last words of a text's last paragraph name."""
    read = None
    if mentions is None or len(mentions) > 0:
        read = read_ending(text, register=names, country=country)
    if read is None and text[-1:].isalpha():
        read = read_last_address(text, register=names)
    if read is None and text.endswith(_BRACKETED) and HAN_OR_KANA.search(text[-20:]):
        read = read_chinese_end(text, register=names, country=country)
    return read


def _beside_own(text: str, names: Register, country: str | None, own: Own) -> SourceLine | None:
    """Return whom a short line names beside the publisher itself."""
    others = own.beside(text)
    if others is None:
        return None
    read = read_source_line(others, register=names, country=country, byline=True, marked=True)
    return replace(read, evidence=text) if read is not None else None


def _of_line(read: SourceLine | None, place: Place, position: int | None = None) -> Iterator[Attribution]:
    if read is None:
        return
    for named in read.named:
        yield attribution(
            named, role="wire", evidence=read.evidence, found_in=place, position=position, extent=read.extent
        )


def line_wires(
    article: Article, lines: Sequence[Line], names: Register, country: str | None, own: Own
) -> Iterator[Attribution]:
    """Yield the sources that bylines, source lines and logos around the text name."""
    for line in lines:
        if line.sort == "alt":
            read = read_logo(line.text, line.picture, register=names, country=country)
            for named in read.named if read is not None else ():
                yield attribution(named, role="wire", evidence=line.text, found_in="byline")
        elif line.sort == "logo":
            yield from _of_line(read_source_logo(line.text, register=names, country=country), "footer")
    lines = [line for line in lines if line.sort in ("line", "marked")]
    if (agency := _signing_agency(article, names)) is not None:
        named = Named(name=agency, as_written=agency, belief=UNKNOWN_AGENCY)
        byline = min((line.text for line in lines if agency in line.text), key=len, default=agency)
        yield attribution(
            named, role="wire", evidence=byline if len(byline) <= 2 * len(agency) + 20 else agency, found_in="byline"
        )
    texts = [line.text for line in lines]
    mentions = names.find_each(texts, country=country)
    unknown = may_name_unknown("\n".join(texts)) or any(map(is_provided, texts))
    yield from _of_chinese(lines, names, country)
    below = 0
    for line, named_there in zip(lines, mentions, strict=True):
        below += line.where == "below"
        if not named_there and not (may_name_unknown(line.text) if unknown else may_sign_unknown(line.text)):
            continue
        read = read_source_line(
            line.text,
            register=names,
            country=country,
            byline=line.where == "above",
            marked=line.sort == "marked",
            mentions=named_there,
        )
        if read is None and line.where != "inside":
            read = _beside_own(line.text, names, country, own)
        if read is not None and line.sort == "line" and not _is_of_text(line, read, below):
            read = None
        yield from _of_line(read, "byline" if line.where == "above" else "footer")


MOST_BEFORE_SIGNATURE = 4
"""Lines behind the text after which a bare name is furniture."""

# "erb/ots": a desk and its agency.
_DESK_AND_AGENCY = re.compile(r"[a-zäöü]{2,4}\s?/\s?[a-z\-]{2,10}")


def _is_of_text(line: Line, read: SourceLine, below: int) -> bool:
    """Return whether a line that nothing marks speaks of the text, as "mit dpa", "Source: PAP" and "erb/ots" do.

    Between two paragraphs a bare agency belongs to a picture, and an unknown source to a chart.
    """
    if read.extent == "part" or _DESK_AND_AGENCY.fullmatch(line.text):
        return True
    labelled = ": " in line.text
    if line.where == "inside" and len(line.text) < 30:
        return labelled and read.named[0].organisation is not None
    return labelled or below <= MOST_BEFORE_SIGNATURE or len(line.text) >= 30


_BRACKETS = tuple("(（[【")
_BRACKETED = tuple(")）]】")
MOST_COMPILED = 60
"""Paragraphs of which each may be another paper's."""


def _of_chinese(lines: Sequence[Line], names: Register, country: str | None) -> Iterator[Attribution]:
    """Yield the outlets that stand beside the date above a Chinese text, and in the bracket behind it."""
    dated = False
    for line in lines:
        han = HAN_OR_KANA.search(line.text[:60]) is not None
        if han and line.where == "above":
            alone = line.sort == "marked" or dated
            yield from _of_line(read_chinese_line(line.text, register=names, country=country, alone=alone), "byline")
        elif han and line.where == "below" and line.text.endswith(_BRACKETED) and len(line.text) <= 30:
            yield from _of_line(read_chinese_end(line.text, register=names, country=country), "footer")
        dated = _DATED.match(line.text) is not None


_DATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")


def stated_wires(
    page: ReadablePage, names: Register, country: str | None, publisher: Organisation | None
) -> Iterator[Attribution]:
    """Yield the sources that structured data, meta elements and addresses name."""
    for stated in (
        *read_structured(page, register=names, country=country),
        *read_addresses(page, publisher, register=names),
    ):
        yield attribution(stated.named, role="wire", evidence=stated.evidence, found_in=stated.found_in)


_STAFF = re.compile(r"\b(?:staff|newsroom|desk|redaktion|redacción|redazione|rédaction|redakcja)\b", re.IGNORECASE)


def _signing_agency(article: Article, names: Register) -> str | None:
    """Return the agency of no register that signs the text alone, or with the paper's staff."""
    signing = [one for one in article.authors if not _STAFF.search(one)]
    if len(signing) != 1 or not names_agency(signing[0]) or names.by_name(signing[0]) is not None:
        return None
    return signing[0]


def of_no_picture(lines: Sequence[Line], credits: Collection[str]) -> list[Line]:
    """Return the lines that are no picture's credit, nor a part of the credit before them; a marked byline is none."""
    kept: list[Line] = []
    before = ""
    for line in lines:
        if line.sort == "marked" or not (line.text in credits or (before and line.text in before)):
            kept.append(line)
        before = line.text if line.text in credits else before if line.text in before else ""
    return kept
