"""The moments that a page shows to people: in `time` elements, in the lines around the headline, in its datelines."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from aggregator.article import When
from aggregator.claim import Claim
from aggregator.extraction.parsed import HEAD_LINES_AHEAD, HEAD_LINES_BEHIND, ParsedPage
from aggregator.extraction.vocabulary import ASIDE, BIO, COMMENTS, DATELINE, EMBED, FURNITURE, JUNK, TEASER
from aggregator.text import clean
from aggregator.timestamps import Found, day_of, find_whens, is_day_first, parse_when, plain
from aggregator.urls import host

FIRST_NEWS_YEAR: Final = 1980
"""Older "dates" on news pages are the epoch, a database's zero, or the paper's founding."""

# What stands ahead of the day of publication; beginnings of words, in the languages of news sites.
_FIRST_WORDS: Final = (
    "publi pubblic posted created written released issued filed veröff erstell erschienen "
    "beitrag_von beitragvon geschrieben mis_en_ligne paru écrit créé le: creado postado criado geplaatst "
    "gepubliceerd skapad utgitt udgivet offentligg julkaistu avaldat paskelbt opublikowano dodano vydáno zveřejn "
    "zverejn objavlj објав megjelen közzé feltöltve δημοσ yayın yayım giriş eklenme dərc опубл публик "
    "оприлюдн апублік нашри жарияланған жарыяланды вміщено نشر انتشار اشاعت شائع פורסם प्रकाश "
    "पोस्ट প্রকাশ வெளியிட ప్రచుర ప్రచురణ പ്രസിദ്ധീകരിച്ച เผยแพร่ โพสต์ đăng xuất_bản diterbitkan terbit "
    "dipublikasikan disiarkan tayang inilathala nailathala imechapishwa ilichapishwa გამოქვეყ հրապարակ "
    "发布 發布 发表 發表 刊登 公開 掲載 配信 発信 投稿 발행 입력 등록 게재 작성 송고 승인"
)

# These say that it is a day, not of what: the publication's where nothing else is said ("Date", but not "Update date").
_DAY_WORDS: Final = (
    "date datum data: fecha дата ημερομ تاريخ תאריך วันที่ ngày 时间 時間 日時 날짜 tarih tanggal तारीख তারিখ"
)

# What stands ahead of the day of an edit.
_LATER_WORDS: Final = (
    "updat modif edited revised last_change aktuali geändert letzte_änderung überarbeit mis_à_jour màj maj_le actualis "
    "actualiz aggiorn atualiz alterad bijgewerkt gewijzigd aangepast uppdater ändrad opdater ændret oppdater endret "
    "päivit muokattu uuendat muudet atjaun labots atnaujin pakeist zmodyf zmien zmian upraven posodob spremenj ažurir "
    "azurir izmijen ажурир измењ обнов измен актуализ онов змін абноўл frissít módosít përditës ενημέρ τροποπ güncel "
    "düzenle yenilən жаңарт تحديث عدل تعديل به_روز بروز ویرایش اپ_ڈیٹ עודכן עדכון अपडेट अद्यतन संशोधित আপডেট হালনাগাদ "
    "புதுப்பி อัปเดต อัพเดต ปรับปรุง แก้ไข cập_nhật diperbarui diubah pembaruan dikemas imesasishwa განახლ թարմ փոփոխ "
    "更新 修改 修订 修訂 最終 修正 수정 업데이트 최종 stand:"
)

# What stands ahead of days that are neither.
_OTHER_WORDS: Final = (
    "regist joined member_since mitglied_seit dabei_seit inscrit miembro_desde geboren born_ expires valid_until "
    "gültig_bis deadline current_time aktuelle_zeit heute_ist today_is امروز: "
    # When a copy was made or looked at.
    "printed print_date gedruckt druckdatum abgerufen abrufdatum retrieved accessed archived_from imprimé_le "
    "imprimée_le consulté_le consultée_le impreso_el impresa_el consultado_el consultado_em impresso_em acessado_em "
    "stampato_il consultato_il wydrukowano data_wydruku dostęp: afgedrukt_op geraadpleegd_op utskriven utskrevet "
    "udskrevet hämtad_den vytištěno vytlačené nyomtatva letöltve tipărit_la распечатано дата_печати роздруковано "
    "yazdırma_tarihi dicetak_pada 打印时间 打印日期 列印時間 列印日期 印刷日 閲覧日 인쇄일 "
    # When something takes place.
    "concert: event: when: starts: doors: begins: kick-off: konzert: veranstaltung: termin: wann: beginn: einlass: "
    "anstoß: concierto: evento: cuándo: inicio: concerto: quando: inizio: événement: quand: début: wanneer: aanvang: "
    "koncert: wydarzenie: kiedy: начало: мероприятие: концерт: "
)


def _beginnings(text: str) -> str:
    """Return a pattern of the beginnings of words in `text` ("_" for a space), in the plain form of texts."""
    return "|".join(re.escape(plain(word.replace("_", " "))) for word in text.split())


_LABEL: Final = re.compile(
    f"(?P<later>{_beginnings(_LATER_WORDS)})|(?P<first>{_beginnings(_FIRST_WORDS)})"
    f"|(?P<other>{_beginnings(_OTHER_WORDS)})|(?P<day>{_beginnings(_DAY_WORDS)})"
)
LONGEST_LABEL: Final = 40
"""Characters ahead of a moment in which it is looked for what they call it."""


def label_of(found: Found) -> str | None:
    """Return what the words ahead of a moment call it: `first` (published), `later` (edited), `other`; None if nothing.

    The word next to it counts: "Edited by Ann Example, published 20 November 2026" was published then.
    """
    label = None
    ahead = found.before[-LONGEST_LABEL:]
    for match in _LABEL.finditer(ahead) if len(ahead) > 1 else ():
        if match.lastgroup != "day":
            label = match.lastgroup
        elif label is None:
            label = "first"
    return label


LONGEST_DATE_LINE: Final = 160
MOST_DATE_LINES: Final = 150
"""Lines with figures that are searched; date lines stand among the first."""
MOST_LINES: Final = 3000
MOST_TIMES: Final = 60

MOST_OTHER_WORDS: Final = 8
"""Words that may stand beside a date in a date line ("By Ann Example | 20 November 2026"); more are a sentence."""

ALIKE: Final = 3
"""Date lines of one make with different moments that are a list of other articles, or of comments: only the nearest to
the headline may be the article's own."""

