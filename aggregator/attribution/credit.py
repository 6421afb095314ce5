"""The persons and organisations that one credit line names, told apart."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aggregator.attribution.courtesy import COURTESY, STEMS, nominative
from aggregator.attribution.credit_mentions import SPREADERS, is_surname, mentions_in, stands_alone
from aggregator.attribution.credit_piece import read_piece, without_nobody
from aggregator.attribution.credit_rest import without_labels, without_notices, without_rest
from aggregator.attribution.named import Named, of_register, surest_of_each
from aggregator.attribution.people import kind_of
from aggregator.attribution.words import holds
from aggregator.organisations import Mention, Register

LONGEST_CREDIT = 240
"""Characters of a credit that are read; longer ones are captions."""

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def read_credit(
    text: str, *, register: Register, country: str | None = None, labelled: bool = True
) -> tuple[Named, ...]:
    """Return whom the credit `text` names, in its order, each once.

    `labelled`: the place says that this is a credit, so a name of no known shape is taken too;
    without it only registered organisations and the shapes of persons beside them are.

    >>> from aggregator.organisations import register
    >>> [one.name for one in read_credit("Foto: Jan Novak/dpa", register=register())]
    ['Jan Novak', 'Deutsche Presse-Agentur']
    """
    if not text.isascii():
        text = _DIRECTION.sub(" ", text.replace("\xad", ""))
    return _read(text.strip()[:LONGEST_CREDIT], register, country, labelled)


_SHOWN_AND_CREDIT = re.compile(r"[^/]{3,60}\s/\s([^/\s][^/]*[^/\s]/[^/\s].*)")
"""Who is shown, and behind the wider slash the credit (`Jo Muster / Jane Doe/Agency`)."""


@functools.lru_cache(maxsize=256)
def _read(text: str, register: Register, country: str | None, labelled: bool) -> tuple[Named, ...]:
    """Return whom the credit `text` names. Kept, since one credit stands in several places of a page."""
    text = without_notices(text)
    if not labelled and " / " in text and (parts := _SHOWN_AND_CREDIT.fullmatch(text)) is not None:
        behind = _read(parts.group(1), register, country, False)
        if any(one.entity == "person" for one in behind) and any(one.organisation is not None for one in behind):
            return behind
    if holds(text.lower(), *STEMS) and COURTESY.search(text) is not None:
        return _with_donor(text, register, country, labelled)
    text = without_rest(without_labels(text, register), labelled=labelled)
    pieces = _pieces(text, register, country, labelled=labelled)
    if any(isinstance(piece, Mention) and is_surname(piece, text) for piece in pieces):
        return (Named(name=text.strip(), as_written=text.strip(), entity="person", belief=0.92),)
    return surest_of_each(_named(pieces, _Surroundings.of(pieces, text, labelled=labelled)))


def _with_donor(text: str, register: Register, country: str | None, labelled: bool) -> tuple[Named, ...]:
    """Return whom a credit names before and behind its words of thanks: `Ann Example (courtesy of the Tram Museum)`."""
    before, *donors = COURTESY.split(text)
    found = list(_read(before.rstrip(" ([,-–—/|"), register, country, labelled))
    for donor in donors:
        for named in _read(donor.strip(" ()[]"), register, country, labelled):
            found.append(replace(named, name=nominative(named.name)))
    return surest_of_each(found)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What is known of the credit in which a piece stands."""

    text: str
    labelled: bool
    agency: bool
    """Whether it names an agency, of news or of pictures."""

    stock: bool
    """Whether it names a picture library."""

    told: bool
    """Whether there is a sentence in it (`Image: Pixabay A court is no place for …`)."""

    few: bool
    """Whether it has so few pieces that each may be somebody."""

    @classmethod
    def of(cls, pieces: Sequence[Mention | str], text: str, *, labelled: bool) -> _Surroundings:
        kinds = {one.organisation.kind for one in pieces if isinstance(one, Mention)}
        return cls(
            text=text,
            labelled=labelled,
            agency=not SPREADERS.isdisjoint(kinds),
            stock="photo_agency" in kinds,
            told=any(isinstance(one, str) and len(one.split()) > 5 and kind_of(one) == "unclear" for one in pieces),
            few=len(pieces) <= 4,
        )


def _named(pieces: Sequence[Mention | str], around: _Surroundings) -> Iterator[Named]:
    """Yield whom the pieces of a credit name."""
    first = True
    for piece in pieces:
        named: Named | None
        if isinstance(piece, Mention):
            named = of_register(piece.organisation, piece.text, 0.97 if piece.plain else 0.93)
        elif (named := read_piece(piece, labelled=around.labelled)) is None:
            named = _beside_agency(piece, around)
        elif named.belief < UNSHAPED:
            named = _unshaped(named, piece, around, first=first)
        if named is not None:
            first = False
            yield named


UNSHAPED = 0.85
"""Below it is the belief in a name that has the shape of nobody's."""


