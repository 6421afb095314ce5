"""Invented news texts, their copies, their look-alikes and their edits, for measuring identity."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from aggregator.article import Article, Block, BlockKind

Dice = random.Random
Writer = Callable[[random.Random, int], list[str]]


def listed(text: str, by: str = "|") -> list[str]:
    """Return the entries of a table written in lines."""
    return text.split(by)


FIRST_DAY = dt.datetime(2026, 11, 2, 6, 0, tzinfo=dt.UTC)

NAMES = listed(
    "Alder Boone Castell Drummond Eskildsen Farrow Gunther Haldane Ibarra Jansen Kowal Lindqvist Moreau Nakata Okafor"
    " Petrov Quist Rahimi Sorensen Tavares Ueda Vasquez Whitlock Xu Yilmaz Zoller",
    by=" ",
)
TOWNS = listed(
    "Ashford Brindal Corvane Dunmore Elsworth Ferrin Garrow Hexley Istra Jorvik Kelso Lomond Marwick Norden Osmere"
    " Penrith Quarry Rothwell Selby Thorne Ulverston Varna Wexcombe Yarrow Zell",
    by=" ",
)
BODIES = listed(
    "the harbour authority|the regional court|the transport ministry|the teachers' union|the water board|"
    "the city council|the coast guard|the national bank|the university hospital|the railway operator|the farmers'"
    " league|"
    "the electoral commission|the police|the fire service|the energy regulator|the port workers|the museum|the"
    " airline"
)
ACTS = listed(
    "approved|rejected|postponed|criticised|welcomed|began to review|published|withdrew|challenged|defended|"
    "promised to finance|refused to discuss|announced|halted|extended|reopened|cut back|quietly dropped"
)
THINGS = listed(
    "a plan to widen the northern bridge|the closure of two rural clinics|a contract for electric ferries|"
    "new rules on short-term rents|the sale of a disused barracks|a study of the poisoned river|higher fees for"
    " parking|"
    "an inquiry into the collapsed grandstand|the budget for winter shelters|a ban on night flights|"
    "talks over unpaid overtime|the design of the new archive|a reward for missing paintings|the search for a"
    " trawler|"
    "a tunnel under the old town|free meals in primary schools|tests of the flood barrier|the appointment of a new"
    " auditor"
)
REASONS = listed(
    "because the costs had doubled since spring|although residents had asked for more time|"
    "after a hearing that lasted until midnight|despite warnings from its own engineers|as winter storms approached|"
    "while prosecutors continued to question witnesses|following a vote that split the ruling coalition|"
    "in a move that surprised its partners|after months of pressure from local businesses|"
    "when a leaked letter showed that the risk had been known|so that work can begin before the thaw|"
    "even though the money has not been found yet|after neighbours blocked the entrance with tractors"
)
SAID = listed("said|told reporters|wrote in a statement|explained|added|argued|insisted|admitted")
QUOTES = listed(
    "Nobody here expected it to go this far|The figures were wrong from the first page|"
    "People want to know who will pay for the repairs|It is the smallest step that still makes sense|"
    "There was no other date on which everyone could come|The old pumps would not have survived another flood|"
    "That decision was made in a room without windows|Every day of delay costs more than the fence ever did|"
    "They read the report, and then they put it in a drawer|No child should have to walk that road in the dark"
)
DETAILS = listed(
    "The building dates from {year} and was last repaired {n} years ago.|"
    "About {n} people took part, according to the organisers.|"
    "The contract is worth {n} million crowns over {m} years.|"
    "A first attempt failed in {year}, when {n} of {m} bidders withdrew.|"
    "In {town} alone, {n} households are without heating.|"
    "Officials counted {n} complaints in the past {m} months, most of them about noise.|"
    "The road between {town} and {town2} will stay closed until the {m}th.|"
    "{name}, who has led the office since {year}, did not answer questions.|"
    "Of the {n} witnesses heard so far, {m} changed their accounts.|"
    "Insurance will cover {m} percent of the damage, the rest falls to {town}.|"
    "{name} and {name2} had both applied for the post.|"
    "Buses from {town} will run every {m} minutes from Monday."
)
ENGLISH_SPELLING = {
    "harbour": "harbor",
    "criticised": "criticized",
    "organisers": "organizers",
    "neighbours": "neighbors",
    "crowns": "kroner",
    "percent": "per cent",
    "counted": "tallied",
    "although": "though",
    "despite": "in spite of",
}


def article(
    title: str,
    paragraphs: Sequence[str],
    *,
    url: str = "https://agency.example/a/1",
    when: dt.datetime | None = FIRST_DAY,
    kinds: Sequence[BlockKind] = (),
) -> Article:
    """Return an article of these paragraphs; `kinds` stands for the first of them."""
    all_kinds = [*kinds, *["paragraph"] * (len(paragraphs) - len(kinds))]
    blocks = tuple(Block(kind=kind, text=text) for kind, text in zip(all_kinds, paragraphs, strict=True))  # type: ignore[arg-type]  # strings of the Literal
    return Article(url=url, canonical_url=url, kind="article", title=title, blocks=blocks, published_at=when)


def sentence(dice: Dice) -> str:
    """Return one reported sentence."""
    pick = dice.choice
    kind = dice.random()
    if kind < 0.3:
        text = f"{pick(BODIES)} in {pick(TOWNS)} {pick(ACTS)} {pick(THINGS)} {pick(REASONS)}."
    elif kind < 0.5:
        text = f"“{pick(QUOTES)},” {pick(NAMES)}, a spokesman for {pick(BODIES)}, {pick(SAID)} on {pick(DAYS)}."
    elif kind < 0.65:
        text = f"{pick(NAMES)} {pick(SAID)} that {pick(BODIES)} had {pick(ACTS)} {pick(THINGS)} {pick(REASONS)}."
    else:
        text = pick(DETAILS).format(
            year=dice.randint(1870, 2024),
            n=dice.randint(3, 940),
            m=dice.randint(2, 28),
            town=pick(TOWNS),
            town2=pick(TOWNS),
            name=pick(NAMES),
            name2=pick(NAMES),
        )
    return text[0].upper() + text[1:]


DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", by=" ")


def english(dice: Dice, sentences: int) -> list[str]:
    """Return the paragraphs of an invented report."""
    left, paragraphs = sentences, []
    while left > 0:
        size = min(dice.randint(1, 3), left)
        paragraphs.append(" ".join(sentence(dice) for _ in range(size)))
        left -= size
    return paragraphs


KANJI = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]
PARTICLES = list("はがをにでとのもへや")


def japanese(dice: Dice, sentences: int) -> list[str]:
    """Return paragraphs in a script without spaces: characters and particles as Japanese mixes them."""
    paragraphs = []
    for _ in range(max(1, sentences // 2)):
        parts = []
        for _ in range(dice.randint(8, 16)):
            parts.append("".join(dice.choice(KANJI) for _ in range(dice.randint(1, 3))) + dice.choice(PARTICLES))
        paragraphs.append(
            "".join(parts) + dice.choice(("した。", "という。", "と述べた。", f"{dice.randint(2, 90)}人だった。"))
        )
    return paragraphs


def headline(dice: Dice) -> str:
    """Return a headline."""
    return f"{dice.choice(TOWNS)}: {dice.choice(BODIES)} {dice.choice(ACTS)} {dice.choice(THINGS)}"


# ── copies ───────────────────────────────────────────────────────────────────────────────────────────


def local_lead(dice: Dice, paragraphs: list[str], write: Writer) -> list[str]:
    """Return the text with a local first paragraph."""
    return write(dice, 2)[:1] + paragraphs


def tail_cut(dice: Dice, paragraphs: list[str], write: Writer) -> list[str]:
    """Return the first third of the text, or as much as leaves 200 words (480 characters unspaced)."""
    kept: list[str] = []
    size = 0
    for at, text in enumerate(paragraphs):
        if at * 3 >= len(paragraphs) and size >= 200:
            break
        kept.append(text)
        size += len(text.split()) if " " in text else int(len(text) * 0.42)
    return kept


def inserted(dice: Dice, paragraphs: list[str], write: Writer) -> list[str]:
    """Return the text with a paragraph of the paper's own in the middle."""
    at = dice.randrange(1, len(paragraphs) + 1)
    return paragraphs[:at] + write(dice, 2)[:1] + paragraphs[at:]


