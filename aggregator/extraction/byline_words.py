"""The words that stand around the names in bylines, in the languages of the press."""

from __future__ import annotations

from typing import Final


def _words(in_a_row: str) -> frozenset[str]:
    return frozenset(in_a_row.split())


def _endings(in_a_row: str) -> tuple[str, ...]:
    return tuple(in_a_row.split())


# Before a name, in running text: "By Ann", "Von Anna", "Posted by", "بقلم". They end what goes before the name.
PREPOSITIONS: Final = _words(
    "በ ავტორი հեղինակ লেখক প্রতিবেদক autorja by to von "
    "vom oprac par por per di de da door av af od oleh bởi από του της ο η fra autor autorin autors "
    "autorius autoren autores autora autorzy autorka autor/in autor:in author authors auteur auteurs auteure "
    "autrice autore autori автор авторы автори аутор text texte texty texto textos testo testi tekst teksti "
    "tekstas teksty tekstai txt текст words szerző szerzők írta penulis pewarta reporter reporters yazan yazar "
    "haber piše pišu napisao napisala пише пишат scris napsal napsala pisze napisał napisała skribent skrevet "
    "kirjoittaja kirjoittanut γράφει συντάκτης κείμενο written dibuat ditulis rédigé publié publicado беседовал "
    "беседовала подготовил подготовила подготовили подготвил كتب كتبت بقلم إعداد بواسطة تقرير نویسنده گزارش מאת "
    "द्वारा लेखक โดย ผู้เขียน copyright ©"
)

# Between or before these; alone they say nothing.
ATTENDANTS: Final = _words(
    "posted published reported reporting report updated story opinion guest submitted compiled prepared created "
    "uploaded contributed told as the a an our ein eine einer einem unser unsere unserem unserer unserm im "
    "wortlaut beitrag artikel kolumne kommentar gastbeitrag gastkommentar interview essay analyse reportage "
    "rezension pressemitteilung eingestellt geschrieben erstellt verfasst veröffentlicht un une notre nos propos "
    "recueillis chronique tribune article una nuestro nuestra nuestros escrito opinión columna nostro nostra dal "
    "dalla cura articolo scritto een onze van geschreven skriven skrevet skriver en et av el γράφουν γράφει ο η"
)

JOBS: Final = _words(
    "journalista fotograf fotografin editor editors reporter reporters correspondent correspondents columnist "
    "writer writers journalist "
    "journalists producer analyst critic contributor contributing photographer meteorologist blogger anchor "
    "professor lecturer fellow director expert author chief redakteur redakteurin korrespondent korrespondenten "
    "korrespondentin chefredakteur chefredakteurin reporterin volontär volontärin mitarbeiter mitarbeiterin autor "
    "autorin projektleiterin projektleiter journaliste correspondant correspondante rédacteur rédactrice envoyé "
    "envoyée spécial spéciale periodista redactor redactora corresponsal colaborador colaboradora enviado enviada "
    "especial giornalista inviato inviata corrispondente jornalista repórter correspondente verslaggever "
    "redacteur журналист журналистка корреспондент редактор обозреватель спецкор журналіст кореспондент muhabir "
    "muhabiri editörü dziennikarz dziennikarka redaktor redaktorka korespondent novinář novinářka zpravodaj "
    "zpravodajka újságíró novinar novinarka toimittaja toimetaja journalistė žurnalistas žurnāliste ziarist "
    "wartawan jurnalis phóng viên συντάκτης δημοσιογράφος ανταποκριτής مراسل مراسلة صحفي صحفية خبرنگار כתב כתבת "
    "संवाददाता"
)

# Before a job: "Senior Political Correspondent".
JOB_ADJECTIVES: Final = _words(
    "political senior chief deputy staff health science business sports sport crime education news foreign us uk "
    "city environment transport technology tech consumer court special freelance web multimedia associate "
    "assistant managing executive digital local national world defence defense diplomatic economics investigative "
    "home royal legal social affairs media arts culture travel political- unserem unserer unser onze notre "
    "nuestro nuestra nostro nostra"
)

