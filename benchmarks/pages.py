"""Invented news pages of real size: a whole page of 250 kB as five kinds of content management systems write it."""

from __future__ import annotations

import datetime as dt
import html
import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

PAGE_BYTES = 250_000
"""Decoded size of a page. News pages were seen between 80 kB and 1 MB, most of it scripts, styles and state."""

BODY_CHARACTERS = (5_000, 8_000)
"""Length of an article's text. In Korean half of it: a character says more there."""

FIRST_DAY = dt.datetime(2026, 11, 2, 6, 0, tzinfo=dt.UTC)


KEPT = 0.8
"""Share of the words that hold sentences together which do stay: else some runs of five would be in every text."""

_LONG = re.compile(r"[^\W\d_]{4,}")
"""Words that may say something: most function words are shorter in the languages here."""

_STEM = re.compile(r"(?<!\w)[가-힣]{2}(?=[가-힣])")
"""The same in Korean: two syllables before an ending."""


def entries(text: str) -> tuple[str, ...]:
    """Return the entries of a table written with bars between them."""
    return tuple(" ".join(entry.split()) for entry in text.split("|"))


def words(text: str) -> frozenset[str]:
    """Return the words of a table written with blanks between them."""
    return frozenset(text.split())


@dataclass(frozen=True, kw_only=True, eq=False)
class Language:
    """What a text in one language is put together from."""

    code: str
    country: str
    zone: str
    """Offset of its times, as ISO 8601 writes it."""

    people: tuple[str, ...]
    """Who acts, with whatever the grammar wants before the verb."""

    acts: tuple[str, ...]
    things: tuple[str, ...]
    reasons: tuple[str, ...]
    """Clauses that end a sentence, with a place for one of `things` or a number."""

    said: tuple[str, ...]
    """Sentences around a quotation: `{quote}`, `{name}`, `{people}`."""

    figures: tuple[str, ...]
    """Sentences around numbers: `{n}`, `{m}`, `{place}`, `{thing}`."""

    places: tuple[str, ...]
    sections: tuple[str, ...]
    furniture: tuple[str, ...]
    """Words of the page around the text: navigation, buttons, footer."""

    agency: str
    byline: str
    photo: str
    endings: tuple[str, ...]
    """How invented words end."""

    kept: frozenset[str]
    """Longer words that hold sentences together; all others are invented anew each time."""

    joined: str = "{people} {act} {thing} {reason}."

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """How invented words begin: as its own long ones do."""
        tables = (self.people, self.acts, self.things, self.reasons, self.furniture)
        return tuple(sorted({word[:4].lower() for table in tables for one in table for word in _LONG.findall(one)}))


ENGLISH = Language(
    code="en",
    country="GB",
    zone="+00:00",
    people=entries(
        """the harbour authority|the regional court|the transport ministry|the teachers' union|the water board|two
        members of the council|the coast guard|the national bank|a group of residents|the railway operator|the
        farmers' league|the electoral commission|a retired surveyor|the fire service|the energy regulator|the port
        workers|the curator of the museum|the airline|the parish|a committee of nurses|the architects|the shipyard|
        three opposition parties|the weather office|the university senate|the housing trust"""
    ),
    acts=entries(
        """approved|rejected|has postponed|sharply criticised|quietly welcomed|began to review|will publish|withdrew|
        is challenging in court|defended|promised to finance|refused to discuss|announced|halted|wants to extend|
        reopened|cut back|dropped|had long opposed|measured|voted to replace|is looking again at|cannot afford| bought
        back|blamed|signed"""
    ),
    things=entries(
        """a plan to widen the northern bridge|the closure of two rural clinics|a contract for electric ferries|new
        rules on holiday flats|the sale of {n} barracks|a study of the poisoned river|higher fees for parking| an
        inquiry into the collapsed stand|the budget for winter shelters|a ban on night flights|talks over unpaid
        overtime|the design of the new archive|a reward for the missing paintings|the search for a trawler|a tunnel
        under the old town|free meals in primary schools|tests of the flood barrier|the appointment of an auditor| the
        lease of the covered market|a register of empty houses|the timetable of the branch line|a loan for the
        theatre|the felling of forty chestnut trees|the price of drinking water|its own annual report|the reform of
        the pilots' guild"""
    ),
    reasons=entries(
        """because the costs had doubled since {m} residents first complained|although {thing} had been promised for
        spring|after a hearing that lasted {m} hours|despite warnings from {people}|as winter storms approached the
        coast near {place}|while prosecutors went on to question {n} witnesses|following a vote of {n} to {m}|in a
        move that surprised {people}|after months of pressure from {people}|when a leaked letter showed what {people}
        had known|so that {n} hands on {thing} can begin before the thaw|even though {n} thousand crowns are still
        missing|and {people} will wait {m} months for {thing}|which is what {people} had asked for in {place}|but not
        before {people} had seen the figures"""
    ),
    said=entries(
        """“Nobody in {place} expected {thing} to go this far,” {name} said on Monday.|“{people} never told us about
        {thing},” said {name}, who speaks for {people}.|{name} wrote on {n} pages that {people} would look at {thing}
        again.|“We counted {n} complaints, and {m} were about {thing},” {name} told reporters.|Asked about {thing},
        {name} of {place} said only that {people} would answer in time.|“It is the smallest step that still makes
        sense to {people},” {name} argued."""
    ),
    figures=entries(
        """About {n} people took part in {place}, according to {people}.|The contract for {thing} is worth {n} million
        crowns over {m} years.|A first attempt failed when {m} of {n} bidders withdrew.|In {place} alone {n}
        households are affected by {thing}.|Insurance will cover {m} percent of what {people} lost, and the rest falls
        to {place}.|Buses from {place} will run every {m} minutes until {thing} is settled.|Of the {n} letters that
        reached {people}, {m} were about {thing}.|{people} had {n} days to answer, and took {m}."""
    ),
    places=entries("Ashford|Brindal|Corvane|Dunmore|Elsworth|Ferrin|Garrow|Hexley|Istra|Kelso Bay|Lomond|Marwick"),
    sections=entries("Politics|Business|Local|Culture|Science|Sport|World|Opinion"),
    furniture=entries(
        """Home|Latest|Subscribe|Sign in|Share this article|Read more|Most read|Related stories|Comments|Show replies|
        Privacy policy|Terms of use|Contact us|Newsletters|Advertisement|Follow us|Cookie settings|About us|Careers|
        Podcasts|Weather|Crossword|Archive|Letters|Report a mistake|Print|Save for later|Back to top"""
    ),
    endings=entries("ing|tion|ment|al|ers|ed|ity|ness|or|able|ive|ure"),
    kept=words(
        """that with from have been will they this were what when into only about after although asked because
        before could counted despite percent million reporters should their there these those until where which
        while would according wrote monday people speaks statement until years minutes following"""
    ),
    agency="Reuters",
    byline="By {name}",
    photo="Photo: {name}/{agency}",
)

