"""What a page is: an article, a live blog, a video, a gallery; or none of them, and why."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final
from urllib.parse import SplitResult, urlsplit

from aggregator.article import ArticleKind
from aggregator.extraction import notices
from aggregator.extraction.body import NO_TEXT, Body
from aggregator.extraction.container import size
from aggregator.extraction.jsonld import strings, types
from aggregator.extraction.parsed import ParsedPage
from aggregator.extraction.vocabulary import LIVE, TEASER
from aggregator.extraction.walk import Line, Walk
from aggregator.text import clean, folded

NOT_THERE: Final = "The page says that what was asked for is not there."

SHORT: Final = 700.0
"""Letters of text below which a page's title may say that it is no article: error pages say sorry in fewer."""

_NOT_THERE: Final = r"""
      \b(?:page|article|site|story|file|content|document)\b.{0,20}
      \b(?:not\ found|can(?:no|['’])t\ be\ found|could\ not\ be\ found|does(?:n['’]t|\ not)\ exist
      |no\ longer\ (?:exists|available)|unavailable|is\ missing)\b
    | \b(?:could(?:n['’]t|\ not)|can(?:['’]t|not))\ find\ (?:the|that|this|your)\ (?:page|article|story)\b
    | seite\b.{0,25}\bnicht\ (?:gefunden|vorhanden|verfügbar|existiert)
    | page\b.{0,25}n['’]existe\ pas
    | \b(?:page|article|contenu|document)\b.{0,25}(?:\b(?:introuvable|non\ trouvée?|inexistante?)
      |n['’](?:existe\ plus|est\ plus\ (?:disponible|en\ ligne)))
    | artikel\b.{0,25}\b(?:nicht\ (?:gefunden|mehr\ (?:vorhanden|verfügbar))|niet\ (?:gevonden|meer\ beschikbaar))
    | no\ (?:hemos\ podido\ encontrar|pudimos\ encontrar|encontramos)\ (?:la|el)\ (?:página|noticia|artículo|contenido)
    | (?:artículo|noticia|contenido)\b.{0,25}\b(?:no\ encontrad[oa]|ya\ no\ (?:existe|está\ disponible))
    | (?:articolo|contenuto)\b.{0,25}\bnon\ (?:trovato|(?:esiste|è)\ più)
    | página\b.{0,25}\bno\ (?:encontrada|existe|disponible|se\ encuentra|se\ ha\ encontrado)
    | página\b.{0,25}\bnão\ (?:encontrada|existe|foi\ encontrada) | pàgina\ no\ (?:trobada|existeix)
    | pagina\b.{0,25}\b(?:non\ (?:trovata|esiste|è\ stata\ trovata)|niet\ gevonden|bestaat\ niet)
    | pagina\b.{0,25}\bnu\ (?:există|a\ fost\ găsită)
    | stron[ay]\b.{0,25}\bnie\ (?:istnieje|została\ znaleziona|znaleziono) | nie\ znaleziono\ strony
    | страниц[аы]\b.{0,25}\bне\ (?:найдена|существует) | сторінк[ау]\b.{0,25}\bне\ (?:знайдено|існує)
    | страницата\ не\ (?:е\ намерена|съществува) | stranica\b.{0,25}\b(?:nije\ pronađena|ne\ postoji)
    | sidan\b.{0,25}\b(?:hittades\ inte|finns\ inte|kunde\ inte\ hittas)
    | siden\b.{0,25}\b(?:finnes\ ikke|findes\ ikke|ble\ ikke\ funnet|blev\ ikke\ fundet) | sivua\ ei\ löy
    | stránk[au]\b.{0,25}\b(?:nenalezena|neexistuje|nebyla\ nalezena|sa\ nenašla|nebola\ nájdená)
    | az\ oldal\b.{0,25}\bnem\ található | sayfa\b.{0,25}\b(?:bulunamadı|mevcut\ değil)
    | halaman\b.{0,25}\btidak\ ditemukan | không\ tìm\ thấy\ trang | ไม่พบหน้า
    | η\ σελίδα\b.{0,25}\bδεν\ (?:βρέθηκε|υπάρχει) | הדף\ (?:לא\ נמצא|המבוקש\ לא) | الصفحة\ (?:غير\ موجودة|التي\ تبحث)
    | صفحه\b.{0,25}\bیافت\ نشد | पृष्ठ\ नहीं\ मिला | पेज\ नहीं\ मिला
    | (?:页面|頁面|网页|網頁)(?:不存在|未找到|找不到) | ページ(?:が|は)(?:見つかりません|存在しません)
    | (?:페이지를\ 찾을|찾을\ 수\ 없는\ 페이지|존재하지\ 않는\ (?:페이지|기사))"""
