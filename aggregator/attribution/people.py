"""Whether some words are a person's name, an organisation's, or nobody's."""

from __future__ import annotations

import re
from typing import Literal

from aggregator.attribution.words import HAN_OR_KANA, word_set

Kind = Literal["person", "organisation", "nobody", "unclear"]

# Words that only organisations have in their names, in the languages of the press; folded, whole words.
ORGANISATION_WORDS = word_set(
    """
    academy administration agence agencia agency agentur agenzia ajansı airlines airport airways alliance
    archivo archivos archivio archivi arquivo archiwum arkiv arkisto
    archdiocese archive archives archiv archivio army arts assembly associates association authority automotive
    bank bbc biomed board brewery brigade bundesamt bundestag bureau cathedral center centre chamber church
    cinema circus city clinic club co collection collections college comisión comissão commission committee
    communications community
    company congress consulate corp corporation council county court daily department design dept diocese
    district division ejército embassy energy entertainment enterprises environment estate events exchange
    express federation feuerwehr fc festival film films fire fondation force forces forest foundation fraktion
    fundación gallery galerie gazette gmbh gov government group gruppe guard gruppo guardia health herald
    hochschule hospital hotel inc industries institut institute instituto international investigation
    investigations journal labs laboratory landesamt landkreis league library limited live llc lld ltd magazine
    marine market marketing media medical medien memorial militär military minister ministerio ministerium
    ministero ministry ministère mission motor motors municipality musée museo museum music nasa nation national
    navy network networks news newspaper newspapers observatory office official opera orchestra organisation
    organization parish park parliament parlament partei partners party photography photographers photos
    pictures plc police polícia policía polizei polizia politie polis port post presidency president press
    presse prensa pressebild productions produktion production programme project properties publications
    publishing radio railway recording records region registry regierung relations republic rescue research
    resort resources restaurant royal school sciences senate service services sheriff sheriff's society
    solutions space sport sports sportfoto stadt stadtwerke state station stiftung studio studios stock survey
    systems technologies technology tech telegraph television theater theatre times tourism trade tribune trust
    tv uk union united universität université university universidad università universiteit verband verein
    verlag video village visuals wildlife works zoo zeitung zentrum weekly chronicle observer courier sentinel
    dispatch bulletin magazin nachrichten morgenpost kurier gazeta dziennik diario periódico images image photo
    photoagency bildagentur fotos fotografie foto fotoagentur pressefoto bild-kunst ag sa spa nv bv oy ab aps as
    kg ev e.v. e.v mbh sarl srl
    ayuntamiento alcaldía gobernación gobierno prefeitura governo secretaria secretaría câmara senado fiscalía
    bomberos diputación generalitat ministerstvo comune regione questura carabinieri mairie préfecture gendarmerie
    muzeum muzej urząd gmina policja straż uniwersytet szpital fundacja stowarzyszenie klub biuro policie hasiči
    nemocnice divadlo úřad kommune museet politiet kommun museo yliopisto gemeente stichting vereniging belediyesi
    bakanlığı valiliği humas kementerian polda polri pemkot pemprov
    музей министерство администрация пресс-служба мэрия правительство университет театр полиция прокуратура
    управление служба комитет агентство фонд центр союз клуб завод компания холдинг мчс мвд умвд гибдд поліція
    міністерство прокуратура дснс
    """
)
_COMPOUND = re.compile(
    r".{2,}(?:verein|verband|museum|museums|archiv|institut|stiftung|ministerium|amt|werke|theater|verlag|gesellschaft|"
    r"universität|hochschule|feuerwehr|zentrum|agentur|bibliothek|direktion|förbundet|universitetet|museet|verket)"
)
"""German and Nordic words for organisations stand at the end of longer ones (`Heimatmuseum`)."""