GERMAN = Language(
    code="de",
    country="DE",
    zone="+01:00",
    people=entries(
        """der Stadtrat|das Landgericht|das Verkehrsministerium|die Gewerkschaft der Lehrer|der Wasserverband|zwei
        Abgeordnete der Opposition|die Küstenwache|die Landesbank|eine Gruppe von Anwohnern|die Bahn|der
        Bauernverband|die Wahlkommission|die Feuerwehr|ein pensionierter Vermesser|die Aufsichtsbehörde|die
        Hafenarbeiter|die Leiterin des Museums|die Kirchengemeinde|ein Ausschuss der Pflegekräfte|die Werft|der
        Wetterdienst|der Senat der Universität|die Wohnungsgenossenschaft|das Theater"""
    ),
    acts=entries(
        """billigte|lehnte ab:|verschob|kritisierte|begrüßte|prüft nun|veröffentlichte|zog zurück:|verteidigte|
        bezahlt künftig|verweigert|kündigte an:|stoppte|verlängert|kürzte|beschloss|bekämpft seit Jahren|vermisst|
        ersetzt bald|unterschrieb|beklagt|verlangt|erwartet|untersucht"""
    ),
    things=entries(
        """einen Plan für die Nordbrücke|die Schließung von zwei Kliniken im Umland|einen Vertrag über elektrische
        Fähren|neue Regeln für Ferienwohnungen|den Verkauf einer leeren Kaserne|eine Studie über den vergifteten
        Fluss|höhere Gebühren für das Parken|die Untersuchung der eingestürzten Tribüne|das Geld für die
        Winterquartiere|ein Verbot von Nachtflügen|Gespräche über unbezahlte Stunden|den Entwurf des neuen Archivs|
        die Suche nach einem Kutter|einen Tunnel unter der Altstadt|kostenloses Essen in den Grundschulen|die Prüfung
        des Sperrwerks|die Pacht der Markthalle|ein Verzeichnis leerer Häuser|den Fahrplan der Nebenbahn|einen Kredit
        für das Schauspielhaus|das Fällen von vierzig Kastanien|den Preis des Trinkwassers|den eigenen Jahresbericht"""
    ),
    reasons=entries(
        """weil sich die Kosten seit dem Frühjahr verdoppelt haben und {people} schweigt|obwohl {people} vor {thing}
        gewarnt hatte|nach einer Anhörung, die {m} Stunden dauerte|während die Staatsanwaltschaft {n} Zeugen befragte|
        mit {n} zu {m} Stimmen|was {people} in {place} überraschte|nachdem {people} monatelang Druck gemacht hatte|
        damit die Arbeiten vor dem Tauwetter beginnen können|auch wenn noch {n} Millionen Kronen fehlen|und {people}
        wartet {m} Monate auf {thing} warten|wie es {people} aus {place} gefordert hatte|bevor {people} die Zahlen
        gesehen hatte"""
    ),
    said=entries(
        """„Niemand in {place} hat das erwartet“, sagte {name} am Montag über {thing}.|„Von {thing} hat uns {people}
        nie etwas erzählt“, so {name}.|{name} teilte mit, dass {people} noch einmal über {thing} nachdenken werde.|
        „Wir haben {n} Beschwerden gezählt, und in {m} davon ging es um {thing}“, erklärte {name}.|Zu {thing} wollte
        sich {name} aus {place} nicht äußern."""
    ),
    figures=entries(
        """Etwa {n} Menschen kamen nach Angaben der Polizei nach {place}.|Der Auftrag ist {n} Millionen Kronen wert
        und dauert {m} Jahre.|Ein erster Versuch scheiterte, als {m} von {n} Bietern aufgaben.|Allein in {place} sind
        {n} Haushalte betroffen, sagt {people}.|Die Versicherung übernimmt {m} Prozent des Schadens, den {people}
        meldete.|Die Busse ab {place} fahren alle {m} Minuten, bis {people} über {thing} entscheidet.|Von den {n}
        Briefen an das Amt handelten {m} von anderem als {thing}."""
    ),
    places=entries("Altenmark|Birkenau|Dornfelde|Eschbach|Falkenried|Grünhafen|Hohenlinde|Ilmenau|Kronberg|Lindau"),
    sections=entries("Politik|Wirtschaft|Lokales|Kultur|Wissen|Sport|Ausland|Meinung"),
    furniture=entries(
        """Startseite|Neueste|Abonnieren|Anmelden|Artikel teilen|Mehr lesen|Meistgelesen|Verwandte Artikel|Kommentare|
        Antworten anzeigen|Datenschutz|Impressum|Kontakt|Newsletter|Anzeige|Folgen Sie uns|Cookies verwalten|Über uns|
        Karriere|Podcasts|Wetter|Rätsel|Archiv|Leserbriefe|Fehler melden|Drucken|Merken|Nach oben"""
    ),
    endings=entries("ung|heit|lich|er|en|keit|isch|erei|schaft|ig|ern|nis"),
    kept=words(
        """dass eine auch oder nach noch wenn aber sich mehr alle bevor damit dauerte einen einer etwa gegen haben
        hatte können keine kamen läuft machte mehr nachdem nicht niemand obwohl oder prozent seit sich sind teilte
        erklärte sagte über unter wegen weil werde werden wird während wurde allein montag millionen jahre
        minuten"""
    ),
    agency="dpa",
    byline="Von {name}",
    photo="Foto: {name}/{agency}",
)