# What those do who write now and then.
OCCUPATIONS: Final = _words(
    "head president partner founder co-founder ceo cto chair chairman chairwoman minister mayor manager officer "
    "strategist economist researcher scientist specialist consultant coordinator lawyer advocate physician historian "
    "novelist academic emeritus research policy leiter leiterin dozent dozentin wissenschaftler wissenschaftlerin "
    "ökonom ökonomin historiker historikerin geschäftsführer geschäftsführerin président présidente économiste "
    "historien historienne chercheur chercheuse avocat avocate profesor profesora economista historiador abogado "
    "abogada investigador investigadora presidente direttore direttrice docente profesor profesorius профессор "
    "экономист политолог историк директор"
)

CONJUNCTIONS: Final = _words("and und et og och en ja és ve și si şi та ir un dan with mit avec con com med και và")
SMALL_CONJUNCTIONS: Final = _words("y e i a и і u و और এবং และ")
"""Those written small between names: "Michael E Sample" is one person."""

# Who made the pictures did not write the text; nor did who edited or translated it, unless nobody else signs.
PICTURE_LABELS: Final = _words(
    "foto fotos foto's photo photos photography photographs photographie photographies photographer photographers "
    "fotograf fotografin fotografie fotografia fotografía fotografías fotografije bild bilder bildnachweis image "
    "images picture pictures pics video videos vidéo vídeo grafik grafika graphic graphics gráfico infografik "
    "illustration illustrations illustrator illustrationen illustratie ilustrator ilustración ilustração "
    "ilustracja ilustrace kuva kuvat kuvaaja valokuvat zdjęcie zdjęcia fot fot. фото фотографии фотограф відео "
    "видео fotoğraf fotoğraflar fotó fotók snímky kamera camera audio podcast foto/video צילום صورة صور تصوير عکس "
    "عکاس φωτογραφία φωτογραφίες φωτό φωτο gambar ảnh 写真 撮影 摄影 攝影 摄 攝 图 圖 图片 圖片 视频 影像 影片 "
    "イラスト 動画 사진 영상 그래픽 삽화 그림"
)
EDITOR_LABELS: Final = _words(
    "editor editors editing edited editör editora edição edición redaktor redigerte redaktion redaktør redigeret "
    "redaktör redacteur редактор редактура редагувала bearbeitet bearbeitung übersetzung übersetzt übersetzer "
    "translated translation translator translators traduction traduit traducción traducido tradução traduzione "
    "tradotto traduttore перевод переводчик переклад przekład tłumaczenie tłum překlad vertaling oversettelse "
    "översättning ترجمة ترجمه تحرير تحریر producer production producción moderation moderator reviewed reviewer "
    "checked curated approved sub-editing penyunting uploader 编辑 編輯 責任編輯 责任编辑 責編 责编 主编 主編 "
    "编审 審核 审核 校对 校對 编译 編譯 翻译 翻譯 監修 編集 翻訳 訳 構成 교정 편집 번역"
)
# What follows is where the text was taken from, when it was published, or where it stands on the site.
SOURCE_LABELS: Final = _words(
    "güncelleme güncellenme yayınlanma giriş tarih publicat actualitzat "
    "source sources quelle quellen fuente fuentes fonte fonti kilde kilder källa källor bron bronnen zdroj źródło "
    "źródła источник источники джерело πηγή πηγές forrás lähde kaynak kaynağı sursa surse izvor извор vir allikas "
    "avots šaltinis sumber nguồn theo منبع المصدر מקור स्रोत ที่มา 来源 來源 出典 出处 出處 원문 출처 stand datum "
    "date dato fecha data дата published updated posted veröffentlicht aktualisiert publié publicado actualizado "
    "pubblicato aggiornato aggiornamento opublikowano опубликовано rubrik rubric rubrique ressort category "
    "kategorie categoria section tags 栏目 欄目 本文栏目 专栏 时间 時間 日期 发布 發布 入力 수정 등록"
)