def respelled(dice: Dice, paragraphs: list[str], write: Writer) -> list[str]:
    """Return the text by another house style: spellings, quotation marks, dashes."""
    text = "\x00".join(paragraphs)
    for one, other in ENGLISH_SPELLING.items():
        text = text.replace(one, other)
    text = text.replace("“", dice.choice(("«", '"', "„"))).replace("”", '"')
    if "«" in text:
        text = text.replace('"', "»")
    return text.replace("、", "，").split("\x00")


def uncredited(dice: Dice, paragraphs: list[str], write: Writer) -> list[str]:
    """Return the text without the agency's dateline."""
    return [text.split(" (Agency) -- ")[-1] for text in paragraphs]


def sentence_dropped(dice: Dice, paragraphs: list[str], write: Writer) -> list[str]:
    """Return the text without one paragraph."""
    at = dice.randrange(1, len(paragraphs))
    return paragraphs[:at] + paragraphs[at + 1 :]


CHANGES = (local_lead, tail_cut, inserted, respelled, uncredited, sentence_dropped)


def copies(dice: Dice) -> tuple[Article, Article]:
    """Return an agency's report and another outlet's copy of it, with one to four changes."""
    write = japanese if dice.random() < 0.2 else english
    body = write(dice, dice.randint(16, 40))
    if write is english:
        body[0] = f"{dice.choice(TOWNS).upper()}, Nov. {dice.randint(1, 29)} (Agency) -- {body[0]}"
    changed = body
    for change in dice.sample(CHANGES, dice.randint(1, 4)):
        changed = change(dice, changed, write)
    later = FIRST_DAY + dt.timedelta(minutes=dice.randint(1, 4_000))
    copy = article(headline(dice), changed, url=f"https://paper.example/n/{dice.randint(1000, 9999)}", when=later)
    return article(headline(dice), body), copy