FRENCH = Language(
    code="fr",
    country="FR",
    zone="+01:00",
    people=entries(
        """le conseil municipal|le tribunal|le ministère des transports|le syndicat des enseignants|la régie des eaux|
        deux élus centristes|les garde-côtes|la banque régionale|un groupe d'habitants|la compagnie des chemins de
        fer|la ligue des agriculteurs|la commission électorale|les pompiers|un géomètre à la retraite|l'autorité de
        l'énergie|les dockers|la conservatrice du musée|la paroisse|un comité d'infirmières|le chantier naval|la
        météo|le sénat de l'université|l'office du logement|le théâtre"""
    ),
    acts=entries(
        """a approuvé|a rejeté|reporte|critique vivement|salue|va examiner|publiera|retire|conteste|défend|a promis de
        financer|refuse de commenter|a annoncé|interrompt|veut prolonger|a rouvert|réduit|abandonne|a mesuré|a voté
        pour remplacer|ne peut pas payer|a racheté|dénonce|a signé"""
    ),
    things=entries(
        """un projet d'élargissement du pont du nord|la fermeture de deux cliniques rurales|un contrat pour des bacs
        électriques|de nouvelles règles sur les locations de vacances|la vente d'une caserne vide|une étude de la
        rivière polluée|la hausse du prix du stationnement|une enquête sur la tribune effondrée|le budget des abris
        d'hiver|l'interdiction des vols de nuit|des discussions sur les heures impayées|les plans des nouvelles
        archives|la recherche d'un chalutier|un tunnel sous la vieille ville|des repas gratuits à l'école|les essais
        du barrage|le bail de la halle|un registre des maisons vides|l'horaire de la petite ligne|un prêt pour le
        théâtre|l'abattage de quarante marronniers|le prix du gaz naturel|son propre rapport annuel"""
    ),
    reasons=entries(
        """parce que les coûts ont doublé depuis le printemps à {place}|alors que {people} avait promis {thing}|après
        une audience de {m} heures|malgré les avertissements que {people} avait lancés|pendant que le parquet
        entendait {n} témoins|par {n} voix contre {m}|ce qui a surpris {people}|après des mois de pression de la part
        des commerçants de {place}|afin que les travaux commencent avant le dégel|même s'il manque encore {n} millions
        de couronnes|et {people} devra attendre {thing}|comme {people} le demandait à {place}"""
    ),
    said=entries(
        """« Personne à {place} n'attendait {thing} », a déclaré {name} lundi.|« On ne nous a jamais parlé de {thing}
        », dit {name}, pour qui {people} se trompe.|{name} a écrit dans {n} courriers que {people} reverrait {thing}.|
        « Nous avons compté {n} plaintes, dont {m} sur {thing} », a expliqué {name}.|Interrogé sur {thing}, {name} a
        répondu que {people} parlerait plus tard."""
    ),
    figures=entries(
        """Environ {n} personnes sont venues à {place}, selon la police.|Le marché pour {thing} vaut {n} millions de
        couronnes sur {m} ans.|Une première tentative a échoué quand {m} des {n} candidats ont renoncé.|À {place}
        seulement, {n} foyers sont touchés, d'après {people}.|L'assurance couvre {m} pour cent des dégâts, le reste
        revient à {place}.|Les cars de {place} passent toutes les {m} minutes, et {people} s'en plaint.|Sur les {n}
        lettres reçues, {m} parlaient de {thing}."""
    ),
    places=entries("Aubrac|Beaumer|Corval|Dormans|Estienne|Fontvieille|Grandpré|Hautecombe|Isigny|Larnac"),
    sections=entries("Politique|Économie|Région|Culture|Sciences|Sport|Monde|Opinions"),
    furniture=entries(
        """Accueil|À la une|S'abonner|Se connecter|Partager l'article|Lire la suite|Les plus lus|À lire aussi|
        Commentaires|Voir les réponses|Vie privée|Mentions légales|Nous contacter|Lettres|Publicité|Nous suivre| Gérer
        les cookies|Qui sommes-nous|Recrutement|Balados|Météo|Mots croisés|Archives|Courrier|Signaler une erreur|
        Imprimer|Garder|Haut de page"""
    ),
    endings=entries("tion|ment|eur|euse|ique|age|isme|ette|ance|oire|able|ité"),
    kept=words(
        """avec dans plus deux mais pour cette elle alors après avait avoir avons comme contre dans depuis dont
        déclaré expliqué elle environ malgré même minutes montre nous parce pendant personne personnes pour pourtant
        quand selon sont sous toutes ailleurs écrit lundi millions"""
    ),
    agency="AFP",
    byline="Par {name}",
    photo="Photo : {name}/{agency}",
)

