"""Names that are no outlet's, though what stands around them may say so: journals, firms, bodies, persons."""

from __future__ import annotations

import re

from aggregator.attribution.outlet_candidate import OPEN, Candidate

GENERIC = re.compile(
    r"(?:News|Press|The|State|Local|National|Daily|Weekly|City|Public|Online|New|Free|Media|Newspaper|Magazine|Zeitung|"
    r"Agency|Radio|TV|Television|Internet|Web|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|US|UK|EU|U\.S\.|"
    r"[Ee]ditor.*|Editor|Director|Chief|President|CEO|Founder|Manager|Publisher|Reporter|Staff|Dr|Mr|Mrs|Ms|Prof|"
    r"\w+ (?:Editor|Director|Chief|President|CEO|Founder|Manager|Publisher)|I|He|She|It|We|They|You|"
    r"(?:Iran|Irak|Iraq|Rosj|Russi|Chin|Ukrain|Turc|Turk|Izrael|Israel|Syri|Korei|Białorus|Wenezuel|Japoni|Niemiec|"
    r"Franc|"
    r"Иран|Ирак|Кита|Росси|Сири|Турци|Израил|Украин|Коре|Белорус|Казахстан|Япони|Герман|Франци|США|Грузи|"
    r"Армени)\w{0,3})"
)
_SCIENCE = re.compile(
    r"\b(?:Nature|Science|Lancet|Cell|PNAS|BMJ|JAMA|PLoS|PLOS|Proceedings|Annals|Archives|Journal (?:of|for)|Reviews?|"
    r"Letters|Medicine|Medical|Biolog\w+|Physic\w+|Chemi\w+|Psych\w+|Neuro\w+|Genet\w+|Geo(?:physical|logy|science)\w*|"
    r"Research|Transactions|Acta|Clinical|Epidemiolog\w+|Pediatrics|Oncology|Cardiology|Immunity|eLife|Frontiers|"
    r"Astronomy|Astrophysical|Ecology|Evolution|Vaccine|Diabetes|Circulation|Gut|Sleep|Obesity|Nutrition|Icarus|"
    r"Zeitschrift für|Economics|Econometrica|Quarterly)\b|Вестник|Известия РАН"
)
_OTHERS = re.compile(
    r"\b(?:Moody|Fitch|S&P|Standard (?:&|and) Poor|Эксперт РА|NASA|Europol|Frontex|Interpol|Telegram|WhatsApp|YouTube|"
    r"Facebook|Instagram|Twitter|TikTok|Google|Microsoft|Wikipedia|Википеди|ВКонтакте|Netflix|[Бб]анк|[Зз]авод|[Фф]онд|"
    r"[Пп]арт|[Кк]луб|[Сс]оюз|[Цц]ентр|[Ии]нститут|Един\w+ Росси|Газпром|Роснефт|Левад|Ростех|Росатом|Сбер|Спартак|"
    r"Аэрофлот|Ростелеком|Яндекс|Лукойл|ЛУКОЙЛ|АвтоВАЗ|Почт|Мега[фФ]он|Норникел|Северстал|Аэропорт|Динамо|Локомотив|"
    r"Stiftung|Initiative|Bündnis|Verein|Verband|Generation|Gesellschaft|Institut|Allianz|Bewegung|Partei|Zentrum|"
    r"Fridays|Studie|Fundacj|Stowarzyszeni|Solidarnoś|Instytut|Centrum|Lewic|Samsung|Huawei|Xiaomi|Statista|SpaceX)"
    r"|\b(?:ООО|ОАО|ЗАО|АО|ПАО|АКРА|НКР|РЖД|ВТБ|МТС|КАМАЗ|Камаз|Билайн|Зенит|ЦСКА|ESA|Apple|Amazon|GmbH|AG|Inc|Ltd|"
    r"S\.A|"
    r"sp\. z|Aktion|Task Force|Gruppe|Liste|Haus|Spółka|Orlen|Tesla|OpenAI|Nvidia|Sony|Toyota|Boeing|Airbus|Intel|IBM|"
    r"Meta|Gartner|IDC|Nielsen|Pfizer|Moderna|AstraZeneca|Gallup|KPMG|WIPO|WADA|WNBA|WWII)\b"
    r"|\b\w*(?:нефть|энерго|строй|пром|маш|телеком|транс|авиа|сбыт|водоканал|сети)\b",
)
"""Firms, clubs, bodies and platforms that speak for themselves; news tells often what they say."""

_LESSER = re.compile(
    r"(?:рейтингов|рекламн|кадров|туристическ|аналитическ|консалтингов|рекрутингов|модельн|космическ|охранн|"
    r"правительств|"
    r"telegram|телеграм|youtube|рейтинг|rating|space|advertising|travel|real estate|intelligence|spy|police|gas|petrol|"
    r"railway|train|metro|power|fire|rzecznik|ratingow|reklamow|kosmiczn|wydawnicz|calificadora|espacial|"
    r"tributaria|scientific|научн|наукow|wissenschaft|werbe|company|social|crowdfunding|dating|streaming|"
    r"scientifique|científic|nauk|medizin|medyczn|facebook)\w*[\s-]$",
    re.IGNORECASE,
)
_ITS_PEOPLE = re.compile(
    r"\b(?:editor|editor-in-chief|director|redaktor\w*|redakteur\w*|chefredakteur\w*|журналист\w*|редактор\w*|"
    r"главред\w*|"
    r"rédact\w+|redactor\w*|diretor\w*|direttore|redattore|korrespondent\w*|корреспондент\w*|dziennikar\w+|reporter\w*|"
    r"novinář\w*|novinar\w*|šéfredaktor\w*|главн\w+|owner|founder|publisher|spokes\w+)\s(?:(?:of|at|for|de|del|du|"
    r"della|der|"
    r"des|do|da)\s)?(?:the\s|la\s|le\s|il\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)


def is_no_outlet(text: str, candidate: Candidate) -> bool:
    """Return whether a candidate names a scientific journal, a firm, a person, or nobody."""
    name = text[candidate.start : candidate.end]
    if len(name) < 2 or _SCIENCE.search(name) or _OTHERS.search(name) or GENERIC.fullmatch(name):
        return True
    before = text[max(0, candidate.begins - 50) : candidate.begins]
    if candidate.proof == "called":
        if _LESSER.search(before):
            return True
        quoted = text[candidate.start - 1 : candidate.start] in OPEN and candidate.start > candidate.begins
        return not quoted and candidate.begins < candidate.start and _ITS_PEOPLE.search(before) is not None
    return False
