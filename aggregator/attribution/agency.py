"""Whether a name that no register knows says that it is a news agency's."""

from __future__ import annotations

import re

from aggregator.attribution.words import holds, word_set

UNKNOWN_AGENCY = 0.6
"""Belief in an agency that only its own name and an unmistakable place (a byline, `With reporting by …`) speak for."""

AGENCY_WORD = re.compile(
    r"\b(?:Press|Wire|Newswires?|Agency|Agence|Agencia|Agência|Agenzia|Agencja|Persbureau)\b|\bNews Service\b|"
    r"[Aa]gentur\b|[Nn]yhetsbyrå|[Nn]yhedsbureau|[Аа]гент?ство|Ajansı|통신\b|通信社|通讯社|通訊社|خبرگزاری|وكالة"
)
"""What stands in every name of an agency."""

AGENCY_STEMS = (
    *("Press", "Wire", "Newswire", "Agenc", "Agência", "Agenzia", "Persbureau", "News Service", "gentur", "yhetsbyrå"),
    *("yhedsbureau", "ген", "Ajansı", "통신", "通信社", "通讯社", "通訊社", "خبرگزاری", "وكالة"),
)
"""One of these is in all that `AGENCY_WORD` finds."""

_SHAPE = re.compile(
    r"(?:the )?(?:"
    r".+ (?:(?:news|press) agency|(?:news ?)?wires?|press(?: association)?|news service)|"
    r"(?:agence|agencia|agência|agenzia|agencja|agentur|nachrichtenagentur|presseagentur|persbureau|"
    r"(?:информ)?агентство|информационное агентство|خبرگزاری|وكالة) .+|"
    r".+[- ]?(?:nachrichten|presse)?agentur|.+ (?:nyhetsbyrå(?:n|et)?|nyhedsbureau|haber ajansı|ajansı)|"
    r"[\u3400-\u9fff\u3040-\u30ff]{1,10}(?:通信社|通讯社|通訊社)|[\uac00-\ud7af]{1,6}\s?통신"
    r")",
    re.IGNORECASE,
)
# Words that say nothing of who it is: a name has one more.
_COMMON = word_set(
    """
    the news press wire newswire newswires agency agencies service association photo staff international national
    foreign local free world web online print city general daily university academic and of de des du la le presse
    agence agencia agência agenzia agencja agentur nachrichten nachrichtenagentur presseagentur pr company our
    prensa noticias notícias stampa prasowa informacyjna newspaper state independent sport sports business celebrity
    entertainment politics tech technology health money market markets live hot bench
    """
)
# A desk, a ministry's bureau, a publisher of books: no agency that sends news. "Free Press" is a paper's name.
_OTHER = re.compile(
    r"\b(?:desk|staff|team|newsroom|editors?|editorial|reporters?|redaktion|redacción|redazione|rédaction|department|"
    r"office|club|council|university press|free press|tributaria|estatal|espacial|spaziale|spatiale|nacional|"
    r"nationale|nazionale|régionale)\b|"
    r"(?:werbe|arbeits|bundes|netz|energie|medien|kreativ|umwelt|raumfahrt|weltraum|arzneimittel|marketing|event|"
    r"internet|bild|foto|künstler|model)-?agentur",
    re.IGNORECASE,
)
# "Anna Press", "Nick Wire": given names before a word that is a surname too, of the languages where it is one.
_GIVEN = word_set(
    """
    aaron adam adrian alan albert alex alexander alexandra alice alison amanda amy andrea andrew andy angela ann anna
    anne anthony antonia arthur barbara ben benjamin bernard beth betty bill bob brenda brian bruce carl carol caroline
    catherine charles charlotte chris christian christina christine christopher claire clara colin craig dan daniel
    daniela dave david dean deborah dennis derek diana diane donald donna doris dorothy doug douglas ed eddie edgar
    edith edward elena eli elisabeth elizabeth ella ellen emily emma eric erica erik ernest esther eva evelyn fiona
    florence frances francis frank fred frederick gabriel gareth gary gemma geoff george gerald gerard gilbert gina
    grace graham greg gregory hannah harold harriet harry heather helen helena henry herbert howard hugh ian irene iris
    isabel isaac ivan jack jacob jake james jamie jan jane janet jason jean jeff jeffrey jennifer jenny jeremy jerry
    jess jessica jill jim joan joanna joe joel john jon jonathan jordan joseph josh joshua joyce judith judy julia
    julian julie june justin karen karl kate katherine kathleen kathryn katie keith kelly ken kenneth kevin kim kyle
    larry laura lauren lawrence lee leo leon leonard leslie lewis liam linda lisa liz louis louise lucy luke lydia lynn
    madeleine marc marcus margaret maria marie marilyn marion mark martha martin mary matt matthew max megan melissa
    michael michelle miguel mike miriam molly monica nancy naomi natalie nathan neil nicholas nick nicola nicole nigel
    nina noah nora norman olga oliver olivia oscar owen pamela patricia patrick paul paula pauline peggy penny peter
    phil philip philippa phillip phoebe rachel ralph ray raymond rebecca richard rob robert roberta robin roger ron
    ronald rosa rose rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sharon
    sheila shirley simon sofia sonia sophia sophie stella stephanie stephen steve steven stuart susan sylvia tara ted
    teresa terry theresa thomas tim timothy tina toby todd tom tony tracy ursula valerie vanessa vera veronica victor
    victoria vincent virginia walter wayne wendy will william yvonne zoe dr mr mrs ms prof sir
    """
)


def names_agency(name: str) -> bool:
    """Return whether `name`, of no register, is a news agency's by its words.

    >>> [names_agency(one) for one in ("Meridian Press", "Bill Press", "Press Desk", "Free Press")]
    [True, False, False, False]
    """
    if (
        not 4 <= len(name) <= 48
        or not holds(name, *AGENCY_STEMS)
        or AGENCY_WORD.search(name) is None
        or _SHAPE.fullmatch(name) is None
    ):
        return False
    if _OTHER.search(name) is not None:
        return False
    words = [word.strip(".,'’") for word in name.split()]
    own = [word for word in words if word.casefold() not in _COMMON]
    if not own or len(words) > 6 or any(word[0].islower() and word.casefold() not in _COMMON for word in words if word):
        return False
    person = words[-1] in ("Press", "Wire") and len(words) <= 3
    return not (
        person and (words[0].casefold() in _GIVEN or (len(words[0]) <= 2 and len(words) == 3) or len(words[0]) == 1)
    )