SPANISH = Language(
    code="es",
    country="ES",
    zone="+01:00",
    people=entries(
        """el ayuntamiento|el tribunal|el ministerio de transportes|el sindicato de maestros|la junta de aguas|dos
        diputados de la oposición|los guardacostas|el banco regional|un grupo de vecinos|la compañía de trenes|la liga
        de agricultores|la comisión electoral|los bomberos|un topógrafo jubilado|el regulador de la energía|los
        estibadores|la directora del museo|la parroquia|un comité de enfermeras|el astillero|el servicio
        meteorológico|el claustro de la universidad|la cooperativa de viviendas|el teatro"""
    ),
    acts=entries(
        """aprobó|rechazó|aplazó|criticó con dureza|acogió|revisará|publicará|retiró|defiende|prometió pagar|se niega
        a comentar|anunció|detuvo|quiere prolongar|reabrió|recortó|abandonó|midió|votó sustituir|no puede pagar|
        recompró|denuncia|firmó|espera"""
    ),
    things=entries(
        """un plan para ensanchar el puente del norte|el cierre de dos clínicas rurales|un contrato de transbordadores
        eléctricos|nuevas normas sobre pisos turísticos|la venta de un cuartel vacío|un estudio del río envenenado|la
        subida de las tarifas de aparcamiento|una investigación de la grada caída|el dinero de los refugios de
        invierno|la prohibición de los vuelos nocturnos|las conversaciones sobre horas impagadas|el diseño del nuevo
        archivo|la búsqueda de un pesquero|un túnel bajo el casco antiguo|la comida gratuita en las escuelas|las
        pruebas de la compuerta|el alquiler del mercado|un registro de casas vacías|el horario del tren de la sierra|
        un préstamo para la ópera|la tala de cuarenta castaños|el precio del agua|su propio informe anual"""
    ),
    reasons=entries(
        """porque los costes se han duplicado desde la primavera en {place}|aunque {people} había prometido {thing}|
        después de una vista de {m} horas|pese a las advertencias de quienes conocen {thing}|mientras la fiscalía
        interrogaba a {n} testigos|por {n} votos contra {m}|lo que sorprendió a los de {place}|tras meses de presión|
        para que las obras empiecen antes del deshielo|si bien todavía faltan {n} millones de coronas|y {people}
        tendrá que esperar|como pedía {people} desde hace {m} años"""
    ),
    said=entries(
        """«Nadie en {place} lo esperaba», dijo {name} el lunes.|«Nunca nos hablaron de {thing}», afirma {name}, para
        quien {people} se equivoca.|{name} escribió en {n} cartas que {people} volvería a estudiar {thing}.|«Hemos
        contado {n} quejas, y {m} eran sobre {thing}», explicó {name}.|Preguntado por {thing}, {name} respondió que
        {people} hablará a su debido tiempo."""
    ),
    figures=entries(
        """Unas {n} personas acudieron a {place}, según la policía.|El contrato para {thing} vale {n} millones de
        coronas en {m} años.|Un primer intento fracasó cuando {m} de {n} aspirantes se retiraron.|Solo en {place} hay
        {n} hogares afectados, según {people}.|El seguro cubre el {m} por ciento de los daños y el resto corresponde a
        {place}.|Los autobuses de {place} pasan cada {m} minutos, y {people} se queja.|De las {n} cartas recibidas,
        {m} hablaban de {thing}."""
    ),
    places=entries("Almenar|Benicel|Corduela|Dueñas|Estrella|Fuentelar|Granadilla|Hornachos|Iruela|Lebrija"),
    sections=entries("Política|Economía|Local|Cultura|Ciencia|Deportes|Mundo|Opinión"),
    furniture=entries(
        """Inicio|Última hora|Suscríbete|Iniciar sesión|Compartir|Leer más|Lo más leído|Noticias relacionadas|
        Comentarios|Ver respuestas|Privacidad|Aviso legal|Contacto|Boletines|Publicidad|Síguenos|Configurar cookies|
        Quiénes somos|Empleo|Audios|El tiempo|Crucigrama|Hemeroteca|Cartas|Avisar de un error|Imprimir|Guardar| Volver
        arriba"""
    ),
    endings=entries("ción|miento|dor|ista|idad|able|ales|oso|ería|ante|ura|ismo"),
    kept=words(
        """pero unas unos este esta debe más afirma antes aunque cada como contra cuando debido dentro desde después
        dijo donde entre están explicó había hasta hemos mientras millones minutos nadie nunca para personas porque
        quien según sobre también tendrá tras unas volvería lunes escribió"""
    ),
    agency="EFE",
    byline="Por {name}",
    photo="Foto: {name}/{agency}",
)

KOREAN = Language(
    code="ko",
    country="KR",
    zone="+09:00",
    people=entries(
        """시의회는|지방법원은|국토교통부는|교원노조는|수자원공사는|야당 의원들은|해양경찰청은|지역은행은|주민들은|
        철도공사는|농민단체는| 선거관리위원회는|소방본부는|퇴직한 측량사는|항만 노동자들은|박물관장은|간호사 모임은|
        조선소는|기상청은|대학 평의회는|주택조합은| 극장 측은"""
    ),
    acts=entries(
        """승인했다고 밝혔다|거부하기로 했다|미루기로 했다|강하게 비판했다|환영한다고 말했다|다시 검토하고 있다|곧
        공개할 예정이다|철회했다|지지했다| 비용을 대기로 약속했다|언급을 피했다|중단했다|연장하려 한다|다시 열었다|
        줄이기로 결정했다|포기했다고 전했다|오래 반대해 왔다| 되사들였다|서명했다|기다리고 있다"""
    ),
    things=entries(
        """북쪽 다리를 넓히는 계획을|농촌 병원의 폐쇄를|전기 여객선 계약을|휴가용 주택에 대한 새 규칙을|빈 막사의
        매각을|오염된 강의 조사를| 주차 요금 인상을|무너진 관중석에 대한 조사를|겨울 쉼터 예산을|야간 비행 금지를|밀린
        수당에 관한 협상을|새 기록관의 설계를| 실종된 어선의 수색을|옛 시가지 아래의 터널을|초등학교 무상 급식을|홍수
        방벽의 시험을|시장 건물의 임대를|빈집 목록을| 지선 열차의 시간표를|밤나무 마흔 그루의 벌목을|수도 요금을|자체
        연례 보고서를"""
    ),
    reasons=entries(
        """봄 이후 비용이 두 배로 늘었기 때문에|{m}시간에 걸친 청문회 끝에|{place} 주민들의 경고에도 불구하고|검찰이
        증인 {n}명을 조사하는 동안| {n} 대 {m}의 표결로|{place}에서 여러 달 이어진 요구에 따라|해빙 전에 공사를 시작할
        수 있도록|아직 {n}억 원이 모자라지만| 수치를 보기도 전에|겨울 폭풍이 다가오면서|지난 {m}년 동안의 관행을 깨고"""
    ),
    said=entries(
        """{name} 대변인은 “{place}에서 아무도 이렇게 될 줄 몰랐다”고 말했다.|{name} 위원장은 “민원 {n}건 가운데
        {m}건이 이 문제였다”고 설명했다.|{name} 교수는 성명에서 {people} {thing} 다시 살펴볼 것이라고 밝혔다.|{name}
        씨는 {thing} 둘러싼 질문에 답하지 않았다.|“{people} {thing} 우리에게 알린 적이 없다”고 {name} 씨는 주장했다."""
    ),
    figures=entries(
        """경찰에 따르면 {place}에 약 {n}명이 모였다.|이 계약은 {m}년 동안 {n}억 원 규모이다.|{n}개 업체 가운데
        {m}곳이 물러나면서 첫 시도는 실패했다.|{place}에서만 {n}가구가 영향을 받고 있다.|피해액의 {m}퍼센트는 보험이
        맡고 나머지는 {place} 쪽이 부담한다.| {place}에서 출발하는 버스는 {m}분마다 다닌다.|접수된 편지 {n}통 가운데
        {m}통은 다른 내용이었다."""
    ),
    places=entries("가람시|나루읍|다솔군|라온동|마루시|바람골|사내면|아리군|자운시|하늬읍"),
    sections=entries("정치|경제|지역|문화|과학|스포츠|국제|오피니언"),
    furniture=entries(
        """홈|최신 뉴스|구독하기|로그인|기사 공유|더 보기|많이 본 뉴스|관련 기사|댓글|답글 보기|개인정보 처리방침|
        이용약관|고객센터|뉴스레터| 광고|팔로우|쿠키 설정|회사 소개|채용|팟캐스트|날씨|퍼즐|지난 기사|독자 의견|오류
        신고|인쇄|저장|맨 위로"""
    ),
    endings=(),
    kept=frozenset(),
    agency="연합뉴스",
    byline="{name} 기자",
    photo="사진={name}/{agency}",
    joined="{people} {reason} {thing} {act}.",
)

