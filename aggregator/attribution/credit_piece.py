"""One piece of a credit between its separators: whom it names, by its words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.attribution.named import Named
from aggregator.attribution.people import NOBODY_WORDS, kind_of
from aggregator.attribution.words import word_set

# White space, and the signs that stand around the parts of a credit.
_EDGES = ".,;:!|/-–—" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_OF_SOMEBODY = re.compile(
    r"^(?:courtesy(?: of)?|care of|provided by|supplied by|handout(?: by| from)?|(?-i:the)|from|by|via|von|vom|"
    r"aus(?: dem| der)?|de|par|di|av|af|przez|od)\s+",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\s+(?:staff(?: photographer| writer)?|photographer|photo editor|기자|인턴기자|선임기자|객원기자|특파원|"
    r"記者|记者|摄影记者|撮影|摄|攝|提供|"
    r"供图|供圖|nuotr\.?|photo|photos|foto|file|pool|handout|contributor|제공|영상|캡처)$",
    re.IGNORECASE,
)
_GLUED_JOB = re.compile(r"(?:记者|記者|摄影|摄|攝|提供|供图|供圖|撮影|제공|資料写真|資料|通讯员)$")
_GLUED_REPORTER = re.compile(r"^(?:本报)?(?:通讯员|记者|記者)\s?")
_RANK = re.compile(
    r"^(?:U\.?S\.? (?:Army|Navy|Air Force|Marine Corps|Coast Guard)\s)?(?:(?:(?:1st|2nd|3rd|First|Second|Third) Class|"
    r"Staff|Tech\.?|Technical|Master|Senior Master|"
    r"Chief Master|First|1st|Gunnery|Lance|Senior|Chief|Petty Officer|Mass Communication Specialist|Specialist|Airman|"
    r"Sgt\.?|Sergeant|Cpl\.?|Corporal|Pfc\.?|Private|Spc\.?|Lt\.?|Lieutenant|"
    r"Capt\.?|Captain|Maj\.?|Major|Col\.?|Ensign|Dr\.|Prof\.|Fotograf|Fotografin|Photographer|Reporter)\s)+(?=[^\W\d_]+\s)"
)
"""A rank or job before a person's name (`Airman 1st Class Jane Doe`)."""

# "courtesy of the artist", "mit freundlicher Genehmigung des Verlags": nobody by name.
_ROLE = re.compile(
    r"artists?|authors?|family|families|owners?|subjects?|publishers?|photographers?|künstler(?:s|in)?|autor(?:s|in)?|"
    r"famili[ea]n?|fotograf(?:en|in)?|verlag(?:e?s)?|veranstalters?|herstellers?|besitzers?|eigentümers?|unternehmens?|"
    r"artistes?|auteurs?|famille|éditeur|artist[ai]|famil[ií]a|autora?|famiglia|autore|editore|empresa|entrevistad[oa]",
    re.IGNORECASE,
)
# The name of a file, a number of an archive.
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp4|pdf)\b|[_-]\d{4,}", re.IGNORECASE)
_STREET = re.compile(
    r"(?:avenue|av\.|avenida|rue|calle|via|viale|boulevard|blvd|bulevar|plaza|piazza|place|platz|ulica|ul\.|улица|ул\.)\s"
    r"|[^\W\d_]+(?:straße|strasse|str\.|gasse|platz)(?!\w)|.*\s(?:street|road|avenue|square|lane|drive)$",
    re.IGNORECASE,
)
"""Where a picture was taken, behind who took it: `Jane Doe, Avenue of the Harbour`."""

_SITE = re.compile(r"(?:www\.)?(?:[a-z0-9\-]{2,30}\.){1,3}[a-z]{2,6}", re.IGNORECASE)


