"""The words around an outlet's name that make it a source, in the languages of the press: the tables."""

from __future__ import annotations

import re

# Words before a name that make it a source. They end where the article, the adjective, the kind of outlet begin
# (`introduction.py`); matched in small letters, from the beginning of a word.
_LEFT_ENGLISH = (
    r"\b(?:told|tells|telling)|\b(?:speaks?|spoke|speaking|talking|talked)(?: exclusively| anonymously| live|"
    r" candidly| openly)? (?:to|with|on|in)|\baccording to(?: (?:a|an|the|new|several|"
    r"recent)?(?: \w+){0,3} ?(?:reports?|article|story|investigation|analys[ie]s|interviews?|reporting|data|sources|"
    r"figures|tall(?:y|ies)|estimates?|calculations?|documents|count|database|tracker|poll)(?: \w+){0,2} (?:in|by|"
    r"from|on|published (?:in|by)|with|of|to|at))?"
    r"|\b(?:reported|reports?|reporting|revealed|broken|obtained|seen|quoted|cited|confirmed|compiled|"
    r"verified|reviewed|interviewed|analy[sz]ed|translated|surveyed|uncovered|unearthed|exposed|leaked|viewed|"
    r"gathered|collected|quoted as saying|calculated|conducted)(?: \w+ly| first| earlier)? "
    r"(?:by|in|from|on|via|to)|\b(?:reports|reported|writes|says|notes|adds|reckons|claims|reveals|explains|argues|"
    r"confirms|observes|warns|points out)|\bas per|\bwrites \w+ \w+ (?:in|for)"
    r"|\binterviews?(?: \w+){0,3} (?:with|to|in|on|for|by)|\b(?:citing|cites|cited|quoting|quotes|"
    r"quoted)(?: (?:a|an|the)?(?: \w+){0,2} ?(?:report|article|sources|interview)s? (?:in|by|from|to))?|"
    r"\b(?:statements?|comments?|remarks|emails?|message|response|confirmation|appearance|interviewed|"
    r"confirmed|explained|admitted|revealed|confided|insisted|complained|speak|said|posted)(?: \w+){0,2} (?:to|on)|"
    r"\bsaid(?: \w+){0,4} (?:in an? (?:interview|email|statement|appearance|op-ed|column|article|essay) (?:to|"
    r"with|on|for|in)|to)"
    r"|\b(?:as per|via|per)|\bh/t(?: to)?|\bhat tip(?: to)?|\b(?:in|to|from|an|a|recent|new|"
    r"exclusive) (?:op-ed|article|column|essay|piece|"
    r"interview|editorial|review) (?:\w+ ){0,2}(?:in|by|from|for|at|with|on|of)|\b(?:story|report|investigation|"
    r"analysis|revelations|reports|exclusive|scoop|account|profile|findings) (?:\w+ )?(?:in|by|from|for|at|"
    r"with)|\bgave an interview to|\bwriting (?:in|for)|\bwrote (?:in|for)|\bpublished (?:first |earlier |"
    r"exclusively )?by|"
    r"\bappear(?:ed|ing)? on|\bspeaking on(?: \w+){1,7} on|\b(?:reporters?|journalists?|correspondents?) (?:from|at|"
    r"of|with)|\b(?:read|reading|"
    r"wrote|writing|seen|found) (?:in|on)|\b(?:while |after |from )reading|"
    r"\bas told to|\bour (?:colleagues|friends|partners|sister \w+) (?:at|from|over at)|\b(?:carried|aired|"
    r"broadcast|run|relayed|distributed) by|\bappearing in|\b(?:full|whole|"
    r"complete) (?:list|ranking|story|transcript|interview) "
    r"(?:from|at|via|in)|\b(?:made|making)(?: \w+){0,3} (?:claims?|comments?|remarks?|statements?|revelations?|"
    r"admissions?|announcements?)(?: \w+){0,2} on|\btweeted by"
)
_LEFT_GERMAN = (
    r"\b(?:laut|gemäß|gemäss)(?: (?:einem|eines|einer|dem|der|des|einen)?(?: \w+){0,3} ?(?:bericht|recherchen?|"
    r"angaben|informationen|umfrage|artikel|analyse|meldung)(?: (?:der|des|von|in|im|vom))?)?|\bgegenüber|\bnach "
    r"(?:angaben|informationen|berichten|recherchen|darstellung|schätzungen|einem bericht|einer recherche|auskunft|"
    r"erkenntnissen|einer meldung|einer analyse)(?: (?:der|des|von|in|im|vom|durch))?|\b(?:berichten|berichtet|"
    r"berichtete|berichteten|meldet|meldete|melden|schreibt|schrieb|schreiben|erfuhr|erfuhren|zitiert|zitierte|"
    r"titelt|titelte|kommentiert|spekuliert|spekulierte|enthüllt|enthüllte|verbreitete|mutmaßt|resümiert)"
    r"|\b(?:interviews?|gespräch|podcast|talk|beitrag|gastbeitrag|interview-|kommentar|"
    r"recherchen?|leitartikel|meldung|sendung|medienberichten?|exklusivbericht|"
    r"vorabbericht|zeitungsbericht|essay|kolumne|veröffentlichung|enthüllungen|berichterstattung|anfrage|nachfrage|"
    r"informationen|berichte|berichten|bericht|bericht hatte)(?: \w+){0,2}? (?:mit|der|des|dem|in|im|von|vom|für|"
    r"bei|durch)|\b(?:in|aus|laut) (?:einem|seinem|ihrem|dem|diesem) (?:\w+ )?artikel (?:für|in|im|der|des|von|bei)"
    r"|\bunter berufung auf|\bmit bezug auf|\bunter verweis auf|\bmit verweis auf|\bzitiert(?:e|en)?(?: \w+){0,3}|"
    r"\b(?:beruft|berief|berufen|beriefen) sich(?: \w+){0,2} auf|\b(?:sagte?n?|sagt|sagen)(?: (?:er|sie|es|"
    r"\w+)){0,7}|\b(?:fragt|fragte|erklärt|erzählt|sagt|plaudert|verrät|schimpft|wettert|betont|kritisiert)"
    r"(?: \w+){0,3} (?:live )?(?:bei|im|auf)|\blive (?:bei|auf|im)"
    r"|\b(?:erklärt|erklärte|erzählt|erzählte|betonte|bestätigte|bestätigten|bestätigt|verriet|kritisierte|warnte|"
    r"forderte|äußerte sich|teilte|teilten|sprach sich|nannte|bezeichnete)(?: [\w\-]+){0,6}?|\b(?:heißt|heisst|"
    r"hieß|hiess|steht|stand|lese ich) (?:es )?(?:bei|in|im|aus|auf)|\b(?:sprach|spricht|sprachen)(?: \w+){0,3} "
    r"(?:mit|im|in|bei|von)|\bseitens|\b(?:den|unseren|gegenüber den|die) kollegen (?:von|der|des|vom|bei)|"
    r"\binterview (?:mit|der|des)|\b(?:zu lesen|nachzulesen|gelesen|liest man) "
    r"(?:bei|in|im|auf)|\bzu gast (?:bei|in|im)|\b(?:aufgedeckt|enthüllt|veröffentlicht|publiziert|bekannt gemacht|"
    r"zitiert|befragt|interviewt|recherchiert)(?: \w+)? (?:von|durch|in|im|bei)|\bso (?:die|der|das)|\blesen sie "
    r"(?:bei|in)"
)
_LEFT_FRENCH = (
    r"\b(?:à|chez|par|auprès de|de) nos (?:confrères|consœurs|collègues) (?:de|du|d['’]?)|\bselon(?: (?:des|"
    r"les) (?:informations|révélations) d[eu]| une? \w+(?: \w+)? (?:de|du|d['’]?|par|dans))?|"
    r"\b(?:constaté|appris|rapporté|vu) (?:un|une|des) (?:journalistes?|photographes?|correspondante?s?|"
    r"reporters?) (?:de|du|d['’]?)|\bd['’]après(?: (?:les|des) (?:informations|"
    r"révélations) d[eu])?|\b(?:a|ont|avait|avaient|aurait)(?:-t)?(?:-ils?|-elles?|-on)? "
    r"(?:déclaré|indiqué|expliqué|confié|affirmé|annoncé|dit|assuré|raconté|confirmé|précisé|révélé|estimé|lancé|"
    r"réagi|jugé|détaillé|témoigné|fustigé|dénoncé|regretté)(?: \w+){0,5}? (?:à|au|aux|sur|dans|par|chez|auprès d[eu])|"
    r"\b(?:interview|entretien|tribune|enquête|interrogée?s?|interviewée?s?|citée?s?|"
    r"relayée?s?|rapportée?s?|révélée?s?|dévoilée?s?|publiée?s?|diffusée?s?|évoquée?s?|"
    r"informations|révélations|micro|antenne|colonnes|contactée?s?|jointe?s?|sollicitée?s?|consultée?s?|obtenue?s?|"
    r"repérée?s?|sources?|"
    r"confidences|déclarations|accordée?|invitée?s?)(?: \w+){0,3}? (?:à|"
    r"au|aux|avec|par|dans|sur|de|du|d['’]?)|\b(?:dans|selon) (?:un|cet|son|l['’]?) ?article (?:de|du|dans|sur)|"
    r"\b(?:rapporte(?:nt)?|écrit|écrivent|indique(?:nt)?|révèle(?:nt)?|précise(?:nt)?|affirme(?:nt)?|explique|"
    r"raconte|note(?:nt)?|souligne|"
    r"relate|annonce|croit savoir|détaille|rappelle|confie|apprend|titre|ironise|assure|dévoile|s['’]interroge|"
    r"avance|estime|résume|analyse|signale|relaie|relève)(?: \w+){0,1}(?: (?:à|au|auprès d[eu]))?|\b(?:a|ont|"
    r"avait) (?:rapporté|indiqué|annoncé|révélé|écrit|affirmé|précisé|relevé|publié|dévoilé|appris)(?: \w+)?|"
    r"\bauprès (?:de|du|d['’]?)|\bcomme l['’](?:a|ont|explique|écrit|indique|annonce|affirme|évoque)(?: \w+)?|"
    r"\bcomme le (?:rapporte|révèle|souligne|relève|note|raconte|rappelle|relate|précise|titre|relaie|détaille|"
    r"signale|soulignait)(?:nt)?|\b(?:lire|lisait|lit|lu|lisible|découvrir|apprend|apprenait|entendu|entendre) "
    r"(?:dans|sur|chez|via)|\bau micro (?:de|du)|\bsur (?:le plateau|l['’]antenne|les ondes) (?:de|du|d['’]?)|"
    r"\bdans les colonnes (?:de|du)|\bvia|\b(?:citant|cite|citait|reprenant|reprend)"
)
_LEFT_SPANISH = (
    r"\bsegún(?: (?:ha|han|había) (?:informado|publicado|podido saber|adelantado|revelado|confirmado|explicado|"
    r"contado|avanzado|recogido|desvelado)| (?:informa(?:ron)?|publica|adelanta|recoge|revela|informó|publicó|"
    r"reportó|reveló|indicó|señaló|consignó|confirmó|detalló|reporta|cuenta|dijo a|explicó a)|"
    r" (?:informaciones|datos|fuentes|información|un informe|un reporte)(?: \w+)? del?)?|"
    r"\bde acuerdo (?:con|a)(?: (?:un|el|información|informes?|reportes?|datos)(?: \w+){0,3} del?)?|"
    r"\b(?:declaraciones|entrevista|entrevistad[oa]|declaró|dijo|explicó|contó|confirmó|aseguró|señaló|afirmó|"
    r"manifestó|sostuvo|relató|comentó|admitió|advirtió|reconoció|"
    r"ha (?:explicado|declarado|asegurado|dicho|confirmado|contado|señalado)|citad[oa]s?|publicad[oa]s?|"
    r"recogid[oa]s?|informad[oa]|revelad[oa]|difundid[oa]s?|adelantad[oa]|consultad[oa]s?|obtenid[oa]s?|concedid[oa]|"
    r"reportad[oa]s?|divulgad[oa]s?|emitid[oa]s?|desvelad[oa]s?|reportaje|informe|artículo publicado|diálogo|"
    r"conversación|comunicación|contacto|charla|reveló|habló|hablando|hablado|aparte|exclusiva|constató|comprobó|"
    r"colegas|"
    r"periodistas?|corresponsal|reporter[oa])(?: \w+){0,4}? "
    r"(?:a|al|con|en|por|de|del|para|ante)|"
    r"\b(?:informa|informó|informan|publica|publican|publicó|reportó|reporta|asegura|recoge|adelanta|adelantó|revela|"
    r"reveló|señala|detalla|apunta|cuenta|citando|cita|citó|avanza|avanzó|consigna|consignó|destaca|difunde|difundió|"
    r"indicó|precisó|refiere|replicó|tituló|titula|"
    r"dio a conocer|dado a conocer)(?: (?:ayer|hoy|este \w+|el \w+|también))?|\b(?:se lee|leer|leído|se puede leer) "
    r"(?:en|hoy en)|\b(?:en|por) (?:los )?micrófonos del?|\btal y como (?:ha|han) \w+(?: saber| conocer)?|"
    r"\b(?:ha|han|había) (?:podido (?:saber|confirmar)|tenido acceso|publicado|informado|revelado|adelantado|"
    r"avanzado|desvelado)|\bvía"
)
_LEFT_PORTUGUESE = (
    r"\b(?:segundo|de acordo com|conforme)(?: (?:informações|apurou|apuração|informou|noticiou|noticia|"
    r"avança|avançou|revelou|publicou|divulgou|informa|escreve|reportagem|o que (?:apurou|noticiou|avança))"
    r"(?: publicad[oa])?(?: d?[aoe]| pel[oa]| n[oa])?)?|"
    r"\b(?:entrevista|entrevistad[oa]|declarações|disse|afirmou|contou|declarou|explicou|revelou|confirmou|"
    r"publicad[oa]s?|citad[oa]s?|divulgad[oa]s?|noticiad[oa]s?|apurad[oa]s?|avançad[oa]s?|ouvid[oa]s?|obtid[oa]s?|"
    r"reportagem|notícia|matéria|conversa|nota|informações|lê-se|ler|lido|antecipad[oa])(?: \w+){0,4}? "
    r"(?:a|à|ao|aos|com|em|por|pelo|pela|no|na|do|da|ouvido pel[oa])|"
    r"\bjornalista(?: \w+){1,3},? (?:no|na|do|da)|\b(?:informa|informou|noticia|noticiou|avança|avançou|escreve|"
    r"escreveu|divulgou|publica|publicou|apurou|"
    r"relata|relatou|reportou|adianta|adiantou|refere|cita|citando|aponta)"
)
_LEFT_ITALIAN = (
    r"\b(?:secondo|stando a|stando al|stando alla|in base a)(?: (?:quanto|quello che|le informazioni|le indiscrezioni|"
    r"un['’]inchiesta|un articolo)(?: \w+){0,2}?)?(?: (?:riporta(?:to)?|riferisce|riferito|scrive|rivela(?:to)?|"
    r"appreso|pubblicato|anticipato|raccolto|apprende|raccolte|raccolti)(?: da[il]?| dalla| dallo)?)?|\b(?:intervista|"
    r"intervistat[oa]|dichiarato|detto|spiegato|"
    r"raccontato|riferito|riportat[oaie]|pubblicat[oaie]|citat[oaie]|anticipat[oaie]|rivelat[oaie]|"
    r"diffus[oaie]|lanciat[oaie]|rilasciat[oaie]|concess[oaie]|sentit[oa]|contattat[oa]|raggiunt[oa]|"
    r"dichiarazioni|parlando|parlato|confermato|colloquio|inchiesta|articolo pubblicato|fonti|cronista|colleghi|"
    r"svelat[oaie]|"
    r"leggere|"
    r"legge|letto|ospite|microfoni|rivela)(?: \w+){0,3}? (?:a|al|ai|con|dal|dalla|da|"
    r"su|sul|sulla|del|della|dello|nel|nella|all['’]?|dall['’]?|dell['’]?|sull['’]?|alla|allo|in|di)|\b(?:riporta|"
    r"riportano|"
    r"riferisce|riferiscono|scrive|scrivono|rivela|rivelano|sottolinea|racconta|fa sapere|spiega|apprende|anticipa|"
    r"pubblica|titola|ricorda|segnala|informa|annuncia|precisa|afferma|evidenzia|cita|citando)|"
    r"\blo (?:riporta|riferisce|scrive|rivela|rende noto|racconta|afferma|anticipa|comunica)(?:no)?"
)
_LEFT_DUTCH = (
    r"\bvolgens(?: (?:de|het|een|bronnen van|onderzoek van|berichten van))?(?: \w+){0,2}|\b(?:meldt|meldde|melden|"
    r"schrijft|schreef|bericht|berichtte|zegt|vertelt|zei|vertelde|gezegd|bevestigt|bevestigde|laat weten|liet weten|"
    r"verklaarde|stelt)(?: \w+){0,4}? (?:tegen|aan|in|bij|op|tegenover)|\b(?:meldt|meldde|melden|schrijft|schreef|"
    r"berichtte|bericht|citeert|onthulde|onthult|constateert)(?: \w+){0,2}|\b(?:tegenover|in gesprek met|"
    r"interview met|interview in|interview aan|in een interview met|bevestigt aan|laat weten aan|zegt tegen|"
    r"onderzoek van|onderzoek door|blijkt uit onderzoek van|te lezen in|te lezen op|aldus|in het programma|"
    r"in het tv-programma|in het radioprogramma|in talkshow|vroeg|bronnen van|een artikel in|een verhaal in)"
)
_LEFT_NORDIC = (
    r"\b(?:ifølge|overfor|over for|skriver|skrev|skrevet i|melder|meldte|rapporterer|rapporterar|rapporterade|uppger|"
    r"oplyser|opplyser|erfarer|fortæller|forteller|avslører|avslöjar|beretter|berättar|omtaler|citerer|"
    r"konstaterar|rapporterte|uppgav|uppgav för|siterer|viser en \w+(?: \w+)? (?:fra|av)|"
    r"(?:forteller|fortæller|fortalte|sier|siger|sa|sagde|säger|sade|berättar|opplyser|oplyser|uttaler|udtaler|"
    r"bekrefter|bekræfter|bekräftar|forklarer|förklarar|skriver|svarer|svarar|udtalte|uttalte|kommenterer|"
    r"kommenterar|tilstår|avslørte|mener|menar|sagt|uttalat|uppger|uppgav|meddelar|meddelte)(?: [\w\-]+){0,4}? "
    r"(?:til|till|i|för|i en e-post til|i en epost til|i en kommentar till|på)|"
    r"enligt(?: \w+)?(?: till)?|uppgifter (?:till|i|från)|omtalt (?:av|i)|omtales i|intervju (?:med|i|til|till)|"
    r"interview (?:med|i|til)|et interview til|i en kommentar til|avslørt av|avslöjats av|artikel i|artikkel i|"
    r"reportage i|reportasje i|avsløring i|granskning (?:av|i|från)|gransking av|gennemgang (?:fra|af)|"
    r"gjennomgang (?:fra|av)|undersøgelse (?:fra|af|i)|kilder til|källor till|opplysninger til|oplysninger til|"
    r"omtalt i|omtales av|omtalas av|citeret af|sitert av|citeras av|kan läsas i|læse i|lese i|läsa i|skrevet af|"
    r"gæst i|gäst i|gjest i|deltog i|udgivet i|först i|først i)"
    r"|\b(?:kertoo|kertoi|kertovat|kirjoittaa|kirjoitti|uutisoi|uutisoivat|raportoi|tiedottaa|haastattelussa|mukaan)"
    r"(?: (?:asiasta|aiemmin|ensin|ensimmäisenä|muun muassa|esimerkiksi|myös))?|"
    r"\b(?:sanoo|sanoi|kertoo|kertoi|kommentoi|vahvistaa|vahvisti|toteaa|totesi|arvioi|selittää|muistuttaa)"
    r"(?: \w+){0,2}"
)
_WHEN_POLISH = (
    r"(?: (?:w|we|dziś|dzisiaj|wczoraj|rano|wieczorem|poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę|"
    r"też|także|również|m\.in|między|innymi|jako|pierwsz\w+|tym|się|o|nas|z|przez|\w+ego|\w+ow[aye]))"
)
_LEFT_POLISH = (
    rf"\b(?:według|wg|zdaniem|jak wynika z|wynika z)(?: (?:ustaleń|informacji|danych|doniesień|relacji|źródeł|analizy|"
    rf"wyliczeń|publikacji|artykułu|sondażu|raportu))?(?:{_WHEN_POLISH}){{0,2}}|\bz (?:ustaleń|informacji|doniesień|"
    rf"relacji|artykułu|publikacji|analizy|wyliczeń)|\b(?:jak )?(?:podaje|podał[ao]?|podają|podały|informuje|informują|"
    rf"informował[ao]?|poinformował[aoy]?|donosi|donoszą|doniósł|doniosła|doniosły|pisze|piszą|pisał[ao]?|napisał[ao]?|"
    rf"ustalił[ao]?|przekazał[ao]?|przekazuje|relacjonuje|relacjonował[ao]?|ujawnił[ao]?|ujawnia|zauważa|zauważył[ao]?|"
    rf"zaznacza|podkreśla|konkluduje|przypomina|przypomniał[ao]?|dodaje|twierdzi|alarmuje|komentuje|ocenia|wylicza|"
    rf"opisuje|opisał[ao]?|wyjaśnia|publikuje|opublikował[ao]?|cytuje|cytował[ao]?|dowiedział[aoy]? się|"
    rf"dowiaduje się|powołując się na|powołuje się na|powołał[ao]? się na|powołują się na|odkrył[ao]?|nagłośnił[ao]?|"
    rf"potwierdził[ao]?|ostrzega|spekuluje|sugeruje|odnotowuje|odnotował[ao]?|stwierdza|wskazuje|"
    rf"zwraca uwagę|tłumaczy)(?:{_WHEN_POLISH}){{0,4}}|\b(?:czytamy|przeczytać|wyczytać|czytaliśmy|napisano|pisano|"
    rf"opisano|"
    rf"pojawił[ao]? się)(?: \w+){{0,2}} (?:w|na|przez|"
    rf"na łamach|u)|\b(?:cytowan[yaeąi]{{1,2}}|poinformowan[yae]|ujawnion[yae]|opisan[yae]|przywoływan[yae]|"
    rf"przytaczan[yae]|nagłośnion[yae]|podan[yae]|opublikowan[yae]|"
    rf"informacje podane|zapytan[yae]|pytan[yae]|kontaktował[aoy]? się z)(?: \w+){{0,3}} (?:przez|za|w)|"
    r"\b(?:w rozmowie|rozmowie|w wywiadzie|wywiadzie|wywiad|wywiadu|rozmowa|rozmowę|rozmawiał[ao]?|"
    r"rozmawiając)(?: \w+){0,2} "
    r"(?:z|ze|dla|w|na)|\b(?:powiedział[ao]?|mówi|mówił[ao]?|mówiąc|wyjaśnił[ao]?|tłumaczył[ao]?|przyznał[ao]?|"
    r"oświadczył[ao]?|"
    r"stwierdził[ao]?|ocenił[ao]?|skomentował[ao]?|komentował[ao]?|podkreślił[ao]?|zapewnił[ao]?|zapowiedział[ao]?|"
    r"opowiedział[ao]?|zdradził[ao]?|potwierdził[ao]?|dodał[ao]?|przekazał[ao]?|wypowiedział[ao]?|poinformował[ao]?)"
    r"(?: \w+){0,4}? (?:dla|w|na antenie|na łamach|przed kamerami|w programie|w studiu)|"
    r"\b(?:powiedział[ao]?|mówi|wyjaśnił[ao]?|wyjaśnia|przekazał[ao]?|poinformował[ao]?|potwierdził[ao]?|"
    r"przyznał[ao]?|ocenił[ao]?|tłumaczy|podkreślił[ao]?)(?: \w+){0,2}|"
    r"\b(?:na antenie|na łamach|w programie|w studiu|gości\w+|gość|za pośrednictwem|na stronach|portalowi|gazecie|"
    r"agencji|dziennikowi|tygodnikowi|dziennikarze|dziennikarz|dziennikarka|reporterzy|reporter|"
    r"korespondent|cytowany przez)|\b(?:za)"
)
_LEFT_CZECH = (
    r"\b(?:podle|dle|dľa|podľa|informoval[aoyi]?|informuje|informují|uvedl[aoyi]?|uvádí|uvádza|uviedl[aoi]?|uviedol|"
    r"napsal[aoyi]?|napísal[aoi]?|píše|píšou|řekl[aoyi]?|sdělil[aoyi]?|potvrdil[aoyi]?|citoval[aoyi]?|cituje|"
    r"povedal[aoi]?|zveřejnil[aoyi]?|zverejnil[aoi]?|přinesl[aoyi]?|priniesol|priniesl[aoi]|upozornil[aoyi]?|"
    r"upozorňuje|oznámil[aoyi]?|vyplývá z|zjistil[aoyi]?|popsal[aoyi]?|popisuje|připomíná|připomněl[ao]?|"
    r"hlásí|hlási|tvrdí|tvrdil[ao]?|dodává|dodal[ao]?|doplnil[ao]?|vysvětlil[ao]?|vysvetlil[ao]?|přiznal[ao]?|"
    r"priznal[ao]?|prohlásil[ao]?|vyhlásil[ao]?|spekuluje|všiml[ao]? si|přišel|přišly|prišiel|prišla)"
    r"(?: (?:na to|o tom|to|dnes|včera|v pondělí|v úterý|ve středu|ve čtvrtek|v pátek|v sobotu|v neděli|také|"
    r"tiež|aj|i|pro|pre|[\w\-]+)){0,3}|\b(?:s odvoláním na|s odvolaním sa na|s odkazem na|s poukazem na|"
    r"odvolávaj[íeúu]\w*(?: se| sa)? na|odvolává se na|odvoláva sa na|v rozhovoru (?:pro|s)|v rozhovore (?:pre|s)|"
    r"rozhovor(?:u)? (?:pro|s|pre)|rozhovore pre|v pořadu|v pořadu televize|v relácii|ve vysílání|vo vysielaní|"
    r"citovan[ýáéíoa]\w* (?:agenturou|serverem|deníkem|denníkom|agentúrou)|zjištění|zjištění serveru|zistení|"
    r"informací|informácií|dotaz|otázku|na dotaz)(?: [\w\-]+){0,1}|\b(?:řekl[aoyi]?|sdělil[aoyi]?|uvedl[aoyi]?|"
    r"povedal[aoi]?|uviedl[aoi]?|potvrdil[aoyi]?|vyjádřil[aoyi]? se|vyjadril[aoi]? sa|komentoval[aoi]?)"
    r"(?: [\w\-]+){0,4}? (?:pro|pre|v|ve|vo|na)"
)
_LEFT_SOUTH_SLAVIC = (
    r"\b(?:prema|po pisanju|navodi|navode|naveo|navela|javlja|javljaju|javio|javila|javili|prenosi|prenose|prenio|"
    r"prenela|"
    r"preneo|prenijela|piše|pišu|pisao|pisala|objavio|objavila|objavljuje|donosi|donose|doznaje|saznaje|izvještava|"
    r"izvještavaju|izveštava|izvijestio|izvijestila|izvestio|izvestila|ističe|podsjeća|podseća|tvrdi|potvrđuje|"
    r"citira|otkriva|otkrio|otkrila|upozorava|poroča|poročajo|poročal[ai]?|navaja|navajajo|povzema|povzemajo|"
    r"razkriva|razkril[ai]?|piše|objavil[ai]?|citirajo|javља|јавља|јављају|јавио|јавила|преноси|преносе|пренео|"
    r"пренела|пише|пишу|"
    r"наводи|наводе|објавио|објавила|објављује|сазнаје|извештава)(?: (?:je|su|су|је|danas|jučer|juče|danes|včeraj|"
    r"u \w+|v \w+|tudi|i|и|и даље|agencija|pisanju|pisanju lista|navodima|informacijama|saznanjima|izvještavanju|"
    r"poročanju|podatkih)){0,2}|\b(?:pozivajući se na|pozivaju se na|sklicujoč se na|sklicujejo na|pozivajući se|"
    r"позивајући се на|u razgovoru za|u intervjuu za|u intervjuu|v intervjuju za|v pogovoru za|intervju za|"
    r"u izjavi za|izjava za|у интервјуу за|у разговору за|u emisiji|v oddaji|gostujući na|gostujući u|gost u|"
    r"gostovao na|gostovala na|gostujoč v)|\b(?:rekao|rekla|kazao|kazala|izjavio|izjavila|potvrdio|potvrdila|"
    r"objasnio|objasnila|povedal|povedala|dejal|dejala|potrdil|potrdila|рекао|рекла|казао|казала|изјавио|изјавила)"
    r"(?: [\w\-]+){0,4}? (?:za|u|na|za agenciju|v|за|у|на)"
)
_LEFT_RUSSIAN = (
    r"\b(?:сообщ(?:ает|ил[аои]?|ают|или|ение|ения|ению|ениям|алось|ала|ал)|пишет|писал[аои]?|передает|передаёт|"
    r"передал[аои]?|передают|информирует|утверждает|отмечает|отметил[аои]?|цитирует|цитируют|рассказал[аои]?|"
    r"рассказывает|заявил[аои]?|заявляет|сказал[аои]?|говорится в|говорит|написал[аои]?|пишут|уточняет|уточнил[аои]?|"
    r"указывает|подчеркивает|публикует|опубликовал[аои]?|подтвердил[аои]?|узнал[аои]?|выяснил[аои]?|добавляет|"
    r"напоминает|приводит|приводят|полагает|резюмирует|констатирует|комментирует|объясняет|пояснил[аои]?|"
    r"поясняет|вещает|извещает|докладывает|следует из|стало известно|известно|"
    r"со ссылкой на|ссылаясь на|ссылается на|ссылаются на|сославшись на|ссылкой на|"
    r"по данным|по информации|по сообщениям?|по сведениям|по словам|по версии|согласно|в интервью(?: \w+)?|интервью|"
    r"в эфире|эфире|в беседе с|беседе с|как пишет|как сообщает|как передает|материал[аеуы]?|статье|статья|статьи|"
    r"публикаци[яиюей]{1,2}|расследовани[еяию]{1,2}|комментарии|комментарий|корреспондент[уаом]{0,2}|"
    r"журналист[аыуамовми]{0,3}|репортер[ауыом]{0,2}|источник(?:и|ов)?|на страницах|на сайте|на портале|"
    r"собеседник(?:и|ов)?|в разговоре с|в программе|гость|опрошенн\w+|полученн\w+ (?:от|в распоряжение)|"
    r"в распоряжении|процитировал[аи]?|цитат\w+)(?: \w+){0,4}?"
    r"|\b(?:повідомля(?:є|ють)|повідомил[аои]|пише|пишуть|передає|передають|інформує|зазначає|зазначив|цитує|"
    r"розповіл[аи]|розповів|розповідає|заявив|заявил[аи]|сказав|сказала|уточнює|додає|наголошує|нагадує|публікує|"
    r"опублікував|опублікувал[аои]|підтвердив|підтвердил[аи]|дізнал[аи]ся|дізнався|стало відомо|"
    r"з посиланням на|посилаючись на|посилається на|за даними|за інформацією|за словами|в інтерв['’ʼ]ю|"
    r"інтерв['’ʼ]ю|в ефірі|ефірі|у матеріалі|матеріал[іуи]?|у статті|статті|у публікації|йдеться в|йдеться у|"
    r"у коментарі|коментарі|у розмові з|в коментарі|кореспондент[уа]?|журналіст[аиів]{0,2}|джерел[аo]?)(?: \w+){0,4}?"
    r"|\b(?:съобщава|съобщават|съобщи|съобщиха|предава|предаде|предават|пише|пишат|според|цитира|цитират|цитирано? от|"
    r"цитирана от|цитиран от|пред|информира|информират|позовавайки се на|като се позовава на|в интервю за|"
    r"интервю за|в ефира на|ефира на|по данни на|по информация на|отбелязва|разказва|разказа|твърди|посочва|"
    r"публикува|научи)(?: \w+){0,4}?"
)
_LEFT_GREEK = (
    r"(?:σύμφωνα με|σύμφωνα και με|μιλώντας|μίλησε|μίλησαν|δήλωσε|δηλώσεις|ανέφερε|αναφέρει|αναφέρουν|μεταδίδει|"
    r"μετέδωσε|μεταδίδουν|μετέδωσαν|γράφει|γράφουν|έγραψε|συνέντευξή? (?:του|της)?|συνέντευξη|επικαλείται|"
    r"επικαλούμενο|επικαλούμενη|επικαλούμενοι|επικαλούμενος|δημοσίευμα|δημοσιεύματα|δημοσιεύει|δημοσίευσε|"
    r"αποκαλύπτει|αποκάλυψε|όπως|κατά τ(?:ο|η|ην|ον)|ρεπορτάζ|πληροφορίες|αποκάλυψη|παραπέμπει|σχολιάζει|σημειώνει|"
    r"υποστηρίζει|"
    r"τονίζει|προσθέτει|καταγράφει|είπε|τόνισε|εξήγησε|παραχώρησε|μιλά|άρθρο|έρευνα|εκπομπή|μικρόφωνο|"
    r"διαβάζουμε|επισημαίνει)(?: [\w]+){0,3}?(?: (?:σε|στην?|στο|στον|στα|της|του|των|η|το|ο|τη[νς]?|τον|οι|τα|και))*"
)
_LEFT_OTHER = (
    # Turkish, Lithuanian, Latvian, Estonian, Hungarian, Romanian
    r"\b(?:göre|bildirdi|konuşan|röportajda|aktardı|aktaran|haberi|haberinde)|\b(?:anot|pasak|rašo|skelbia|praneša|"
    r"pranešė|sakė|teigė|interviu|remiantis|cituoja|vēsta|ziņo|raksta|informē|teatab|kirjutab|vahendab|teatas)"
    r"(?: \w+){0,2}|\b(?:szerint|írja|írják|írta|közölte|közli|számolt be(?: róla)?|számol be|mondta|nyilatkozta|"
    r"idézi|értesült|értesülései|hivatkozva|hivatkozik|emlékeztet|jelentette|jelenti|beszámolt|tudósít|kiszúrta|"
    r"szúrta ki|vette észre|derült ki)(?: (?:a|az|a brit|az amerikai|kedden|hétfőn|szerdán|csütörtökön|pénteken)){0,2}"
    r"|\b(?:potrivit|conform|transmite|relatează|scrie|scriu|scris|anunță|notează|citat[ăe]? de|citați de|"
    r"a declarat(?: \w+){0,3} (?:pentru|la)|declarat (?:pentru|la)|informează|precizează|publică|dezvăluie|"
    r"susține|subliniază|a transmis|a relatat|a anunțat|a scris|interviu (?:pentru|acordat|la|cu)|intervenție (?:la|"
    r"pe)|într-un interviu (?:pentru|acordat|la|cu)|sursele|surse citate de|informațiilor|preluat[ăe]? de|"
    r"în direct la|invitat la|în emisiunea|într-o analiză|prezentat de)"
    # Indonesian, Malay, Vietnamese, Filipino, Swahili, Zulu, Afrikaans
    r"|\b(?:menurut|dikutip(?: dari)?|dilansir(?: dari| oleh)?|melansir(?: dari)?|kepada|mengutip(?: dari)?|"
    r"seperti dilaporkan|lapor|dilaporkan(?: oleh)?|sebut|seperti dikutip|seperti dilansir|dikabarkan|tulis|"
    r"wawancara (?:dengan|bersama)|diberitakan|memberitahu|memetik laporan|mengatakan kepada|lansir)"
    r"|\b(?:theo|trả lời(?: phỏng vấn(?: của| với)?)?|nói với|dẫn lời|dẫn nguồn|trích dẫn|chia sẻ với|"
    r"cho biết trên|phát biểu trên|chia sẻ trên|nguồn tin(?: của)?|theo tin từ|trao đổi với|phỏng vấn với)"
    r"|\b(?:ayon sa|iniulat ng|sinabi sa|ulat ng)|\b(?:kwa mujibu wa|ameiambia|aliiambia|liliripoti|"
    r"volgens|berig|sê aan|het aan)"
    # Hebrew, Persian, Urdu, Arabic
    r"|(?:על פי|לפי|כך דווח|דיווח|דווח|בשיחה עם|כך פורסם|פורסם|כפי שדווח|כך לפי|אמר|אמרה|בראיון|בריאיון|ריאיון|סיפר|"
    r"סיפרה|נמסר)(?: (?:דיווח|דיווחי|הדיווח|ל|של|ב|על ידי|עם|לפי|שפורסם|דיווחים)){0,2}"
    r"|(?:به گزارش|به نقل از|به نوشته|در گفتگو با|در گفت‌وگو با|بنابر گزارش|به گفته|در مصاحبه با|گفت‌وگو با|"
    r"گزارش داد|نوشت|بنا به گزارش|به نقل)"
    r"|(?:(?:و|ف)?(?:قال(?:ت)?|ذكر(?:ت)?|أفاد(?:ت)?|نقل(?:ت)?(?: عن)?|بحسب(?: ما)?|حسب(?: ما)?|وفق(?:ا|اً|ًا)?(?: ل|"
    r" لما)?|"
    r"أورد(?:ت)?|نشر(?:ت)?|كشف(?:ت)?|نقلا عن|نقلاً عن|صرح(?:ت)?|أعلن(?:ت)?|أكد(?:ت)?|أشار(?:ت)? (?:إلى)?|أضاف(?:ت)?|"
    r"أوضح(?:ت)?|تابع(?:ت)?|كتب(?:ت)?|بث(?:ت)?|رأ(?:ى|ت)|لفت(?:ت)?|نسب(?:ت)?|زعم(?:ت)?|ادعى|ادعت|تحدث(?:ت)?|"
    r"نوه(?:ت)?|بين(?:ت)?|جاء في|ورد في)(?: \w+){0,1})|"
    r"(?:في تصريحات|في تصريح|في حديث|حديث مع|مقابلة مع|مقابلة على|تصريح خاص|لـ|في حوار مع|حوار مع|تقرير|في تقرير|"
    r"نقلًا عن)(?: (?:لـ|ل|مع|عن|خاصة|خاص|نشرته|نشره|لها|له|أوردته|على)){0,3}"
)
LEFT_WORDS = "|".join(
    (
        *(_LEFT_ENGLISH, _LEFT_GERMAN, _LEFT_FRENCH, _LEFT_SPANISH, _LEFT_PORTUGUESE, _LEFT_ITALIAN, _LEFT_DUTCH),
        *(_LEFT_NORDIC, _LEFT_POLISH, _LEFT_CZECH, _LEFT_SOUTH_SLAVIC, _LEFT_RUSSIAN, _LEFT_GREEK, _LEFT_OTHER),
    )
)
RIGHT_WORDS = (
    # English
    r"(?:also |both |all |first |has |had |have |later |earlier |recently |previously |now |reportedly |since |"
    r"exclusively |"
    r"further |, however, |however |even |then |last \w+ |on \w+day |this \w+ |\w+day ){0,3}"
    r"(?:report(?:s|ed|ing)?|writes?|wrote|said|says|claim(?:s|ed)|reveal(?:s|ed)|note[sd]?|quote[sd]?|quoting|"
    r"cite[sd]|citing|publish(?:ed|es)|confirm(?:s|ed)|learn(?:s|ed|t)|found|finds|understands?|describe[sd]|"
    r"point(?:s|ed) out|estimate[sd]|suggest(?:s|ed)|analy[sz](?:es|ed)|explain(?:s|ed)|add(?:s|ed)|"
    r"interview(?:s|ed)|speculate[sd]|calculate[sd]|obtained|spoke|broke the|asked|put the|detail(?:s|ed)|"
    r"investigated|observed|argued|argues|show(?:s|ed) that|call(?:s|ed)|dubbed|outlined|announced|documented|"
    r"disclosed|commented|reckons|states?d?|tells|told|recounts|recounted|was told|has seen|has learned)\b"
    r"|'s (?:\w+ ){0,2}(?:report|reporting|reporters?|story|article|interview|investigation|account|analysis|"
    r"exclusive|scoop|coverage|sources|correspondent|website|"
    r"[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,2},? (?:report|writ|said|asked|first|that|on|wrote))"
    r"|(?:news )?(?:reports?|article|interview|investigation|story|reporters?|exclusive|analysis|tally|op-ed|"
    r"column|editorial|journalist|correspondent) (?:said|says|that|on|about|in|from|published|by|found|reveal|"
    r"cit|quot|which|also|claim|suggest|of|earlier|this|last|to|with|into|,)"
    r"|(?:news )?(?:journalists?|correspondents?|photographers?|witness(?:es)?|reporters?|crew|camera|cameras|"
    r"stringers?) "
    r"(?:\w+ ){0,3}?(?:saw|seen|heard|witnessed|counted|reported|said|captured|filmed|observed|confirmed)\b"
    r"|(?:who|which) (?:first )?(?:reported|broke|obtained|published)"
)
RIGHT = re.compile(
    r"[\"'“”„«»‘’‚‹›》」』〉>]{0,2}(?:\s?[(（\[][^()（）\[\]]{1,40}[)）\]])?[\"'“”«»’]?(?:,?\s(?:of|from|"
    rf"in) [A-Z][\w.\- ]{{1,30}})?,?\s?(?:{RIGHT_WORDS}"
    # "CNN-Interview", "„Spiegel“-Informationen", "BBC:s granskning", "TASSin mukaan", "Reuters'ın haberine göre"
    r"|-(?:\w+-)?(?:interview|bericht|berichte|recherchen?|informationen|angaben|reporter|korrespondent(?:in)?|"
    r"analyse|umfrage|dokumentation|doku|gespräch|talk|podcast|meldung|artikel|beitrag|sendung|morgenmagazin|"
    r"journalist(?:in)?|anfrage|nachfrage|fotograf(?:in)?|intervju|undersøgelse|granskning|interjú|cikk)\w*"
    r"|-[„\"»][^“”\"«»]{2,30}[“”\"«»]\s(?:\w+\s){0,2}?(?:sagte|erklärte|sprach|nannte|warnte|forderte|kündigte)\b"
    r"|(?::n|:lle|:ssa|:ssä|:sta|:stä)?\s(?:\w+\s){0,1}?(?:mukaan|haastattelussa|haastattelun|tiedottaa|uutisoi)\b"
    r"|\s(?:न्यूज़\s|न्यूज\s)?(?:के मुताबिक|के अनुसार|से बातचीत में|से बात करते|को बताया|की रिपोर्ट|की खबर के|"
    r"ने बताया|ने रिपोर्ट|"
    r"से कहा|के साथ बातचीत|को दिए इंटरव्यू|को दिए साक्षात्कार|ने लिखा|ने कहा|ने दावा)"
    r"|\s?(?:জানিয়েছে|জানায়|প্রতিবেদনে|รายงาน|ระบุ|იუწყება|წერს|ავრცელებს)"
    r"|\s(?:گزارش داد|گزارش داده|نوشت|گفت|خبر داد)(?!\w)|\s(?:\w+\s){0,2}?(?:đưa tin|cho biết|dẫn lời|viết|cho hay)\b"
    r"|['’]?(?:ye|ya|a|e|nin|nın|in|ın|un|ün|nun|nün|na|ne|den|dan|te|ta|de|da)?\s(?:\w+\s){0,6}?(?:göre|konuşan|"
    r"bildirdi|yazdı|haberine|duyurdu|aktardı|açıkladı|konuştu|açıklama|belirtti|haberinde|konuk|röportaj\w*|"
    r"muhabirine|muhabirinin|muhabirlerine)"
    r"|(?:-nak|-nek|-nak adott|nak|nek) (?:\w+ ){0,3}?(?:mondta|nyilatkozta|elmondta|nyilatkozott|interjú)"
    r"|\s(?:\w+ ){0,2}?(?:műsorában|adásában|megkeresésére|kérdésére|tudósítása|információi|értesülései|beszámolója)\b"
    r")",
    re.IGNORECASE,
)
RIGHT_UNSPACED = re.compile(
    r"[》」』〉\"'”’）)]{0,2}(?:[（(][^()（）]{1,30}[)）])?[》」』〉]?(?:新闻网|新聞網|电子版|電子版|网站|"
    r"網站|通信|通讯社|通訊社|记者|記者|社|紙|誌|は|が|の|"
    r"によると|によれば|に対し|に)?(?:\d{1,2}日(?:付|电|電)?)?"
    r"(?:.{0,8}?(?:报道|報道|報導|报导|消息|援引|引述|披露|(?<!名)[称稱]|指(?![数數标標导導定挥揮])|刊文|刊登|刊发|撰文|发表.{0,14}(?:文章|评论|社论|評論|社論)|"
    r"记者.{0,14}(?:发现|看到|了解)|评论|采访|採訪|专访|專訪|获悉|"
    r"獲悉|了解到|透露|表示|引用|爆料|曝光|伝え|報じ|によりますと|への取材|に語|に明らか|によると|によれば|"
    r"取材|インタビュー|の電話))"
)
LEFT_UNSPACED = re.compile(
    r"(?:据|據|综合|引述|援引|引用|根据|根據|接受|按照|告诉|告訴|在接受|參考|参考|摘自|"
    r"取材自|转自|訪|访|(?P<towards>向|对|對))(?:[^，。,]{0,12}?(?:媒体|媒體|报纸|報紙|日报|"
    r"周刊|杂志|雜誌|电视台|電視台|通讯社|通訊社|国|國|的|自|地))?[《「『〈\"“‘]{0,2}$"
)
KOREAN_RIGHT = re.compile(
    r"(?:\([^()]{1,30}\))?['’\"”』」》]?(?:\s?(?:신문|방송|통신|TV|뉴스|매체|라디오|기자|닷컴|인터넷판|"
    r"온라인판|보도|등))?(?:은|는|이|가|에|의|와|과|에게|"
    r"에서|에도|측|를|을|도)?(?:\s?(?:따르면|의하면|인용해|인용하며|전했다|보도했다|보도에|보도를|보도|밝혔다|"
    r"말했다|전한|통해|전화|통화|인터뷰|출연해|출연|단독|대해|알려|단독으로)|"
    r".{0,40}?(?:보도했다|전했다|보도에 따르면|보도한|전한 바|보도해|인용해|따르면|밝혔다|말했다|분석했다|"
    r"설명했다|주장했다|지적했다|평가했다|소개했다))"
)

