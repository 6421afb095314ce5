"""Addresses taken apart, joined and normalised (RFC 3986, WHATWG URL)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl

import ada_url
import publicsuffixlist

Literal = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 8_192
"""Characters of an address, at most. RFC 9110 (4.1) asks servers for 8,000; what is longer is `data:`,
a search with its whole result list, or an attack, and is treated as no address."""

REMEMBERED = 512
"""Addresses whose normal form and key are remembered: one page is asked for the same few some seven times."""

_PLAIN = re.compile(r"https?://((?:[a-z0-9]++[.-])*+[a-z]{2,63})/[A-Za-z0-9_~/-]*+(?:(?<=[A-Za-z0-9_~-])\.[a-z]{2,5})?")
"""Addresses that the standard reads as they are written, and most are: a host that is neither a number nor punycode,
a path without dot segments and escapes, and nothing behind it. Taking one apart costs ten times this look."""


def _set(lines: str) -> frozenset[str]:
    """Return the words of a table written in lines."""
    return frozenset(lines.lower().split())


def parsed(url: str, base: str | None = None) -> ada_url.URL | None:
    """Return `url` (against `base`) as the WHATWG URL standard reads it; None: no http(s) address."""
    if len(url) > LONGEST:
        return None
    try:
        # The constructor wants the base by position: None is not an absent base to it.
        found = ada_url.URL(url) if base is None else ada_url.URL(url, base)
        if found.protocol not in ("http:", "https:") or not found.hostname:
            return None
    except ValueError:  # UnicodeEncodeError of a lone surrogate is one, too
        return None
    return found


def join(base: str, ref: str) -> str | None:
    """Return `ref`, as a page at `base` writes it, as an absolute http(s) address without fragment.

    Nothing else is changed: a picture's query stays as it is. None: `ref` leads elsewhere (`mailto:`,
    `javascript:`, `data:`) or is no address.

    >>> join("https://news.example/a/b.html", "../c d.html#top")
    'https://news.example/c%20d.html'
    >>> join("https://news.example/", "mailto:desk@news.example") is None
    True
    """
    if len(ref) <= LONGEST and _PLAIN.fullmatch(ref):
        return ref
    found = parsed(ref, base)
    if found is None:
        return None
    found.hash = ""
    return found.href


@lru_cache(maxsize=REMEMBERED)
def normalise(url: str) -> str | None:
    """Return the address that `url` is an equivalent spelling of, still good to fetch; None: not http(s).

    By the WHATWG URL standard: white space, scheme and host in lower case, IDNA, default port, dot
    segments, empty path. By RFC 3986, 6.2.2: escapes in upper case, unreserved characters unescaped,
    characters that it does not know escaped. Beyond both: no fragment, no user and password, no dot
    behind the host, no tracking parameters and session ids (the others keep their order), and the
    wrappings of AMP caches, link counters and search engines undone. Idempotent.

    >>> normalise("HTTPS://News.Example:443/a/../%7eb?id=7&utm_source=rss#top")
    'https://news.example/~b?id=7'
    """
    plain = _PLAIN.fullmatch(url) if len(url) <= LONGEST else None
    if plain and not plain[1].endswith(_WRAPPERS):
        return url
    found = parsed(url)
    for _ in range(3):  # a wrapping in a wrapping in a wrapping is a game
        inner = found and _wrapped(found)
        if not inner:
            break
        found = inner
    if found is None:
        return None
    path = _SESSION_IN_PATH.sub("", _escapes(found.pathname)) or "/"
    query = "&".join(one for one in _escapes(found.search[1:]).split("&") if one and not is_tracking(one))
    port = f":{found.port}" if found.port else ""
    name = _host(found)
    if not name:
        return None
    whole = f"{found.protocol}//{name}{port}{path}{'?' if query else ''}{query}"
    # What was unescaped or cut may leave a path that the standard reads otherwise (`/.;jsessionid=1`).
    again = parsed(whole)
    return again.href if again is not None else None


def host(url: str) -> str | None:
    """Return the host of an http(s) address: lower case, punycode, no port, no trailing dot, no brackets."""
    if len(url) <= LONGEST and (plain := _PLAIN.fullmatch(url)):
        return plain[1]
    found = parsed(url)
    return (_host(found).strip("[]") or None) if found is not None else None


@lru_cache(maxsize=8_192)
def site(name: str) -> str:
    """Return the registrable domain of the host `name`: what one owner registered (Public Suffix List).

    The private part of the list counts: `a.blogspot.com` and `b.blogspot.com` are two sites. A literal
    address, a name without dots and a public suffix itself are their own site.

    >>> site("www.news.example.co.uk"), site("127.0.0.1"), site("m.paper.co.kr")
    ('example.co.uk', '127.0.0.1', 'paper.co.kr')
    """
    plain = name.lower().strip("[]").rstrip(".")
    if not plain or len(plain) > 255 or literal_address(plain) is not None:
        return plain
    return _suffixes().privatesuffix(plain) or plain


def same_site(first: str, second: str) -> bool:
    """Return whether two http(s) addresses lie on hosts of one registrable domain."""
    one, other = host(first), host(second)
    return one is not None and other is not None and site(one) == site(other)


@lru_cache(maxsize=1)
def _suffixes() -> publicsuffixlist.PublicSuffixList:
    """Return the Public Suffix List as the package bundles it: no network, renewed with its releases."""
    return publicsuffixlist.PublicSuffixList()


def _host(found: ada_url.URL) -> str:
    """Return the host in its brackets, where it has any, without the dot of a full name."""
    return str(found.hostname).rstrip(".")


# RFC 3986, 2.3: letters, digits and these mean the same escaped and unescaped.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# RFC 3986, 3.3 and 3.4: whatever else stands in path or query must be escaped; `/` and `?` are delimiters.
_TO_CHANGE = re.compile(r"%([0-9A-Fa-f]{2})|%|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]")


def _escapes(text: str) -> str:
    """Return path or query with the escapes as RFC 3986 has them; a stray `%` becomes `%25`."""
    return _TO_CHANGE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    """Return one escape or odd character in its normal spelling."""
    if found[1]:
        byte = int(found[1], 16)
        return chr(byte) if byte in _UNRESERVED else f"%{byte:02X}"
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


# ── parameters that say where a reader came from ─────────────────────────────────────────────────────

# Each line is a system and the parameters that its own documentation tells its users to append.
_TRACKING_NAMES = frozenset(
    name
    for line in (
        "gclid gclsrc dclid wbraid gbraid gad_source gad_campaignid srsltid _ga _gl",  # Google Ads, Analytics
        "gaa_at gaa_n gaa_ts gaa_sig",  # Google, Subscribe with Google
        "amp_js_v amp_gsa usqp aoh __twitter_impression amp_analytics",  # AMP caches and viewers
        "fbclid fb_action_ids fb_action_types fb_source fb_ref fref mibextid sfnsn extid rdid",  # Meta
        "igshid igsh",  # Instagram
        "twclid s_t ref_src ref_url",  # X (embedded posts)
        "msclkid ocid cvid",  # Microsoft Advertising, MSN
        "yclid ymclid ysclid _openstat",  # Yandex
        "ttclid li_fat_id epik rdt_cid sccid irclickid",  # TikTok, LinkedIn, Pinterest, Reddit, Snap, Impact
        "mc_cid mc_eid",  # Mailchimp
        "_hsenc _hsmi __hssc __hstc __hsfp hsctatracking",  # HubSpot
        "mkt_tok vero_id vero_conv __s oly_enc_id oly_anon_id wickedid rb_clickid",  # Marketo, Vero, Drip, Omeda
        "sailthru_id sthash bxid cndid esrc hashed_user mbid _branch_match_id",  # Sailthru, Condé Nast, Branch
        "xtor xts xtref",  # AT Internet, old
        "wt_mc wt_zmc wtmc wt_cc wt_t",  # Mapp Intelligence (Webtrekk)
        "s_cid scid sc_cid s_kwcid ef_id cmpid cmp campid ncid icid intcid intcmp int_cmp int_source int_medium"
        " int_campaign intc internal_source",  # Adobe Analytics, by its customers' habit
        "dicbo obOrigUrl ob_click_id tblci taid tb_cid",  # Outbrain, Taboola
        "guccounter guce_referrer guce_referrer_sig soc_src soc_trk tsrc",  # Yahoo
        "maca smid smtyp emc regi_id wpsrc wpisrc wpmk ftcamp reflink ito sara_ref sara_ecid xing_share"
        " at_xt traffic_source share_token tpcc srnd sref",  # single publishers' own
        # Chinese portals
        "spm scm share_from share_medium share_plat share_source share_session_id share_tag unique_k",
    )
    for name in line.lower().split()
)
_TRACKING_PREFIXES = (
    "utm_",  # Google Analytics ("Custom campaigns")
    "at_",  # AT Internet / Piano Analytics ("at_medium")
    "pk_",
    "piwik_",
    "mtm_",
    "matomo_",  # Matomo
    "ns_",  # Comscore Digital Analytix ("ns_mchannel")
    "hsa_",  # HubSpot Ads
    "itm_",  # Google Tag Manager, internal campaigns
    "stm_",
    "guce_",
)
# Session ids of PHP, Java, ASP, ColdFusion, osCommerce, Moodle, and plain words for them.
_SESSION_NAMES = _set(
    "phpsessid jsessionid sessionid session_id session-id sessid sess_id sessionkey session_key sesskey"
    " asp.net_sessionid cfid cftoken zenid oscsid"
)
_SESSION_PREFIXES = ("aspsessionid",)
# Short names are one only where the value is: Korean portals number their sections with `sid` (`sid=104`), stories
# have ids such as `sid=nws2026112`. Letters and digits mixed are neither (`sid=9f3c0a71`), nor is a checksum.
_SESSION_VALUE = re.compile(
    r"(?:sid|ssid|sess|session)=(?![a-z]{0,4}\d{1,20}$)(?=[a-z._!-]{0,200}\d)(?=[\d._!-]{0,200}[a-z])[0-9a-z._!-]{6,200}"
    r"|(?:sid|ssid|sess|session|s)=(?:[0-9a-f]{32}|[0-9a-f]{40})"
)
_SESSION_IN_PATH = re.compile(
    r";(?:[a-z_]{0,20}sid|jsessionid|phpsessid|sessionid|session)=[^/;?]*|/\((?:[a-z]\([0-9a-z_-]{10,400}\)){1,4}\)(?=/|$)",
    re.IGNORECASE,
)
"""`;jsessionid=…` of servlets, `/(S(…))/` of ASP.NET without cookies."""

# Names that mean the reader's way only with one of these values: `source` and `from` name other things too.
# Not `feed`: `?feed=atom` is the address of a feed (WordPress).
_WAY_NAMES = _set("ref source src from via share origin medium cid link_source linksource")
_WAYS = _set(
    "rss atom feed feeds rssfeed twitter tw x facebook fb linkedin reddit whatsapp telegram email mail newsletter"
    " nl push app share social google googlenews google_news flipboard pocket applenews apple_news copy copylink"
    " clipboard sharebutton share_button home homepage hp frontpage teaser"
)


def is_tracking(parameter: str) -> bool:
    """Return whether `parameter` (`name` or `name=value` of a query) tells nothing about the page.

    >>> [is_tracking(one) for one in ("utm_source=rss", "ICID=x", "source=feed", "source=12", "id=7")]
    [True, True, True, False, False]
    """
    name, _, value = parameter.partition("=")
    name = name.lower()
    if name in _WAY_NAMES:
        return value.lower() in _WAYS
    return (
        name in _TRACKING_NAMES
        or name in _SESSION_NAMES
        or name.startswith(_TRACKING_PREFIXES)
        or name.startswith(_SESSION_PREFIXES)
        or _SESSION_VALUE.fullmatch(parameter.lower()) is not None
    )


# Counters and viewers that carry the address itself: host (or its end), path, parameter that holds it.
_COUNTERS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}"), "/url", ("url", "q")),
    (re.compile(r"lm?\.(?:facebook|instagram)\.com"), "/l.php", ("u",)),
    (re.compile(r"(?:www\.)?bing\.com"), "/news/apiclick.aspx", ("url",)),
)
_WRAPPERS = (".cdn.ampproject.org", "google.com")
"""Hosts that carry another address in their path, and so may be plain and yet not normal."""

_AMP_VIEWER = re.compile(r"/amp/(s/)?([^/].*)")
_AMP_CACHE = re.compile(r"/[cv]/(s/)?([^/].*)")


def _wrapped(found: ada_url.URL) -> ada_url.URL | None:
    """Return the address that an AMP cache, a link counter or a search engine wraps; None: no wrapping."""
    name, path = _host(found), found.pathname
    if name.endswith(".cdn.ampproject.org"):
        inner = _AMP_CACHE.fullmatch(path)
    elif name in ("www.google.com", "google.com"):
        inner = _AMP_VIEWER.fullmatch(path)
    else:
        inner = None
    if inner:
        return parsed(f"{'https' if inner[1] else 'http'}://{inner[2]}{found.search}")
    for pattern, place, names in _COUNTERS:
        if path == place and pattern.fullmatch(name):
            values = dict(parse_qsl(found.search[1:]))
            return next((one for key in names if (one := parsed(values.get(key, ""))) is not None), None)
    return None


# ── variants of one page ─────────────────────────────────────────────────────────────────────────────

_VARIANT_LABELS = frozenset(("www", "m", "mobile", "amp"))
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|xhtml|shtml|php|aspx?|jsp|do)$", re.IGNORECASE)
# `/amp`, `/amp/` and `/print` behind, `.amp.html`, `.print.html`, `_print.html`, `.amp`
_VARIANT_END = re.compile(r"(?:(?<=.)/(?:amp|print|amphtml)$)|(?:\.(?:amp|print))(?=(?:\.[a-z]{2,5})?$)", re.IGNORECASE)
_VARIANT_START = re.compile(r"^/(?:amp|print)(?=/.*\d)", re.IGNORECASE)
_VARIANT_PARAMETERS = _set(
    "amp amp=1 amp=true amp=yes outputtype=amp output=amp outputformat=amp view=amp noamp=mobile noamp=available"
    " print print=1 print=true print=yes print=y printable=1 printable=true view=print mode=print output=print"
    " printview=1 tmpl=component format=print format=amp template=amp template=print isprint=1 action=print"
    " mobile=1 mobile=true mobile=y device=mobile nomobile=1 mobile=0 platform=amp"
)
_SLASHES = re.compile(r"/{2,}")
_FOLDS = 8
"""Variants of variants that are undone ("/a/amp/index.html"); more are a trap's."""
_BLOGGER = re.compile(r"/\d{4}/\d{2}/[^/]+\.html")


