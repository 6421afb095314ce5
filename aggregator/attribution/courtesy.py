"""Formulas of thanks that stand before a donor's name in a credit (`with kind permission of`)."""

from __future__ import annotations

import re

COURTESY = re.compile(
    r"(?<!\w)(?:"
    # English
    r"(?:(?:photos?|images?|pictures?) )?(?:by )?(?:kind )?courtesy (?:of|from)(?: the)?"
    r"|(?:used |reproduced |reprinted )?(?:with|by) (?:the )?(?:kind )?permission (?:of|from|by)(?: the)?"
    # German
    r"|mit (?:freundliche[rn]|frdl\.|ausdrücklicher|liebenswürdiger) (?:genehmigung|erlaubnis|unterstützung|zustimmung)"
    r"(?: (?:von|vom|des|der|durch)(?: (?:der|dem|den))?(?!\w))?"
    r"|mit (?:genehmigung|erlaubnis) (?:von|vom|des|der|durch)(?: (?:der|dem|den))?"
    # French
    r"|(?:par|avec) (?:l['’]aimable )?(?:courtoisie|gracieuseté)(?: (?:de )?[dl]['’]| (?:du|des|de(?: la)?)(?!\w))?"
    r"|(?:avec|par) (?:l['’])?(?:aimable )?(?:autorisation|permission)"
    r"(?: (?:de )?[dl]['’]| (?:du|des|de(?: la)?)(?!\w))?"
    r"|(?:gracieuseté|courtoisie) (?:du(?!\w)|des(?!\w)|de(?: la)?(?!\w)|(?:de )?[dl]['’])"
    # Spanish, Catalan, Portuguese
    r"|(?:por |con )?(?:cortes[ií]a|gentilez[ae]) (?:del|de(?: (?:la|las|los|el))?|d[aoe]s?)(?!\w)"
    r"|con (?:la )?(?:amable |debida )?(?:autorización|permiso) (?:del|de(?: (?:la|las|los|el))?)(?!\w)"
    r"|com (?:a )?(?:gentil |devida )?(?:autorização|permissão|cortesia) d[aeo]s?(?!\w)"
    r"|(?:cedid[oa]s?|facilitad[oa]s?) (?:por|pel[oa]s?)(?: (?:el|la|los|las))?"
    # Italian
    r"|(?:per|su) (?:gentile )?(?:concessione|cortesia|autorizzazione)"
    r"(?: (?:d(?:i|el|ella|ei|egli|elle|ello)(?!\w)|dell['’]))?"
    r"|gentile concessione (?:d(?:i|el|ella|ei|egli|elle|ello)(?!\w)|dell['’])"
    # Dutch, Scandinavian
    r"|met (?:vriendelijke |beleefde )?(?:toestemming|dank) (?:van|aan)(?: (?:de|het))?"
    r"|med (?:vänligt |venlig |vennlig )?(?:tillstånd|tilladelse|tillatelse) (?:av|af|från|fra)"
    # Polish, Czech, Slovak
    r"|(?:dzięki uprzejmości|za zgodą|udostępnion[eya] przez)|s(?:e)? (?:laskavým )?(?:svolením|souhlasem)|so súhlasom"
    # Russian, Ukrainian, Greek, Indonesian
    r"|с (?:любезного )?разрешения|(?:любезно )?предоставлен[оаы]?|з (?:люб'язного )?дозволу|надано"
    r"|(?:με την )?(?:ευγενική|ευγενής) (?:παραχώρηση|άδεια)(?: (?:από|του|της)(?: (?:το|την?|τον))?)?"
    r"|atas (?:izin|seizin)"
    r")\s*[:：]?\s*",
    re.IGNORECASE,
)
STEMS = (
    *("courtesy", "permission", "genehmigung", "erlaubnis", "unterstützung", "zustimmung", "courtoisie", "gracieuset"),
    *("autorisation", "cortes", "gentil", "autoriza", "permiso", "permissão", "cedid", "facilitad", "concessione"),
    *("autorizzazione", "toestemming", "dank", "tillstånd", "tilladelse", "tillatelse", "uprzejmości", "zgodą"),
    *("udostępnion", "svolením", "souhlasem", "súhlasom", "разрешения", "предоставлен", "дозволу", "надано"),
    *("ευγεν", "atas "),
)
"""One of these, in small letters, is in all that `COURTESY` finds."""

# "des Stadtmuseums" is the Stadtmuseum; only nouns of institutions, since a person's or town's s may be its own.
_GENITIVE = re.compile(
    r"^((?:[A-ZÄÖÜ][\w\-]*)?(?:museum|archiv|institut|amt|theater|verein|verband|zentrum|ministerium|orchester|werk|"
    r"studio|klinikum|zoo))e?s(?=$|\s)",
    re.IGNORECASE,
)


def nominative(donor: str) -> str:
    """Return a donor's name as it is used alone: without the German genitive of an institution.

    >>> nominative("Stadtmuseums Uferstadt")
    'Stadtmuseum Uferstadt'
    """
    return _GENITIVE.sub(r"\1", donor)