# ── near misses: what must stay apart ────────────────────────────────────────────────────────────────


def pair(first: tuple[str, list[str]], second: tuple[str, list[str]], *, days: int = 1) -> tuple[Article, Article]:
    """Return two articles of other sources, `days` apart."""
    return (
        article(*first),
        article(*second, url="https://other.example/b/2", when=FIRST_DAY + dt.timedelta(days=days)),
    )


def weather(dice: Dice) -> tuple[str, list[str]]:
    """Return a daily forecast from one mould, some 150 words of it."""
    low = dice.randint(-9, 9)
    town, day = dice.choice(TOWNS), dice.choice(DAYS)
    sky = dice.choice(("mostly cloudy", "sunny", "overcast with drizzle", "clear", "foggy until noon"))
    return f"Weather for {town}, {day}", [
        f"The weather in {town} will be {sky} on {day}, with temperatures between {low} and"
        f" {low + dice.randint(3, 9)}"
        " degrees. The forecast is issued twice a day by the weather office and covers the coming thirty-six hours.",
        f"Winds will blow from the {dice.choice(('north', 'south', 'east', 'west'))} at {dice.randint(5, 60)}"
        " kilometres"
        f" an hour, with gusts of up to {dice.randint(61, 110)}. The chance of rain is {dice.randint(0, 100)}"
        " percent."
        " Drivers should allow for longer journeys on exposed roads and bridges.",
        f"Sunrise is at 7:{dice.randint(10, 59)} and sunset at 16:{dice.randint(10, 59)}. The pollen count is"
        f" {dice.choice(('low', 'moderate', 'high'))}, the water of the lake has {dice.randint(3, 19)} degrees.",
        f"In the mountains snow lies above {dice.randint(6, 24) * 100} metres. The danger of avalanches is at level"
        f" {dice.randint(1, 5)} of five. Walkers are asked to keep to marked paths and to tell somebody of their"
        " route"
        " before they leave. The next forecast will be published in the evening on this page and by telephone.",
    ]