LANGUAGES = (ENGLISH, GERMAN, ENGLISH, FRENCH, KOREAN, ENGLISH, SPANISH)
"""The language of each host, in turn. English more often, as on the web."""

_SYLLABLES = entries("ba|ne|ro|ki|sal|tor|mi|len|da|vor|ha|ste|lu|gan|pe|ri|wen|zo|fal|ter|ma|sen|cor|bel|jan|du")
_HANGUL = entries("김|이|박|최|정|강|조|윤|장|임")
_GIVEN = entries("서연|민준|지우|하은|도윤|수아|예준|유진|현우|채원|은서|태민")


@dataclass(frozen=True, kw_only=True)
class Report:
    """The text of one article, before a page is made of it."""

    language: Language
    number: int
    title: str
    paragraphs: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    author: str
    photographer: str
    published: dt.datetime
    wire: bool
    """Whether the dateline names an agency."""


def person(dice: random.Random, language: Language) -> str:
    """Return an invented name."""
    if language is KOREAN:
        return dice.choice(_HANGUL) + dice.choice(_GIVEN)
    first, last = ("".join(dice.choices(_SYLLABLES, k=dice.randint(2, 3))).capitalize() for _ in range(2))
    return f"{first} {last}"


def sentence(dice: random.Random, language: Language) -> str:
    """Return one sentence that very likely was never written before."""
    kind = dice.random()
    mould = language.joined if kind < 0.55 else dice.choice(language.said if kind < 0.75 else language.figures)
    return phrase(mould, dice, language)


def phrase(mould: str, dice: random.Random, language: Language) -> str:
    """Return `mould` filled, its long words invented anew.

    Texts made of the same phrases would share so many runs of five words that the store would have to compare each
    with twenty others. Of real articles of one week, one in a hundred shares two of its sampled runs with another.
    """
    filled = _filled(_filled(mould, dice, language), dice, language)
    if language is KOREAN:
        filled = _STEM.sub(lambda match: chr(dice.randint(0xAC00, 0xD7A3)) + chr(dice.randint(0xAC00, 0xD7A3)), filled)
    else:
        filled = _LONG.sub(lambda match: _invented(match[0], dice, language), filled)
    return filled[0].upper() + filled[1:]


def _invented(word: str, dice: random.Random, language: Language) -> str:
    """Return another word in the place of `word`; names and what holds the sentence together stay."""
    capital = word[0].isupper()
    if (capital and language is not GERMAN) or (word.lower() in language.kept and dice.random() < KEPT):
        return word
    begin, end = dice.choice(language.beginnings), dice.choice(language.endings)
    made = begin + dice.choice(_SYLLABLES) + end
    return made.capitalize() if capital else made


def _filled(mould: str, dice: random.Random, language: Language) -> str:
    """Put one word or clause into each place of `mould`; clauses bring places of their own."""
    parts = mould.split("{")
    made = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        made += [_word(name, dice, language), rest]
    return "".join(made)


def _word(name: str, dice: random.Random, language: Language) -> str:
    if name == "n":
        return str(dice.randint(31, 970))
    if name == "m":
        return str(dice.randint(2, 30))
    if name == "name":
        return person(dice, language)
    table: Mapping[str, Sequence[str]] = {
        "people": language.people,
        "act": language.acts,
        "thing": language.things,
        "reason": language.reasons,
        "place": language.places,
    }
    return dice.choice(table[name])


def report(language: Language, *, number: int, seed: int) -> Report:
    """Return the article `number` of a language, the same for the same seed."""
    dice = random.Random(f"{seed}/{language.code}/{number}")
    length = dice.randint(*BODY_CHARACTERS) // (2 if language is KOREAN else 1)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        paragraphs.append(" ".join(sentence(dice, language) for _ in range(dice.randint(1, 4))))
    wire = dice.random() < 0.4
    if wire:
        place = dice.choice(language.places)
        place = place.upper() if language in (ENGLISH, FRENCH) else place
        between = "=" if language is KOREAN else " - "
        paragraphs[0] = f"{place} ({language.agency}){between}{paragraphs[0]}"
    title = phrase("{people} {thing}" if language is KOREAN else "{place}: {people} {act} {thing}", dice, language)
    return Report(
        language=language,
        number=number,
        title=title,
        paragraphs=tuple(paragraphs),
        section=dice.choice(language.sections),
        tags=tuple(dict.fromkeys(dice.choice(language.places) for _ in range(4))),
        author=person(dice, language),
        photographer=person(dice, language),
        published=FIRST_DAY + dt.timedelta(minutes=17 * number + dice.randint(0, 9)),
        wire=wire,
    )


