"""What sites say in the place of an article: that they are out of order, refuse access, or state their terms.

All patterns are in the form of `re.VERBOSE`, in the languages of most sources. Each title pattern matches a title
that is nothing but the notice, before the site's name: "Something went wrong at the harbour" is news.
"""

from __future__ import annotations

import re
from typing import Final

DENIED: Final = "The page refuses the visitor access."
OUT_OF_ORDER: Final = "The page says that the site is out of order."
REGION: Final = "The page is not shown in the visitor's country."
AD_BLOCKER: Final = "The page asks the visitor to turn off an ad blocker."
THANKS: Final = "The page thanks the visitor for a subscription."
TERMS: Final = "The page holds the site's terms or its privacy policy."

_WHOLE: Final = r"[\s.!…]*(?:$|\s[-–—|·•:]\s)"
"""What may stand behind a title that is nothing but a notice: the site's name."""

DENIED_TITLE: Final = re.compile(
    r"""(?ix)^(?:error\s)?403\b | (?:error|fehler|erreur|ошибка|błąd)\s{0,3}:?\s?403\b
    | ^error\s10(?:0[5-9]|1[0-5]|20)\b | ^access\ (?:denied|forbidden) | ^forbidden$
    | ^(?:zugriff\ verweigert|accès\ (?:refusé|interdit)|acceso\ denegado|accesso\ negato|acesso\ negado
      |toegang\ geweigerd|odmowa\ dostępu|доступ\ (?:запрещ[её]н|ограничен))\b"""
)
"""Titles of servers and of the walls before them (Cloudflare numbers the rules by which it shuts out)."""

DENIED_TEXT: Final = re.compile(r"(?i)\byou (?:have been blocked|do(?:n['’]t| not) have (?:permission to )?access)\b")

OUT_OF_ORDER_TITLE: Final = re.compile(
    r"""(?ix)^¡?(?:(?:oops|ups|hoppla|sorry)[,!.…]{0,3}\s)?(?:
      we(?:['’]ll|\ will)\ be\ (?:right\ )?back(?:\ (?:soon|shortly))?
    | (?:scheduled|planned|site|website|under|down\ for|undergoing)\ (?:scheduled\ )?maintenance(?:\ mode)?
    | (?:the\ |this\ |our\ )?(?:service|site|website|page)\ (?:is\ )?(?:temporarily\ )?(?:unavailable|overloaded|down)
    | temporarily\ (?:unavailable|overloaded|down) | something\ (?:has\ gone|went)\ wrong | internal\ server\ error
    | wartungsarbeiten | wartungsmodus | (?:seite\ )?vorübergehend\ nicht\ (?:verfügbar|erreichbar)
    | (?:da|etwas)\ ist\ (?:etwas\ )?schief\ ?gelaufen
    | wir\ sind\ (?:gleich|bald)\ (?:wieder\ (?:da|zurück)|zurück)
    | (?:site\ )?en\ (?:cours\ de\ )?maintenance | maintenance\ en\ cours
    | (?:service|site)\ (?:temporairement|momentanément)\ indisponible
    | une\ erreur\ (?:s['’]est\ produite|est\ survenue)
    | (?:sitio\ )?en\ mantenimiento | algo\ (?:salió|ha\ salido|fue)\ mal
    | (?:se\ )?ha\ (?:producido|ocurrido)\ un\ error
    | volvemos\ (?:pronto|enseguida) | servicio\ (?:temporalmente\ )?no\ disponible
    | (?:sito\ )?in\ manutenzione | qualcosa\ è\ andato\ storto | si\ è\ verificato\ un\ errore
    | (?:torniamo|saremo\ di\ nuovo\ online)\ (?:presto|subito) | servizio\ (?:temporaneamente\ )?non\ disponibile
    | (?:site\ )?em\ manutenção | algo\ (?:deu|correu)\ (?:errado|mal) | ocorreu\ um\ erro
    | voltamos\ (?:já|logo|em\ breve)
    | gepland\ onderhoud | er\ (?:is|ging)\ iets\ (?:fout|mis)(?:\ ?gegaan)? | we\ zijn\ zo\ terug
    | przerwa\ techniczna | prace\ (?:techniczne|serwisowe) | coś\ poszło\ nie\ tak | zaraz\ wracamy
    | (?:ведутся\ )?технические\ работы | что-то\ пошло\ не\ так | произошла\ ошибка
    | (?:сайт|сервис)\ временно\ недоступен)"""
    + _WHOLE
)
OUT_OF_ORDER_TEXT: Final = re.compile(
    r"""(?ix)\b(?:(?:web)?site|service|server|page|(?:web)?seite|dienst|sitio|sito|serwis|strona|сайт|сервис)\b.{0,40}
    \b(?:maintenance|temporarily\ (?:overloaded|unavailable|down)|overloaded
      |wartung\w{0,9}|überlastet|vorübergehend\ nicht|mantenimiento|manutenzione|manutenção|onderhoud
      |technicz\w{2,4}|temporairement|temporalmente|temporaneamente|временно|техническ\w{2,3})\b"""
)
PATIENCE: Final = re.compile(
    r"""(?ix)\b(?:(?:try|check)\ (?:again|back) | be\ (?:right\ )?back | inconvenience | patience | reload
    | versuchen\ sie\ es | geduld | réessay\w{2,3} | veuillez\ patienter | inténtelo | vuelva\ a\ intentar\w{0,2}
    | disculp\w{2,4} | riprova\w{0,2} | tente\ novamente | probeer\ het | spróbuj | przepraszamy
    | попробуйте | повторите | извин\w{2,8})\b"""
)
"""What a site that is out of order asks for; news of works on other things does not."""