@lru_cache(maxsize=REMEMBERED)
def identity_key(url: str) -> str | None:
    """Return the key under which all variants of one page fall together; None: not http(s).

    Folded beside what `normalise` does: scheme, `www.`, `m.`, `mobile.` and `amp.` hosts, AMP and print
    forms of path and query, trailing and doubled slashes, index files, the order of parameters. The key
    is no address: it is only to be compared with other keys.

    >>> identity_key("https://m.news.example/world/7/amp/?b=2&a=1")
    '//news.example/world/7?a=1&b=2'
    """
    plain = normalise(url)
    found = parsed(plain) if plain else None
    if found is None:
        return None
    path = _plain_path(found.pathname)
    parameters = sorted(set(_telling(found.search[1:], path)))
    port = f":{found.port}" if found.port else ""
    return f"//{_plain_host(_host(found))}{port}{path}{'?' if parameters else ''}{'&'.join(parameters)}"


def _plain_path(path: str) -> str:
    """Return the path without what only chooses a variant: the same for `/a`, `/a/amp/` and `/a/index.html`."""
    plain = _SLASHES.sub("/", path)
    for _ in range(_FOLDS):
        shorter = plain.rstrip("/")
        shorter = _INDEX.sub("", _VARIANT_START.sub("", _VARIANT_END.sub("", shorter)))
        if shorter == plain:
            break
        plain = shorter
    return plain or "/"