# Where the name is over: "Ann Example Published: 20 November".
ENDINGS: Final = _words(
    "شائع نشر منتشر yayınlanma güncelleme publicerad uppdaterad publisert oppdatert julkaistu "
    "published updated posted modified aktualisiert veröffentlicht publié publicado publicada actualizado "
    "atualizado pubblicato opublikowano опубликовано обновлено vor today yesterday heute gestern сегодня вчера "
    "сьогодні вчора dnes včera dziś wczoraj hoy ayer hoje ontem oggi ieri"
)
# Before the figures of a date behind a name: "Bo Sample Mon 20 Nov". Some are first names, too (Jan, April).
DATE_WORDS: Final = _words(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember"
)
WEEKDAYS: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag "
    "sonntag"
)


ORGANISATIONS: Final = _words(
    "reuters afp dpa dpa-afx upi ians kyodo jiji xinhua yonhap anadolu interfax belga ntb ritzau mti čtk ctk tasr bns "
    "stt keystone-sda bloomberg ukrinform tanjug antara bernama "
    "redaktion redaktionen redazione redacción redaccion rédaction redação redakcja redakce redaksi redactie "
    "redacția redaktsioon redakcija oversikt redaksjonen toimitus toimetus szerkesztőség uredništvo уредништво "
    "редакция редакція редакцията newsroom newsdesk desk news staff team équipe equipo equipe autoren "
    "webredaktion agency agencies agentur agenturen agence agences agenzia agenzie agencia agencias agência "
    "agências agencija ajansı agerpres service services press presse prensa stampa imprensa media medien magazine "
    "magazin times post journal zeitung tageblatt tagblatt nachrichten bulletin daily gazette herald tribune "
    "courier chronicle editorial online network radio tv television televisión broadcasting group holding "
    "gazetesi gazeta dziennik haberler wire ticker newspaper publishing publisher publishers corporation company "
    "council club verlag edition éditions correspondents reporters writers contributors admin administrator "
    "webmaster office bureau department ministerium ministry ministère ministerio foundation stiftung fondation "
    "fundación institute institut instituto university universität université universidad association verband "
    "verein bund bundesverband landesanstalt bundesamt federation federación fédération confédération collectif "
    "colectivo comité committee commission parlament government police polizei alliance center centre society "
    "initiative partei partij fraktion campus sport sports politik wirtschaft kultur компания организация "
    "агентство правительство министерство пресс-служба οργανισμός οργανισμοσ εφημερίδα خبرگزاری وكالة صحيفة جريدة "
    "قناة الأخبار newsletter conversation"
)
# As part of a name these are companies; written so, they are never a surname.
COMPANIES: Final = _words(
    "gmbh ag kg mbh ltd ltd. limited llc inc inc. plc corp corp. co. s.a s.a. s.r.l s.r.l. s.p.a s.p.a. srl spa "
    "s.r.o s.r.o. a.s. d.o.o d.o.o. oy ab oyj b.v. n.v. kft kft. zrt zrt. e.v e.v. o.o o.o. oü uab sia α.ε α.ε. "
    "ооо зао оао тов пао"
)
# Agencies and others known by a short name: in capitals, or alone. Some are first names, too (Ani, Sita, Efe, Pap).
SHORT_NAMES: Final = _words(
    "reuters afp dpa apa sda ansa efe dpa-afx upi pti ani ians kyodo jiji xinhua yonhap anadolu tass interfax "
    "belga anp tt ntb ritzau lusa mti čtk ctk tasr sita pap bns elta leta stt ats keystone-sda bloomberg sid kna "
    "epd lsw jta stf ria tanjug hina fena stena bta ukrinform unian antara bernama vov vna dha iha aa"
)
ORGANISATION_ENDINGS: Final = _endings(
    "redaktion redaktionen zeitung nachrichten tageblatt agentur verlag rundfunk newsroom news redaksi "
    "redaktsioon toimitus redactie verband ministerium stiftung presse 通信 通訊 网 網 资讯 資訊 晚报 晚報 时报 "
    "時報 早报 周刊 週刊 电视台 電視台 電視 新聞 新闻 日報 日报 社 編集部 编辑部 編輯部 編輯 取材班 記者団 "
    "デジタル オンライン ニュース 中心 뉴스 통신 일보 신문 방송 편집국 취재팀 뉴스팀 편집팀 뉴스부 사회부 정치부 "
    "部 局 频道 頻道"
)
DOMAIN_ENDINGS: Final = _endings(
    ".com .de .net .org .uk .tr .fr .it .es .at .ch .ru .pl .cz .sk .hu .ro .bg .ua .gr .info .tv .news .eu .nl "
    ".be .se .no .dk .fi .ie .ca .br .mx .ar .cl .co .in .id .vn .jp .kr .cn .tw .hk .au .nz .za .il .io .me .lt "
    ".lv .ee"
)