def _unshaped(named: Named, piece: str, around: _Surroundings, *, first: bool) -> Named | None:
    """Return who is meant by words of no known shape, by what stands beside them."""
    text = around.text
    if around.stock and ("/" not in text or not piece.istitle()) and _HANDLE.fullmatch(named.name):
        return replace(named, entity="person", belief=0.88)
    if around.agency and _SURNAME.fullmatch(piece) and _beside_slash(piece, text):
        named = replace(named, entity="person", belief=LONE_ACCOUNT if around.stock else LONE_SURNAME)
    # With a sentence in the credit, only what is plainly a name is one; and "Jane Doe, Berlin", "Example Motors (the
    # boss at a meeting)" say where and what, not who.
    if around.told or (not first and holds(text, f", {piece}", f"({piece}")):
        return None
    return named


def _beside_agency(piece: str, around: _Surroundings) -> Named | None:
    """Return whom words name only because an agency or a picture library stands beside them."""
    if around.agency and _SURNAME.fullmatch(word := without_nobody(piece)) and _beside_slash(word, around.text):
        return Named(name=word, as_written=word, entity="person", belief=LONE_SURNAME)  # "EFE/ Mariscal"
    if not around.stock:
        return None
    words = piece.strip()
    if kind_of(words) == "organisation" and len(piece.split()) <= 4:
        return Named(name=words, as_written=words, belief=0.88)
    if around.few and _is_account(words, labelled=around.labelled):
        # stock libraries credit by the name of an account: "annexample - stock.adobe.com"
        return Named(name=words, as_written=words, entity="person", belief=0.88)
    return None


LONE_SURNAME = 0.6
"""Belief in one unknown word beside an agency's slash (`EFE/ Mariscal`): a surname, or the name of anything. No
labelled page has one; lone words elsewhere in credits (.8) were right five times of five."""

LONE_ACCOUNT = 0.7
"""The same at a picture library (`iStock/Gargonia`): of seven on all pages six were photographers' accounts."""

_SURNAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’\-]{3,20}")
_HANDLE = re.compile(r"@?[a-z][\w.\-]{2,29}", re.IGNORECASE)


def _beside_slash(piece: str, text: str) -> bool:
    return holds(text, f"/{piece}", f"/ {piece}", f"{piece}/", f"{piece} /")


def _is_account(piece: str, *, labelled: bool) -> bool:
    """Return whether a word beside a picture library is an account rather than what is shown (`work / Library`)."""
    if _HANDLE.fullmatch(piece) is None or kind_of(piece) == "nobody":
        return False
    return labelled or len(piece) > 8 or not piece.isalpha() or not piece.islower()


def _pieces(text: str, register: Register, country: str | None, *, labelled: bool) -> list[Mention | str]:
    """Return the parts between separators: registered names where they fill a part, else the words."""
    pieces: list[Mention | str] = []
    past = 0
    for mention in mentions_in(text, register, country):
        if mention.start < past:
            continue
        before, after = text[past : mention.start], text[mention.end :]
        if not stands_alone(before, after, mention, labelled=labelled):
            continue
        if not labelled and mention.organisation.kind == "platform":
            continue  # a button to share the page
        pieces.extend(_split(before))
        pieces.append(mention)
        past = mention.end
    pieces.extend(_split(text[past:]))
    return pieces


_SEPARATOR = re.compile(
    r"\s+(?:photographer|photo|fotograf(?:in|o|a)?|fotos?|bild|фотограф|фото)\s?[:：]\s*|"
    r"\s*[/|;•·=＝／｜╱，、\n\t\\]+\s*|\s*,\s+|\s+[-–—:]\s+|\s*[()\[\]（）【】]+\s*|\s*[-–—]{2,}\s*|:\s+"
    r"|(?<!-)\s+(?:via|for|and|und|og|och|et|y|e|i|и|та|και|with|from|in partnership with|on behalf of|through|über|"
    r"für|pour|para|per|mit|by|courtesy of|und)\s+"
    r"|(?-i:(?<=[a-zäöüéèß])\.\s(?=[A-Z]))",
    re.IGNORECASE,
)


def _split(text: str) -> list[str]:
    """Return the words between separators; a separator within one organisation's name parts nothing."""
    pieces = [piece for part in _SEPARATOR.split(text) if part and (piece := part.strip())]
    for number in range(len(pieces) - 1, 0, -1):
        # "Centre for Harbour Research": what an organisation is for belongs to its name
        if kind_of(pieces[number - 1]) == "organisation" and pieces[number][:1].isupper():
            for link in (" for ", " für ", " pour ", " para ", " per ", " za "):
                if (joined_name := f"{pieces[number - 1]}{link}{pieces[number]}") in text:
                    pieces[number - 1 : number + 1] = [joined_name]
                    break
    for number in range(len(pieces) - 1, 0, -1):
        # "Harbour and Moor Police", "Town & Country Council": one name with an "and" in it
        first, last = pieces[number - 1 : number + 1]
        if (
            len(first.split()) == 1
            and first[:1].isupper()
            and kind_of(last) == "organisation"
            and (joined := re.search(rf"{re.escape(first)}\s(?:and|And|&)\s{re.escape(last)}", text)) is not None
        ):
            pieces[number - 1 : number + 1] = [joined.group()]
    return pieces
