"""Bytes into text: what a page declares, what its bytes say, and which of the two is right."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.encodings import MENDED, PIECE, as_utf8
from aggregator.encodings.declared import declared_encodings, prescan
from aggregator.encodings.guess import guessed_encoding
from aggregator.encodings.labels import LABELS, Encoding, encoding_of
from aggregator.markup import parse_html
from tests.bounds import no_explosion

HERE = Path(__file__).parent
PUBLISHED = HERE / "published"

RUSSIAN = "Городской совет решил закрыть старый вокзал до конца следующего года."
GREEK = "Το δημοτικό συμβούλιο αποφάσισε να κλείσει το παλιό λιμάνι μέχρι το τέλος του έτους."
KOREAN = "시의회는 화요일 밤 회의에서 옛 터미널을 내년 말까지 닫기로 결정했다고 밝혔다."
JAPANESE = "市議会は古いターミナルを来年末までに閉鎖する計画を可決した。"
CHINESE = "市议会周二晚上通过决议，将在明年年底以前关闭这个旧码头。"
TAIWANESE = "市議會週二晚上通過決議，將在明年年底以前關閉這個舊碼頭。"
POLISH = "Rada miasta postanowiła zamknąć stary dworzec promowy; dłużej już się go nie da łatać."
FRENCH = "Le conseil a décidé mardi de fermer la vieille gare maritime, où l'été les files débordent."
ARABIC = "قرر مجلس المدينة مساء الثلاثاء إغلاق المحطة القديمة قبل نهاية العام المقبل."
TURKISH = "Belediye meclisi eski iskelenin gelecek yılın sonuna kadar kapatılmasına salı akşamı karar verdi; başkan öyle açıkladı."


def text_of(data: bytes | str, content_type: str | None = None) -> str:
    root = parse_html(data, content_type=content_type).root
    assert root is not None
    return "".join(root.itertext()).strip()


def page_of(text: str, label: str, head: str = "") -> bytes:
    return encoded(f"<html><head>{head}<title>News</title></head><body><p>{text}</p></body></html>", label)


def encoded(text: str, label: str) -> bytes:
    """Return `text` in an encoding; windows-1258 writes the tone of a Vietnamese vowel as a sign behind it."""
    if label == "windows-1258":
        return b"".join(map(_vietnamese, text))
    return text.encode(LABELS[label].codec)


def _vietnamese(sign: str) -> bytes:
    try:
        return sign.encode("cp1258")
    except UnicodeEncodeError:
        *vowel, tone = sorted(
            unicodedata.normalize("NFD", sign), key=lambda one: one in "\u0300\u0301\u0303\u0309\u0323"
        )
        return (unicodedata.normalize("NFC", "".join(vowel)) + tone).encode("cp1258")


# ---------------------------------------------------------------- what is declared


def declared_encoding(data: bytes, header: str | None = None) -> Encoding | None:
    return next(declared_encodings(data, header), None)


def published_cases() -> Iterator[tuple[str, bytes, str]]:
    """Yield file and number, data and encoding of each case of html5lib."""
    for path in sorted((PUBLISHED / "html5lib-encoding").glob("*.dat")):
        cases = re.split(rb"(?:\A|\n\n?)#data\n", path.read_bytes())[1:]
        for number, case in enumerate(cases, 1):
            data, _, encoding = case.partition(b"\n#encoding\n")
            yield f"{path.stem}-{number}", data, encoding.split(b"\n")[0].decode("ascii").lower()


# `document.write` with a label in two halves: only a browser that runs the script can read it.
SCRIPTED = "tests1-55"
CASES = {name: (data, encoding) for name, data, encoding in published_cases()}


@pytest.mark.parametrize("case", sorted(CASES.keys() - {SCRIPTED}))
def test_declared_encoding_is_that_of_browsers(case: str) -> None:
    data, name = CASES[case]
    assert (declared_encoding(data) or LABELS["windows-1252"]).name == name


def test_all_published_cases_are_here_and_one_needs_a_script() -> None:
    assert len(CASES) == 83
    data, _ = CASES[SCRIPTED]
    assert b"document.write" in data
    assert declared_encoding(data) is None


def test_published_big5_text_is_known_undeclared() -> None:
    text, name = as_utf8((PUBLISHED / "html5lib-encoding" / "chardet" / "test_big5.txt").read_bytes(), None)
    assert name == "big5"
    assert "道可道，非常道" in text.decode()


def test_labels_are_those_of_the_standard() -> None:
    table = json.loads((PUBLISHED / "whatwg-labels" / "labels.json").read_text(encoding="utf-8"))
    standard = {label: name for name, labels in table.items() for label in labels}
    assert {label: encoding.name for label, encoding in LABELS.items()} == standard


@pytest.mark.parametrize("encoding", sorted(set(LABELS.values())))
def test_every_encoding_of_the_standard_can_be_read(encoding: Encoding) -> None:
    assert "plain".encode(encoding.codec).decode(encoding.codec) == "plain"


@pytest.mark.parametrize(
    "label", ["utf-7", "x-unicode-2-0-utf-7", "cesu-8", "scsu", "euc-tw", "ebcdic-cp-us", "rot13", ""]
)
def test_labels_that_browsers_refuse_mean_nothing(label: str) -> None:
    assert encoding_of(label) is None


def test_the_mark_is_stronger_than_the_header_and_the_header_than_the_page() -> None:
    page = b"<meta charset=koi8-r>"
    names = [
        found.name
        for found in (
            declared_encoding(b"\xef\xbb\xbf" + page, "text/html; charset=gbk"),
            declared_encoding(page, 'text/html; charset="GB2312"'),
            declared_encoding(page, "text/html; charset=nonsense"),
        )
        if found
    ]
    assert names == ["utf-8", "gbk", "koi8-r"]


@pytest.mark.parametrize(("length", "name"), [(900, "koi8-r"), (1100, None), (60_000, None)])
def test_prescan_looks_no_further_than_it_is_given(length: int, name: str | None) -> None:
    page = b"<!--" + b"x" * length + b"--><meta charset=koi8-r>"
    found = prescan(page[:1024])
    assert (found.name if found else None) == name
    later = declared_encoding(page)
    assert later is not None
    assert later.name == "koi8-r"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<?xml version="1.0" encoding="windows-1251"?><html>', "windows-1251"),
        (b"<?xml version='1.0' encoding='euc-kr' ?><meta charset=gbk>", "gbk"),
        ("<?xml version='1.0' encoding='utf-16'?>".encode("utf-16-le"), "utf-16le"),
        ("<?xml version='1.0' encoding='utf-16'?>".encode("utf-16-be"), "utf-16be"),
        (b"<?xml version='1.0' encoding='utf-16'?>", "utf-8"),
        (b"<script>var page = '<meta charset=gbk>'</script>" + b" " * 1024, "gbk"),
        (b" " * 1024 + b"<script>var page = '<meta charset=gbk>'</script><meta charset=big5>", "big5"),
        (b"<meta name=viewport content='charset=gbk'><meta charset=big5>", "big5"),
        (b"<meta charset=gbk charset=big5>", "gbk"),
        (b"<!--><meta charset=big5>", "big5"),
        (b"<meta http-equiv=content-type content='text/html;charset=nonsense'><meta charset=big5>", "big5"),
    ],
)
def test_declarations_are_found_where_browsers_find_them(data: bytes, name: str) -> None:
    found = declared_encoding(data)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("KS_C_5601-1987", "cp949", KOREAN),
        ("gb2312", "gb18030", CHINESE),
        ("x-sjis", "cp932", JAPANESE),
        ("iso-2022-jp", "iso2022_jp", JAPANESE),
        ("euc-jp", "euc_jis_2004", "①番の㈱は" + JAPANESE),
        ("ISO-8859-1", "cp1252", "“Quotes” – only windows-1252 has them"),
        ("ISO-8859-9", "cp1254", TURKISH),
        ("iso-8859-8-i", "cp1255", "“מסוף המעבורות הישן ייסגר” – 100 ₪"),
        ("koi8-r", "koi8_u", "Засідання тривало до півночі, ґрунт вивезуть її сусіди."),
        ("big5", "big5hkscs", TAIWANESE),
    ],
)
def test_declared_labels_mean_what_the_web_takes_them_for(label: str, codec: str, text: str) -> None:
    by_header = f"<p>{text}</p>".encode(codec)
    assert text_of(by_header, f"text/html; charset={label}") == text
    by_meta = f'<html><head><meta charset="{label}"></head><body><p>{text}</p>'.encode(codec)
    assert text_of(by_meta) == text
    by_equiv = (
        f'<html><head><META http-equiv="Content-Type" content="text/html; charset={label}"></head><body>{text}'.encode(
            codec
        )
    )
    assert text_of(by_equiv) == text


# ---------------------------------------------------------------- every language alike

# Page fixture → labels of the encodings that its language was written in before UTF-8.
LANGUAGES = {
    "chinese-in-gbk-declared-as-utf-8": ("gb2312",),
    "taiwanese-in-big5-with-a-year-of-the-republic": ("big5",),
    "japanese-in-shift-jis-with-ruby-and-era-year": ("shift_jis", "euc-jp", "iso-2022-jp"),
    "korean-in-euc-kr-with-reporter-and-address": ("euc-kr",),
    "russian-in-windows-1251-declared-as-utf-8": ("windows-1251", "koi8-r", "ibm866", "iso-8859-5"),
    "ukrainian-in-koi8-u-declared-as-koi8-r": ("windows-1251", "koi8-u"),
    "bulgarian-in-windows-1251-with-short-year-word": ("windows-1251",),
    "serbian-in-cyrillic-with-numeric-date": ("windows-1251",),
    "greek-in-iso-8859-7-with-tables": ("windows-1253", "iso-8859-7"),
    "hebrew-in-windows-1255-with-updates": ("windows-1255", "iso-8859-8-i"),
    "arabic-in-windows-1256-declared-as-latin-1": ("windows-1256", "iso-8859-6"),
    "persian-with-solar-hijri-date-and-direction-marks": ("windows-1256",),
    "thai-in-tis-620-without-a-declaration": ("tis-620",),
    "vietnamese-in-windows-1258": ("windows-1258",),
    "turkish-in-windows-1254-with-dotless-i": ("iso-8859-9",),
    "lithuanian-in-windows-1257-undeclared": ("windows-1257", "iso-8859-13"),
    "polish-in-iso-8859-2": ("windows-1250", "iso-8859-2"),
    "czech-in-windows-1250-with-update-in-brackets": ("windows-1250", "iso-8859-2"),
    "hungarian-with-the-year-first": ("windows-1250", "iso-8859-2"),
    "romanian-in-iso-8859-16-with-commas-below": ("windows-1250", "iso-8859-2"),
    "german-in-latin-1-with-windows-quotes": ("windows-1252", "iso-8859-15"),
    "french-with-entities-of-windows-1252": ("windows-1252", "iso-8859-15"),
    "spanish-with-two-writers-and-a-place": ("windows-1252", "iso-8859-15"),
    "portuguese-with-hour-as-8h15": ("windows-1252",),
    "italian-with-writer-in-preposition": ("windows-1252",),
    "dutch-with-particles-in-a-surname": ("windows-1252",),
    "swedish-with-weekday-and-kl": ("windows-1252",),
    "finnish-with-klo-before-the-time": ("windows-1252",),
}
LEGACY = [(fixture, label) for fixture, labels in LANGUAGES.items() for label in labels]
# Letters and signs that came with Unicode, and what pages had in their place.
_OLDER = str.maketrans("șțȘȚی\u200c", "şţŞŢي ")
_PLAIN = str.maketrans(dict.fromkeys("“”„«»‚‘’", '"') | dict.fromkeys("–—", "-") | {"…": "...", "€": "EUR"})


def legacy_text(fixture: str, label: str) -> str:
    """Return the article of a page fixture in the letters that the encoding has."""
    path = HERE / "fixtures" / "pages" / fixture / "expected.json"
    text = " ".join(json.loads(path.read_text(encoding="utf-8"))["paragraphs"]).translate(_OLDER)
    return text if label.startswith("windows-12") else text.translate(_PLAIN)


def test_texts_are_of_many_languages() -> None:
    assert len(LANGUAGES) >= 25
    assert all(len(legacy_text(*case)) >= 200 for case in LEGACY)


@pytest.mark.parametrize(("fixture", "label"), LEGACY)
def test_undeclared_texts_of_every_language_are_read(fixture: str, label: str) -> None:
    text = legacy_text(fixture, label)
    assert_read(text, page_of(text, label))


@pytest.mark.parametrize(("fixture", "label"), LEGACY)
def test_a_hundred_letters_are_enough(fixture: str, label: str) -> None:
    text = legacy_text(fixture, label)
    for start in range(0, len(text) - 100, 50):
        assert_read(text[start : start + 100].strip(), page_of(text[start : start + 100].strip(), label))


@pytest.mark.parametrize(("fixture", "label"), LEGACY)
def test_rightly_declared_texts_of_every_language_are_read(fixture: str, label: str) -> None:
    whole = legacy_text(fixture, label)
    for text in (whole, whole[:40]):
        assert_read(text, page_of(text, label, f"<meta charset={label}>"))
        assert_read(text, page_of(text, label), f"text/html; charset={label}")


@pytest.mark.parametrize("lie", ["utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize(("fixture", "label"), LEGACY)
def test_lies_about_texts_of_every_language_are_seen_through(fixture: str, label: str, lie: str) -> None:
    text = legacy_text(fixture, label)
    assert_read(text, page_of(text, label, f'<meta http-equiv="Content-Type" content="text/html; charset={lie}">'))
    assert_read(text, page_of(text, label), f"text/html; charset={lie}")


def assert_read(text: str, data: bytes, content_type: str | None = None) -> None:
    read = as_utf8(data, content_type)[0].decode("utf-8")
    assert unicodedata.normalize("NFC", text) in unicodedata.normalize("NFC", read)


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "ibm866", "ibm866"),
        (KOREAN, "euc-kr", "euc-kr"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (CHINESE, "gbk", "gbk"),
        (TAIWANESE, "big5", "big5"),
        (POLISH, "windows-1250", "windows-1250"),
        (POLISH, "iso-8859-2", "iso-8859-2"),
        (ARABIC, "windows-1256", "windows-1256"),
        (FRENCH, "windows-1252", "windows-1252"),
        (POLISH, "utf-8", "utf-8"),
        ("plain", "utf-8", "utf-8"),
    ],
)
def test_the_encoding_of_one_sentence_has_its_standard_name(text: str, label: str, name: str) -> None:
    data = page_of(text, label)
    assert as_utf8(data, None)[1] == name
    assert_read(text, data)


@pytest.mark.parametrize("text", ["", "plain", "café", "naïve façade", "Müller", "¿Qué?", "£5"])
def test_a_few_accents_are_western(text: str) -> None:
    assert guessed_encoding(text.encode("cp1252")).name == "windows-1252"


# ---------------------------------------------------------------- bytes against declarations


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1251", "euc-kr", "shift_jis", "utf-16", "no-such-thing"])
def test_utf_8_bytes_win_over_whatever_is_declared(declared: str) -> None:
    data = f'<meta charset="{declared}"><p>{FRENCH} {RUSSIAN}</p>'.encode()
    page = parse_html(data, content_type=f"text/html; charset={declared}")
    assert page.encoding == "utf-8"
    assert text_of(data, f"text/html; charset={declared}") == f"{FRENCH} {RUSSIAN}"


def test_a_servers_blanket_latin_1_gives_way_to_the_pages_own_word() -> None:
    data = f'<meta charset="windows-1251"><p>{RUSSIAN}'.encode("cp1251")
    assert text_of(data, "text/html; charset=ISO-8859-1") == RUSSIAN


def test_a_declared_encoding_that_cannot_be_gives_way_to_one_that_can() -> None:
    data = f'<meta charset="utf-8"><p>{KOREAN}'.encode("cp949")
    page = parse_html(data, content_type="text/html; charset=UTF-8")
    assert page.encoding == "euc-kr"


@pytest.mark.parametrize("text", ["Le café ferme.", "Straße gesperrt", "El niño volvió", "Nação e coração, São João"])
def test_declared_latin_1_stands_where_little_speaks_against_it(text: str) -> None:
    assert_read(text, page_of(text, "windows-1252", "<meta charset=iso-8859-1>"))


@pytest.mark.parametrize("label", ["iso-2022-kr", "hz-gb-2312", "utf-7", "euc-tw"])
def test_encodings_that_browsers_refuse_are_not_decoded(label: str) -> None:
    data = f"<meta charset={label}><p>plain +ADw-script+AD4- ~{{VPND~}} \x0e0!\x0f</p>".encode()
    assert as_utf8(data, f"text/html; charset={label}")[0] == data


def test_windows_quotes_in_a_page_called_iso_are_quotes() -> None:
    data = "<meta charset=iso-8859-5><p>\x93".encode("latin-1") + RUSSIAN.encode("iso8859_5") + b"\x94</p>"
    assert_read(f"“{RUSSIAN}”", data)


def test_a_page_in_windows_1250_called_iso_8859_2_is_read_by_its_letters() -> None:
    text = "Już śnieg leży, źle się jeździ; ścieżką idą goście i śmieją się głośno: „Świetnie!”"
    assert_read(text, page_of(text, "windows-1250", "<meta charset=iso-8859-2>"))


@pytest.mark.parametrize("reference", ["&#146;", "&#x92;", "&rsquo;", "&#8217;"])
def test_references_to_windows_1252_are_read_as_browsers_read_them(reference: str) -> None:
    assert text_of(f"<meta charset=utf-8><p>harbour{reference}s</p>".encode()) == "harbour’s"


# ---------------------------------------------------------------- broken and mixed pages


def test_one_broken_sign_does_not_make_utf_8_something_else() -> None:
    data = f"<p>{RUSSIAN * 5}".encode() + b"\xff</p><p>" + RUSSIAN.encode()[:-1]
    page = parse_html(data)
    assert page.encoding == "utf-8"
    assert RUSSIAN in text_of(data)


@pytest.mark.parametrize("cut", [1, 2])
def test_a_last_sign_that_was_cut_is_left_out(cut: int) -> None:
    data = f"<p>{JAPANESE}".encode()[:-cut]
    assert as_utf8(data, "text/html; charset=shift_jis") == (f"<p>{JAPANESE[:-1]}".encode(), "utf-8")


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("sign", ["é", "語", "🙂"])
def test_utf_8_is_known_wherever_its_signs_begin(sign: str, shift: int) -> None:
    data = b"x" * shift + sign.encode() * PIECE
    assert as_utf8(data, None) == (data, "utf-8")
    assert as_utf8(data + b"\xff", None)[0] != data


def test_a_sign_that_an_excerpt_cut_spoils_nothing_else() -> None:
    data = f"<p>{RUSSIAN}</p>".encode() + RUSSIAN.encode()[:13] + f"...<p>{RUSSIAN}</p>".encode()
    assert as_utf8(data, None) == (f"<p>{RUSSIAN}</p>{RUSSIAN[:6]}\ufffd...<p>{RUSSIAN}</p>".encode(), "utf-8")


def test_quotes_of_windows_1252_pasted_into_utf_8_are_kept() -> None:
    data = f"<p>{FRENCH * 9}</p><p>".encode() + b"l\x92\xe9t\xe9 \x93caf\xc3\xa9\x94</p>"
    text, name = as_utf8(data, "text/html; charset=utf-8")
    assert name == "utf-8"
    assert "l’été “café”" in text.decode()


@pytest.mark.parametrize(
    ("frame", "text", "label"),
    [
        ("Главная Новости Общество Культура", RUSSIAN, "windows-1251"),
        ("Accueil Régions Économie Société", FRENCH, "windows-1252"),
        ("首页 国内 国际 社会 体育", CHINESE, "gbk"),
        ("Gündem Dünya Kültür Eğitim Sağlık", TURKISH, "windows-1254"),
    ],
)
def test_a_frame_in_utf_8_around_a_text_in_another_encoding_leaves_both_readable(
    frame: str, text: str, label: str
) -> None:
    data = f"<meta charset=utf-8><div>{frame}</div><p>".encode() + encoded(text * 4, label) + b"</p>"
    read = as_utf8(data, None)[0].decode()
    assert frame in read
    assert text in read


@pytest.mark.parametrize("taken_for", ["latin-1", "iso8859-15"])
@pytest.mark.parametrize(
    ("text", "label"),
    [(CHINESE, "gbk"), (RUSSIAN, "windows-1251"), (KOREAN, "euc-kr"), (GREEK, "utf-8"), (FRENCH, "utf-8")],
)
def test_text_that_was_encoded_more_than_once_is_decoded_as_often(text: str, label: str, taken_for: str) -> None:
    page = f"<head><title>{text}</title><meta charset={label}></head><p>{text}</p>"
    twice = encoded(page, label).decode(taken_for).encode()
    assert as_utf8(twice, "text/html; charset=utf-8") == (page.encode(), label)
    thrice = twice.decode("latin-1").encode()
    assert as_utf8(thrice, "text/html; charset=utf-8") == (page.encode(), label)


def test_windows_1252_is_undone_though_it_lacks_five_bytes() -> None:
    text = "Старий причал закриють у суботу, 5 грудня, — рішення ради"
    browsers = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
    data = f"<title>{text}</title>".encode()
    taken = "".join(browsers.get(byte) or bytes([byte]).decode("cp1252") for byte in data)
    assert as_utf8(taken.encode(), None) == (data, "utf-8")


@pytest.mark.parametrize(
    ("title", "text"), [(RUSSIAN, RUSSIAN), ("L’été à Noël", FRENCH), ("L’été à Noël", RUSSIAN), (GREEK, JAPANESE)]
)
def test_a_title_that_alone_was_encoded_twice_is_decoded_twice(title: str, text: str) -> None:
    spoilt = title.encode().decode("latin-1")
    data = f"<meta charset=utf-8><title>{spoilt}</title><p>{text} “Élan” – ça va, naïve Ärzte…".encode()
    assert as_utf8(data, None) == (data.replace(spoilt.encode(), title.encode()), "utf-8")


def test_accents_in_utf_8_are_no_second_encoding() -> None:
    data = f"<meta charset=windows-1251><title>…“Élan”</title><p>{FRENCH}".encode()
    assert as_utf8(data, None) == (data, "utf-8")


@pytest.mark.parametrize("codec", ["utf_16_le", "utf_16_be"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, CHINESE])
def test_utf_16_is_read_with_and_without_a_byte_order_mark(codec: str, text: str) -> None:
    page = f"<html><head><title>plain</title></head><body><p>{text}</p></body></html>"
    assert text in text_of(("\ufeff" + page).encode(codec))
    assert text in text_of(page.encode(codec))


def test_utf_16_in_the_header_of_a_page_that_is_none_means_nothing() -> None:
    assert text_of(f"<p>{FRENCH}".encode("cp1252"), "text/html; charset=utf-16") == FRENCH


def test_a_byte_order_mark_wins_over_the_header() -> None:
    data = b"\xef\xbb\xbf" + f"<p>{GREEK}".encode()
    assert text_of(data, "text/html; charset=windows-1253") == GREEK


def test_an_xml_declaration_names_the_encoding_of_xhtml() -> None:
    data = f'<?xml version="1.0" encoding="windows-1251"?><html><body><p>{RUSSIAN}</p></body></html>'.encode("cp1251")
    assert text_of(data) == RUSSIAN


def test_a_charset_in_a_comment_is_no_declaration() -> None:
    data = f'<!-- <meta charset="koi8-r"> --><meta charset="windows-1251"><p>{RUSSIAN}'.encode("cp1251")
    assert text_of(data) == RUSSIAN


# ---------------------------------------------------------------- whatever comes


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.none() | st.text(max_size=40))
def test_any_bytes_become_utf_8(data: bytes, content_type: str | None) -> None:
    as_utf8(data, content_type)[0].decode("utf-8")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([RUSSIAN, GREEK, KOREAN, JAPANESE, CHINESE]),
    st.sampled_from(["cp1251", "utf_8", "cp949", "gb18030", "utf_16"]),
    st.sampled_from(sorted(LABELS)) | st.text(max_size=20),
)
def test_any_declaration_leaves_a_readable_tree(text: str, codec: str, label: str) -> None:
    data = f"<meta charset='{label}'><p>{text}".encode(codec, "replace")
    assert parse_html(data, content_type=f"text/html;charset={label}").root is not None


HOSTILE = {
    "bytes of no encoding": b"\xff\x80\x81" * 3_000_000,
    "half UTF-8, half not": ("é" * 12).encode() + b"\xe9 " * (MENDED // 26),
    "words that are mended up to the limit": (("é" * 12).encode() + b"\xe9 ") * (MENDED // 26),
    "words beyond the limit": (("é" * 12).encode() + b"\xe9 ") * 300_000,
    "tags that never end": b"<meta " * 1_500_000 + b"\xff",
    "quotes that never end": b'<meta a="' * 1_000_000 + b"\xff",
    "comments that never end": b"<!--" * 2_000_000 + b"\xff",
    "escape sequences": b"\x1b$B" * 3_000_000,
    "declarations of XML": b"<?xml " * 1_500_000 + b"\xff",
    "content without an end": b"<meta http-equiv=content-type content='" + b"charset= " * 7_000 + b"'>\xff",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_cost_little(name: str) -> None:
    with no_explosion():
        as_utf8(HOSTILE[name], None)[0].decode("utf-8")
