"""What a news outlet is called in the languages of the press: `newspaper`, `газета`, `nachrichtenagentur`."""

from __future__ import annotations

from aggregator.attribution.words import forms_of, word_set

# One line a word: what does not change, then what it ends in; `-` alone is nothing. Small letters.
_ALWAYS = """
newspaper - s
newswire - s
tabloid - s u owi
magazine - s
newsmagazine - s
zeitung -
tageszeitung -
boulevardzeitung -
wochenzeitung -
sonntagszeitung -
lokalzeitung -
regionalzeitung -
wirtschaftszeitung -
onlinezeitung -
online-zeitung -
zeitschrift -
boulevardblatt - s es
wirtschaftsblatt - s es
wochenblatt - s es
magazin - s en u owi ul ului nak ban
nachrichtenmagazin - s
wochenmagazin - s
onlinemagazin - s
online-magazin - s
wirtschaftsmagazin - s
politmagazin - s
tv-magazin - s
fachmagazin - s
branchenmagazin - s
branchendienst - es s
nachrichtenagentur -
presseagentur -
nachrichtenportal - s
nachrichtenseite - n
nachrichtendienst - es s
nachrichtensender - s n
fernsehsender - s n
tv-sender - s n
radiosender - s n
sender - s n
hörfunk - s
rundfunk - s
onlineportal - s
online-portal - s
internetportal - s
onlinedienst - es s
quotidien - s
hebdomadaire - s
mensuel - s
chaîne - s
télévision -
periódic o os
diari o os
rotativ o os
semanari o os
emisor a as
revist a as
rivista -
televisión -
televisora - s
jornal -
jornais -
emissor a as
semanário - s
quotidian o i
settimanal e i
giornal e i
emittent e i
telegiornale -
krant -
dagblad -
weekblad -
omroep -
persbureau -
nieuwssite -
nieuwszender -
nieuwsdienst -
avisen -
avisa -
dagbladet -
lokalavisen -
lokalavisa -
netavisen -
nettavisen -
nettavisa -
nettstedet -
ukeavisen -
ugeavisen -
ugebladet -
nyhedsbureauet -
nyhedsmediet -
nyhetsbyrån -
nyhetsbyrået -
nyhetssajten -
nyhetskanalen -
nyhetsnettstedet -
tidning - en ens ar arna
kvällstidningen -
tidskriften -
veckotidningen -
tv-kanalen -
magasinet -
mediet -
fagbladet -
lehti -
sanomalehti -
iltapäivälehti -
uutistoimisto -
uutiskanava -
aikakauslehti -
verkkolehti -
gazet a y ę ą ie
dziennik - a u owi iem i
tygodnik - a u owi iem i
miesięcznik - a u owi iem
dwutygodnik - a u owi iem
portal - u owi em e
serwis - u owi ie em
magazyn - u owi ie
deník - u em
týdeník - u em
měsíčník - u em
server - u em
portál - u em nak on
zpravodajství -
denník - a u om
týždenník - a u om
časopis - u om em a
dnevnik - a u om
tjednik - a u
nedjeljnik - a u
nedeljnik - a u
časnik - a u
novin - e ama
газет а ы е у ой і ою
еженедельник - а у ом е
журнал - а у ом е
издани е я ю ем и
интернет-издани е я ю ем и
интернет-газет а ы е у ой
интернет-журнал - а у
интернет-портал - а у ом е
информагентств о а у ом е
информагенств о а у ом е
телеканал - а у ом е и
телекомпани я и ю ей
телерадиокомпани я и ю ей
радиостанци я и ю ей
новостник -
таблоид - а у ом
иа -
тк -
видання - м
виданню -
тижневик - а у ом
телеканалі -
радіостанці я ї ю єю
інформагентств о а у ом
агенці я ї ю єю
вестник - а ът
телевизия - та
сайтът -
агенцията -
списание - то
εφημερίδα - ς
πρακτορεί ο ου
περιοδικ ό ού
ιστοσελίδα - ς
ιστότοπο ς υ
ενημερωτικ ό ού
gazete - si sine sinin sinden
ajans - ı ına ının ından
dergi - si sine sinin
kanalı - na nın ndan
televizyonu - na nun
sitesi - ne nin nden
harian -
kabar -
majalah -
báo -
ziar - ul ului
cotidian - ul ului
săptămânal - ul ului
televiziun e ea ii
postul -
publicați a ei
lap - nak ban ja ot
napilap - nak
hetilap - nak
hírportál - nak on
hírügynökség - nek
hírtelevízió - nak
csatorna -
وكالة -
لوكالة -
ووكالة -
صحيفة -
لصحيفة -
جريدة -
قناة -
لقناة -
موقع -
لموقع -
شبكة -
لشبكة -
مجلة -
لمجلة -
تلفزيون -
إذاعة -
خبرگزاری -
روزنامه -
שבועון -
עיתון -
בעיתון -
לעיתון -
סוכנות -
אתר -
לאתר -
ערוץ -
"""