# --- the site around the texts ----------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """One host: its language, its system, and everything that is the same on all its pages."""

    number: int
    origin: str
    """`http://127.0.0.2:8000`"""

    seed: int

    @cached_property
    def language(self) -> Language:
        """What it writes in."""
        return LANGUAGES[self.number % len(LANGUAGES)]

    @cached_property
    def name(self) -> str:
        """What it is called."""
        dice = random.Random(f"{self.seed}/name/{self.number}")
        return (
            f"{dice.choice(self.language.places)} {''.join(dice.choices(_SYLLABLES, k=3)).capitalize()} {self.number}"
        )

    @cached_property
    def style(self) -> str:
        """A style sheet of some 60 kB."""
        dice = random.Random(f"{self.seed}/style/{self.number}")
        rules = []
        for _ in range(620):
            names = ",".join(f".{'-'.join(dice.choices(_SYLLABLES, k=2))}__{dice.choice(_SYLLABLES)}" for _ in range(2))
            rules.append(
                f"{names}{{margin:{dice.randint(0, 40)}px auto;color:#{dice.randrange(1 << 24):06x};"
                f"display:{dice.choice(('block', 'flex', 'none'))};font-size:{dice.randint(10, 40) / 16:.3f}rem}}"
            )
        return "".join(rules)

    @cached_property
    def script(self) -> str:
        """Minified code of some 60 kB, with the quotation marks and brackets that parsers stumble over."""
        dice = random.Random(f"{self.seed}/script/{self.number}")
        lines = []
        for at in range(560):
            one, two, three = ("".join(dice.choices(_SYLLABLES, k=2)) for _ in range(3))
            lines.append(
                f'function {one}{at}(t,e){{var n="{two}",r=t&&t.{three}||[];for(var i=0;i<r.length;i++)'
                f"if(r[i]>{dice.randint(1, 9999)}&&e!=='{three}')n+=\"<div class='{two}'>\"+r[i]+\""
                f'<\\/div>";return n}}'
            )
        return ";".join(lines)

    @cached_property
    def navigation(self) -> str:
        """A menu with submenus: some 150 links."""
        dice = random.Random(f"{self.seed}/navigation/{self.number}")
        items = []
        for section in self.language.sections:
            links = "".join(
                f'<li class="menu-item menu-item-{dice.randint(100, 9999)}"><a href="/{at}/{_slug(section, at)}/" '
                f'class="menu-link">{section} {dice.choice(self.language.places)}</a></li>'
                for at in range(18)
            )
            items.append(
                f'<li class="menu-item has-children"><a href="#">{section}</a><ul class="sub-menu">{links}</ul></li>'
            )
        return (
            f'<header class="site-header"><a class="logo" href="/"><svg viewBox="0 0 120 24"><path '
            f'd="{_path(dice, 160)}"/></svg>'
            f'{self.name}</a><nav class="main-navigation" aria-label="menu"><ul class="menu">{"".join(items)}'
            f"</ul></nav>"
            f'<div class="tools"><a href="/login">{self.language.furniture[3]}</a>'
            f'<a href="/subscribe" class="button">{self.language.furniture[2]}</a></div></header>'
        )

    @cached_property
    def footer(self) -> str:
        """Columns of links, and who is responsible."""
        words = self.language.furniture
        columns = "".join(
            f'<div class="footer-column"><h4>{words[at]}</h4><ul>'
            + "".join(f'<li><a href="/about/{at}-{n}">{words[(at + n) % len(words)]}</a></li>' for n in range(12))
            + "</ul></div>"
            for at in range(6)
        )
        return (
            f'<footer class="site-footer"><div class="columns">{columns}</div>'
            f"<p>© 2026 {self.name}. {words[10]} · {words[11]} · {words[12]}</p></footer>"
        )

    def address(self, number: int) -> str:
        """Return the address of article `number`, as the host's system forms it."""
        day = (FIRST_DAY + dt.timedelta(minutes=17 * number)).date()
        slug = _slug("news", self.seed * 7919 + self.number * 10_007 + number)
        forms = (
            f"/{day:%Y/%m/%d}/{slug}/",
            f"/news/{slug}-{100_000 + number}.html",
            f"/article/{day:%Y-%m-%d}/{slug}",
            f"/{day:%Y}/{slug}-a{200_000 + number}",
            f"/content/view/{300_000 + number}/{slug}.htm",
        )
        return self.origin + forms[self.number % len(forms)]

    def page(self, text: Report, number: int) -> bytes:
        """Return the page of `text`, article `number` of this host, filled up to its size with script and state."""
        dice = random.Random(f"{self.seed}/page/{self.number}/{number}")
        system = SYSTEMS[self.number % len(SYSTEMS)]
        parts = Parts(site=self, text=text, url=self.address(number), dice=dice)
        page = system(parts)
        missing = PAGE_BYTES + dice.randint(-20_000, 20_000) - len(page.encode())
        state = _state(dice, max(missing, 0))
        return page.replace("<!--state-->", f"<script>window.__config={state}</script>", 1).encode()


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The pieces that every system puts together in its own way."""

    site: Site
    text: Report
    url: str
    dice: random.Random

    @property
    def language(self) -> Language:
        """The text's language: that of the site, unless it is a copy."""
        return self.text.language

    @property
    def moment(self) -> str:
        """The publication's moment with the place's own offset."""
        hours = int(self.language.zone[:3])
        return self.text.published.astimezone(dt.timezone(dt.timedelta(hours=hours))).isoformat()

    @property
    def byline(self) -> str:
        """The line that names the author."""
        return self.language.byline.format(name=self.text.author)

    @property
    def credit(self) -> str:
        """The line below the photograph."""
        return self.language.photo.format(name=self.text.photographer, agency=self.language.agency)

    @property
    def picture(self) -> str:
        """The address of its first picture."""
        return f"{self.site.origin}/media/{self.text.number}/large.jpg"

    def meta(self) -> str:
        """Return title and meta elements."""
        text, e = self.text, html.escape
        names = {
            "description": text.paragraphs[0][:180],
            "author": text.author,
            "keywords": ", ".join(text.tags),
            "viewport": "width=device-width, initial-scale=1",
            "robots": "index, follow, max-image-preview:large",
            "twitter:card": "summary_large_image",
            "twitter:title": text.title,
        }
        properties = {
            "og:type": "article",
            "og:title": text.title,
            "og:url": self.url,
            "og:site_name": self.site.name,
            "og:description": text.paragraphs[0][:180],
            "og:image": self.picture,
            "article:published_time": self.moment,
            "article:section": text.section,
        }
        icons = "".join(
            f'<link rel="apple-touch-icon" sizes="{n}x{n}" href="/icons/{n}.png">' for n in (57, 72, 114, 144, 180)
        )
        return (
            f'<meta charset="utf-8"><title>{e(text.title)} | {e(self.site.name)}</title>'
            f'<link rel="canonical" href="{self.url}">{icons}'
            + "".join(f'<meta name="{k}" content="{e(v)}">' for k, v in names.items())
            + "".join(f'<meta property="{k}" content="{e(v)}">' for k, v in properties.items())
        )

    def json_ld(self, *, graph: bool) -> str:
        """Return a script of linked data: the article alone, or within a graph of the whole site."""
        text, origin = self.text, self.site.origin
        article: dict[str, object] = {
            "@type": "NewsArticle",
            "headline": text.title,
            "mainEntityOfPage": {"@type": "WebPage", "@id": self.url},
            "datePublished": self.moment,
            "dateModified": self.moment,
            "articleSection": text.section,
            "keywords": list(text.tags),
            "inLanguage": self.language.code,
            "isAccessibleForFree": True,
            "author": [{"@type": "Person", "name": text.author, "url": f"{origin}/author/{text.number % 40}"}],
            "publisher": {
                "@type": "NewsMediaOrganization",
                "name": self.site.name,
                "logo": {"@type": "ImageObject", "url": f"{origin}/logo.png", "width": 600, "height": 60},
            },
            "image": [{"@type": "ImageObject", "url": self.picture, "width": 1200, "height": 675}],
        }
        if graph:
            crumbs = [
                {"@type": "ListItem", "position": n, "name": name}
                for n, name in enumerate((self.site.name, text.section), 1)
            ]
            site = {"@type": "WebSite", "@id": f"{origin}/#website", "url": origin, "name": self.site.name}
            value: object = {
                "@context": "https://schema.org",
                "@graph": [article, site, {"@type": "BreadcrumbList", "itemListElement": crumbs}],
            }
        else:
            value = {"@context": "https://schema.org", **article}
        return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'

    def teasers(self, count: int, name: str) -> str:
        """Return cards of other articles of the site."""
        cards = []
        for _ in range(count):
            other = self.dice.randint(10_000, 99_999)
            sizes = ", ".join(f"/media/{other}/{w}.jpg {w}w" for w in (240, 480, 960))
            head = phrase("{people} {act} {thing}", self.dice, self.language)
            cards.append(
                f'<article class="{name} teaser"><a href="{_other(self.url, other)}"><picture><img loading="lazy" '
                f'src="/media/{other}/240.jpg" srcset="{sizes}" alt=""></picture><h3 '
                f'class="{name}__title">{html.escape(head)}'
                f'</h3></a><span class="{name}__meta">{self.dice.choice(self.language.sections)} '
                f"· {self.dice.randint(1, 59)} min"
                f"</span></article>"
            )
        return "".join(cards)

    def comments(self, count: int) -> str:
        """Return what readers wrote below."""
        return "".join(
            f'<li class="comment depth-{self.dice.randint(1, 3)}" id="comment-{self.dice.randint(10_000, 99_999)}">'
            f'<cite class="fn">{person(self.dice, self.language)}</cite><time '
            f'datetime="{self.moment}">{self.moment[:10]}</time>'
            f"<p>{html.escape(sentence(self.dice, self.language))}</p>"
            f'<a class="reply" href="#r">{self.language.furniture[9]}</a></li>'
            for _ in range(count)
        )

    def social(self) -> str:
        """Return the row of buttons."""
        icons = "".join(
            f'<li><a class="share share--{name}" href="https://share.example/{name}?u={self.url}" rel="nofollow">'
            f'<svg viewBox="0 0 24 24"><path d="{_path(self.dice, 24)}"/></svg><span>{name}</span></a></li>'
            for name in ("mail", "link", "print", "save", "post", "chat")
        )
        return f'<ul class="social" aria-label="{self.language.furniture[4]}">{icons}</ul>'

    def tags(self) -> str:
        """Return the links to the article's subjects."""
        return "".join(f'<a rel="tag" href="/tag/{_slug(tag, n)}">{tag}</a>' for n, tag in enumerate(self.text.tags))

    def paragraphs(self, name: str = "", *, between: str = "") -> str:
        """Return the text in paragraphs of the class `name`, with `between` in its middle."""
        tag = f'<p class="{name}">' if name else "<p>"
        made = [f"{tag}{html.escape(one, quote=False)}</p>" for one in self.text.paragraphs]
        made.insert(len(made) // 2, between)
        return "\n".join(made)

    def advertisement(self) -> str:
        """Return an empty place for advertising, as it stands between paragraphs."""
        number = self.dice.randint(100, 999)
        return (
            f'<div class="ad ad--inline" data-ad-slot="{number}"><span>{self.language.furniture[14]}</span>'
            f'<script>window.ads=window.ads||[];ads.push({{"slot":{number},"sizes":[[300,250],[336,280]]}})'
            f"</script></div>"
        )


def blog(p: Parts) -> str:
    """A blog system's theme: post classes, a sidebar of widgets, comments with forms."""
    return (
        f'<!DOCTYPE html><html lang="{p.language.code}" class="no-js"><head>{p.meta()}{p.json_ld(graph=True)}'
        f'<style id="theme-css">{p.site.style}</style><script>{p.site.script}</script><!--state--></head>'
        f'<body class="post-template-default single single-post postid-{p.text.number} '
        f'wp-embed-responsive">{p.site.navigation}'
        f'<div id="page" class="site"><main id="main" class="site-main"><article id="post-{p.text.number}" '
        f'class="post type-post '
        f'status-publish format-standard hentry"><header class="entry-header"><a class="cat" '
        f'href="/c/1">{p.text.section}</a>'
        f'<h1 class="entry-title">{html.escape(p.text.title)}</h1><div class="entry-meta"><span '
        f'class="byline">{p.byline}</span> '
        f'<time class="entry-date published" datetime="{p.moment}">{p.moment[:10]}</time></div></header>'
        f'<figure class="wp-block-image size-large"><img src="{p.picture}" alt="" width="1200" height="675">'
        f"<figcaption>"
        f"{html.escape(p.text.title)}. {p.credit}</figcaption></figure><div "
        f'class="entry-content">{p.paragraphs(between=p.advertisement())}'
        f'</div><footer class="entry-footer">{p.tags()}</footer></article>{p.social()}<section id="comments"><ol '
        f'class="comment-list">'
        f'{p.comments(20)}</ol></section></main><aside id="secondary" class="widget-area"><section '
        f'class="widget"><h2>'
        f"{p.language.furniture[6]}</h2>{p.teasers(16, 'widget-post')}</section></aside></div>{p.site.footer}"
        f"</body></html>"
    )


def publishing_house(p: Parts) -> str:
    """A publisher's own system: block-element-modifier classes, related boxes within the text, many teasers."""
    related = (
        f'<aside class="related-box"><h4>{p.language.furniture[7]}</h4><ul>'
        + "".join(
            f'<li><a href="{_other(p.url, n)}">{html.escape(sentence(p.dice, p.language))}</a></li>' for n in range(4)
        )
        + "</ul></aside>"
    )
    return (
        f'<!doctype html><html lang="{p.language.code}-{p.language.country}"><head>{p.meta()}'
        f"<style>{p.site.style}</style>"
        f"{p.json_ld(graph=False)}<!--state--></head><body><div id=root>{p.site.navigation}<main "
        f"class='layout__main'>"
        f'<article class="article" data-id="{p.text.number}"><div class="article__header"><span '
        f'class="article__kicker">'
        f'{p.text.section}</span><h1 class="article__headline">{html.escape(p.text.title)}</h1>'
        f'<p class="article__lead">{html.escape(p.text.paragraphs[-1][:200])}</p><div class="article__byline">'
        f'<a rel="author" href="/author/1">{p.byline}</a><time datetime="{p.moment}">{p.moment[:16]}</time></div>'
        f"</div>"
        f'<figure class="article__figure"><img src="{p.picture}" alt=""><figcaption class="article__caption">'
        f'{html.escape(sentence(p.dice, p.language))} <span class="credit">{p.credit}</span></figcaption>'
        f"</figure>{p.social()}"
        f'<div class="article__body">{p.paragraphs("article__paragraph", between=related + p.advertisement())}'
        f'</div><div class="article__tags">{p.tags()}</div></article><section '
        f'class="teaser-list">{p.teasers(30, "card")}</section>'
        f"</main>{p.site.footer}</div><script>{p.site.script}</script></body></html>"
    )


def microdata(p: Parts) -> str:
    """A newspaper that marks its pages up with microdata and has no linked data."""
    return (
        f'<!DOCTYPE html><html lang="{p.language.code}"><head>{p.meta()}<script>{p.site.script}</script>'
        f"<style>{p.site.style}"
        f'</style></head><body class="story">{p.site.navigation}<div class="container"><div class="row"><div '
        f'class="col-md-8" '
        f'itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{html.escape(p.text.title)}'
        f"</h1>"
        f'<div class="meta"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span '
        f'itemprop="name">'
        f'{p.text.author}</span></span> <meta itemprop="datePublished" content="{p.moment}">{p.moment[:10]}'
        f"</div>{p.social()}"
        f'<div class="photo" itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><img '
        f'itemprop="url" src="{p.picture}">'
        f'<small class="photo-credit">{p.credit}</small></div><div itemprop="articleBody" class="story-text">'
        f'{p.paragraphs(between=p.advertisement())}</div><div class="tags">{p.tags()}</div><div class="comments">'
        f"<ul>{p.comments(12)}"
        f'</ul></div></div><div class="col-md-4 sidebar">{p.teasers(22, "side")}</div></div></div>'
        f"<!--state-->{p.site.footer}</body></html>"
    )


def application(p: Parts) -> str:
    """A page rendered on the server by a JavaScript framework: hashed classes, the article a second time as state."""
    blocks = [{"type": "paragraph", "id": f"b{n}", "data": {"text": one}} for n, one in enumerate(p.text.paragraphs)]
    state = {
        "props": {
            "pageProps": {
                "article": {"id": p.text.number, "title": p.text.title, "body": blocks},
                "locale": p.language.code,
            }
        },
        "page": "/article/[slug]",
        "buildId": f"{p.dice.randrange(1 << 48):012x}",
    }
    return (
        f'<!DOCTYPE html><html lang="{p.language.code}"><head>{p.meta()}{p.json_ld(graph=False)}<style '
        f'data-styled="active">'
        f'{p.site.style}</style></head><body><div id="__next"><div class="css-1q2w3e">{p.site.navigation}</div>'
        f'<div class="css-9x8y7z">'
        f'<div class="css-hd0"><h1 class="css-ttl">{html.escape(p.text.title)}</h1><div class="css-by">{p.byline}'
        f"</div>"
        f'<time class="css-tm" datetime="{p.moment}">{p.moment[:10]}</time></div><div class="css-img"><img '
        f'src="{p.picture}" alt="">'
        f'<span class="css-cap">{p.credit}</span></div>{p.social()}<div class="css-bdy">'
        f"{p.paragraphs('css-p0', between=p.advertisement())}</div>"
        f'<div class="css-tags">{p.tags()}</div><div class="css-rel">{p.teasers(24, "css-card")}</div></div>'
        f"</div>{p.site.footer}"
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state, ensure_ascii=False)}</script>'
        f"<script>{p.site.script}</script><!--state--></body></html>"
    )