NO_NAMES: Final = _words(
    "md m.d phd ph.d mba msc rn esq jr sr staff admin n/a none null undefined unknown anonymous anonym user guest "
    "root default test redacted name more mehr share teilen follow advertisement read live update updated "
    "actualités author publisher editor profile share- by von 点击登录 昵称 登录 注册 作者 编辑 来源 匿名 "
    "責任編輯 责任编辑 記者 记者 登入 會員 기자 관리자 운영자 文 图 圖"
)
# What links beside a byline say: "Follow Ann", "More from Bo".
NO_NAME_STARTS: Final = _words(
    "filed full rss email e-mail view follow more posts see contact message about all mehr alle"
)

PARTICLES: Final = _words(
    "von van de der den del della di da dos das du la le el al bin ibn bint abu ben ter ten te 't zu zur zum vom "
    "af av y e i do dal d los las lo li ul"
)

# Labels and jobs in Chinese, Japanese and Korean bylines, which stand before a sign or a space.
CJK_WRITER_LABELS: Final = _words("文 글 作者 记者 記者 撰文 采写 執筆 执笔 取材 聞き手 ライター 撰稿 通讯员 글쓴이")
CJK_PICTURE_LABELS: Final = _words(
    "写真 撮影 摄影 攝影 摄 攝 图 圖 图片 圖片 摄影记者 攝影記者 视频 사진 영상 그래픽 イラスト"
)
CJK_EDITOR_LABELS: Final = _words("编辑 編輯 責任編輯 责任编辑 責編 责编 审核 編集 編集者 構成 译 譯 翻译 翻譯 訳 편집")

# A line by the headline that begins so may be a byline: its date may stand before ("12.11.2026, 10:22 von Anna").
SIGNING: Final = _words(
    "haber per na "
    "by von par por di door av af text texte texto autor autorin autor/in author auteur autore автор текст "
    "penulis oleh yazan szerző kirjoittaja pubblicato written posted kolumne gastbeitrag artikel beitrag ein eine "
    "كتب كتبت بقلم מאת γράφει από autorzy piše napsal reporter reporters story words veröffentlicht geschrieben"
)

# A line anywhere on the page that begins so names the writer behind a colon, or at once.
LABELLING: Final = _words(
    "autor autorin autor/in autorin/autor autor:in autores autoren author authors auteur autore автор szerző "
    "forfatter skribent kirjoittaja yazar penulis reporter writer text 记者 記者 作者 文 撰文"
)

# Parts of an address's path behind which the name of a writer follows.
AUTHOR_SEGMENTS: Final = _words(
    "author authors autor autori autore autoren autores auteur auteurs profile profiles profil profils journalist "
    "journalists by writer writers staff contributor contributors columnist columnists redakteur redakteure "
    "reporter reporters penulis yazar yazarlar forfatter skribent avtor avtory giornalista giornalisti firma "
    "firmas byline"
)