def _telling(query: str, path: str) -> Iterator[str]:
    """Yield the parameters that do more than choose a variant of the page."""
    for one in query.split("&"):
        name, _, value = one.partition("=")
        low = f"{name}={value}".lower().rstrip("=")
        # Blogger: /2026/11/title.html?m=1 is the mobile page; elsewhere `m=1` may be January.
        if one and low not in _VARIANT_PARAMETERS and not (low in ("m=1", "m=0") and _BLOGGER.fullmatch(path)):
            yield one


def _plain_host(name: str) -> str:
    """Return the host without the labels of variants in front of its registrable domain."""
    registered = site(name)
    if name == registered or not name.endswith("." + registered):
        return name
    labels = name[: -len(registered) - 1].split(".")
    return ".".join([label for label in labels if label not in _VARIANT_LABELS] + [registered])


def article_numbers(url: str) -> tuple[str, ...]:
    """Return the numbers in an address by which a publisher's system may know the page, in order.

    Three digits at least; the parts of a date in the path do not count. Those of the query count only
    where the path has none.

    >>> article_numbers("https://news.example/2026/11/20/311039909/1276/storm-nears-coast?page=200")
    ('311039909', '1276')
    """
    plain = normalise(url)
    found = parsed(plain) if plain else None
    if found is None:
        return ()
    text = _DATE_IN_PATH.sub("/", found.pathname)
    return tuple(_NUMBER.findall(text) or _NUMBER_IN_QUERY.findall(found.search))