"""Sentences that say so in the languages of the sources, in the form of `re.VERBOSE`."""

_ERROR: Final = re.compile(
    r"""(?ix)^(?:error\s)?(?:404|410|500|502|503)\b
    | \b(?:404|410)\b.{0,20}\b(?:error|not\ found|erreur|fehler|błąd)
    | (?:error|fehler|erreur|ошибка|błąd)\s{0,3}:?\s?(?:404|410|50[0-4])\b
    | ^not\ found$ | ^oops\b |"""
    + _NOT_THERE
)
_SAYS_NOT_THERE: Final = re.compile("(?ix)" + _NOT_THERE)
_CHALLENGE: Final = re.compile(
    r"(?i)^(?:just a moment|attention required|are you a robot|are you a human|security check|checking your browser"
    r"|verify you are human|pardon our interruption|one more step|"
    r"access to this page has been denied|ddos-guard|please wait)\b"
)
_CONSENT: Final = re.compile(
    r"(?i)^(?:before you continue|bevor (?:sie|du) (?:fortf|weiter)|avant de continuer|your (?:privacy"
    r"|data)\b.{0,20}(?:choices|matters|important)|we value your privacy|cookie (?:consent|settings|preferences)"
    r"|consent(?: (?:required|management|manager|preferences|settings|form|wall|choices))?$|"
    r"(?:datenschutz|cookie)[ -]?einstellungen|zustimmung|privacy (?:settings|center|gate)|dpg media privacy gate"
    r"|myprivacy|gestion des cookies)"
)
_CONSENT_TEXT: Final = re.compile(
    r"""(?ix)^(?:we\ (?:and\ our\ (?:\d{1,4}\ )?(?:partners|vendors)|value\ your\ privacy|use\ cookies
      |care\ about\ your\ privacy|need\ your\ consent)
    | this\ (?:web)?site\ uses\ cookies | before\ you\ continue
    | to\ continue,?\ (?:please\ )?(?:accept|agree)
    | wir\ (?:und\ unsere\ (?:\d{1,4}\ )?partner|verwenden\ cookies|nutzen\ cookies
      |benötigen\ ihre\ (?:zustimmung|einwilligung)) | mit\ ihrer\ (?:zustimmung|einwilligung)
    | nous\ et\ nos\ (?:\d{1,4}\ )?partenaires | nous\ utilisons\ des\ cookies
    | nosotros\ y\ nuestros\ (?:\d{1,4}\ )?socios | utilizamos\ cookies
    | noi\ e\ i\ nostri\ (?:\d{1,4}\ )?partner | utilizziamo\ (?:i\ )?cookie
    | wij\ en\ onze\ (?:\d{1,4}\ )?partners | wij\ gebruiken\ cookies
    | my\ i\ nasi\ (?:\d{1,4}\ )?partnerzy)\b"""
)
"""How a request for consent begins that stands where a text should."""

_CONSENT_WORD: Final = re.compile(
    r"""(?ix)\b(?:cookies?|consent|privacy|partners?|vendors?|accept|reject|agree
    | zustimm\w{1,5}|einwilligung\w{0,2}|datenschutz\w{0,12}|ablehnen|akzeptieren
    | accepter|refuser|partenaires|confidentialité | aceptar|rechazar|socios|privacidad
    | accetta\w{0,2}|rifiuta\w{0,2} | accepteren|weigeren | zgod[aęy]|partnerzy)\b"""
)
_CONSENT_WORDS: Final = 4
"""Words of a request for consent, from which on a text that begins as one is one."""

_SCRIPT_TEXT: Final = re.compile(
    r"""(?ix)\b(?:
      (?:enable|activate|turn\ on|requires?|activez?|aktivieren\ sie|active|habilite|abilita(?:re)?)\b.{0,20}
      \b(?:javascript|js)\b
    | javascript\ (?:(?:is|ist|est|está)\ )?
      (?:disabled|required|deaktiviert|erforderlich|désactivé|desactivado)
    | please\ enable\ cookies | checking\ (?:if\ the\ site\ connection\ is\ secure|your\ browser)
    | verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human | unusual\ (?:traffic|activity)\ from\ your
    | press\ (?:&|and)\ hold | complete\ the\ (?:security\ check|captcha) | powered\ and\ protected\ by)\b"""
)
_CHALLENGE_SCRIPT: Final = re.compile(
    r"(?i)captcha-delivery\.com|/cdn-cgi/challenge-platform/h/\w{1,4}/orchestrate|_incapsula_resource|px-?captcha"
    r"|awswafcaptcha|ddos-guard"
)
"""What the pages load that ask whether one is human: DataDome, Cloudflare, Imperva, PerimeterX, AWS, DDoS-Guard."""