FAR: Final = 40
"""Lines from the headline from which on a `time` element stands below the text, or in another's."""

NOWHERE: Final = 1_000_000
"""The number of a line that is none: a menu's, a hidden element's."""

SHORT: Final = 60
"""Characters of a line; the date that a longer one may hold is a dateline, or a word of its sentence."""

WEATHER: Final = "°"
"""What stands beside the day of the visit in the bar at the top of a page, and beside no day of publication."""

_ELSEWHERE: Final = JUNK | TEASER | COMMENTS | FURNITURE
DATED: Final = re.compile(r"\d{4}|\d\D{1,16}\d\d|[年년]")
"""What a text with a whole date has; asked before it is read."""
_BAR: Final = re.compile(r"[|•»]| - ")
_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{3}")


def shown_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield the moments that the page shows rather than states: `time` elements, the lines around the headline.

    Costs more than the stated ones: ask where those are not enough.
    """
    found = (*_marked_claims(page), *_time_claims(page), *_line_claims(page))
    yield from found
    if not any(claim.belief >= LIKELY for claim in found):
        yield from _data_claims(page)
    if not found:
        yield from _last_resorts(page)


LIKELY: Final = 0.6
"""What the elements and lines show from this belief on needs no attribute of a script to prove it."""


def read_whens(page: ParsedPage, text: str) -> Iterator[Found]:
    """Yield the moments of the news in a text of the page, read as its language and country write dates."""
    for found in find_whens(text, languages=page.languages, day_first=day_first_of(page)):
        if found.when.year >= FIRST_NEWS_YEAR:
            yield found


_MONTH_FIRST_ENDINGS: Final = frozenset({"us", "gov", "edu", "mil", "ph"})
_NO_COUNTRY: Final = frozenset({"com", "net", "org", "info", "news", "tv", "io", "co", "me", "eu"})


def day_first_of(page: ParsedPage) -> bool | None:
    """Return whether 03/04 is the third of April on this page; None where neither language nor country tells.

    `en-US` is what content management systems state unless told otherwise: the country in the address comes first.
    """
    said = is_day_first(page.languages)
    if said or not (said is None or page.languages[0].startswith("en")):
        return said
    ending = (host(page.url) or "").rpartition(".")[2]
    if ending in _MONTH_FIRST_ENDINGS:
        return False
    return True if len(ending) == 2 and ending not in _NO_COUNTRY else said


# ------------------------------------------------------------------------------------------------------- elements
# By way of the attribute, which few elements have: to ask each element for it takes five times as long.
_MARKED: Final = etree.XPath(
    "//@itemprop[contains(., 'datePublished')]/parent::*[not(self::meta or self::time)]", smart_strings=False
)


def _marked_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield what microdata calls the publication, in whatever element."""
    marked = _MARKED(page.root) if page.root is not None else ()
    for element in marked[:1] if isinstance(marked, list) else ():
        if isinstance(element, HtmlElement):
            text = element.get("content") or element.get("datetime") or beginning_of(element)
            yield from _read(page, text, "dom datePublished", 0.84)