_LEGAL_FORM = re.compile(r".*\s(?:e\.\s?V\.?|GmbH|Inc\.?|Ltd\.?|LLC|AG|S\.A\.|Sp\. z o\.o\.|B\.V\.)")
# Words that show a credit's way or state and name nobody.
NOBODY_WORDS = word_set(
    """
    dr sns arhivă arhiva bildfunk dpa-bildfunk eigenes werk own-work d’archives d'archives
    agencije agencja из архива архіву
    icon icons stand recherche zvg z.v.g zvg. verfügung gestellt zur 关闭 打印 分享 关闭窗口
    file files filephoto archive archives archiv archivbild archivfoto archiwum arch arch. handout handouts h.o
    ho pool stringer str str. staff contributor contributors contributed courtesy provided supplied submitted
    uncredited undated unknown screenshot screenshots screengrab screen grab capture video still symbolbild
    symbolfoto symbolic stock photo photos image images picture pictures credit credits copyright ©️ © (c) ⓒ
    illustration illustrative illustratie getty's all rights reserved privat private privé privée particulier
    prywatne prywatny own work reproduction repro montage collage composite graphic grafik infografik
    infographic internet social network networks rf rm editorial use only via by for from the of and
    photographer photograph photographs foto fotos fotografie fot fot. bild bilder quelle source zdroj zdj zdj.
    zdjęcie prasowe materiały promo promotional press kit handout/ pr presse pressebild pressefoto pressebilder
    themenbild agenturfoto agenturen agentur agencies agency agences wire wires services service reports report
    n/a na none null reuters' uploaded public domain cc by-sa cc-by-sa cc-by by-nc sa nc nd 2.0 3.0 4.0 0 1.0
    license licence licensed lizenz under unported generic international ki-generiert ki ai generated
    ai-generated mit hilfe von with permission used photoillustration photomontage montaje archivo cortesía
    cedida redes sociales captura pantalla imagen ilustrativa archivio fornita divulgação reprodução arquivo
    pessoal acervo cortesia dr d.r droits réservés tous d'écran d’écran écran archívne archivní ilustrační
    ilustračné ilustracyjne ilustracja arkiv arkivbilde arkivfoto genrefoto illustrasjon skjermdump skärmdump
    arkivbild illustrationsfoto kuvituskuva arkisto kaappaus temsili arşiv архив архивное скриншот иллюстрация
    предоставлено фото фотография автора кадр видео соцсети ilustrasi dok dok. istimewa ist ilustrasyon αρχείου
    αρχείο φωτογραφία 자료사진 자료 사진 제공 캡처 캡쳐 화면 영상 그래픽 합성 공동취재단 인스타그램 독자 홈페이지
    온라인 커뮤니티 附圖 附图 资料图 资料图片 资料 图片 图 网络 配图
    来源 资料照片 網路 圖片 資料照 圖 翻攝 示意图 示意圖 供图 図 写真 資料写真 aus view larger expand zoom
    gallery slideshow vergrößern
    anzeigen schließen agrandir ampliar ingrandisci увеличить powiększ zvětšit suurenna forstør förstora büyüt vorlage
    ausschnitt bearbeitung materiał ilustracyjny ilustracyjna enlarge full size
    click email print tweet share
    trailer купить иллюстрацию коллаж asociatyvi asociatyvinė redakcijos archyvo sithunyelwe ithunyelwe
    ngu-supplied イメージ 提供 提供写真 画像 資料
    """
)
_PARTICLES = word_set(
    """
    van von der den de del della di da dos das do du la le el al bin ibn ben bint abu ter ten zu zum zur y e i
    und af av vom dal dalla lo los las mac mc st st. jr jr. sr sr. ii iii iv san santa o' d' l' ul ur
    """
)
_LINKS = frozenset(
    {"of", "the", "for", "and", "in", "on", "at", "für", "des", "pour", "para", "per", "och", "og", "w", "we", "na"}
)
_LATIN_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_HANGUL_NAME = re.compile("[\uac00-\ud7af]{2,4}")
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_HANGUL = re.compile("[\uac00-\ud7af]")
_HANDLE = re.compile(r"@?[a-z][\w.\-]{3,30}")
_CJK_ORGANISATION = re.compile(
    "(?:警察|警視|警|廳|庁|厅|社|局|署|部|省|院|館|馆|会|會|社|報|报|网|網|台|臺|大学|大學|学校|公司|集団|集团|庁|처|청|부|원|회|사|시|도|군|당|실|단|신문|방송|뉴스|대학교|경찰|협회|재단|그룹|전자|위원회|소방|구단|엔터테인먼트)$"
)
_LOWER = re.compile(r"[^\W\d_]")


def kind_of(text: str) -> Kind:
    """Return what `text`, one piece of a credit without its label, is by its shape alone."""
    words = text.split()
    if not words or len(text) > 80:
        return "nobody"
    bare = [word.strip(".,;:!?\"'“”„«»()[]") for word in words]
    folded = [word.casefold() for word in bare]
    if all(word in NOBODY_WORDS or not word or word.isdigit() for word in folded):
        return "nobody"
    if not _LOWER.search(text) or not any(map(str.isalpha, text)):
        return "nobody"
    if any(sign in text[1:-1] for sign in "„“”«»"):
        return "unclear"  # a title, a product
    if HAN_OR_KANA.search(text) or _HANGUL.search(text):
        return _kind_unspaced(text)
    if _LEGAL_FORM.fullmatch(text) and text[:1].isupper():
        return "organisation"
    if any(word in ORGANISATION_WORDS or _COMPOUND.fullmatch(word) for word in folded):
        small = sum(1 for word in bare if word[:1].islower() and word not in _PARTICLES and word not in _LINKS)
        return "organisation" if small * 3 <= len(words) or len(words) <= 2 else "unclear"
    if len(words) > 6:
        return "unclear"
    if any(character.isdigit() for character in text):
        return "unclear"
    capitals = [word for word in bare if word[:1].isupper()]
    lower = [word for word in bare if word[:1].islower()]
    if any(
        word.casefold() not in _PARTICLES and not word.startswith(("al-", "el-", "d'", "d’", "l'")) for word in lower
    ):
        return "unclear"
    if not all(_LATIN_WORD.fullmatch(word) for word in bare if word):
        return "unclear"
    if 2 <= len(capitals) <= 4 and len(words) <= 6:
        if all(len(word) <= 3 and word.isupper() for word in capitals):  # "NTSB", "USGS EROS"
            return "organisation"
        return "person"
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= 6:
        return "organisation"
    return "unclear"


_PLACES = word_set(
    """
    서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 수원 성남 고양 용인 창원 청주
    전주 천안 안산 안양 평양 개성 판문점 도쿄 베이징 상하이 홍콩 워싱턴 뉴욕 런던 파리 베를린 모스크바 키이우 예루살렘
    東京 大阪 京都 名古屋 札幌 福岡 北京 上海 广州 廣州 深圳 天津 重庆 重慶 香港 澳门 澳門 台北 高雄 臺北 平壌 平壤
    首尔 首爾
    """
)
"""Places that stand before an agency in Korean, Japanese and Chinese credits, as long as persons' names are."""


def _kind_unspaced(text: str) -> Kind:
    if text in _PLACES:
        return "nobody"
    if _CJK_ORGANISATION.search(text):
        return "organisation"
    parts = text.split()
    if len(parts) == 1 and (_HANGUL_NAME.fullmatch(text) or _HAN_NAME.fullmatch(text)):
        return "person"
    if len(parts) == 2 and all(_HAN_NAME.fullmatch(part) or len(part) == 1 for part in parts):
        return "person"
    return "unclear"