def markets(dice: Dice) -> tuple[str, list[str]]:
    """Return a daily market report from one mould."""
    up = dice.choice(("rose", "fell"))
    shares = dice.sample(NAMES, 4)
    return f"Stocks {'end higher' if up == 'rose' else 'end lower'}", [
        f"Shares on the main board {up} on {dice.choice(DAYS)}, with the index of the fifty largest companies"
        " closing at"
        f" {dice.randint(2100, 9800)}.{dice.randint(10, 99)} points, {dice.randint(3, 90)}.{dice.randint(10, 99)}"
        " points"
        f" or {dice.randint(0, 2)}.{dice.randint(10, 99)} percent away from its previous close.",
        f"Turnover reached {dice.randint(3, 19)}.{dice.randint(1, 9)} billion crowns as {dice.randint(100, 900)}"
        " shares"
        f" advanced and {dice.randint(100, 900)} declined. Foreign investors bought shares worth a net"
        f" {dice.randint(20, 900)} billion crowns, while institutions sold {dice.randint(20, 900)} billion.",
        f"{shares[0]} Industries {up} {dice.randint(0, 6)}.{dice.randint(1, 9)} percent to"
        f" {dice.randint(100, 900)} crowns,"
        f" and {shares[1]} Energy went to {dice.randint(100, 900)}. Among banks, {shares[2]} closed at"
        f" {dice.randint(100, 900)} and {shares[3]} at {dice.randint(100, 900)}.",
        f"The local currency was traded at {dice.randint(900, 1400)}.{dice.randint(1, 9)} against the dollar at"
        " the close,"
        f" compared with {dice.randint(900, 1400)}.{dice.randint(1, 9)} in the previous session. The yield of"
        f" three-year treasuries stood at {dice.randint(2, 5)}.{dice.randint(100, 999)} percent, that of five-year"
        " bonds"
        f" at {dice.randint(2, 5)}.{dice.randint(100, 999)} percent. Bond prices move inversely to yields.",
    ]


def lottery(dice: Dice) -> tuple[str, list[str]]:
    """Return the result of a draw from one mould."""
    numbers = ", ".join(str(one) for one in sorted(dice.sample(range(1, 50), 6)))
    return f"Lottery numbers for {dice.choice(DAYS)}", [
        f"The winning numbers of the draw on {dice.choice(DAYS)} are {numbers}; the bonus number is"
        f" {dice.randint(1, 49)}.",
        f"The jackpot of {dice.randint(2, 60)} million crowns was {dice.choice(('won by one ticket', 'not won'))}."
        " In the"
        f" second class {dice.randint(2, 30)} tickets win {dice.randint(10_000, 99_000)} crowns each, in the third"
        f" {dice.randint(200, 900)} tickets win {dice.randint(500, 4_000)} crowns each.",
        "Players have ninety days to claim their prize at any office of the lottery with a valid identity card."
        " Prizes"
        " up to five hundred crowns are paid out by every seller. Larger prizes are transferred to a bank account"
        " within"
        " two weeks. All statements are without guarantee. Taking part is allowed from the age of eighteen, and"
        " playing"
        " can become an addiction; help is offered free of charge and without giving a name by the advice line at any"
        " hour of the day. The next draw takes place on Saturday and is shown live after the evening news programme.",
    ]


def earthquake(dice: Dice) -> tuple[str, list[str]]:
    """Return an automatic report of an earthquake."""
    town, size = dice.choice(TOWNS), f"{dice.randint(3, 6)}.{dice.randint(0, 9)}"
    return f"Earthquake of magnitude {size} near {town}", [
        f"A magnitude {size} earthquake was reported {dice.choice(DAYS)} at"
        f" {dice.randint(1, 12)}:{dice.randint(10, 59)}"
        f" {dice.randint(3, 90)} miles from {town}, according to the geological survey. The quake occurred at a"
        " depth of"
        f" {dice.randint(1, 40)} miles.",
        f"In the past ten days there have been {dice.randint(1, 9)} earthquakes of magnitude three or greater"
        " nearby. An"
        f" average of {dice.randint(20, 300)} earthquakes with magnitudes between three and four occur each year"
        " in the"
        " region, according to a recent three-year sample of data.",
        "This information comes from the notification service of the geological survey, and this report was"
        " written by"
        " an algorithm of the newsroom and read by an editor before it was published. Did you feel it? Consider"
        " telling the survey what you noticed. Even if you did not feel this small shake, you never know when a"
        " big one"
        " is going to strike. Ready yourself by following the five steps of our guide, which tells how to make a"
        " plan,"
        " what to keep in the cellar, and how to fasten shelves and heaters to the wall before the ground moves.",
    ]