def _data_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield what `data-…publi…` attributes state for scripts, if all of the page state one day."""
    whens = map(parse_when, itertools.islice(_data_values(page), MOST_DATA))
    stated = [when for when in whens if when is not None and when.year >= FIRST_NEWS_YEAR]
    if len({day_of(when) for when in stated}) == 1:
        yield Claim(value=stated[0], place="dom data", belief=0.64)


MOST_DATA: Final = 40


def _data_values(page: ParsedPage) -> Iterator[str]:
    """Yield the values of the attributes for scripts whose name speaks of publication."""
    for element in page.root.iter() if page.root is not None else ():
        if "publi" in " ".join(element.keys()):
            for key, value in element.items():
                if "publi" in key and key.startswith("data-"):
                    yield value


_PUBLISHED_SIGNS: Final = re.compile(r"publi|pubdate|posted|created|entry-date|issued|timestamp-pub|erstell|veröff")
_MODIFIED_SIGNS: Final = re.compile(r"modif|updat|aktualis|edited|lastmod|changed")
_TEASER_SIGNS: Final = re.compile(
    r"teaser|related|card|comment|sidebar|widget|recent|latest|footer|nav|menu|promo|list-item|kommentar"
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """One moment in its place on the page."""

    claim: Claim[When]
    sign: str
    """Of what make the element is: those of a list of teasers, or of comments, have the same."""

    distance: int
    """Lines behind the headline; those ahead of it count double; 0 where there is no headline."""


def _time_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield what the `time` elements state; those just behind the headline are the likeliest."""
    shown: list[_Shown] = []
    numbers = _line_numbers(page) if len(page.timed) > ALIKE else {}
    at = page.headline_line
    headline_seen = False
    behind = 0
    for number, element in enumerate(page.timed):
        if element.tag == "h1":
            headline_seen, behind = True, 0
            continue
        if number > MOST_TIMES:
            break
        own, held = own_signs(element), _holder_signs(element)
        stated = "datepublished" in own or "datepublished" in held
        signs = f"{own} {held}"
        if not stated and (
            _MODIFIED_SIGNS.search(signs)
            or _TEASER_SIGNS.search(signs)
            or any(one.tag == "blockquote" for one in element.iterancestors())
        ):
            continue
        behind += headline_seen
        belief = 0.74 - 0.03 * behind if headline_seen else 0.5
        if stated:
            belief = 0.88
        elif element.get("pubdate") is not None or _PUBLISHED_SIGNS.search(signs):
            belief += 0.06
        line = next((numbers[one] for one in element.iterancestors() if one in numbers), None)
        distance = 0 if line is None or at is None else line - at if line >= at else 2 * (at - line)
        if distance > FAR and not stated:
            belief -= 0.2
        when = element.get("datetime") or element.get("content") or ""
        text = when if when.strip() else beginning_of(element)
        for claim in _read(page, text, "dom time", max(belief, 0.3)):
            shown.append(_Shown(claim, signs, distance))
    yield from _lists_last(shown)


def _line_numbers(page: ParsedPage) -> Mapping[HtmlElement, int]:
    """Return block element → number of its first line; that of long blocks tells nothing of what stands in them."""
    nodes = page.seen.nodes if page.seen is not None else ()
    return {node.element: node.first if node.end - node.first <= FAR else NOWHERE for node in nodes}


def own_signs(element: HtmlElement) -> str:
    """Return what an element says of itself: its microdata, RDFa and class names, in lower case."""
    return f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('property') or ''}"[:300].lower()


def beginning_of(element: HtmlElement) -> str:
    """Return the text of `element`, or the first of it, a little more than a date line: one may hold half the page."""
    parts: list[str] = []
    length = 0
    for text in element.itertext():
        parts.append(text[: 2 * LONGEST_DATE_LINE])
        length += len(text)
        if length > 2 * LONGEST_DATE_LINE:
            break
    return clean("".join(parts))