_LOGIN_TEXT: Final = re.compile(
    r"""(?ix)^(?:please\ |to\ (?:continue\ reading|read\ (?:on|this\ (?:article|story)|the\ full\ story)),?
      \ (?:please\ )?
      |you\ (?:must|need\ to)\ (?:be\ )?|bitte\ |um\ (?:weiterzulesen|diesen\ artikel\ zu\ lesen),?\ |veuillez\ )?
    (?:log\ ?in|logged\ in|sign\ in|register|subscribe|create\ an?\ (?:free\ )?account
    | melden\ sie\ sich\ an|loggen\ sie\ sich\ ein|anmelden|registrieren
    | vous\ connecter|connectez-vous|identifiez-vous | inici[ae]r?\ sesión | inloggen|log\ ind|logg\ inn|logga\ in
    | zaloguj\ się|войдите|авторизуйтесь|로그인|ログイン|请登录|請登入)"""
)
"""How a page begins that wants to know who reads it before it shows its text."""

_LOGIN_WORD: Final = re.compile(
    r"(?i)\b(?:log ?in|sign in|password|username|anmeld\w{1,4}|passwort|kennwort|mot de passe|contraseña|senha"
    r"|wachtwoord|lösenord|passord|hasł[oa]|парол[ья]|şifre)\b|비밀번호|パスワード|密码"
)

