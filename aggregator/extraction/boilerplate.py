"""Lines that stand among an article's and are none of it, known by their words (see `phrases`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from aggregator.extraction.phrases import CREDITS, ENDINGS, LABELS, NOTICES, TEASING

LONGEST: Final = 400
"""Characters of the longest line that is judged by its first words: hints and notices are short."""

LONGEST_LABEL: Final = 160
"""Characters of the longest line about an article: its date, author, source."""

LONGEST_HEADING: Final = 80
"""Characters of the longest heading of what stands below articles."""

# ---------------------------------------------------------------- patterns

# Chinese, Japanese and Korean set no spaces by which a first word could be told.
_TEASING_CJK: Final = re.compile(
    r"(?:相关|相關)(?:新闻|报道|阅读|链接|专题|文章|新聞|報導|閱讀|連結)|延伸[閱阅][讀读]|更多(?:新闻|精彩|相关|相關|報導)|推[荐薦][阅閱][读讀]|热点新闻"
    r"|.{0,8}(?:热门文章|最新文章|热门推荐|赞助商链接)$|【[^【】]{1,20}】\s?【|我要评论|网友评论|发表评论|分享到|[责責]任[编編][辑輯]|编辑[:：]"
    r"|関連(?:記事|ニュース|リンク|キーワード)|おすすめ(?:記事)?$|あわせて読みたい|続きを読む|この記事を(?:シェア|読んだ)|広告$"
    r"|관련\s?(?:기사|뉴스)|더\s?보기|무단\s?전재|저작권자|▶|☞"
)
# Asking for something: the words between do not matter.
_ASKING_WORDS: Final = frozenset(
    ["get", "download", "try", "follow", "find", "siga", "suivez", "retrouvez", "sigue", "segui"]
)
_ASKING: Final = re.compile(
    r"(?:get|download|try)\b.{0,60}\b(?:newsletter|inbox|e-?mail|app|alerts|updates)\b"
    r"|(?:follow|find)\s.{2,60}\son\s(?:twitter|facebook|instagram|x|telegram|whatsapp|tiktok)\b"
    r"|(?:siga|suivez|retrouvez|sigue|segui)\b.{0,60}\b(?:facebook|twitter|instagram|newsletter|telegram|whatsapp)\b"
)
_LEGAL_WORDS: Final = frozenset(
    [
        *("copyright", "(c", "additional", "reporting", "editing", "writing", "our", "this", "the", "with", "mit"),
        *("con", "com"),
    ]
)
_LEGAL_START: Final = re.compile(
    r"\W{0,3}(?:copyright\b|©|\(c\)\s)|(?:additional )?reporting by\b|(?:editing|writing) by\b"
    r"|our standards: |this (?:article|story|post) (?:was )?(?:originally |first )?(?:appeared|published)\b"
    r"|the post\b.{5,300}\bappeared first on\b"
    r"|(?:with (?:a report|reports?|files|reporting|information|inputs?) (?:from|by)|mit material von)"
    r"|(?:con información de|com informações d)"
)
Sign = tuple[str, re.Pattern[str]]
"""What stands somewhere in a line, and what is searched then."""

_RIGHTS: Final[tuple[Sign, ...]] = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("reserv", "all rights reserved|todos los derechos reservados|todos os direitos reservados"),
        ("riserva", "tutti i diritti riservati|riproduzione riservata"),
        ("privacy", "privacy policy"),
        ("vorbehalten", "alle rechte vorbehalten"),
        ("may not be ", r"\bmay not be (?:published|reproduced|republished)"),
        ("terms of ", r"terms of (?:use|service)\b.{0,60}(?:privacy|apply)"),
        ("contributed ", r"^.{3,120}\bcontributed (?:(?:reporting )?to this (?:report|story|article)|reporting)\b"),
        (" be reached ", r"\b(?:can|may) be reached (?:at|on|via)\b"),
        (" be contacted ", r"\b(?:can|may) be contacted (?:at|on|via)\b"),
        ("tous droits réservés", ""),
        ("wszelkie prawa zastrzeżone", ""),
        ("все права защищены", ""),
        ("版权所有", ""),
        ("版權所有", ""),
        ("未经", "未经.{0,8}(?:授权|许可|允许)"),
        ("版权归", ""),
        ("未經授權", ""),
        ("転載", "無断転載|転載を禁"),
        ("무단", r"무단\s?(?:전재|복제|배포)"),
    )
)
# A newsletter is asked for in a short line.
_SUBSCRIBING: Final = re.compile(
    r"^(?=.{0,200}$).*(?:sign up|signing up|subscri|abonn|anmeld|inscri|inscrev|iscri|suscri|assin|zapisz|подпи"
    r"|register|registrier|check out|get our|our free|unseren|unser )"
)
# An invitation to a channel of the site's.
_INVITING: Final = re.compile(
    r"follow us|like us|join us|find us|our (?:channel|facebook|page)|folgen sie uns|folgt uns|folge uns|suivez-nous"
    r"|síguenos|siga-nos|seguici|volg ons|obserwuj nas|polub nas|подписывайтесь|наш канал|нашем канале|專頁|专页|粉絲"
    r"|粉丝|关注我们|присоединяйтесь"
)
_SIGNS: Final[tuple[Sign, ...]] = (
    *_RIGHTS,
    ("newsletter", _SUBSCRIBING),
    *((network, _INVITING) for network in ("facebook", "twitter", "telegram", "whatsapp", "instagram")),
)
"""What is looked for anywhere in a line, in lower case."""

_ASCII_SIGNS: Final = tuple(sign for sign in _SIGNS if sign[0].isascii())

# Beginnings of disclaimers, which may be long.
_DISCLAIMERS: Final = (
    *("disclaimer", "articles and comments on", "all articles and comments on", "the views expressed in", "©"),
    *("the views expressed by", "this material may not", "żaden utwór zamieszczony", "wszelkie prawa"),
    *("materiał chroniony", "при использовании", "при копировании", "при перепечатке", "использование материалов"),
    "перепечатка",
)
_DISCLAIMER_LETTERS: Final = frozenset(phrase[0] for phrase in _DISCLAIMERS)
_DISCLAIMER_CJK: Final = re.compile(
    r"\W{0,4}(?:(?:免责|免責|版权|版權|特别|郑重|重要|相关)\w{0,4}(?:声明|聲明|提示)|.{2,12}声明[:：])"
)
_SIGNS_BEFORE: Final = " -–—•·*>»[(«“\"'|:▪■●►→"
# Letters and signs of China, Japan and Korea, and the symbols that pages set before hints, lie beyond this one.
_BEYOND_LETTERS: Final = "\u24ff"
_MOMENT: Final = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|\b(?:19|20)\d\d\s?[./年년-]\s?\d{1,2}\s?[./月월-]\s?\d{1,2}"
    r"|\b\d{1,2}[:.h]\d\d\s?(?:uhr|[ap]\.?m\b|est\b|gmt\b|utc\b)|\b\d{1,2}:\d\d\b"
    r"|\d{1,2}(?:st|nd|rd|th|\.|er)?(?: de)? [^\W\d]{3,12}\.?,?(?: de| of)? (?:19|20)\d\d\b"
    r"|\b[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_AROUND: Final = ' :：-–—•·*>»[](){}«“”"|▪■●►→….!¡¿?+#'
"""Signs around the heading of what stands below articles."""

# A file to load: `Letter of 14 October PDF | 38 KB`.
_FILE: Final = re.compile(r"pdf\b\W{0,4}\d[\d.,]{0,6}\s?(?:[km]i?b|[km]o|[км]б)\b")
_DIGIT: Final = re.compile(r"\d")
_BYLINE_WORDS: Final = frozenset(["by", "von", "par", "por", "di", "door", "av", "af"])
_BYLINE: Final = re.compile(r"(?:by|von|par|por|di|door|av|af) \w[^.!?]{2,60}$", re.IGNORECASE)
_MEASURE: Final = re.compile(
    r"\d+ ?(?:min(?:ute)?s?\.? (?:read|lesezeit|de lecture)|minuten lesezeit|views?$|shares?$|просмотр)|来源\s?[:：]"
    r"|來源\s?[:：]|发布时间|發布時間|作者\s?[:：]"
    r"|字号|您现在|您所在的?位置|当前位置|[가-힣]{2,4} ?[가-힣]{0,6}(?:기자|특파원)\b[^.@]{0,20}\S{1,40}@\S{3,60}$",
    re.IGNORECASE,
)
_COMMENTS: Final = re.compile(
    r"\b(?:comments?|commenting|kommentare?|komentarz[ey]?|commentaires?|comentarios?|comentários?|commenti|reacties"
    r"|комментари\w{1,3}|отзыв\w{0,2}|σχόλια"
    r"|kommentarer|yorum(?:lar)?)\b|评论|評論|コメント|댓글|留言",
    re.IGNORECASE,
)
_COMMENT_SIGNS: Final = ("omment", "oment", "eacti", "yorum")
_COMMENT_SIGNS_BEYOND_ASCII: Final = (
    *(*_COMMENT_SIGNS, "отзыв", "σχόλι", "评论", "評論", "コメント", "댓글", "留言"),
    *("комментари", "comentário"),
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


_TEASING_BY_WORD: Final = _by_first_word(TEASING)
_NOTICES_BY_WORD: Final = _by_first_word(NOTICES, CREDITS)
_LABELS_BY_WORD: Final = _by_first_word(LABELS)
_ENDING_LINES: Final = frozenset(phrase for phrase in _phrases([ENDINGS]) if not phrase.endswith(" …"))
_ENDING_STARTS: Final = tuple(phrase.removesuffix("…") for phrase in _phrases([ENDINGS]) if phrase.endswith(" …"))


def _begins(text: str, first: re.Match[str] | None, phrases: dict[str, tuple[tuple[str, str], ...]]) -> bool:
    """Tell whether `text` (lower case; `first` is its first word) begins with one of `phrases`, as its table says."""
    if first is None or first[1] not in phrases:
        return False
    for phrase, follows in phrases[first[1]]:
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
# They are asked of every line of a text: what is cheap to ask comes first, and most searches need not be made.


# `Pyongyang Rodong Sinmun=News1`: the credit line of a picture, as the agencies of Korea and Japan write it.
_CREDIT_LINE: Final = re.compile(r"[^\W\d][^=.!?。…]{1,60}[=＝][^\W\d][^=.!?。…]{1,24}")
# `The old pier. (Photo: Ona Reef)`: a caption without an element of its own.
_CREDIT_BEHIND: Final = re.compile(
    r"[(（](?:(?:foto|photo|bild|image|picture|imagen|фото|zdjęcie)s?\s?[:/]|fot\.|photo by )[^()（）]{1,60}[)）]$"
    r"|[(（][^()（）]{0,12}(?:[摄攝]|资料图|資料圖|资料图片|資料照|摄影)[)）]$"
)


def is_furniture(text: str) -> bool:
    """Tell whether a line is no part of an article by its words."""
    if is_disclaimer(text):
        return True
    if len(text) > LONGEST:
        return False
    lower = _lower(text)
    first = _FIRST_WORD.match(lower)
    return (
        _teases(lower, first)
        or _begins(lower, first, _NOTICES_BY_WORD)
        or _is_about(text, lower, first)
        or _starts_legally(lower, first)
        or _is_caption(text, lower)
        or _has_sign(lower, _ASCII_SIGNS if lower.isascii() else _SIGNS)
    )


def _lower(text: str) -> str:
    """Return `text` in lower case, a Turkish capital İ as a plain i."""
    return text.lower() if "İ" not in text else text.replace("İ", "i").lower()


def _has_sign(lower: str, signs: Sequence[Sign]) -> bool:
    return any(pattern.search(lower) for sign, pattern in signs if sign in lower)


def _is_caption(text: str, lower: str) -> bool:
    if "=" in text and _CREDIT_LINE.fullmatch(text):
        return True
    return text.endswith((")", "）")) and _CREDIT_BEHIND.search(lower) is not None


def is_teasing(text: str) -> bool:
    """Tell whether a line begins like a hint at something else to read, watch, subscribe or do.

    >>> is_teasing("Read also: The old pier"), is_teasing("Read alone in bed, the letter made sense.")
    (True, False)
    """
    lower = _lower(text)
    return len(text) <= LONGEST and _teases(lower, _FIRST_WORD.match(lower))


def _teases(lower: str, first: re.Match[str] | None) -> bool:
    if _begins(lower, first, _TEASING_BY_WORD):
        return True
    if first is not None and first[1] in _ASKING_WORDS and _ASKING.match(lower, first.start(1)):
        return True
    return _is_foreign(lower) and _TEASING_CJK.match(lower.lstrip(_SIGNS_BEFORE)) is not None


def _is_foreign(text: str) -> bool:
    """Tell whether a line begins with signs beyond the alphabets."""
    return not text.isascii() and max(text[:16]) > _BEYOND_LETTERS


def _starts_legally(lower: str, first: re.Match[str] | None) -> bool:
    known = (first is not None and first[1] in _LEGAL_WORDS) or "©" in lower[:4]
    return known and _LEGAL_START.match(lower) is not None


def is_disclaimer(text: str) -> bool:
    """Tell whether a paragraph of any length disclaims or reserves rights."""
    start = text[:40].lower().lstrip(_SIGNS_BEFORE)
    return (start[:1] in _DISCLAIMER_LETTERS and start.startswith(_DISCLAIMERS)) or (
        _is_foreign(start) and _DISCLAIMER_CJK.match(start) is not None
    )


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
    if first is None or len(text) > LONGEST_LABEL:
        return False
    word = first[1]
    sentence = text.endswith((".", "。", "!", "?", "”", '"'))
    if not sentence and "pdf" in lower and _FILE.search(lower) is not None:
        return True
    if (word in _LABELS_BY_WORD and _begins(lower, first, _LABELS_BY_WORD)) or (
        (word[0].isdigit() or word[0] > _BEYOND_LETTERS) and _MEASURE.match(text.lstrip(" -|・"))
    ):
        return len(text) <= 60 or not sentence or _MOMENT.search(text) is not None
    if word in _BYLINE_WORDS and _BYLINE.match(text):
        return True
    # The search is dear, and most lines are sentences.
    if sentence or text.endswith(":") or len(text) - LONGEST_MOMENT >= 45 or not _DIGIT.search(text):
        return False
    moment = _MOMENT.search(text)
    return moment is not None and len(text) - len(moment[0]) < 45


def is_byline(text: str) -> bool:
    """Tell whether a line is nothing but `By` and a name.

    >>> is_byline("Von Ona de Reef"), is_byline("Von oben gesehen")
    (True, False)
    """
    first, *names = text.split()
    if first.lower() not in _BYLINE_WORDS or not 2 <= len(names) <= MOST_NAMES:
        return False
    return names[0][0].isupper() and all(len(name) < 4 or name[0].isupper() for name in names)


MOST_NAMES: Final = 5
"""Words of a name, with particles and a function."""


def heads_comments(text: str) -> bool:
    """Tell whether a short line speaks of readers' comments."""
    if len(text) > LONGEST_HEADING:
        return False
    signs = _COMMENT_SIGNS if text.isascii() else _COMMENT_SIGNS_BEYOND_ASCII
    return any(map(text.lower().__contains__, signs)) and _COMMENTS.search(text) is not None


def ends_article(text: str) -> bool:
    """Tell whether a line heads what stands below articles: related pieces, comments, tags.

    >>> ends_article("Comments (12)"), ends_article("Comments on the budget")
    (True, False)
    """
    if len(text) > LONGEST_HEADING:
        return False
    line = text.lower()
    if _DIGIT.search(line):
        line = _COUNTED.sub(" ", line)
    line = line.replace("(s)", "s").strip(_AROUND)
    return line in _ENDING_LINES or line.startswith(_ENDING_STARTS)
