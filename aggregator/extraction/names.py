"""Names of persons and organisations in a byline, free of jobs, places and addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.organisations import register
from aggregator.text import clean

LONGEST_NAME = 60
"""Characters of one name; the longest of 100 checked ones has 26."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody who signs a text."""

    name: str
    person: bool
    """False for an organisation or a desk."""


# Words before names, by language: "By", "Von", "Por", "Text:", "Reporting by" …
_OPENING = re.compile(
    r"^(?:written by|story by|reported by|reporting by|posted by|published by|report by|words by|text by|"
    r"by|από|γράφει|von|par|por|per|de|di|da|door|av|af|"
    r"tekst|text|texte|texto|testo|autor(?:es|in|zy|ka)?|autor/in|author|auteur|autore|автор|текст|od|"
    r"pisze|napisał|napsal|kirjoittanut|szerző|yazan|haber|"
    r"foto und text|text und foto|a cura di|prepared by|compiled by|edited by|redaktion|oleh|penulis|"
    r"reporter|reporters|redacted|rédigé par|publié par|"
    r"redacción|ngo|skrevet af|skrevet av|ein beitrag von|eine kolumne von|ein kommentar von|kommentar "
    r"von|kolumne von|gastbeitrag von|interview von|interview)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
# "By Ann Example 8 January 2020, 3:51 pm", "Ann Example, Published: 20.11.2026", "Ann Example Nov. 20, 2026".
_DATE_BEHIND = re.compile(
    r"(?<=\w)[\s,|•·–-]{1,4}(?:(?:first |last )?(?:published|posted|updated|veröffentlicht|aktualisiert|"
    r"stand|publié|mis à jour|"
    r"publicado|actualizado|pubblicato|opublikowano|опубликовано|on|am|le|el|at)\b[:\s]{0,3})?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?,?\s){0,2}\d.*$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:GmbH|AG|KG|Ltd|LLC|Inc|S\.A\.|s\.r\.o\.|Sp\. z o\.o|e\. ?V)\b\.?$|\b& Co\b|^(?:ООО|ЗАО|ОАО|АО|ТОВ)\b"
)
_SOURCE = re.compile(
    r"(?:źródło|источник|джерело|source|quelle|fuente|fonte|kilde|källa|bron|zdroj|πηγή|出典|来源|來源|출처)\s?[:：]",
    re.IGNORECASE,
)
# Conjunctions of one letter are written small: "Michael E Sample" is one person.
_SPLIT = re.compile(
    r"\s*[;|•·/&\n、；，]\s*|\s*,\s*(?:and|und|et|y|e|og|och)\s+|\s+[-–—]\s+|\s+(?-i:y|e|i|a|и|і|u|و)\s+|"
    r"\s+(?:and|und|et|og|och|en|ja|és|ve|și|si|та|ir|un|dan|with|mit|avec|con|com|med|και|και ο|và)\s+",
    re.IGNORECASE,
)
_RUBBISH = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,64}|(?<!\w)@\w{1,40}|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|<[^<>]{0,80}>"
)
_ORGANISATION = re.compile(
    r"\b(?:redaktion|redazione|redacción|redaccion|rédaction|redação|redakcja|redakce|redaksi|redactie|"
    r"redaktionen|newsroom|newsdesk|news ?desk|news|desk|staff|team|"
    r"agency|agencies|agentur|agence|agenzia|agencia|agencias|agências|agerpres|service|services|press|"
    r"presse|prensa|media|medien|magazine|magazin|times|post|journal|zeitung|"
    r"tageblatt|nachrichten|bulletin|daily|editorial|editors?|editorial board|online|network|radio|tv|"
    r"television|broadcasting|group|ltd|inc|gmbh|ag|llc|sp\.? z o\.? ?o|s\.a|α\.ε|"
    r"компания|ооо|зао|организация|οργανισμός|"
    r"correspondents?|reporters?|writers?|contributors?|admin|administrator|webmaster|office|bureau|"
    r"foundation|institute|university|ministry|association|"
    r"associated press|reuters|afp|dpa|apa|sda|ansa|efe|dpa-afx|upi|pti|ani|ians|kyodo|jiji|xinhua|yonhap|"
    r"anadolu|tass|interfax|belga|anp|tt|ntb|ritzau|lusa|"
    r"mti|čtk|ctk|tasr|sita|pap|bns|elta|leta|stt|ats|keystone-sda|bloomberg|getty images|conversation|"
    r"wire|ticker|haber|haberler|ajansı|gazetesi|"
    r"oversikt|redaksjonen|toimitus|szerkesztőség|redacția|уредништво|редакция|редакція|newspaper|"
    r"publishing|corporation|company|council|club|"
    r"sport|sports|politik|wirtschaft)\b|\.(?:com|de|net|org|co\.uk|tr|fr|it|es|at|ch|ru|pl|cz|info|tv|"
    r"news)\b|通信|网$|網$|资讯|資訊|晚报|时报|時報|周刊|週刊|电视台|電視|新聞|新闻|日報|日报|社$|編集部|编辑部|記者団|뉴스|통신|일보|新華|編輯|デジタル|オンライン",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|columnist|writer|journalist|producer|analyst|critic|chief|head|"
    r"deputy|senior|political|contributor|contributing|"
    r"redakteur|redakteurin|korrespondent|korrespondentin|chefredakteur|autor|autorin|reporterin|volontär|"
    r"volontärin|journaliste|correspondant|rédacteur|rédactrice|"
    r"periodista|redactor|redactora|corresponsal|giornalista|inviato|редактор|корреспондент|журналист|"
    r"muhabir|redaktor|dziennikarz|journalista|photographer|fotograf|"
    r"professor|lecturer|fellow|director|author|expert|meteorologist|published|updated|minutes?|hours?|ago)\b|記者$|기자$",
    re.IGNORECASE,
)