def match(dice: Dice) -> tuple[str, list[str]]:
    """Return a match report from one mould."""
    home, away = dice.sample(TOWNS, 2)
    scorers = dice.sample(NAMES, 3)
    return f"{home} beat {away}", [
        f"{home} beat {away} {dice.randint(2, 5)}-{dice.randint(0, 1)} at home on {dice.choice(DAYS)} in front of"
        f" {dice.randint(900, 42_000)} spectators and moved up to place {dice.randint(1, 18)} in the table with"
        f" {dice.randint(9, 60)} points from {dice.randint(8, 30)} matches.",
        f"{scorers[0]} opened the scoring in minute {dice.randint(2, 40)} after a corner from the left, and"
        f" {scorers[1]}"
        f" added the second goal in minute {dice.randint(41, 88)} when the goalkeeper failed to hold a long shot."
        f" {scorers[2]} of {away} saw the red card in minute {dice.randint(60, 90)} for a second bookable offence.",
        f"{home} had {dice.randint(40, 70)} percent of the ball and took {dice.randint(8, 30)} shots, of which"
        f" {dice.randint(2, 8)} went on target. The visitors won {dice.randint(1, 12)} corners and committed"
        f" {dice.randint(5, 20)} fouls. The referee added {dice.randint(1, 9)} minutes at the end of the second"
        " half.",
        f"On the next day of the season {home} will travel to {dice.choice(TOWNS)}, while {away} will receive"
        f" {dice.choice(TOWNS)}. Tickets for both matches are on sale at the usual offices and at the gate.",
    ]


SIGNS = listed("Aries Taurus Gemini Cancer Leo Virgo Libra Scorpio Sagittarius Capricorn Aquarius Pisces", by=" ")


def horoscope(dice: Dice) -> tuple[str, list[str]]:
    """Return a serial horoscope: the frame stays, the sentences are drawn from a small stock."""
    stock = listed(
        "Money matters need a calm hour today|An old friend may call and change your plans|Keep your temper at work|"
        "Love is closer than it seems|A journey brings more than expected|Do not sign anything before noon|"
        "Your patience will be rewarded by the evening|Say what you think, but say it once|Rest is not a waste of"
        " time|"
        "Someone needs your advice and does not dare to ask"
    )
    lines = [
        f"{sign}: {dice.choice(stock)}. {dice.choice(stock)}. Lucky number: {dice.randint(1, 99)}." for sign in SIGNS
    ]
    return f"Your horoscope for {dice.choice(DAYS)}", lines


def of_mould(mould: Callable[[Dice], tuple[str, list[str]]]) -> Callable[[Dice], tuple[Article, Article]]:
    """Return a maker of pairs from one mould."""

    def make(dice: Dice) -> tuple[Article, Article]:
        return pair(mould(dice), mould(dice), days=dice.randint(0, 5))

    make.__name__ = mould.__name__
    return make


def statute(dice: Dice) -> list[str]:
    """Return a law as papers print it."""
    subjects = ("Every person", "A licence holder", "The competent authority", "No owner of a vessel", "Any tenant")
    duties = (
        "shall keep a record of each transfer and produce it on demand",
        "may appeal to the tribunal within thirty days of receiving the notice",
        "is liable to a fine if the duty is neglected without reasonable cause",
        "must be heard before a measure that affects existing rights is taken",
        "shall publish the reasons for its decision in the official gazette",
    )
    return [
        f"({letter}) {dice.choice(subjects)} {dice.choice(duties)}, and {dice.choice(duties)};" for letter in "abcdefgh"
    ]


def speech(dice: Dice) -> list[str]:
    """Return a speech as papers print it in full: first person, without marks."""
    openings = (
        "I came here today because",
        "We have learned that",
        "My friends, I believe that",
        "I ask you to see that",
    )
    return [
        f"{dice.choice(openings)} {dice.choice(BODIES)} {dice.choice(ACTS)} {dice.choice(THINGS)}"
        f" {dice.choice(REASONS)},"
        f" and we will not rest until our children know it. {dice.choice(QUOTES)}."
        for _ in range(8)
    ]


