"""The words that introduce the credit of a picture, in the languages of the press."""

from __future__ import annotations

import re

# Read from the left of a credit, and looked for in captions, so every word is one that cannot begin a person's name.
BOTH = (
    r"(?:alle |all )?(?:text(?:e|o|os)?|tekste?|story|words|report|szöveg|kirjoitus|teksti|текст|testo|besedilo|"
    r"yazı|haber)"
    r"\s?(?:&|\+|/|,|and|und|et|y|e|og|och|en|a|i|и|та|és|ja|și|ve|in)\s?"
    r"(?:alle )?(?:photo(?:graph)?s?|pictures?|fotos?|bild(?:er)?|foto['’]s|fotografije?|fotografi?e|fotky|zdjęcia|"
    r"kuvat?|fotók|фото(?:графии)?|світлини|снимки|fotoğraf(?:lar)?|imagens?|imágenes|images)"
    r"(?: by| di| von| de| av| af)?"
)
"""Who wrote it and took the pictures: `Text & Fotos:`."""

LABEL = (
    r"(?:"
    r"(?:main |cover |top |lead |header |file |feature |featured |stock |handout |archive |banner |all )?"
    r"(?:photo|image|picture|photograph|pic|video|illustration|graphic|visual)s?"
    r"(?: (?:credits?|copyrights?|source|courtesy|by|from|illustration|via|file|credited to))*"
    rf"|{BOTH}"
    r"|photographs?(?: by)?|photographers?|photography(?: by)?|credits?|photocredits?|imagecredits?|copyright|"
    r"courtesy(?: of)?|screenshot(?: (?:from|by|via|of|aus|von))?|screen ?grab(?: from)?|video (?:grab|still)"
    r"|ph(?=[.:])\.?"
    # German
    r"|(?:alle )?(?:symbol|archiv|beispiel|themen|presse|titel|agentur|beitrags|cover|aufmacher|vorschau|header|stand|"
    r"luft|porträt|gruppen|teaser)?(?:foto|bild(?:er)?)s?(?:quellen?|nachweise?|credits?|rechte|autor|agentur|material)?"
    r"|(?:alle )?fotos|bilder|fotografien?|fotograf(?:in|ia|ía|o|en|er)?|quelle|grafik|karte|aufnahme|urheber(?:in)?|"
    r"(?:taken|shot|captured) by|aufgenommen von"
    # French, Spanish, Portuguese, Italian, Dutch
    r"|cr[ée]dits?(?: (?:photos?|images?|visuels?))?|cr[ée]dito(?: (?:foto|imagen|da foto|da imagem))?s?|cr[ée]ditos?|"
    r"imagen|imágenes|imagem|imagens|fotógraf[oa]|fotografías?|visuel|clichés?|"
    r"(?:photos?|images?) (?:d['’](?:illustration|archives?)|illustrati(?:ve|on)s?)|immagin[ei]|foto['’]s|"
    r"(?:beeld|pilt|slika|poz[aăe]|кадр|слика)(?=\s?[:：])|illustratie"
    # Nordic, Baltic
    r"|(?:foto|bilde?|illustrasjons?|arkiv|presse|press|genre|privat)(?:foto|bilde?)|bilde|kuva|kuvat|kuvaaja|"
    r"valokuva|kuvalähde|kuvituskuva|ljósmynd|myndir|mynd|mynd/|illustrasjon|illustration|nuotrauk(?:a|os)|nuotr\.|"
    r"foto autors|"
    # Polish, Czech, Slovak, South Slavic, Hungarian, Romanian, Albanian
    r"fot\.?|zdj\.?|zdjęci[ae]|źródło(?: (?:zdjęci[ae]|grafiki|foto))?|autor(?: (?:zdjęcia|fotografie|foto))?|"
    r"zdroj(?: (?:foto|fotografie|snímku))?|snímek|snímky|snímk[ay]|(?:ilustrační|ilustračné) (?:foto|snímek|snímka)|"
    r"foto (?:ilustrační|ilustrační)|fotografij[ae]|snimi[ol]|snimila|izvor (?:foto(?:grafij[ae])?|slike)|"
    r"fotók?|kép(?:ek)?(?: forrása)?|forrás|felvétel|illusztráció|borítókép|nyitókép|"
    r"surs[aă] (?:foto|imagine)|fotografii"
    # Russian, Ukrainian, Bulgarian, Serbian, Greek, Turkish
    r"|фото(?:граф(?:ия|ии|ія|ија)?|графије|графи)?|снимок|снимк[аи]|снимио|иллюстрация|илюстрация|ілюстрація|"
    r"источник (?:фото(?:графии)?|изображения)|(?:автор|автори) (?:фото(?:графии)?|снимка|снимки)|скриншот(?: видео)?|"
    r"скріншот|світлин[аи]|знімок|джерело (?:фото|зображення)|изображение|коллаж|"
    r"φωτογραφί(?:α|ες)|φωτο|φωτ\.|πηγή (?:φωτογραφίας|εικόνας)|φωτογράφος|εικόνα|fotoğraf(?:lar)?|görsel|"
    r"ekran görüntüsü|"
    # Vietnamese, Malay, African, Indian, Arabic, Persian, Hebrew, Thai
    r"(?:nguồn )?(?:ảnh|hình ảnh)|gambar|(?:sumber|kredit) (?:foto|gambar)|dok(?:umentasi)?\.|"
    r"tangkapan layar(?: (?:kanal |akun )?(?:youtube|instagram|facebook|tiktok|twitter))?|"
    r"isithombe|izithombe|umfanekiso|imifanekiso|picha|फोटो(?: क्रेडिट)?|फ़ोटो|तस्वीर|चित्र|ছবি|"
    r"(?:مصدر )?(?:صورة|الصورة|الصور)|تصوير|عدسة|عکس(?: از)?|عکاس|تصویر|צילום(?: מסך)?|צילומים|צלם|תמונה|תצלום|קרדיט|"
    r"ภาพ(?:จาก|โดย|ประกอบ)?|ที่มาภาพ|ขอบคุณภาพ(?:จาก)?|"
    # Korean, Chinese, Japanese
    r"(?:자료|참고|관련)?\s?사진\s?(?:제공|출처)?|영상\s?(?:제공|출처)?|그래픽|이미지\s?출처|출처|글[·/]사진|사진[·/]글"
    r"|captures? d['’]écran(?: (?:de|sur|du|d['’]))?|"
    r"captura de (?:pantalla|video|vídeo|imagen|tela)(?: (?:de|do)(?: (?:youtube|instagram|facebook))?)?|"
    r"captură (?:video|foto|ecran)|zrzut ekranu|kuvakaappaus|skjermbilde|skærmbillede|skärmbild|schermafbeelding|"
    r"取材自|翻攝自|翻拍自|图据|圖據|視頻截圖|视频截图|翻攝"
    r"|写真(?:提供|・文)?|文・写真|画像(?:提供|引用)?|撮影者?|図|出典|图片?(?:来源|提供)?|圖片?(?:來源|提供)?|"
    r"照片(?:来源|提供)?|图源|圖源|摄影|攝影|供图|供圖|图/文|文/图|圖/文|文/圖|摄|攝"
    r")"
)
LABEL_WORDS = (
    *("rheber", "taken", "hot by", "tured by", "genommen"),
    *("imag", "immagin", "uel", "clich", "beeld", "pilt", "lika", "poz", "nímk", "nimi", "izvor", "dok"),
    *("felvétel", "illu", "ekran", "billede", "creen", "ph.", "ph:", "tangkap", "снимк", "знімок", "світлин"),
    *("снимио", "илюстр", "ілюстр", "изображ", "зображ", "скриншот", "скріншот", "коллаж", "слика", "кадр", "εικόνα"),
    *("फ़ोटो", "चित्र", "ছবি", "الصور", "تصوير", "عدسة", "عکاس", "تصویر", "צלם", "צילומ", "תצלום", "ภาพ"),
    *("photo", "image", "imágen", "pic", "video", "illustra", "graphic", "visual", "credit", "crédit", "copyright"),
    *("courtesy", "screenshot", "fot", "bild", "quelle", "grafik", "karte", "aufnahme", "zdj", "źródło", "autor"),
    *("zdroj", "snímek", "ilustrační", "фото", "снимок", "иллюстрация", "світлина", "φωτ", "kuva", "mynd", "kép"),
    *("forrás", "görsel", "ảnh", "gambar", "nuotr", "ithombe", "fanekiso", "picha", "captur", "फोटो", "तस्वीर", "صورة"),
    *("عکس", "צילום", "תמונה", "קרדיט", "사진", "영상", "그래픽", "이미지", "출처", "取材", "翻攝", "翻拍", "图", "圖"),
    *("写真", "画像", "撮影", "図", "出典", "照片", "摄", "攝"),
)
"""One of these, in small letters, is in all that `LABEL` finds."""