REGION_NOTICE: Final = re.compile(
    r"""(?ix)\b(?:(?:not\ |un)available\ (?:in|from)\ your\ (?:region|country|location|area)
    | unavailable\ (?:due\ to|for)\ legal\ reasons
    | access\ (?:this|our|the)\ (?:web)?site\ from\ a\ country\ belonging\ to\ the\ european
    | in\ (?:ihrem\ land|ihrer\ region)\ nicht\ verfügbar
    | pas\ (?:disponible|accessible)\ (?:dans|depuis)\ votre\ (?:pays|région)
    | no\ está\ disponible\ en\ (?:su|tu)\ (?:país|región)
    | non\ (?:è\ )?disponibil[ei]\ (?:nel\ tuo\ paese|nella\ tua\ regione)
    | não\ está\ disponível\ (?:no\ seu\ país|na\ sua\ região)
    | niet\ beschikbaar\ in\ (?:uw|je|jouw)\ (?:land|regio)
    | niedostępn[aey]\ w\ (?:twoim|państwa)\ (?:kraju|regionie)
    | недоступ\w{1,3}\ в\ (?:вашей\ стране|вашем\ регионе))\b"""
)
AD_BLOCKER_TEXT: Final = re.compile(
    r"""(?ix)\b(?:you|your|please|we|sie|ihren?|bitte|du|deinen?|vous|votre|usted|tu|su|stai|você|seu|uw|je)\b.{0,60}
    \b(?:ad-?\ ?block(?:er)?s?|werbeblocker|bloqueurs?\ de\ pub\w{0,8}|bloqueador\ de\ (?:anuncios|publicidad|anúncios)
      |blocco\ degli\ annunci|reclameblokker)\b"""
)
THANKS_TITLE: Final = re.compile(
    r"""(?ix)^¡?(?:
      (?:thank\ you|thanks)\ for\ (?:subscribing|signing\ up|registering|your\ (?:subscription|registration|order))
    | (?:vielen\ )?dank\ für\ (?:ihre|deine)\ (?:anmeldung|bestellung|registrierung)
    | merci\ (?:pour|de)\ votre\ (?:inscription|abonnement)
    | gracias\ por\ (?:suscribirte|suscribirse|(?:su|tu)\ suscripción)
    | grazie\ per\ (?:l['’]iscrizione|esserti\ iscritto|la\ tua\ iscrizione)
    | obrigad[oa]\ por\ (?:se\ inscrever|assinar|subscrever) | bedankt\ voor\ (?:uw|je)\ (?:aanmelding|inschrijving)
    | dziękujemy\ za\ (?:zapisanie\ się|subskrypcję|rejestrację) | спасибо\ за\ (?:подписку|регистрацию))"""
    + _WHOLE
)
TERMS_TITLE: Final = re.compile(
    r"""(?ix)^(?:
      (?:website\ )?terms\ (?:of\ (?:use|service)|(?:and|&)\ conditions)(?:\ of\ use)?
    | (?:our\ )?(?:privacy|cookies?)\ (?:policy|notice|statement)
    | datenschutz(?:erklärung|hinweise|bestimmungen) | nutzungsbedingungen | allgemeine\ geschäftsbedingungen
    | politique\ de\ (?:confidentialité|cookies) | conditions\ (?:générales\ )?(?:d['’]utilisation|de\ vente)
    | política\ de\ (?:privacidad|cookies) | (?:términos\ y\ )?condiciones\ de\ uso
    | informativa\ sulla\ privacy | termini\ (?:e\ condizioni|d['’]uso)
    | política\ de\ privacidade | termos\ (?:de\ uso|e\ condições)
    | privacy(?:verklaring|beleid|statement) | algemene\ voorwaarden | gebruiksvoorwaarden
    | polityka\ prywatności | regulamin\ serwisu
    | политика\ конфиденциальности | пользовательское\ соглашение | условия\ использования)"""
    + _WHOLE
)
"""Titles under which a site states its terms."""

TITLES: Final = (
    (OUT_OF_ORDER_TITLE, OUT_OF_ORDER),
    (REGION_NOTICE, REGION),
    (THANKS_TITLE, THANKS),
)
"""What the title of a page with little text may say, and which reason that is."""


def notice_in(text: str) -> str | None:
    """Return which notice a short text is; None if none.

    >>> notice_in("Our site is down for maintenance. Please try again in an hour.")
    'The page says that the site is out of order.'
    >>> notice_in("The ferry is down for maintenance. Please take the bus.") is None
    True
    """
    beginning = text[:300]
    if DENIED_TEXT.search(beginning):
        return DENIED
    if REGION_NOTICE.search(beginning):
        return REGION
    if AD_BLOCKER_TEXT.search(beginning):
        return AD_BLOCKER
    if OUT_OF_ORDER_TEXT.search(beginning) and PATIENCE.search(text):
        return OUT_OF_ORDER
    return None