# Words that are called so too which bring no news: a rating agency, a site of a company, the channel, the station, a
# scientific journal. Before a registered name, or with a word such as `news` beside them, they say enough.
_ELSEWHERE = """
red -
list -
телевизи я и ю ей
broadcaster - s
televizij a e i o u
televiz e i í
radi o a u
rozgłośni a ę ą
telewizj a i ę ą
stacj a i ę ą
zeitungen -
tageszeitungen -
zeitschriften -
nachrichtenagenturen -
agency -
agencies -
outlet - s
channel - s
station - s
publication - s
dail y ies
weekl y ies
monthly -
journal - s
portal - s
website - s
site - s ul ului
web -
webu -
webem -
television -
tv -
blatt - s es
agentur - a y u ou e
agentúra -
agentúry -
webseite - n
internetseite -
agence - s
revue -
cadena - s
agencia - s
agência - s
canal -
canale -
canais -
portais -
sito -
medio - s
rádio -
agenzia -
rete -
tijdschrift -
zender -
kanalen -
sajten -
agencj a i ę ą
agencija -
agencije -
stanic e i í
pism o a u
czasopism o a u
tv-stanice -
agentstv o a
агентств о а у ом е і
агенств о а у ом е
канал - а у ом е
портал - а у ом е
сайт - а у ом е
радио -
ресурс - а у ом
радіо -
агенция -
δίκτυο -
δικτύου -
σταθμό - ς
σταθμού -
κανάλι -
ιστολόγιο -
τηλεόραση - ς
televisi -
situs -
tờ -
đài -
agenție -
agenți a ei
agenţi a ei
"""

# What an outlet that is known may be heard in, and words of many other senses: they lead to a registered name only.
_LEADING = """
корпораци я и ю ей
телерадиокорпораци я и ю ей
paper - s
network - s
blog - s ul
podcast - s
service -
media -
program -
programme -
plattform -
programm - s
sendung -
siden -
list u em ovi
post - ul ului
tin -
tấn -
chí -
kanal -
medya -
berita -
лист -
листу -
"""


SURE_NOUNS = forms_of(_ALWAYS)
"""Words that alone make the name behind them an outlet's."""

OUTLET_NOUNS = SURE_NOUNS | forms_of(_ELSEWHERE)
"""Words that stand before (or behind) the name of an outlet and say what it is."""

_ALL_NOUNS = OUTLET_NOUNS | forms_of(_LEADING)

NEWS_WORDS = word_set(
    """
    news press media tv television radio state online internet de d da di information informations prensa
    noticias notícias stampa presse nachrichten informacyjny informacyjna informacyjnej informacyjną prasowa prasowej
    prasową internetowy internetowego tisková tiskové tiskovou zpravodajský zpravodajského zpravodajská новостей
    новостное новостного новостной информационное информационного информационный новинне новинна інформаційне
    informativo informativa digital haber haberler tlačová tlačovej tiskovna novinska новинска информативни
    """
)
"""Words that stand beside them (`agencia de noticias`, `agencja prasowa`)."""


def is_outlet_noun(word: str) -> bool:
    """Return whether `word`, in small letters, says what kind of outlet a name is (`newspaper`, `газета`)."""
    return word in _ALL_NOUNS