def _holder_signs(element: HtmlElement) -> str:
    """Return the class names of the elements that hold `element`, three levels up."""
    signs: list[str] = []
    for holder in itertools.islice(element.iterancestors(), 3):
        signs.append(
            f"{holder.get('class') or ''} {holder.get('id') or ''}"
            if holder.tag not in {"body", "html", "article", "main"}
            else ""
        )
    return " ".join(signs)[:300].lower()


def _lists_last(shown: Sequence[_Shown]) -> Iterator[Claim[When]]:
    """Yield the claims, those of a list of other articles or of comments (one make, many moments) hardly believed."""
    moments: dict[str, set[When]] = {}
    nearest: dict[str, int] = {}
    for one in shown:
        moments.setdefault(one.sign, set()).add(one.claim.value)
        nearest[one.sign] = min(one.distance, nearest.get(one.sign, HEAD_LINES_BEHIND))
    for one in shown:
        less = 0.0
        if one.sign and len(moments[one.sign]) >= ALIKE:
            less = NEAREST_OF_LIST if one.distance == nearest[one.sign] else REST_OF_LIST
        yield Claim(value=one.claim.value, place=one.claim.place, belief=max(one.claim.belief - less, 0.2))


NEAREST_OF_LIST: Final = 0.1
REST_OF_LIST: Final = 0.35
"""What a list's moments lose in belief: the nearest so much that a single line by the headline comes before it."""