def read_piece(piece: str, *, labelled: bool) -> Named | None:
    """Return whom a piece names; without a label, only what has the shape of a person's name."""
    words = piece.strip(_EDGES).strip(" \"'“”„«»‘’")
    for _ in range(2):
        words = _JOB.sub("", _OF_SOMEBODY.sub("", words)).strip(" \"'“”„«»")
    reporter = False
    if not words.isascii():
        shorter = _GLUED_REPORTER.sub("", _GLUED_JOB.sub("", words)).strip()
        reporter = shorter != words
        words = shorter
    words = _RANK.sub("", without_nobody(words))
    if len(words) < 2 or _ROLE.fullmatch(words) or _FILE.search(words):
        return None
    if "@" in words[1:] or _STREET.match(words):
        return None
    if _SITE.fullmatch(words):
        words = words.removeprefix("www.")
        return Named(name=words, as_written=words, belief=0.8)
    if words.endswith(" e.V"):
        words += "."
    kind = kind_of(words)
    if kind == "person":
        return Named(name=words, as_written=words, entity="person", belief=0.95 if labelled or reporter else 0.92)
    if not labelled or kind == "nobody":
        return None
    if kind == "organisation":
        return Named(name=words, as_written=words, belief=0.9)
    if words.islower() and len(words) <= 4:
        return None  # initials of a desk
    if len(words.split()) <= 5 and len(words) <= 50:
        return Named(name=words, as_written=words, belief=0.8)
    return None


_LINKS_BEHIND = frozenset({"on", "at", "auf", "bei", "su", "sur", "na", "en", "em", "på", "op", "на"})


def without_nobody(words: str) -> str:
    """Return `words` without the words at either end that name nobody (`Jane Doe file photo`).

    A donor's name stays whole (`Municipal archive`, `Archivo General de la Nación`).
    """
    parts = words.split()
    if len(parts) > 1 and (donor := _donor(parts)) is not None:
        return donor
    while parts and (last := parts[-1].strip(".,:").casefold()) and (last in NOBODY_WORDS or last in _LINKS_BEHIND):
        parts.pop()
    while parts and (first := parts[0].strip(".,:").casefold()) in NOBODY_WORDS and first != "all":
        if parts[0] == "The" and parts[1:] and parts[1][:1].isupper():
            break
        parts.pop(0)  # "All About Space" is a magazine; "all rights reserved" is gone by now
    return " ".join(parts)


# An archive belongs to the name of a donor that has one word, or an institution's adjective, beside it.
_HOUSE = word_set(
    """
    archive archives archiv archivo archivos archivio archivi arquivo archiwum arkiv arkisto архив архів
    """
)
_AGENCY = frozenset({"Press", "Agency", "Service", "Services", "Agentur"})
# An archive that is no donor: the family's, the paper's own.
_PRIVATE = word_set(
    """
    personal private family own company editorial newspaper staff our privat privates private familiar personal
    particular privado privato privata personale famiglia familial familiale personnelles privées rodzinne prywatne
    własne domowe личный семейный частный redakcji redaktion redaktions from the courtesy file photo symbolbild foto
    """
)
_INSTITUTIONAL = word_set(
    """
    municipal municipales national nationales nacional nazionale state county city town federal provincial regional
    regionale historical histórico storico historisches royal public central general départementales diocesan
    diocesano parish university stadt staatliches państwowe narodowe miejskie
    """
)


def _donor(parts: Sequence[str]) -> str | None:
    """Return the name of an archive or agency that would be cut to less than a name, "" for an archive of nobody's."""
    words = [part.strip(".,:").casefold() for part in parts]
    left = [word for word in words if word not in NOBODY_WORDS]
    if parts[-1] in _AGENCY and left and parts[0][:1].isupper():
        return " ".join(parts)
    if words[-1] not in _HOUSE and words[0] not in _HOUSE:
        return None
    if len(words) <= 3 and left and _PRIVATE.issuperset(left):
        return ""
    if parts[0][:1].isupper() and _PRIVATE.isdisjoint(words) and left:
        return " ".join(parts) if len(left) == 1 or not _INSTITUTIONAL.isdisjoint(left) else None
    return None
