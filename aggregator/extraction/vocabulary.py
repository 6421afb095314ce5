"""What the class names, ids, roles and tags of content management systems say about an element."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

BODY: Final = 1
"""Holds the article's text, by its name."""
STANDFIRST: Final = 2
CAPTION: Final = 4
JUNK: Final = 8
"""Is beside the article: related, share, promotion …"""
COMMENTS: Final = 16
BIO: Final = 32
"""Says who wrote it."""
HIDDEN: Final = 64
QUOTE: Final = 128
ASIDE: Final = 256
"""Stands beside the text, but may be part of it: `aside`, boxes."""
MAIN: Final = 512
"""Holds the article with its head, or the page's main part."""
FURNITURE: Final = 1024
"""Footer, menu, consent: never part of an article."""
DATELINE: Final = 2048
"""Date, byline, meta line."""
HEADLINE: Final = 4096
TEASER: Final = 8192
"""A card, a list of posts."""
LIVE: Final = 16384
"""A live blog or one of its entries."""
PAYWALL: Final = 32768
EMBED: Final = 65536
WEAK: Final = 1 << 17
"""Is beside the article if it is small: the name is used for wrappers of text, too."""
PATH: Final = 1 << 18
"""Says in which section of the site the page stands."""

TAG_FLAGS: Final = {
    "footer": FURNITURE,
    "aside": ASIDE,
    "figcaption": CAPTION,
    "figure": CAPTION,
    "main": MAIN,
    "article": MAIN,
    "address": BIO,
    "blockquote": QUOTE,
    "caption": CAPTION,
}

ROLE_FLAGS: Final = MappingProxyType(
    {
        "articlebody": BODY,
        "article body": BODY,
        "text": 0,
        "description": STANDFIRST,
        "comment": COMMENTS,
        "role navigation": FURNITURE,
        "role contentinfo": FURNITURE,
        "role search": FURNITURE,
        "role dialog": FURNITURE,
        "role alertdialog": FURNITURE,
        "role menu": FURNITURE,
        "role complementary": ASIDE,
        "role main": MAIN,
        "role tooltip": HIDDEN,
        "author": BIO,
        "liveblogupdate": LIVE,
    }
)

_WORDS: Final = {
    FURNITURE: "footer nav navbar navigation navi menu submenu cookie cookies consent "
    "gdpr cmp onetrust "
    "didomi modal popup overlay lightbox masthead topbar toolbar skip skiplink pagination pager paginator login signin "
    "signup register registration ticker search searchbox searchform kontakt impressum rodo",
    FURNITURE | PATH: "breadcrumb breadcrumbs crumbs crumb pathway",
    COMMENTS: "comment comments comentarios comentario kommentare kommentar commentaires commentaire commenti "
    "komentarze komentarz "
    "disqus commentlist discussion respond replies reply kommentarer reacties reactie коммент forum livefyre viafoura "
    "spotim guestbook opinie comms",
    BIO: "bio biography authorbio authorbox autorbox aboutauthor authors author autor autoren autore auteur auteurs "
    "byline "
    "bylines authorinfo contributor contributors writer profile",
    JUNK: "related relate relatedposts relatednews relatedarticles recirc recirculation recommended recommendation "
    "recommendations "
    "recommends suggested suggestions newsletter newsletters subscribe subscription abonnement sharing sharebar "
    "sharebox "
    "sharedaddy jetpack socialmedia addthis addtoany sharethis taglist tagcloud sponsored "
    "promo promos promotion promobox sidebar sidebars rightrail rightcol widget widgets trending popular mostread "
    "mostpopular topnews "
    "morenews readmore readalso seealso outbrain taboola plista mgid zergnet donate donation donations "
    "crowdfunding poll polls quiz survey feedback toc carousel weiterlesen teaserlist newslist verwandte similar "
    "podobne powiazane "
    "relacionadas relacionados relacionada associees correlati correlate collegati crosslink crosslinks interlink "
    "upsell",
    WEAK: "share shares social socials facebook whatsapp telegram tags tag keywords tagi sponsor advert "
    "advertisement advertising "
    "advertisements ads ad adv advertorial adbox adsense adslot adunit werbung anzeige publicidad publicite reklama "
    "banner banners "
    "rail latest contribute support vote voting rating ratings rate outline disclaimer print printer printonly "
    "follow followus app "
    "apps download feedly rss mailto email copyright license licence slider slideshow slick swiper player "
    "videoplayer audioplayer "
    "audio listen podcast infos tools actions utility utils buttons button btn horoscope weather wetter pogoda lotto "
    "calendar "
    "archive archives partner partners shop shopping ecommerce affiliate leia lire leggi lesen similars wiecej "
    "czytaj weitere mehr "
    "interessieren linkbox linklist links link translate reactions emoji likes like abo abonnieren correction "
    "photo foto picture image img gallery galleries fotogallery photogallery bildergalerie galerie galeria "
    "fotostrecke bild media "
    "video videos subscribebox cta reading readingtime",
    TEASER: "teaser teasers card cards cardlist thumbnail thumb postlist",
    CAPTION: "caption captions figcaption imagecaption photocaption wpcaption credit credits bildunterschrift "
    "bildtext legende "
    "piedefoto didascalia imgdesc imagedescription copyrights mediacaption",
    HIDDEN: "blurred visuallyhidden screenreader offscreen nodisplay tooltip rollover popover hovercard",
    DATELINE: "date datetime dates timestamp time meta metadata published publish pubdate postmeta entrymeta "
    "postinfo articleinfo "
    "source updated fecha datum data dateline info details kicker overline topic category categories rubrik rubric "
    "section",
    STANDFIRST: "standfirst lead lede dek deck subheadline subhead subtitle subheading summary intro introduction "
    "excerpt abstract chapo chapeau "
    "perex ingress manchet bajada entradilla sumario vorspann anriss teasertext sapo lid zajawka leadtext "
    "description subtitulo "
    "sousitre soustitre occhiello sommario leadin preamble copete epigraph resumen preface",
    HEADLINE: "headline title titel titulo titolo titre heading pagetitle posttitle entrytitle",
    BODY: "articlebody articletext articlecontent storybody storycontent storytext storybodytext entrycontent "
    "postcontent postbody bodytext "
    "newstext newscontent newsbody textbody contentbody articletxt artikeltext bodycopy maintext contenttext mainbody "
    "texto cuerpo artikel articlebodytext fulltext bodycontent article_body richtext wysiwyg entry "
    "detailtext newsdetail detailbody detailcontent noticia nota corps",
    MAIN: "article story post main content single",
    ASIDE: "aside box infobox factbox fact facts sidebarbox infographic callout inset pullquote pullout",
    LIVE: "liveblog live liveticker minutebyminute liveupdate",
    PAYWALL: "paywall piano regwall meter premium paid plus tp",
    EMBED: "embed embedded embeds twitter tweet instagram tiktok youtube iframe oembed",
}
_FLAG_OF: Final = {word: flag for flag, words in _WORDS.items() for word in words.split()}