# ---------------------------------------------------------------------------------------------------------- lines
def _line_claims(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield the moments in the lines around the headline, then those of lines elsewhere that are date lines."""
    if page.seen is None:
        return
    at = page.headline_line
    nodes = page.seen.nodes
    tried = 0
    shown: list[_Shown] = []
    for number, line in enumerate(page.seen.lines[:MOST_LINES]):
        text = line.text
        if number == at or DATED.search(text, 0, LONGEST_DATE_LINE) is None:
            continue
        near = at is not None and -HEAD_LINES_AHEAD <= number - at <= HEAD_LINES_BEHIND
        distance = 0 if at is None else number - at if number > at else 2 * (at - number)
        elsewhere = bool(line.flags & _ELSEWHERE) and not (near and (distance < 6 or line.flags & DATELINE))
        if elsewhere and line.flags & (COMMENTS | TEASER | JUNK) and not near:
            continue
        tried += 1
        if tried > MOST_DATE_LINES:
            break
        if len(text) > LONGEST_DATE_LINE or (near and len(text) > SHORT and not line.flags & DATELINE):
            when = _leading_when(page, text) if near and number > (at or 0) and not elsewhere else None
            if when is not None:
                shown.append(_Shown(Claim(value=when, place="dom dateline", belief=0.56), "dateline", distance))
            if len(text) > LONGEST_DATE_LINE:
                continue
        for found in read_whens(page, text):
            label = label_of(found)
            labelled = label == "first"
            if label in {"later", "other"} or (not labelled and WEATHER in text):
                continue
            others = _other_words(found)
            marked = bool(line.flags & (DATELINE | BIO))
            if line.flags & ASIDE:
                most = 3
            elif near or marked:
                most = MOST_OTHER_WORDS + 4 * (near and marked)
            else:
                most = 4
            if not labelled and (elsewhere or others > most):
                continue
            belief = (
                0.64 - 0.006 * distance
                if near
                else 0.5
                if labelled and others <= 4 and not elsewhere
                else 0.42 - min(0.0005 * number, 0.1) - (0.05 if at is not None and number < at else 0.0)
            ) - 0.15 * bool(line.flags & EMBED)
            belief += 0.05 * labelled + 0.03 * (marked or others <= 2) + 0.02 * isinstance(found.when, dt.datetime)
            place = "dom headline lines" if near else "dom date line"
            holder = nodes[line.node]
            sign = holder.element.get("class") or nodes[max(holder.parent, 0)].element.get("class") or ""
            shown.append(_Shown(Claim(value=found.when, place=place, belief=max(belief, 0.2)), sign, distance))
    yield from _lists_last(shown)


def _other_words(found: Found) -> int:
    """Return how many words stand beside a moment, up to the nearest bar; three letters of Han or Kana are one."""
    beside = f"{_BAR.split(found.text[: found.start])[-1]} {_BAR.split(found.text[found.end :])[0]}"
    return len(_HAN.sub(" x ", beside).split())


_BEHIND_DATELINE: Final = frozenset("-:|,.;/()[]】\"“„«»'")
_PLACE: Final = re.compile(r"[^\W\d_][^\s,]*")


def _leading_when(page: ParsedPage, text: str) -> When | None:
    """Return the moment that a paragraph begins with, as a dateline: "Oslo, 20 November 2026 –", "20.11.2026 The …"."""
    found = next(read_whens(page, text[:SHORT]), None)
    if found is None:
        return None
    ahead, behind = found.text[: found.start].strip(), found.text[found.end :].lstrip()
    if not ahead:
        return found.when if behind[:1] in _BEHIND_DATELINE or _in_figures(found) else None
    if ahead[0] in "【([":
        return found.when if len(ahead) < 20 and any(one in behind[:20] for one in "】)]") else None
    places = _PLACE.findall(text[: len(ahead)])
    named = len(places) <= 4 and all(one[0].isupper() for one in places)
    return found.when if named and ahead[-1] in ",(" and behind[:1] in _BEHIND_DATELINE else None


def _in_figures(found: Found) -> bool:
    return not any(one.isalpha() for one in found.text[found.start : found.end])


# ---------------------------------------------------------------------------------------------------- last resorts
_FOLLOWING: Final = etree.XPath("following::text()[string-length() < 100]", smart_strings=False)
MOST_LOOSE: Final = 600
"""Texts behind the headline that are searched."""


def _last_resorts(page: ParsedPage) -> Iterator[Claim[When]]:
    """Yield the first date that stands alone behind the headline, in whatever element, or the only one of the page."""
    if page.seen is None:
        return
    for place, whens in (("dom text", list(_loose_whens(page))), ("dom class", list(_classed_whens(page)))):
        if 0 < len({day_of(when) for _, when in whens[:ALIKE]}) < ALIKE:
            number, when = whens[0]
            yield Claim(value=when, place=place, belief=0.35 - number / 10_000)
            return
    only: dict[dt.date, When] = {}
    for line in page.seen.lines[:MOST_LINES]:
        if line.flags & (COMMENTS | TEASER) or DATED.search(line.text, 0, LONGEST_DATE_LINE) is None:
            continue
        for found in read_whens(page, line.text[:LONGEST_DATE_LINE]):
            label = label_of(found)
            alone = _other_words(found) <= MOST_OTHER_WORDS or "©" in found.before or label == "first"
            if alone and label not in {"later", "other"} and (label == "first" or WEATHER not in line.text):
                only.setdefault(day_of(found.when), found.when)
        if len(only) > 1:
            return
    for when in only.values():
        yield Claim(value=when, place="dom lone date", belief=0.3)


_CLASSED: Final = etree.XPath(
    "//@class[contains(., 'date') or contains(., 'Date') or contains(., 'publish')]/parent::*"
)
MOST_CLASSED: Final = 40


def _classed_whens(page: ParsedPage) -> Iterator[tuple[int, When]]:
    """Yield the moments in elements that are called dates: small menus, which are no lines, may hold them."""
    classed = _CLASSED(page.root) if page.root is not None else ()
    for number, element in enumerate(classed[:MOST_CLASSED] if isinstance(classed, list) else ()):
        if isinstance(element, HtmlElement) and "update" not in (element.get("class") or "").lower():
            text = beginning_of(element)
            for found in read_whens(page, text) if len(text) <= LONGEST_DATE_LINE else ():
                if label_of(found) in {"first", None} and _other_words(found) <= MOST_OTHER_WORDS:
                    yield number, found.when


def _loose_whens(page: ParsedPage) -> Iterator[tuple[int, When]]:
    """Yield the moments that stand alone in a text behind the headline, each with the number of that text."""
    if page.seen is None or page.headline_line is None:
        return
    behind = _FOLLOWING(page.seen.nodes[page.seen.lines[page.headline_line].node].element)
    for number, text in enumerate(behind[:MOST_LOOSE] if isinstance(behind, list) else ()):
        if not isinstance(text, str) or DATED.search(text) is None:
            continue
        loose = clean(text)
        for found in read_whens(page, loose):
            label = label_of(found)
            if label == "first" or (label is None and found.end - found.start > 0.6 * len(loose)):
                yield number, found.when


def _read(page: ParsedPage, text: str, place: str, belief: float) -> Iterator[Claim[When]]:
    when = parse_when(text, languages=page.languages, day_first=day_first_of(page))
    if when is not None and when.year >= FIRST_NEWS_YEAR:
        yield Claim(value=when, place=place, belief=belief)