# Whose words they are comes behind it: in "says BBC presenter Ann Example" it is the presenter.
SUBJECT_FOLLOWS = re.compile(
    r"(?:says|notes|adds|reckons|claims|explains|argues|confirms|warns|observes|sagt|so)\b", re.IGNORECASE
)

# What turns a name behind which a source-word stands into something that is only talked about.
NOT_RIGHT = re.compile(
    r"['’\"]?s?\s?(?:presenters?|anchors?|hosts?|star|stars|ratings|viewers|readers|staff|employees|workers|"
    r"building|headquarters|office|offices|studio|studios|tower|poll|polls|survey|show|series|sitcom|drama|film|"
    r"documentary|boss|bosses|chief executive|ceo|executives?|chairman|owner|founder|logo|brand|app|shares|stock|"
    r"subscribers|subscription|deal|license|licence|newsroom|podcast host|bestseller|best-selling|best seller|"
    r"crossword|moderator(?:in)?|chef(?:in)?|mitarbeiter(?:in)?|zuschauer|gebäude|serie|fans|leser|"
    r"award|awards|cartoon|radar)\b",
    re.IGNORECASE,
)
# Whoever speaks here, it is not the newsroom; and what is called so here is no outlet.
NEVER_RIGHT = re.compile(
    r"['’\"”“»]?s?[\s-](?:ceo|boss(?:es)?|owners?|founders?|chairman|chief executive|executives?|publishers?|"
    r"spokes(?:man|woman|person|people)|president|director|geschäftsführer(?:in)?|vorstand\w*|intendant(?:in)?|"
    r"verleger(?:in)?|herausgeber(?:in)?|chef(?:in)?|chefredakteur(?:in)?|sprecher(?:in)?|mitarbeiter(?:in)?|aktie|"
    r"patron(?:ne)?|directeur|directrice|pdg|porte-parole|shares|stock|commenters?|readers?|poll|forum|forums|"
    r"V|Light)\b(?! of)",
    re.IGNORECASE,
)
# What the whole text comes from is its wire: "This article first appeared in …".
REPUBLISHED = re.compile(
    r"\b(?:this|the above|dieser|diese|dieses|der|cet|cette|este|esta|questo|questa|ten|niniejszy|этот|эта|данн\w+|"
    r"deze|dit|denne|den här|tento|tämä|bu) (?:\w+ )?(?:article|story|piece|post|essay|artikel|beitrag|text|artículo|"
    r"texto|artigo|articolo|testo|artykuł|tekst|статья|материал|текст|artikkel|artikkeli|článek|článok|yazı|verhaal)\b"
    r".{0,60}\b(?:republished|published|appeared|posted|syndicated|reproduced|produced|erschien\w*|veröffentlicht|"
    r"publiée?|parue?|publicad[oa]|publicou|apareció|pubblicat[oa]|apparso|ukazał|opublikowan\w|"
    r"опубликован\w?|вышл?\w?|verscheen|verschenen|gepubliceerd|publicerades|publisert|bragt|udgivet|julkaistu|"
    r"vyšel|vyšiel|yayımlan\w+)\b|\bopublikowan\w{1,2}(?: \w+){0,2} na łamach\b",
    re.IGNORECASE,
)
NOT_LEFT = re.compile(
    r"(?:\b(?:former|ex|late|then|sue[sd]?|suing|against|bought|owns?|owned|acquired?|buy|fired by|hired by|"
    r"works? (?:for|at)|worked (?:for|at)|joined|left|join|leaving|owner of|head of|editor of|chief of|boss of|"
    r"watch(?:ed|ing)?|like|unlike|than|ehemalige[rn]?|frühere[rn]?|ex-|бывш\w+|starred in|stars in|aired on|"
    r"airs on|broadcast on|streaming on|available on|shown on|forum|forach|forume|на форуме|"
    r"vaccines?|vaccinet|vaccins?|vaccino|vacunas?|vacinas?|impfstoffs?|impfung|szczepion\w+|vakcín\w+|vakcin\w+|"
    r"вакцин\w+|zn\.|additional reporting (?:by|from)|material (?:by|from)|files from|"
    r"letter to|letters to|brief an|lettre à|carta a|lettera a|featured (?:in|on)|as seen (?:in|on)|"
    r"subscribe to|subscription to|abonn\w+)\s(?:[\w\-]+\s){0,1}(?:the\s|der\s|die\s|"
    r"das\s)?)[\"“„«]?$",
    re.IGNORECASE,
)