def old_system(p: Parts) -> str:
    """An old system: tables, capitals, line breaks for paragraphs, nothing but meta elements."""
    text = "<br><br>\n".join(html.escape(one, quote=False) for one in p.text.paragraphs)
    return (
        f'<html><head>{p.meta()}<script type="text/javascript">{p.site.script}</script><style>{p.site.style}'
        f"</style></head>"
        f'<BODY bgcolor="#ffffff">{p.site.navigation}<table width="980" align="center"><tr><td valign="top" '
        f'width="640">'
        f'<h1 class="title">{html.escape(p.text.title)}</h1><div class="info">{p.byline} '
        f"| {p.moment[:16].replace('T', ' ')}</div>"
        f'<div id="content"><div class="img"><img src="{p.picture}"><br><font size="1">{p.credit}</font>'
        f"</div>{text}</div>"
        f'<div class="tags">{p.tags()}</div>{p.social()}<ul>{p.comments(15)}</ul></td><td width="300" valign="top">'
        f"{p.teasers(20, 'box')}</td></tr></table><!--state-->{p.site.footer}</BODY></html>"
    )


SYSTEMS = (blog, publishing_house, microdata, application, old_system)


def _slug(word: str, number: int) -> str:
    dice = random.Random(f"{word}/{number}")
    return "-".join("".join(dice.choices(_SYLLABLES, k=dice.randint(2, 3))) for _ in range(4))


def _other(url: str, number: int) -> str:
    """Return an address like `url`, of a page that does not exist."""
    return f"{url.rsplit('/', 2)[0]}/{_slug('other', number)}-{number}"


def _path(dice: random.Random, points: int) -> str:
    return "M0 0" + "".join(f"L{dice.randint(0, 999) / 10} {dice.randint(0, 999) / 10}" for _ in range(points))


def _state(dice: random.Random, size: int) -> str:
    """Return `size` bytes of JSON as pages carry it: identifiers, flags, addresses."""
    entry = '"k{:x}":{{"id":"{:016x}","on":{},"w":{},"u":"https://cdn.example/{:x}/m.js","t":["{}","{}"]}},'
    made: list[str] = []
    length = 0
    while length < size:
        made.append(
            entry.format(
                dice.randrange(1 << 32),
                dice.randrange(1 << 64),
                dice.choice(("true", "false")),
                dice.randint(0, 999),
                dice.randrange(1 << 40),
                dice.choice(_SYLLABLES),
                dice.choice(_SYLLABLES),
            )
        )
        length += len(made[-1])
    return "{" + "".join(made) + '"end":0}'