_CONSENT_HOST: Final = re.compile(
    r"^(?:consent|cmp|myprivacy|privacy|guce)\.|/(?:consent|privacy-?(?:gate|wall)|cookie-?wall)(?:[/?.]|$)",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(
    r"(?i)^(?:log ?in|log ?on|sign ?in|sign ?up|register|anmelden|anmeldung|einloggen|registrieren|connexion"
    r"|se connecter|s'identifier|iniciar sesi[oó]n|acceder|entrar|accedi|inloggen|logga in|logg inn|zaloguj(?: się)?"
    r"|logowanie|"
    r"вход|авторизация|войти|登录|登錄|登入|ログイン|로그인)\b"
)
_LISTING_TYPES: Final = frozenset({"collectionpage", "searchresultspage", "itemlist", "profilepage"})
_LISTING_PATH: Final = re.compile(
    r"(?i)^/(?:(?:index|home|default)(?:\.\w{2,5})?|(?:tags?|topics?|thema|themen|category|categories|kategorie"
    r"|categoria|authors?|autor|auteur|search|suche|archive?s?)(?:/[^/]{0,80})?(?:/page/\d+)?|page/\d+)?/?$"
)
_VIDEO_PATH: Final = re.compile(r"(?i)/(?:videos?|watch|mediathek|player|tv|vídeos?|wideo|видео)(?:/|-|$)")
_GALLERY_PATH: Final = re.compile(
    r"(?i)/(?:gallery|galleries|galerie|galeria|galería|fotogalerie|fotogaleria|photogallery|photo-?gallery"
    r"|bildergalerie|bilder|fotostrecke|diaporama|slideshow|fotos|photos|in-pictures|zdjecia|foto)(?:/|-|$)"
)
_LIVE_PATH: Final = re.compile(
    r"(?i)(?:/|-)(?:live-?blog|live-?ticker|liveticker|live-?updates?|minute-by-minute|en-direct|ao-minuto"
    r"|newsblog)(?:[/.-]|$)|/live/"
)

_VIDEO_TEXT: Final = 600.0
"""Letters up to which a text under a video is its description."""

_GALLERY_TEXT: Final = 1500.0
_GALLERY_IMAGES: Final = 6
_LIVE_ENTRIES: Final = 3


def page_kind(page: ParsedPage, body: Body, *, title: str | None = None) -> tuple[ArticleKind | None, str | None]:
    """Return what the page is and None; or None and the sentence that says why it is no article.

    A real article must never be refused: each refusal needs both a sign of what the page is and the lack of
    an article's own signs.
    """
    length = sum(size(block.text) for block in body.blocks)
    refusal = _refusal(page, body, length, title)
    if refusal is not None:
        return None, refusal
    kind = _kind(page, body, length)
    if kind in ("video", "gallery"):
        return kind, None
    if not body.blocks:
        return None, body.reason or NO_TEXT
    return kind, None


def _refusal(page: ParsedPage, body: Body, length: float, title: str | None) -> str | None:
    """Return why the page is surely no article."""
    stated = _stated_article(page)
    if length < 6 * SHORT:
        titles = _titles(page, title)
        if length < SHORT:
            if any(_ERROR.search(one) for one in titles):
                return NOT_THERE
            if any(notices.DENIED_TITLE.search(one) for one in titles):
                return notices.DENIED
            if any(_CHALLENGE.match(one) for one in titles):
                return "The page asks the visitor to prove to be human."
            if not stated and any(_LOGIN.match(one) for one in titles):
                return "The page asks the visitor to log in."
            if notice := None if stated else _titled_notice(titles):
                return notice
        if wall := _wall_text(page, body, length, stated=stated):
            return wall
        if not stated:
            address = _address(page.url)
            place = (address.netloc + "/", address.path)
            if any(_CONSENT.match(one) for one in titles):
                return "The page asks for consent to cookies."
            if length < SHORT and any(_CONSENT_HOST.search(one) for one in place):
                return "The page asks for consent to cookies."
    if stated:
        return None
    return _typed(page) or _listing(page, body, length) or _terms(page, title)


def _titled_notice(titles: tuple[str, ...]) -> str | None:
    """Return which notice one of the titles is that stands in the place of a headline."""
    return next((why for pattern, why in notices.TITLES if any(map(pattern.search, titles))), None)


def _typed(page: ParsedPage) -> str | None:
    """Return why a page that states no article is none by its `og:type`."""
    kind = (page.metas.first("og:type") or "").lower().removeprefix("og:")
    if kind == "product" or kind.startswith("product."):
        return "The page offers a product."
    return "The page is the profile of a person." if kind == "profile" else None


def _terms(page: ParsedPage, title: str | None) -> str | None:
    """Return that the page holds the site's terms: its title says so, and nothing on it is dated or signed."""
    if page.elements["time"] or page.metas.first("author", "article:author"):
        return None
    return notices.TERMS if any(map(notices.TERMS_TITLE.match, _titles(page, title))) else None


_FEW: Final = 400.0
"""Letters of text below which the text itself may say that it is none: such notices are a paragraph or two."""


def _wall_text(page: ParsedPage, body: Body, length: float, *, stated: bool) -> str | None:
    """Return what a page asks for or says in the place of its text; its head may well be an article's."""
    text = " ".join(block.text for block in body.blocks)[:6_000].strip()
    if _CONSENT_TEXT.match(text) and len(_CONSENT_WORD.findall(text)) >= _CONSENT_WORDS:
        return "The page asks for consent to cookies."
    if length >= _FEW:
        return None
    if any(_CHALLENGE_SCRIPT.search(one) for one in _scripts(page)):
        return "The page asks the visitor to prove to be human."
    if _LOGIN_TEXT.match(text) and (length < _FEW / 2 or _has_password(page)):
        return "The page asks the visitor to log in."
    if stated:
        return None
    if _SCRIPT_TEXT.search(text):
        return "The page shows nothing to visitors without JavaScript."
    if _SAYS_NOT_THERE.search(text[:300]):
        return NOT_THERE
    if notice := notices.notice_in(text):
        return notice
    if _has_password(page) and _LOGIN_WORD.search(text):
        return "The page asks the visitor to log in."
    return None


def _scripts(page: ParsedPage) -> tuple[str, ...]:
    """Return the addresses and the beginnings of a page's scripts."""
    return tuple(f"{one.attributes.get('src', '')} {one.text[:2_000]}" for one in page.scripts[:30])


def _has_password(page: ParsedPage) -> bool:
    """Tell whether a password is asked for."""
    root = page.root
    return root is not None and any(
        (one.get("type") or "").lower() == "password" for one in islice(root.iter("input"), 200)
    )


def _address(url: str) -> SplitResult:
    """Return `url` taken apart; without parts where it is no address."""
    try:
        return urlsplit(url)
    except ValueError:  # a bracket that is no IPv6 address
        return urlsplit("")


def _titles(page: ParsedPage, title: str | None) -> tuple[str, ...]:
    """Return the headline, the first h1 and the title element."""
    found = [title or ""]
    found.extend(clean(text[:300]) for text in page.headings[:1])
    found.extend(clean((one.text or "")[:300]) for one in page.elements["title"][:1])
    return tuple(one for one in found if one)


def _stated_article(page: ParsedPage) -> bool:
    """Tell whether the page says of itself that it is an article.

    WordPress gives its lists the `og:type` of an article; their JSON-LD tells, which has no article on such a page, or
    only those of the teasers.
    """
    metas = page.metas
    if metas.first("article:published_time", "datepublished", "parsely-pub-date", "citation_publication_date"):
        return True
    if page.articles and (not _states_list(page) or _is_titled(page)):
        return True
    kind = (metas.first("og:type") or "").lower()
    return kind in ("article", "news", "newsarticle", "video.other", "blog_post") and not _states_list(page)


def _states_list(page: ParsedPage) -> bool:
    """Tell whether the page's JSON-LD calls it a list."""
    return any("@type" in node and not _LISTING_TYPES.isdisjoint(types(node)) for node in page.jsonld)


def _is_titled(page: ParsedPage) -> bool:
    """Tell whether the headline of the page's JSON-LD article is the page's own."""
    headline = folded(next(strings(page.articles[0].get("headline")), ""))
    known = page.shared_titles.union(folded(text[:400]) for text in page.headings[:3])
    return len(headline) > 9 and any(headline in one for one in known)


def _listing(page: ParsedPage, body: Body, length: float) -> str | None:
    """Return why the page is a list of articles; it says nothing of being one itself."""
    seen = page.seen
    if seen is None:
        return None
    address = _address(page.url)
    path = address.path or "/"
    home = path in ("", "/") and not address.query
    cards = sum(1 for node in seen.nodes if node.own & TEASER)
    linked = sum(line.linked for line in seen.lines)
    if home and (cards >= 6 or linked > length):
        return "The page is the site's home page."
    if cards >= 6 and length < 4 * SHORT and linked > length and (_LISTING_PATH.match(path) or _states_list(page)):
        return "The page is a list of articles."
    if cards >= 15 and length < SHORT / 3 and linked > 4 * length and not page.elements["h1"]:
        return "The page is a list of articles."
    if _is_made_of_teasers(seen, body):
        return "The page is the site's home page." if home else "The page is a list of articles."
    return None


MOST_TEASERS: Final = 5
"""Links with a text behind each, from which on a text is made of teasers."""

_TITLE: Final = 15
"""Letters of a headline, at least."""


def _is_made_of_teasers(seen: Walk, body: Body) -> bool:
    """Tell whether nearly each of the body's paragraphs stands behind a line that is a link to another page."""
    texts = {block.text for block in body.blocks if block.kind == "paragraph" and size(block.text) >= 2 * _TITLE}
    if len(texts) < MOST_TEASERS:
        return False
    behind: set[str] = set()
    above: Line | None = None
    for line in seen.lines:
        if line.linked == len(line.text):
            above = line if size(line.text) >= _TITLE else None
        elif above is not None:
            if line.text in texts and _leads_away(seen, above):
                behind.add(line.text)
            if len(line.text) > 4 * _TITLE:  # a date and a name may stand between
                above = None
    return len(behind) >= MOST_TEASERS and len(behind) > 0.7 * len(texts)


def _leads_away(seen: Walk, line: Line) -> bool:
    """Tell whether the link that `line` is leads to another page, and not to a place in this one."""
    element = seen.nodes[line.node].element
    link = next(element.iter("a"), None)
    if link is None:
        link = next(element.iterancestors("a"), None)
    return link is not None and not (link.get("href") or "#").startswith("#")


def _kind(page: ParsedPage, body: Body, length: float) -> ArticleKind:
    """Return what kind of article the page is."""
    path = _address(page.url).path
    stated = {one for node in page.articles for one in types(node)}
    if "liveblogposting" in stated or body.place == "jsonld liveBlogUpdate":
        return "live"
    if any(block.kind == "live_entry" for block in body.blocks) and (
        _LIVE_PATH.search(path) or _entries(page) > _LIVE_ENTRIES
    ):
        return "live"
    texts = bool(stated - {"videoobject", "audioobject", "imagegallery", "mediagallery"})
    if length <= _VIDEO_TEXT:
        video = "videoobject" in stated or (page.metas.first("og:type") or "").lower().startswith("video")
        if (video and not texts) or (video and _VIDEO_PATH.search(path)):
            return "video"
    if length <= _GALLERY_TEXT:
        if stated & {"imagegallery", "mediagallery"} and not texts:
            return "gallery"
        if _GALLERY_PATH.search(path) and _pictures(body) >= _GALLERY_IMAGES:
            return "gallery"
    return "article"


def _entries(page: ParsedPage) -> int:
    """Return how many elements of the page are entries of a live blog, by their names."""
    if page.seen is None:
        return 0
    return sum(1 for node in page.seen.nodes if node.own & LIVE and not page.seen.nodes[node.parent].own & LIVE)


def _pictures(body: Body) -> int:
    """Return how many pictures stand in the text's element and the one around it."""
    if body.container is None:
        return 0
    around = body.container.getparent()
    return sum(1 for _ in (around if around is not None else body.container).iter("img"))
