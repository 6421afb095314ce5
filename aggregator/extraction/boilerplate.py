"""Lines that stand among an article's and are none of it, known by their words.

The tables hold phrases of the web pages of newspapers, in lower case, one a line, by language:

    phrase      a line that begins with it
    phrase:     a line that begins with it and a colon
    phrase$     a line that says nothing else
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 400
"""Characters of the longest line that is judged by its first words: hints and notices are short."""

LONGEST_LABEL: Final = 160
"""Characters of the longest line about an article: its date, author, source."""

LONGEST_HEADING: Final = 80
"""Characters of the longest heading of what stands below articles."""

# ---------------------------------------------------------------- phrases

_TEASING: Final = """
read more
read also
read next
read the full
read our
also read
see also
see more
watch also
watch more
watch live
listen to this
listen now
more on this
more in
more from
more stories
related$
related:
related articles
related article
related stories
related story
related news
related topics
related posts
related content
related links
related coverage
related reading
recommended$
recommended:
recommended for you
recommended reading
recommended stories
you may also
you might also
you may be
you might be interested
don't miss
don’t miss
trending$
trending:
most read
most popular
most viewed
editor's pick
editors' pick
editor's choice
must read
up next
click here
click to
continue reading
further reading$
further reading:
follow us
follow our
like us on
join us
join our
subscribe
sign up
share this
share on
share via
share:
advertisement$
story continues below
article continues
loading$
print this
email this
comments$
comment$
leave a comment
leave a reply
view comments
tags:
tag:
filed under
topics:
topic:
keywords:
(for more
(for updates
for more updates
for more information about reprints
to report corrections
on the web:
have a tip
got a tip
do you have a story
lesen sie
lies auch
mehr zum thema
mehr dazu
mehr lesen
mehr aus
mehr über
mehr infos
mehr informationen
auch interessant
das könnte sie
das könnte dich
weitere artikel
weitere themen
weitere meldungen
weitere nachrichten
weitere informationen
weitere beiträge
siehe auch
zum thema$
zum thema:
anzeige$
jetzt lesen
jetzt anmelden
jetzt abonnieren
jetzt registrieren
hier geht es
hier können sie
hier klicken
hier finden sie
melden sie sich
folgen sie uns
folgt uns
folgst du schon
abonnieren sie
abonniere
newsletter$
newsletter:
dieses thema im programm
dieser artikel wurde ausgedruckt
artikel teilen
diesen artikel teilen
artikel drucken
artikel merken
teilen sie
schlagwörter
schlagworte
lest den originalartikel
lire aussi
lire également
lire la suite
lire plus
à lire
a lire aussi
voir aussi
notre dossier
nos articles
inscrivez-vous
abonnez-vous
publicité$
sur le même sujet
partager$
suivez-nous
suivez nous
lee también
lee además
lee más
leer también
leer más
te puede interesar
también te puede
también lee
también puedes
ver también
vea también
lea también
lea además
lea más
más información:
más noticias$
puedes leer
noticia relacionada
noticias relacionadas
suscríbete
síguenos
publicidad$
leia também
leia mais
veja também
veja mais
saiba mais
assine
leggi anche
leggi tutto
leggi altro
leggi:
guarda anche
potrebbe interessarti
iscriviti
seguici
lees ook
lees meer
lees verder
bekijk ook
meer over
les også
les mer
läs också
läs även
läs mer
læs også
læs mere
lue myös
lue lisää
czytaj też
czytaj także
czytaj również
czytaj więcej
czytaj dalej
czytaj:
zobacz też
zobacz także
zobacz również
zobacz więcej
zobacz:
przeczytaj
więcej:
więcej w
więcej wiadomości
więcej na
zobacz najciekawsze
dowiedz się więcej
polecamy
reklama$
sprawdź:
polub nas
čtěte také
čtěte též
přečtěte si
čítajte aj
olvassa el
citiți și
citește și
читайте также
читайте еще
читайте ещё
читайте подробнее
читайте:
читай также
читай еще
смотри также
смотрите также
смотри еще
см. также
по теме$
по теме:
подробнее$
подробнее:
подпишитесь
подписаться
подписывайтесь
читать далее
читать также
читать все
материалы по теме
другие новости
новости по теме
новости партнеров
новости партнёров
реклама$
теги:
следите за
следи за
если вы заметили ошибку
если вы нашли ошибку
если вы нашли опечатку
нашли ошибку
нашли опечатку
заметили ошибку
загружается
загрузка$
спасибо! ваш
читайте також
дивіться також
чытайце таксама
διαβάστε
διαβαστε
δείτε επίσης
δείτε ακόμα
δείτε ακόμη
δείτε περισσότερα
σχετικά άρθρα$
σχετικά θέματα$
ακολουθήστε
ayrıca oku
ilgili haber
baca juga
lihat juga
simak juga
xem thêm
đọc thêm
اقرأ أيضا
اقرأ أيضًا
اقرأ المزيد
شاهد أيضا
بیشتر بخوانید
קראו גם
קראו עוד
"""

_LABELS: Final = """
published
first published
first posted
last updated
updated
posted
last modified
date published
publication date
written by
words by
source:
date:
author:
veröffentlicht am
aktualisiert am
aktualisiert:
erstellt am
erschienen am
stand:
quelle:
autor:
autorin:
datum:
lesezeit
lesedauer
publié le
publié par
mis à jour
modifié le
temps de lecture
publicado
publicada
actualizado
atualizado
fuente:
fecha:
pubblicato
aggiornato
fonte:
gepubliceerd
bijgewerkt
opublikowano
aktualizacja
dodano
źródło:
data:
publisert
publicerad
опубликовано
обновлено
дата:
автор:
прочитано
просмотров
новость была оставлена
ημερομηνία
δημοσίευση:
δημοσιεύθηκε
πηγή:
τελευταία ενημέρωση
reading time
입력
기사입력
"""

# Under these headings stands what is no longer the article. A trailing "…" lets anything follow.
_ENDINGS: Final = """
related
related articles
related stories
related news
related topics
related posts
related content
related links
related coverage
related reading
recommended
recommended for you
recommended reading
recommended stories
recommended articles
you may also like
you might also like
you may also be interested in
you might also be interested in
you may also enjoy
more stories
more news
more from …
more on this
more on this story
more articles
more like this
more coverage
more headlines
most read
most popular
most popular articles
most viewed
top stories
top news
popular
popular articles
popular posts
popular news
latest
latest news
latest stories
latest articles
latest posts
latest headlines
trending
trending now
trending news
trending stories
comments
leave a comment
leave a reply
tags
topics
share this
share this article
share this story
about the author
about the authors
check out other …
check out our other …
read more
read next
don't miss
don’t miss
see also
up next
editor's picks
editors' picks
editor’s picks
sign up for …
sign up to …
newsletter
mehr zum thema
das könnte sie auch interessieren
das könnte dich auch interessieren
auch interessant
weitere artikel …
weitere themen …
weitere meldungen …
weitere nachrichten …
weitere beiträge …
mehr aus …
kommentare
leserkommentare
themen
schlagworte
schlagwörter
meistgelesen
meistgelesene artikel
verwandte artikel
verwandte themen
ähnliche artikel
ähnliche beiträge
zum thema
links zum thema
links zum artikel
teilen
lire aussi
à lire aussi
à lire également
sur le même sujet
commentaires
les commentaires
articles similaires
articles liés
articles associés
les plus lus
vous aimerez aussi
dans la même rubrique
te puede interesar
noticias relacionadas
artículos relacionados
notas relacionadas
comentarios
lo más leído
lo más visto
más noticias
etiquetas
ver también
temas
notícias relacionadas
comentários
leia também
veja também
mais lidas
potrebbe interessarti
potrebbe interessarti anche
articoli correlati
commenti
leggi anche
lees ook
gerelateerd
gerelateerde artikelen
meer over …
reacties
meest gelezen
les også
läs också
læs også
kommentarer
czytaj też
czytaj także
czytaj również
zobacz też
zobacz także
zobacz również
komentarze
wybrane komentarze
powiązane …
najnowsze …
tagi
podobne artykuły
podobne tematy
polecane
najczęściej czytane
inne artykuły
читайте также
смотрите также
по теме
материалы по теме
новости по теме
комментарии
похожие …
другие новости …
другие материалы …
последние новости
самое читаемое
самое популярное
обсуждение
ссылки по теме
оставить комментарий
популярное
σχετικά άρθρα
σχετικά θέματα
σχετικά νέα
διαβάστε επίσης
διαβάστε ακόμη
διαβάστε περισσότερα
διαβάστε σχετικά
σχόλια
δημοφιλή
περισσότερα
评论
我要评论
网友评论
发表评论
相关新闻
相关报道
相关阅读
相关链接
相关专题
相关文章
相关内容
相關新聞
相關報導
相關閱讀
相關連結
相關文章
延伸閱讀
延伸阅读
推荐阅读
推薦閱讀
热点新闻
热点推荐
更多新闻
更多精彩
更多相关
関連記事
関連ニュース
関連リンク
関連キーワード
おすすめ記事
コメント
관련기사
관련 기사
관련뉴스
관련 뉴스
댓글
많이 본 뉴스
اقرأ أيضا
مواضيع ذات صلة
"""

# ---------------------------------------------------------------- patterns

# Chinese, Japanese and Korean set no spaces by which a first word could be told.
_TEASING_CJK: Final = re.compile(
    r"(?:相关|相關)(?:新闻|报道|阅读|链接|专题|文章|新聞|報導|閱讀|連結)|延伸[閱阅][讀读]|更多(?:新闻|精彩|相关|相關|報導)|推[荐薦][阅閱][读讀]|热点新闻"
    r"|.{0,8}(?:热门文章|最新文章|热门推荐|赞助商链接)$|【[^【】]{1,20}】\s?【|我要评论|网友评论|发表评论|分享到|[责責]任[编編][辑輯]|编辑[:：]"
    r"|関連(?:記事|ニュース|リンク|キーワード)|おすすめ(?:記事)?$|あわせて読みたい|続きを読む|この記事を(?:シェア|読んだ)|広告$"
    r"|관련\s?(?:기사|뉴스)|더\s?보기|무단\s?전재|저작권자|▶|☞"
)
# Asking for something: the words between do not matter.
_ASKING: Final = re.compile(
    r"(?:get|download|try)\b.{0,60}\b(?:newsletter|inbox|e-?mail|app|alerts|updates)\b"
    r"|(?:follow|find)\s.{2,60}\son\s(?:twitter|facebook|instagram|x|telegram|whatsapp|tiktok)\b"
    r"|(?:siga|suivez|retrouvez|sigue|segui)\b.{0,60}\b(?:facebook|twitter|instagram|newsletter|telegram|whatsapp)\b"
)
_SUBSCRIBING: Final = (
    *("sign up", "signing up", "subscri", "abonn", "anmeld", "inscri", "inscrev", "iscri", "suscri", "assin", "zapisz"),
    *("подпи", "register", "registrier", "check out", "get our", "our free", "unseren", "unser "),
)
_LEGAL_START: Final = re.compile(
    r"\W{0,3}(?:copyright\b|©|\(c\)\s)|(?:additional )?reporting by\b|(?:editing|writing) by\b"
    r"|our standards: |this (?:article|story|post) (?:was )?(?:originally |first )?(?:appeared|published)\b"
    r"|the post\b.{5,300}\bappeared first on\b"
    r"|(?:with (?:reports?|files|reporting|information|inputs?) (?:from|by)|mit material von)"
    r"|(?:con información de|com informações d)"
)
_LEGAL_PHRASES: Final = (
    *("all rights reserved", "privacy policy", "alle rechte vorbehalten", "todos los derechos reservados"),
    *("todos os direitos reservados", "tutti i diritti riservati", "riproduzione riservata"),
)
_LEGAL_PHRASES_BEYOND_ASCII: Final = (
    *("tous droits réservés", "wszelkie prawa zastrzeżone", "все права защищены"),
    *("版权所有", "版權所有", "未经授权", "未经许可", "未經授權", "無断転載", "転載を禁"),
)
# What must stand in a line for a search to be worth it → what is searched.
_LEGAL_BY_SIGN: Final = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("may not be ", r"\bmay not be (?:published|reproduced|republished)"),
        ("terms of ", r"terms of (?:use|service)\b.{0,60}(?:privacy|apply)"),
        ("contributed ", r"^.{3,120}\bcontributed (?:reporting )?to this (?:report|story|article)\b"),
        (" be reached ", r"\b(?:can|may) be reached (?:at|on|via)\b"),
        (" be contacted ", r"\b(?:can|may) be contacted (?:at|on|via)\b"),
        ("무단", r"무단\s?(?:전재|복제|배포)"),
    )
)
# Beginnings of disclaimers, which may be long.
_DISCLAIMER: Final = re.compile(
    r"\W{0,4}(?:(?:免责|免責|版权|版權|特别|郑重|重要|相关)\w{0,4}(?:声明|聲明|提示)|.{2,12}声明[:：]"
    r"|disclaimer\b|żaden utwór zamieszczony"
    r"|wszelkie prawa"
    r"|materiał chroniony|при (?:использовании|копировании|перепечатке)\b|использование материалов|перепечатка\b"
    r"|(?:all )?articles and comments on\b|the views expressed (?:in|by)\b|this material may not|©)",
    re.IGNORECASE,
)
_MOMENT: Final = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|\b(?:19|20)\d\d\s?[./年년-]\s?\d{1,2}\s?[./月월-]\s?\d{1,2}"
    r"|\b\d{1,2}[:.h]\d\d\s?(?:uhr|[ap]\.?m\b|est\b|gmt\b|utc\b)|\b\d{1,2}:\d\d\b"
    r"|\d{1,2}(?:st|nd|rd|th|\.|er)?(?: de)? [^\W\d]{3,12}\.?,?(?: de| of)? (?:19|20)\d\d\b"
    r"|\b[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_BYLINE: Final = re.compile(r"(?:by|von|par|por|di|door|av|af) \w[^.!?]{2,60}$", re.IGNORECASE)
_MEASURE: Final = re.compile(
    r"\d+ ?(?:min(?:ute)?s?\.? (?:read|lesezeit|de lecture)|minuten lesezeit|views?$|shares?$|просмотр)|来源\s?[:：]"
    r"|來源\s?[:：]|发布时间|發布時間|作者\s?[:：]"
    r"|字号|您现在|您所在的?位置|当前位置",
    re.IGNORECASE,
)
_COMMENTS: Final = re.compile(
    r"\b(?:comments?|commenting|kommentare?|komentarz[ey]?|commentaires?|comentarios?|comentários?|commenti|reacties"
    r"|комментари\w{1,3}|отзыв\w{0,2}|σχόλια"
    r"|kommentarer|yorum(?:lar)?)\b|评论|評論|コメント|댓글|留言",
    re.IGNORECASE,
)
_FIRST_WORD: Final = re.compile(r"[^\w(]{0,4}((?:\(\w|\w)[\w'’-]{0,40})")
_COUNTED: Final = re.compile(r"\s{0,2}[(\[]?\d{1,6}[)\]]?\s{0,2}")


def _by_first_word(*tables: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return first word → (phrase, what must follow: "", ":" or "$")."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase in _phrases(tables):
        follows = phrase[-1] if phrase[-1] in ":$" else ""
        phrase = phrase.removesuffix(follows) if follows else phrase
        match = _FIRST_WORD.match(phrase)
        if match:
            found.setdefault(match[1], []).append((phrase, follows))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _phrases(tables: Iterable[str]) -> list[str]:
    return [line for table in tables for line in table.splitlines() if line]


_TEASING_BY_WORD: Final = _by_first_word(_TEASING)
_LABELS_BY_WORD: Final = _by_first_word(_LABELS)
_ENDING_LINES: Final = frozenset(phrase for phrase in _phrases([_ENDINGS]) if not phrase.endswith(" …"))
_ENDING_STARTS: Final = tuple(phrase.removesuffix("…") for phrase in _phrases([_ENDINGS]) if phrase.endswith(" …"))


def _begins(text: str, first: re.Match[str] | None, phrases: dict[str, tuple[tuple[str, str], ...]]) -> bool:
    """Tell whether `text` (lower case; `first` is its first word) begins with one of `phrases`, as its table says."""
    if first is None:
        return False
    for phrase, follows in phrases.get(first[1], ()):
        if text.startswith(phrase, first.start(1)):
            behind = text[first.start(1) + len(phrase) :]
            if not follows:
                if not behind[:1].isalnum():
                    return True
            elif follows == ":":
                if behind.lstrip()[:1] in (":", "："):
                    return True
            elif not any(sign.isalnum() for sign in behind):
                return True
    return False


# ---------------------------------------------------------------- questions


# `Pyongyang Rodong Sinmun=News1`: the credit line of a picture, as the agencies of Korea and Japan write it.
_CREDIT_LINE: Final = re.compile(r"[^\W\d][^=.!?。…]{1,60}[=＝][^\W\d][^=.!?。…]{1,24}")


def is_furniture(text: str) -> bool:
    """Tell whether a line is no part of an article by its words."""
    if is_disclaimer(text):
        return True
    if len(text) > LONGEST:
        return False
    if "=" in text and _CREDIT_LINE.fullmatch(text):
        return True
    lower = text.lower()
    first = _FIRST_WORD.match(lower)
    return _teases(lower, first) or _is_about(text, lower, first) or _is_legal(lower) or _asks_for_address(lower)


def asks_for_address(text: str) -> bool:
    """Tell whether a short line asks to subscribe to a newsletter, wherever it says so."""
    return _asks_for_address(text.lower())


def _asks_for_address(lower: str) -> bool:
    return len(lower) <= LONGEST // 2 and "newsletter" in lower and any(map(lower.__contains__, _SUBSCRIBING))


def is_teasing(text: str) -> bool:
    """Tell whether a line begins like a hint at something else to read, watch, subscribe or do.

    >>> is_teasing("Read also: The old pier"), is_teasing("Read alone in bed, the letter made sense.")
    (True, False)
    """
    lower = text.lower()
    return len(text) <= LONGEST and _teases(lower, _FIRST_WORD.match(lower))


def _teases(lower: str, first: re.Match[str] | None) -> bool:
    start = lower.lstrip(" -–—•·*>»[(«“\"'|:▪■●►→")
    if _begins(lower, first, _TEASING_BY_WORD) or _ASKING.match(start):
        return True
    return not lower.isascii() and bool(_TEASING_CJK.match(start))


def is_legal(text: str) -> bool:
    """Tell whether a line speaks of rights, or of who reported and edited."""
    return len(text) <= LONGEST and _is_legal(text.lower())


def _is_legal(lower: str) -> bool:
    if _LEGAL_START.match(lower) or any(map(lower.__contains__, _LEGAL_PHRASES)):
        return True
    if not lower.isascii() and any(map(lower.__contains__, _LEGAL_PHRASES_BEYOND_ASCII)):
        return True
    return any(sign in lower and pattern.search(lower) for sign, pattern in _LEGAL_BY_SIGN)


def is_disclaimer(text: str) -> bool:
    """Tell whether a paragraph of any length disclaims or reserves rights."""
    return bool(_DISCLAIMER.match(text))


LONGEST_MOMENT: Final = 32
"""Characters up to which `_MOMENT` matches."""


def is_about(text: str) -> bool:
    """Tell whether a line is about the article rather than of it: its date, author, source, reading time.

    >>> is_about("Published: 15 March 2025, 08:00"), is_about("The law of 15 March 2025 is void.")
    (True, False)
    """
    lower = text.lower()
    return _is_about(text, lower, _FIRST_WORD.match(lower))


def _is_about(text: str, lower: str, first: re.Match[str] | None) -> bool:
    if len(text) > LONGEST_LABEL:
        return False
    sentence = text.endswith((".", "。", "!", "?", "”", '"'))
    if _begins(lower, first, _LABELS_BY_WORD) or _MEASURE.match(text.lstrip(" -|・")):
        return len(text) <= 60 or not sentence or _MOMENT.search(text) is not None
    if _BYLINE.match(text):
        return True
    # The search is dear, and most lines are sentences.
    if sentence or text.endswith(":") or len(text) - LONGEST_MOMENT >= 45 or not _DIGIT.search(text):
        return False
    moment = _MOMENT.search(text)
    return moment is not None and len(text) - len(moment[0]) < 45


def heads_comments(text: str) -> bool:
    """Tell whether a short line speaks of readers' comments."""
    return len(text) <= LONGEST_HEADING and bool(_COMMENTS.search(text))


def ends_article(text: str) -> bool:
    """Tell whether a line heads what stands below articles: related pieces, comments, tags.

    >>> ends_article("Comments (12)"), ends_article("Comments on the budget")
    (True, False)
    """
    if len(text) > LONGEST_HEADING:
        return False
    line = _COUNTED.sub(" ", text.lower()).strip(' :：-–—•·*>»[](){}«“”"|▪■●►→….!¡¿?+#')
    return line in _ENDING_LINES or line.startswith(_ENDING_STARTS)