PICTURE_LABEL = re.compile(
    r"\W{0,3}(?:(?:all |main |file |cover |lead |header )?(?:photo|image|picture|photograph)s?"
    r"(?: credits?| courtesy| illustrati(?:ve|on)s?| by|graphs?|graphers?| source)?|photography|ph(?=[.:])\.?|"
    r"(?:alle )?(?:symbol|archiv|titel|beitrags|presse)?(?:fotos?|bild(?:er)?)(?:quellen?|nachweise?|credits?|rechte)?|"
    r"fotografie?n?|fotograf(?:in|o|a|ia|ía)?|fotógraf[oa]|fotografías?|imagen|imágenes|imagem|imagens|immagini?|"
    rf"{BOTH}|"
    r"crédits? (?:photos?|images?)|credits?|fot\.?|zdj\.?|zdjęci[ae]|snímek|snímky|fotografij[ae]|surs[aă] foto|"
    r"фото(?:граф(?:ия|ии|ія)?)?|иллюстрация|ілюстрація|illustration|"
    r"снимк[аи]|снимок|світлин[аи]|φωτογραφί(?:α|ες)|φωτο|kuvat?|fotók?|fotoğraf(?:lar)?|görsel|"
    r"nuotr|ảnh|isithombe|gambar|صورة|تصوير|عکس|צילום|फोटो|ภาพ|사진|写真|图片?|圖|©|ⓒ)"
    r"\s?(?:[:：=＝©/]|by\b|\s(?=[^\W\d_]))",
    re.IGNORECASE,
)
"""Words that introduce the credit of a picture and of nothing else; `Source:` and `Author:` introduce texts too."""

PICTURE_LABEL_WORDS = (
    *("imag", "immagin", "ph.", "ph:", "imágen", "nímek", "nímk", "снимк", "снимок", "иллюстрац", "ілюстрац", "illu"),
    *("світлин", "görsel", "gambar"),
    *("صورة", "تصوير", "عکس", "צילום", "फोटो", "ภาพ"),
    *("photo", "fot", "image", "picture", "bild", "credit", "crédit", "фото", "φωτο", "kuva", "zdj", "nuotr", "ảnh"),
    *("isithombe", "사진", "写真", "图", "圖", "©", "ⓒ"),
)
"""One of these is in all that `PICTURE_LABEL` finds."""

GLUED_LABEL = re.compile("^[（(]?(?:图片来自|圖片來自|照片来自|图自|圖自|取材自|翻攝自|翻拍自|图据|圖據|截图自|截圖自)")

INTRODUCING = rf"(?P<label>{LABEL})(?:\s(?:©|via)|\s?[:：=＝]|(?<=y)(?=\s))\s?"
"""A label at the end of a paragraph or below the article, with the sign behind it."""
