"""Paragraphs that change from visit to visit by themselves: labels, counters, relative times, pointers."""

from __future__ import annotations

import re

_SHORT = 60
"""Characters of a paragraph that may be a label, a counter or a relative time; real sentences are longer."""

_POINTER_LONGEST = 240
"""Characters of a pointer to another article: its words and a long headline."""

_LABEL_LINES = (
    "advertisement|ad|ads|advertising|sponsored|sponsored content|promoted|story continues below",
    "article continues below|article continues after advertisement|story continues below advertisement",
    "continue reading|continue reading below|continue reading the main story|read more|share|share this",
    "share this article|save|print|listen|copy link|follow us|sign up|subscribe|skip advertisement|loading",
    "anzeige|werbung|annonce|reklame|reklama|publicité|publicidad|publicidade|pubblicità|advertentie|mainos",
    "реклама|広告|pr|광고|广告|廣告|إعلان|विज्ञापन|iklan|ilan|reklam|διαφήμιση|teilen|partager|compartir",
    "condividi|weiterlesen|lire la suite|leer más|続きを読む|공유|기사 공유",
)
_LABELS = frozenset(label for line in _LABEL_LINES for label in line.split("|"))


def _any(*lines: str) -> str:
    """Return a pattern for one of the words in a table written in lines, parted by `|`."""
    return "(?:" + "|".join(lines) + ")"


_COUNTED = _any(
    "views?|reads?|shares?|comments?|likes?|reactions?|votes?|replies|reposts?|plays?",
    "min(?:ute)?s? read|min[.] read|read time|aufrufe|kommentare?|vues?|partages?|commentaires?",
    "lecturas?|visitas?|comentarios?|comentários|visualizzazioni|commenti|reacties",
    r"просмотр\w{0,3}|комментари\w{0,3}|조회수?|댓글|추천|좋아요|閲覧|コメント",
    "阅读|閱讀|评论|評論|浏览|瀏覽",
)
_AMOUNT = r"[\d.,\s]{1,12}(?:[kKmM]|mil|tys[.]?|тыс[.]?|万|만)?"
_COUNTER = re.compile(
    rf"\W{{0,3}}(?:{_AMOUNT}\s?{_COUNTED}|{_COUNTED}\s?[:：(\[]?\s?{_AMOUNT}\s?[)\]]?)\W{{0,3}}",
    re.IGNORECASE,
)

_UNIT = _any(
    "seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdw]",
    "sekunden?|minuten?|stunden?|tag(?:en|e)?|wochen?|monat(?:en|e)?",
    "secondes?|heures?|jours?|semaines?|mois|ans?",
    "segundos?|minutos?|horas?|días?|dias?|semanas?|meses|mes|años?",
    "secondi|minuti|minuto|ore|ora|giorni|giorno|settiman[ae]|uur|uren|dagen|dag|weken|week",
    r"секунд\w?|минут\w?|час\w{0,2}|дн\w{1,2}|день|недел\w",
    r"timmar|timme|dagar|dygn|godzin\w?|minut\w?|saat|dakika|gün|jam|menit|hari|giờ|phút|ngày",
)
_HOW_MANY = r"(?:\d{1,3}|an?|one|few|un[aeo]?|uma?|ein(?:er?|em)?)"
_SAID = _any(
    "updated|published|posted|edited|last updated|aktualisiert|zuletzt aktualisiert|veröffentlicht",
    "mis à jour|publié|actualizado|publicado|aggiornato|pubblicato|обновлено|опубликовано",
)
_RELATIVE = re.compile(
    rf"(?:{_SAID}\W{{0,3}})?(?:"
    rf"{_HOW_MANY}\s?{_UNIT}\s(?:ago|fa|geleden|назад|sedan|temu|önce|lalu|trước|atrás|siden|sitten)"
    rf"|(?:vor|il y a|hace|há|för|за)\s{_HOW_MANY}\s{_UNIT}"
    r"|\d{1,3}\s?(?:秒|分|分钟|分鐘|小时|小時|時間|日|天|초|분|시간|일)\s?(?:前|전)"
    r"|just now|gerade eben|à l'instant|방금 전|刚刚|たった今)\W{0,3}",
    re.IGNORECASE,
)

_POINTING = _any(
    "read more|read also|also read|read next|see also|more on this|related(?: (?:stories|articles|coverage))?",
    "recommended|watch(?: also)?|don't miss|lesen sie auch|mehr zum thema|lire aussi|à lire(?: aussi)?",
    "lea también|lea además|le puede interesar|leggi anche|leia também|leia mais|lees ook|läs också|les også",
    "læs også|lue myös|czytaj (?:też|także)|читайте также|читайте на эту тему|関連記事|あわせて読みたい",
    "관련 ?기사|相关阅读|相關報導|baca juga|ayrıca oku|xem thêm|اقرأ أيضا|यह भी पढ़ें",
)
_POINTER = re.compile(rf"\W{{0,3}}{_POINTING}\s{{0,2}}[:：|►▶>»\]]", re.IGNORECASE)


def moves_by_itself(paragraph: str) -> bool:
    """Return whether `paragraph` is furniture that changes from visit to visit: never text, never an edit.

    An advertisement's label, a counter ("1,204 views"), a relative time alone ("Updated 3 hours ago"), a
    pointer to another article ("Read also: …").

    >>> [moves_by_itself(one) for one in ("1,204 views", "vor 3 Stunden", "Anzeige", "He left 3 hours ago.")]
    [True, True, True, False]
    """
    text = paragraph.strip()
    if len(text) <= _SHORT and (
        text.casefold().strip(" .:-–—*[]()▼▲…") in _LABELS or _COUNTER.fullmatch(text) or _RELATIVE.fullmatch(text)
    ):
        return True
    return len(text) <= _POINTER_LONGEST and _POINTER.match(text) is not None