def article_number(url: str) -> str | None:
    """Return the number that most likely is the article's own: the last one; None where there is none.

    >>> article_number("https://news.example/2026/11/20/storm-nears-coast-1206.html?page=2")
    '1206'
    """
    return next(iter(article_numbers(url)[::-1]), None)


_DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?(?:0?[1-9]|[12]\d|3[01]))?(?=[/-]|$)")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{0,3}(\d{3,})(?![A-Za-z0-9])")
_NUMBER_IN_QUERY = re.compile(
    r"[?&](?:[a-z_]{0,12}id|no|p|idx|idxno|seq|aid|nid|storyid)=[A-Za-z]{0,4}(\d{3,})", re.IGNORECASE
)


# ── literal addresses ────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=8_192)
def literal_address(name: str) -> Literal | None:
    """Return the IP address that the host `name` is a spelling of; None: a name to be looked up.

    Every spelling that some resolver takes: `0x7f.1`, `2130706433`, `0177.0.0.1`, `127.1`, full-width
    digits, escapes, brackets, zone ids, a trailing dot. An IPv4-mapped IPv6 address is given as IPv4.

    >>> literal_address("0x7f.1"), literal_address("[::ffff:127.0.0.1]"), literal_address("news.example")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), None)
    """
    plain = name.strip().strip("[]").rstrip(".")
    if not plain or len(plain) > 255:
        return None
    found = _literal(plain.partition("%")[0] if ":" in plain else plain)
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def _literal(plain: str) -> Literal | None:
    """Return the address that the WHATWG host parser or the standard library reads, None for a name."""
    read = parsed(f"http://[{plain}]/" if ":" in plain else f"http://{plain}/")
    for one in (str(read.hostname).strip("[]") if read is not None else "", plain):
        try:
            return ipaddress.ip_address(one)
        except ValueError:
            continue
    return None


# IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and later): what is not globally
# reachable, and multicast. Written out, because `ipaddress.is_global` differs between Python versions.
_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(one)
    for one in sorted(
        _set(
            "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
            " 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
        )
    )
)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(ipaddress.IPv6Network(one) for one in ("2001::/23", "2001:db8::/32", "3fff::/20"))
# IPv6 addresses that lead to an IPv4 address: prefix, and how far right the 32 bits stand.
_EMBEDDING = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056
)


def is_public(address: Literal) -> bool:
    """Return whether `address` is one that anybody on the Internet may reach.

    >>> is_public(ipaddress.ip_address("192.0.66.1")), is_public(ipaddress.ip_address("64:ff9b::10.0.0.1"))
    (True, False)
    """
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    for network, shift in _EMBEDDING:
        if address in network:
            return is_public(ipaddress.IPv4Address((int(address) >> shift) & 0xFFFF_FFFF))
    return address in _GLOBAL_UNICAST and not any(address in network for network in _NOT_PUBLIC_6)