def read_byline(text: str, languages: Sequence[str] = ()) -> list[Signatory]:
    """Return the signatories that `text` (a byline, an `author` meta element) names, in order.

    >>> [one.name for one in read_byline("By Ann Example and Bo Sample, Political Editor")]
    ['Ann Example', 'Bo Sample']
    """
    text = clean(text[:1000])
    if not text or text.startswith(("http:", "https:", "//", "/")):
        return []
    text = clean(_RUBBISH.sub(" ", text)).strip(" ,;:|-–—/")
    text = _DATE_BEHIND.sub("", text)
    if _COMPANY.search(text):
        return [Signatory(name=text, person=False)] if len(text) <= LONGEST_NAME else []
    if _SOURCE.match(text):  # who it was taken from did not write it
        return []
    for _ in range(2):
        text = _OPENING.sub("", text, count=1)
    found: list[Signatory] = []
    for part in _SPLIT.split(text):
        pieces = [clean(piece).strip(' .:;|-–—/*"“”„') if piece else "" for piece in part.split(",")]
        pieces = [piece for piece in pieces if piece]
        if _is_turned(pieces):
            found.append(Signatory(name=f"{pieces[1]} {pieces[0]}", person=True))
            continue
        found.extend(one for piece in pieces if (one := _signatory(_OPENING.sub("", piece, count=1))) is not None)
    if any(looks_like_person(one.name) for one in found):  # what stands beside a full name and is none, is job or place
        found = [one for one in found if looks_like_person(one.name) or not (one.person or _ROLE.search(one.name))]
    return found


def _is_turned(pieces: Sequence[str]) -> bool:
    """Return whether `pieces` are a surname and first names (`Doe`, `Jane`)."""
    if len(pieces) != 2:
        return False
    family, given = pieces
    return (
        len(family.split()) == 1
        and len(given.split()) <= 2
        and family[:1].isupper()
        and given[:1].isupper()
        and not _ORGANISATION.search(family)
        and not _ORGANISATION.search(given)
        and not _ROLE.search(given)
        and not (given.isupper() and len(given) > 2)
    )


def looks_like_person(name: str) -> bool:
    """Return whether `name` has the form of a full name: several words with capitals, or two to five signs of CJK."""
    if _CJK_NAME.fullmatch(name):
        return True
    words = name.split()
    if not 2 <= len(words) <= 5 or _ROLE.search(name) or any(one.isdigit() for one in name):
        return False
    return all(
        word[:1].isupper() or word.lower() in _PARTICLES or not word[:1].isalpha() or not word[:1].islower()
        for word in words
    )


_CJK_NAME = re.compile(
    r"[\u3400-\u9fff々]{2,5}|[\u3400-\u9fff々]{1,4} [\u3040-\u30ff\u3400-\u9fff々]{1,4}|[\uac00-\ud7af]{2,4}"
)
# "Bo Sample in Northhaven", "김하나 기자", "山田太郎記者".
_JOB_BEHIND = re.compile(
    r"(?:\s(?:political|senior|chief|deputy|staff|health|science|business|sports?|crime|education|news|foreign|us|city|"
    r"environment|transport|technology|consumer|court|special|freelance|web|multimedia))*\s"
    r"(?:reporter|correspondent|editor|writer|columnist|journalist|contributor|producer|photographer)$",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(r"\s(?:in|aus|from|reporting from)\s[A-ZÄÖÜ][^\s]{1,30}(?:\s[A-ZÄÖÜ][^\s]{1,30}){0,2}$")
_TITLE_BEHIND = re.compile(
    r"\s?(?:(?:수습|선임|전문|인턴)?\s?(?:기자|특파원|논설위원|대기자)|記者|编辑|編集委員|記者團)$"
)
_NO_NAME = re.compile(r"(?:e-?mail|view|follow|more from|posts by|see all|contact|message|about)\s", re.IGNORECASE)
_NO_NAMES_IN_A_ROW = (
    "by von par por per de di da door av af text foto author autor auteur autore and und et y e og och the "
    "staff admin n/a none null undefined unknown anonymous anonym news nachrichten noticias actualités more "
    "mehr share teilen follow advertisement read live update updated "
    "点击登录 昵称 登录 注册 作者 编辑 来源 匿名 責任編輯 责任编辑 記者 记者 登入 會員"
)
_NO_NAMES = frozenset(_NO_NAMES_IN_A_ROW.split())
_PARTICLES_IN_A_ROW = (
    "von van de der den del della di da dos das du la le el al bin ibn ben ter ten zu zur af av y e i do dal d"
)
_PARTICLES = frozenset(_PARTICLES_IN_A_ROW.split())


def _signatory(name: str) -> Signatory | None:
    name = _JOB_BEHIND.sub("", _PLACE_BEHIND.sub("", _TITLE_BEHIND.sub("", clean(name).strip(" .:;|-–—/*\"'“”„"))))
    if not name or len(name) > LONGEST_NAME or not any(one.isalpha() for one in name):
        return None
    if len(name.split()) > 6 or len(name) < 2 or name.lower() in _NO_NAMES or _NO_NAME.match(name):
        return None
    organisation = (
        _ORGANISATION.search(name) is not None
        or (name.isupper() and " " not in name and len(name) <= 5 and name.isascii())
        or register().by_name(name) is not None
    )
    if any(one.isdigit() for one in name) and not organisation:
        return None
    if " " not in name and name.islower() and not organisation:
        return Signatory(name=name, person=False)
    return Signatory(name=name, person=not organisation)
