"""Outlets that no register knows, in scripts without capitals: Chinese, Japanese, Korean, Persian."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aggregator.attribution.outlet_candidate import Candidate

_PAPER = (
    r"(?:报|報|日报|晚报|时报|時報|周报|週報|早报|早報|商报|快报|导报|導報|周刊|週刊|月刊|杂志|雜誌|新闻|新聞|网|網|"
    r"电视|電視|财经|財經|在线|線上|新聞網)"
)
_HAN = re.compile(
    # "据《港口人物》报道", "告诉《X》记者", "接受英国《X》采访"
    r"(?:据|據|告诉|告訴|接受|援引|引述|引用|根据|根據|向|对|對)(?:[^，。,《》\s]{0,8})《([^《》\n]{2,14})》"
    r"(?=(?:杂志|雜誌|周刊|週刊|网站|網站|电子版|網路版|[^，。,《》]{0,8}?)(?:\d{1,2}日)?[^，。,《》]{0,3}?"
    r"(?:报道|報導|報道|报导|记者|記者|采访|採訪|专访|專訪))"
    # "《港口日报》报道"
    rf"|《([^《》\n]{{1,12}}{_PAPER})》(?=(?:记者|記者|网站|網站)?[^，。,《》]{{0,8}}(?:报道|報導|報道|报导|援引|引述|消息|称|稱|"
    r"披露|指出|刊文))"
    # "据港口新闻网报道"
    r"|[据據](?:报道|報導)?(?:美国|英国|法国|德国|俄罗斯|日本|韩国|美國|英國|法國|德國|俄羅斯|韓國|当地|當地)?(?:的|媒体|媒體)?"
    r"([^，。,《》\s据據的]{2,8}(?:晚报|日报|早报|时报|商报|都市报|晨报|金报|导报|(?<![情举汇通简公年财预申战海捷])报|晚報|日報|時報|新闻网|新聞網|在线|网|網|卫视|衛視|电视台|"
    r"電視台|广播电台|通讯社|通訊社|新闻社|新聞社|周刊|週刊))(?:记者|記者|网站|消息人士)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:独家|最新)?"
    r"(?=报道|報導|報道|报导|消息|援引)"
    # "据科技媒体 TechExample 报道"
    r"|[据據](?:[^，。,\s]{0,8}?)(?:网站|網站|媒体|媒體|报纸|報紙|杂志|雜誌|周刊|週刊|通讯社|通訊社)\s?[《「]?"
    r"([A-Za-z][\w.& ]{2,28}?)\s?[》」]?(?:网站)?(?=\d{0,2}日?(?:报道|報導|報道|报导|消息|称|稱))"
)
_KANA = re.compile(
    r"(?<![\u4e00-\u9fff\u30a0-\u30ff])([\u4e00-\u9fff\u30a0-\u30ffA-Za-z]{2,12}?(?:新聞|テレビ|放送|通信社|新報|日報|タイムズ|タイムス))"
    r"(?:社|系|の記者|（[^（）]{1,12}）)?(?=によると|によれば|が報じ|は報じ|が伝え|は伝え|の報道|の取材|のインタビュー|の記事)"
    r"|(?:紙|誌|雑誌|新聞|サイト|メディア|テレビ局|通信社)[「『]([^「」『』\n]{2,20})[」』](?=が|は|によると|によれば|の取材|に対し|の報道)"
)
_HANGUL = re.compile(
    r"(?<![가-힣A-Za-z])([가-힣A-Za-z]{2,8}?(?:일보|신문|방송|타임스|투데이|데일리|저널|경제|뉴스|통신))(?:\([^()]{1,20}\))?"
    r"(?=에 따르면|에 의하면|(?:과|와)의 (?:전화 |단독 )?(?:인터뷰|통화)|"
    r"(?:은|는|이|가) [^.\n]{0,40}?(?:보도했다|전했다|보도했습니다)|"
    r" 보도에 따르면|(?:이|가) 보도한|을 인용|를 인용)"
    r"|(?:매체|신문|일간지|주간지|통신사|방송사|언론|잡지)\s?[‘'\"“《<『]([^‘’'\"“”《》<>『』\n]{2,20})[’'\"”》>』]"
    r"(?=[은는이가에의와과]|를|을)"
)
_GENERIC_HAN = re.compile(
    r"官网|官網|政府网|政府網|本网|本網|本报|本報|本刊|外媒|媒体|媒體|有关|相关|多家|^(?:新闻|新聞|报纸|電視|电视)|公司|法$|条例|办法|規|"
    r"(?:自然|科学|细胞|柳叶刀|科學|細胞|柳葉刀|新英格兰医学|医学|學報|学报|期刊)|地元紙|現地|複数|民放|各社|国営|公共|商业网|互联网|联网|"
    r"物联网|因特网|通信網|電力|电网|電網|铁路网|官方"
)
_GENERIC_HANGUL = re.compile(
    r"^(?:현지|지역|국내|해외|외국|일부|다른|주요|중앙|지방|이날|생|공영|국영|언론|정보|이동|무선|유선|세계|한국|시장|글로벌|실물|우리|국제|속보|"
    r"관련|가짜|재난|미국|중국|일본|북한|러시아)?(?:신문|방송|통신|뉴스|경제)$|정보통신|이동통신|무선통신|방송통신"
)
_HAN_SIGNS, _HIRAGANA, _SYLLABLES = "据據《", "\u3040-\u309f", "가-힣"
_HAN_SIGN, _KANA_SIGN, _HANGUL_SIGN = (re.compile(f"[{signs}]") for signs in (_HAN_SIGNS, _HIRAGANA, _SYLLABLES))
UNSPACED_SIGN = re.compile(f"[{_HAN_SIGNS}{_HIRAGANA}{_SYLLABLES}]")
"""One of these is in every text in which `in_han` or `in_hangul` finds anything."""


def in_han(text: str) -> Iterator[Candidate]:
    """Yield what a Chinese or Japanese `text` says that an outlet reports: `据港口新闻网报道`, `港新聞によると`."""
    if text.isascii():
        return
    patterns = [_HAN] if _HAN_SIGN.search(text) else []
    if _KANA_SIGN.search(text):
        patterns.append(_KANA)
    for pattern in patterns:
        yield from _whole(pattern, text, _GENERIC_HAN)


def in_hangul(text: str) -> Iterator[Candidate]:
    """Yield what a Korean `text` says that an outlet reports: `항구일보에 따르면`."""
    if not text.isascii() and _HANGUL_SIGN.search(text):
        yield from _whole(_HANGUL, text, _GENERIC_HANGUL)


PERSIAN_SIGNS = ("پ", "چ", "ژ", "گ")
"""Letters that Persian has and Arabic has not."""
_PERSIAN = re.compile(
    r"(?:روزنامه|خبرگزاری|هفته‌نامه|سایت|شبکه)\s«?([^\s«»:،.]{2,20}(?:\s[^\s«»:،.]{2,20})?)»?(?=\s(?:نوشت|گزارش داد|"
    r"گزارش کرد|خبر داد|به نقل))"
)
_GENERIC_PERSIAN = re.compile(r"^(?:این|آن|یک|های|ها|محلی|رسمی|دولتی|خبری|چند)(?:\s|$)")


def in_persian(text: str) -> Iterator[Candidate]:
    """Yield what a Persian `text` calls a newspaper, an agency, a site, before a verb of reporting."""
    yield from _whole(_PERSIAN, text, _GENERIC_PERSIAN)


def _whole(pattern: re.Pattern[str], text: str, generic: re.Pattern[str]) -> Iterator[Candidate]:
    for match in pattern.finditer(text):
        group = next(number for number, name in enumerate(match.groups(), 1) if name is not None)
        if not generic.search(match.group(group)):
            end = match.start(group) + len(match.group(group).rstrip())
            yield Candidate(match.start(group), end, "whole", match.start(), match.end())