# Pairs of neighbouring words that say more than each alone.
_PAIRS: Final = MappingProxyType(
    {
        ("article", "body"): BODY,
        ("article", "text"): BODY,
        ("article", "content"): BODY,
        ("article", "copy"): BODY,
        ("article", "main"): BODY,
        ("article", "txt"): BODY,
        ("art", "text"): BODY,
        ("art", "content"): BODY,
        ("art", "body"): BODY,
        ("story", "body"): BODY,
        ("story", "content"): BODY,
        ("story", "text"): BODY,
        ("story", "main"): BODY,
        ("entry", "content"): BODY,
        ("post", "content"): BODY,
        ("post", "body"): BODY,
        ("post", "text"): BODY,
        ("post", "entry"): BODY,
        ("body", "text"): BODY,
        ("body", "copy"): BODY,
        ("body", "content"): BODY,
        ("content", "body"): BODY,
        ("content", "text"): BODY,
        ("news", "text"): BODY,
        ("news", "body"): BODY,
        ("news", "content"): BODY,
        ("news", "detail"): BODY,
        ("main", "text"): BODY,
        ("rich", "text"): BODY,
        ("full", "text"): BODY,
        ("single", "content"): BODY,
        ("page", "content"): MAIN,
        ("main", "content"): MAIN,
        ("read", "more"): JUNK,
        ("read", "also"): JUNK,
        ("see", "also"): JUNK,
        ("more", "news"): JUNK,
        ("more", "stories"): JUNK,
        ("most", "read"): JUNK,
        ("most", "popular"): JUNK,
        ("sign", "up"): JUNK,
        ("call", "to"): JUNK,
        ("you", "may"): JUNK,
        ("next", "article"): JUNK,
        ("previous", "article"): JUNK,
        ("next", "prev"): JUNK,
        ("prev", "next"): JUNK,
        ("sr", "only"): HIDDEN,
        ("screen", "reader"): HIDDEN,
        ("visually", "hidden"): HIDDEN,
        ("about", "author"): BIO,
        ("live", "blog"): LIVE,
        ("sub", "title"): STANDFIRST,
        ("sub", "heading"): STANDFIRST,
        ("sub", "headline"): STANDFIRST,
        ("sub", "head"): STANDFIRST,
        ("pull", "quote"): ASIDE,
        ("skip", "to"): FURNITURE,
        ("image", "text"): CAPTION,
        ("image", "description"): CAPTION,
        ("photo", "text"): CAPTION,
    }
)
_SPLIT: Final = re.compile(r"[A-Z]?[a-zß-ÿа-я]+|[A-Z]+(?![a-z])")


# Names that hide an element by themselves; as part of longer names they hide it on some screens only.
_HIDING: Final = frozenset(
    {"hidden", "hide", "invisible", "d-none", "is-hidden", "u-hidden", "display-none", "sr-only"}
)
# On the wrapper of a post, WordPress writes its tags, sections and author as class names.
_POST: Final = re.compile(r"\b(?:hentry|post-\d+|type-post|status-publish)\b")
_OF_POST: Final = re.compile(r"(?:tag|category|cat|status|format|type|author|post|topic|section|series)[-_]")
_STATES: Final = (
    "has-",
    "no-",
    "is-",
    "with-",
    "without-",
    "js-",
    "not-",
    "wp-block-group",
    "wp-block-column",
    "elementor-widget",
)


@lru_cache(maxsize=20_000)
def class_flags(names: str, ident: str | None) -> int:
    """Return the flags that the value of a class attribute and an id stand for."""
    flags = 0
    post = bool(_POST.search(names))
    for name in names[:600].split():
        if not (post and _OF_POST.match(name)):
            flags |= _name_flags(name)
    return flags | _name_flags(ident[:100]) if ident else flags


@lru_cache(maxsize=20_000)
def _name_flags(name: str) -> int:
    """Return the flags of one class name or id."""
    if name in _HIDING:
        return HIDDEN
    # States of a wrapper say nothing about what it holds: has-comments, no-share; nor do BEM modifiers.
    if name.startswith(_STATES):
        return 0
    words = [word.lower() for word in _SPLIT.findall(name.split("--", 1)[0])]
    flags = 0
    for word in words:
        flags |= _FLAG_OF.get(word, 0)
    for pair in itertools.pairwise(words):
        flags |= _PAIRS.get(pair, 0)
    if len(words) > 1:
        flags |= _FLAG_OF.get("".join(words), 0)
    return flags