def quotation(dice: Dice) -> tuple[Article, Article]:
    """Return two reports of their own that quote one long text, as a block, between marks, or bare."""
    style = dice.randrange(4)
    text = statute(dice) if style == 0 else speech(dice)
    kinds: list[BlockKind] = []
    if style == 1:
        text = [f"“{one}" for one in text[:-1]] + [f"“{text[-1]}”"]
    if style == 2:
        kinds = ["quotation"] * len(text)
    sides = []
    for _ in range(2):
        before, after = english(dice, dice.randint(2, 6)), english(dice, dice.randint(1, 8))
        block_kinds: list[BlockKind] = [*["paragraph"] * len(before), *kinds] if kinds else []  # type: ignore[list-item]
        sides.append((headline(dice), [*before, *text, *after], block_kinds))
    first, second = sides
    return (
        article(first[0], first[1], kinds=first[2]),
        article(second[0], second[1], kinds=second[2], url="https://other.example/b/2"),
    )


def boilerplate(dice: Dice) -> tuple[Article, Article]:
    """Return two announcements of one company with the same long notice at the end."""
    notice = english(Dice(7), 9)
    sides = [(headline(dice), english(dice, dice.randint(6, 14)) + notice) for _ in range(2)]
    return pair(sides[0], sides[1], days=dice.randint(0, 5))


def live(dice: Dice) -> tuple[Article, Article]:
    """Return live blogs of two days, the second carrying on from the first's introduction."""
    intro = english(dice, 8)
    first, second = pair(
        ("Strike: live", intro + english(dice, 12)), ("Strike: live", intro + english(dice, 12)), days=1
    )
    return replace(first, kind="live"), replace(second, kind="live")


def unrelated(dice: Dice) -> tuple[Article, Article]:
    """Return two reports that have only the language in common."""
    return pair((headline(dice), english(dice, 24)), (headline(dice), english(dice, 24)))


def same_event(dice: Dice) -> tuple[Article, Article]:
    """Return two reports of one happening: the same quotations and figures, each told in its own words."""
    facts = [sentence(dice) for _ in range(4)]
    sides = []
    for _ in range(2):
        body = english(dice, dice.randint(12, 24))
        for fact in facts:
            body.insert(dice.randrange(len(body)), fact)
        sides.append((headline(dice), body))
    return pair(sides[0], sides[1], days=0)


NEAR_MISSES: tuple[Callable[[Dice], tuple[Article, Article]], ...] = (
    *map(of_mould, (weather, markets, lottery, earthquake, match, horoscope)),
    quotation,
    boilerplate,
    live,
    unrelated,
    same_event,
)
MOULDS = (weather, markets, lottery, earthquake, match, horoscope)


# ── edits ────────────────────────────────────────────────────────────────────────────────────────────


def edited(dice: Dice, was: Article) -> Article:
    """Return `was` with one real edit: a word changed, taken out or put in, a paragraph, the headline."""
    paragraphs = list(was.paragraphs)
    at = dice.randrange(len(paragraphs))
    kind = dice.randrange(6)
    if kind == 0:
        return replace(was, title=f"{was.title}, {dice.choice(NAMES)} says")
    if kind == 1:
        paragraphs.append(sentence(dice))
    elif kind == 2 and len(paragraphs) > 1:
        paragraphs.pop(at)
    elif kind == 3:
        paragraphs.append(f"Correction: An earlier version of this article misspelt {dice.choice(NAMES)}.")
    else:
        words = paragraphs[at].split(" ")
        place = dice.randrange(len(words))
        words[place] = (
            dice.choice([one for one in NAMES if one != words[place]]) if kind == 4 else f"{words[place]} not"
        )
        paragraphs[at] = " ".join(words)
    return replace(was, blocks=tuple(Block(text=text) for text in paragraphs))


def furnished(dice: Dice, was: Article) -> Article:
    """Return `was` as another visit finds it: nothing edited, but what moves by itself has moved."""
    paragraphs = list(was.paragraphs)
    if dice.random() < 0.5:
        paragraphs = [text.replace("“", '"').replace("”", '"') for text in paragraphs]
    if dice.random() < 0.3:
        paragraphs = [text.replace(" ", "\u00a0", 2).replace("'", "’") for text in paragraphs]
    moving = (
        "Advertisement",
        f"{dice.randint(2, 9_999)} views",
        f"Comments ({dice.randint(0, 99)})",
        f"Updated {dice.randint(2, 23)} hours ago",
        f"Read also: {headline(dice)}",
        f"{dice.randint(2, 9)} min read",
    )
    for text in dice.sample(moving, dice.randint(0, 3)):
        paragraphs.insert(dice.randrange(len(paragraphs) + 1), text)
    return replace(was, blocks=tuple(Block(text=text) for text in paragraphs))
