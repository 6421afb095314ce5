"""Verbs with which an outlet reports, where they stand behind its name: `X berichtet`, `X пишет`, `X podaje`."""

from __future__ import annotations

import re

from aggregator.attribution.words import forms_of

# One line a word: what does not change, then what it ends in; `-` alone is nothing.
_VERBS = """
rapporte - nt r
écri t vent vait
indique - nt
révèle - nt
affirme - nt
précise - nt
évoque - nt
explique - nt
rappelle - nt
cite - nt
publie - nt
raconte - nt
relate - nt
dévoile - nt
annonce - nt
titre - nt
souligne - nt
assure - nt
relaie -
rapporté -
révélé -
indiqué -
affirmé -
annoncé -
publié -
précisé -
expliqué -
dévoilé -
relevé -
diffusé -
informa - n
informó -
informaron -
informado -
public a an ó ado
publicaron -
revel a ó ado aron
asegur a ó ado
adelant a ó ado
report a ó ado an aron
señal a ó an
indic a ó an
recog e en ió ido
cuenta -
apunta - n
confirma -
confirmó -
difund e ió ieron ido
detall a ó
desvel a ó ado
tituló -
avanz a ó
sostiene -
informou -
publicou -
noticiou -
noticia -
revelou -
apurou -
avança -
escreve -
escreveu -
divulgou -
avançou -
afirmou -
adiantou -
relatou -
mostrou -
riporta - no ta to
riferi sce to scono
scriv e ono
scritto -
rivela - no to
pubblicato -
pubblica -
sottolinea -
racconta -
anticipa -
anticipato -
titola -
meldt -
meldde -
schrijft -
schreef -
bericht -
berichtte -
ontdekte -
onthulde -
onthult -
skriver -
skrev -
skrivit -
melder -
meldte -
rapporterer -
rapporterte -
rapporterade -
rapporterar -
uppger -
omtalte -
avslørte -
avslører -
avslöjade -
avslöjar -
berättade -
berättar -
skriv -
fortæller -
afslører -
afslørede -
oplyser -
opplyser -
erfarer -
kertoo -
kertoi -
uutisoi -
kirjoittaa -
kirjoitti -
mukaan -
podaje -
podał - a o y
podają -
informuje -
informują -
poinformował - a o y
donosi -
doniós -
doniósł -
doniosł a y
pisze -
piszą -
napisał - a o y
ujawni a ł ła ło
ustalił - a o
cytuje -
opublikował - a o
opisuje -
opisał - a o
zauważa -
dotarł - a
dowiedział - a o
relacjonuje -
przekazał - a o
przypomina -
przytacza -
informoval - a o y i
napsal - a o y i
uvedl - a o y i
píše -
píšou -
uvádí -
zjistil - a o y i
citoval - a o y
přinesl - a o y
upozornil - a o y
zveřejnil - a o y
popsal - a o y
povedal - a o
napísal - a o
uviedol -
uviedl a o i
zverejnil - a o
upozorňuje -
javlja - ju
javi o la lo li
preno si se
preneo -
prenio -
pren ela ijela ijeli
piše -
pišu -
navod i e
objavi o la lo li
objavil -
doznaje -
saznaje -
izvještava - ju
izveštava - ju
izvijestio -
izvestio -
otkri va o la
poroča - jo
poročal - a o i
navaja - jo
razkriva -
razkril - a o
јавља - ју
јави о ла ли
преноси -
преносе -
пише -
наводи -
наводе -
објави о ла ли
сообща ет ют л ла ло ли
сообщил - а о и
пишет -
пишут -
передает -
передаёт -
передают -
передал - а о и
информирует -
информируют -
утверждает -
утверждают -
отмечает -
отмечают -
цитирует -
цитируют -
рассказал - а о и
рассказывает -
написал - а о и
писал - а о и
опубликовал - а о и
публикует -
заявил - а о и
узнал - а о и
выяснил - а о и
привод ит ят
уточняет -
напоминает -
стало -
повідомля є ють в ла ло ли
повідомив -
повідомил а о и
пишуть -
передає -
інформує -
зазначає -
розповів -
розповіл а о и
опублікував -
опублікувал а о и
дізнався -
дізнал ася ися
цитує -
съобщава -
съобщават -
съобщи - ха
предава -
предаде -
публикува -
разкри - ва
твърди -
αναφέρ ει ουν
ανέφερ ε αν
μεταδίδ ει ουν
μετέδωσ ε αν
γράφ ει ουν
έγραψ ε αν
δημοσιεύ ει ουν
δημοσίευσε -
αποκαλύπτ ει ουν
αποκάλυψε -
υποστηρίζει -
επικαλείται -
σημειώνει -
rašo -
skelbia -
praneša -
pranešė -
ziņo -
vēsta -
raksta -
kirjutab -
teatab -
vahendab -
szerint -
írja -
írják -
írta -
közölte -
közli -
megírta -
számolt -
számol -
піша -
паведамляе -
értesülései -
értesült -
idézi -
beszámolt -
jelentette -
tudósít -
relateaz ă
transmit e
transmis -
scrie -
scris -
anunță -
informează -
notează -
dezvăluie -
publicat -
melaporkan -
mengutip -
menyebut - kan
memberitakan -
menulis -
mewartakan -
iripoti -
דיווח - ה
מדווח - ת
פרסם -
פרסמה -
דיווחו -
חשף -
חשפה -
"""
_GERMAN = """
zufolge -
bericht et ete eten en
melde t te ten n
schreib t en
schrieb - en
zitier t te en ten
nennt -
nannte -
erfuhr - en
erfahren -
vorliegen -
vorliegt -
geschrieben -
zuvor -
kommentier t te
sagte -
gesagt -
erklärte -
verriet -
mitteilte -
meinte -
schätzt -
ausgewertet -
recherchiert -
enthüllt - e
aufgedeckt -
veröffentlich t te
titelt - e
verbreitete -
verbreitet -
publiziert - e
bestätigte -
gemeldet -
spekuliert -
"""


_FEW, _MANY = 3, 6
"""Words that may stand between name and verb; more in German, whose verb ends the sentence."""

_REACH = {**dict.fromkeys(forms_of(_VERBS), _FEW), **dict.fromkeys(forms_of(_GERMAN), _MANY)}
_BEHIND_NAME = re.compile(
    r"[\"'“”„«»‘’‚‹›》」』〉>]{0,2}(?:-\w{3,20})?(?:\s?[(（\[][^()（）\[\]]{1,40}[)）\]])?[\"'“”«»’]?(?:-\w{3,20})?,?\s?"
)
_WORD = re.compile(r"[\"„“«»”]?(\w[\w\-.]*)[\"„“«»”]?(\s|,|$|[.:;!?…)])")


def reporting_verb(after: str) -> int | None:
    """Return where in `after`, the words behind a name, a reporting verb ends that the name is the subject of.

    >>> reporting_verb("“ am Montag berichtete, fährt")
    22
    """
    start = _BEHIND_NAME.match(after)
    place = start.end() if start is not None else 0
    for number in range(_MANY + 1):
        match = _WORD.match(after, place)
        if match is None:
            return None
        if number <= _REACH.get(match.group(1).rstrip(".").lower(), -1):
            return match.end(1)
        if not match.group(2).isspace():
            return None
        place = match.end()
    return None
