"""Bytes into a tree: encodings, and pages beyond the limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator import markup
from aggregator.markup import MAX_DEPTH, MAX_TAGS, parse_html
from tests.bounds import no_explosion

RUSSIAN = "Городской совет решил закрыть старый вокзал до конца следующего года."
GREEK = "Το δημοτικό συμβούλιο αποφάσισε να κλείσει το παλιό λιμάνι μέχρι το τέλος του έτους."
KOREAN = "시의회는 화요일 밤 회의에서 옛 터미널을 내년 말까지 닫기로 결정했다고 밝혔다."
JAPANESE = "市議会は古いターミナルを来年末までに閉鎖する計画を可決した。"
CHINESE = "市议会周二晚上通过决议，将在明年年底以前关闭这个旧码头。"
TAIWANESE = "市議會週二晚上通過決議，將在明年年底以前關閉這個舊碼頭。"
POLISH = "Rada miasta postanowiła zamknąć stary dworzec promowy; dłużej już się go nie da łatać."
FRENCH = "Le conseil a décidé mardi de fermer la vieille gare maritime, où l'été les files débordent."
ARABIC = "قرر مجلس المدينة مساء الثلاثاء إغلاق المحطة القديمة قبل نهاية العام المقبل."


def text_of(data: bytes | str, content_type: str | None = None) -> str:
    root = parse_html(data, content_type=content_type).root
    assert root is not None
    return "".join(root.itertext()).strip()


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (RUSSIAN, "cp866", "ibm866"),
        (GREEK, "iso8859_7", "iso-8859-7"),
        (KOREAN, "cp949", "euc-kr"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (CHINESE, "gb18030", "gbk"),
        (TAIWANESE, "big5hkscs", "big5"),
        (POLISH, "cp1250", "windows-1250"),
        (POLISH, "iso8859_2", "iso-8859-2"),
        (ARABIC, "cp1256", "windows-1256"),
        (POLISH, "utf_8", "utf-8"),
    ],
)
def test_undeclared_encodings_are_known_by_what_they_spell(text: str, codec: str, name: str) -> None:
    data = f"<p>{text}</p>".encode(codec)
    assert parse_html(data).encoding == name
    assert text_of(data) == text


def test_accents_of_western_languages_are_read_without_a_declaration() -> None:
    assert text_of(f"<p>{FRENCH}</p>".encode("cp1252")) == FRENCH


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("KS_C_5601-1987", "cp949", KOREAN),
        ("gb2312", "gb18030", CHINESE),
        ("x-sjis", "cp932", JAPANESE),
        ("iso-2022-jp", "iso2022_jp", JAPANESE),
        ("ISO-8859-1", "cp1252", "“Quotes” – only windows-1252 has them"),
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


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1251", "euc-kr", "shift_jis", "no-such-thing"])
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


def test_one_broken_sign_does_not_make_utf_8_something_else() -> None:
    data = f"<p>{RUSSIAN * 5}".encode() + b"\xff</p><p>" + RUSSIAN.encode()[:-1]
    page = parse_html(data)
    assert page.encoding == "utf-8"
    assert RUSSIAN in text_of(data)


@pytest.mark.parametrize("codec", ["utf_16_le", "utf_16_be"])
def test_utf_16_is_read_with_and_without_a_byte_order_mark(codec: str) -> None:
    text = f"<html><body><p>{FRENCH}</p></body></html>"
    assert text_of(("\ufeff" + text).encode(codec)) == FRENCH
    plain = "<html><head><title>plain</title></head><body><p>plain words</p></body></html>".encode(codec)
    assert "plain words" in text_of(plain)


def test_a_byte_order_mark_wins_over_the_header() -> None:
    data = b"\xef\xbb\xbf" + f"<p>{GREEK}".encode()
    assert text_of(data, "text/html; charset=windows-1253") == GREEK


def test_an_xml_declaration_names_the_encoding_of_xhtml() -> None:
    data = f'<?xml version="1.0" encoding="windows-1251"?><html><body><p>{RUSSIAN}</p></body></html>'.encode("cp1251")
    assert text_of(data) == RUSSIAN


def test_a_charset_in_a_comment_is_no_declaration() -> None:
    data = f'<!-- <meta charset="koi8-r"> --><meta charset="windows-1251"><p>{RUSSIAN}'.encode("cp1251")
    assert text_of(data) == RUSSIAN


def test_null_bytes_and_controls_are_dropped() -> None:
    assert text_of(b"<p>ha\0rb\x01our\x0b</p>") == "harbour"


@pytest.mark.parametrize("data", [b"", b"   \n", b"\0\0", "", b"\xef\xbb\xbf"])
def test_an_empty_page_has_a_reason(data: bytes | str) -> None:
    page = parse_html(data)
    assert page.root is None
    assert page.reason == "The page is empty."


def test_lone_surrogates_in_text_do_no_harm() -> None:
    assert "a" in text_of("<p>a\ud800b</p>")


ATTRIBUTES = b"<p>before</p><a " + b" ".join(b"a%d=1" % number for number in range(100_000)) + b">x</a>"
PAGES = {
    "one tag of 100,000 attributes": ATTRIBUTES,
    "half a million tags": b"<p>before</p>" + b"<p>a" * 500_000,
    "50,000 nested elements": b"<p>before</p>" + b"<div>a" * 50_000,
    "many tags of many attributes": b"<p>before</p>"
    + (b"<a " + b" ".join(b"a%d" % number for number in range(900)) + b">") * 900,
    "attributes with tags in their values": b"<p>before</p><a "
    + b" ".join(b'a%d="<b>"' % number for number in range(40_000))
    + b">x",
    "quotes that never end": b'<p>before</p><a b="' * 200_000,
    "ten million signs": b"<p>before</p>" + b"&" * 10_000_000,
    "comments that never end": b"<p>before</p>" + b"<!--" * 1_000_000,
    "a script that never ends": b"<p>before</p><script>" + b"</scrip" * 1_000_000,
    "bytes of no encoding": b"<p>before</p>" + b"\xff\x80\x81" * 2_000_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_hostile_pages_cost_little(name: str) -> None:
    with no_explosion():
        page = parse_html(PAGES[name])
    assert page.root is not None
    assert "before" in "".join(page.root.itertext())


@pytest.mark.parametrize("name", ["one tag of 100,000 attributes", "half a million tags", "50,000 nested elements"])
def test_what_is_cut_says_why(name: str) -> None:
    page = parse_html(PAGES[name])
    assert page.cut
    assert page.reason is not None
    assert page.reason.startswith("The page was cut")


def test_limits_are_those_that_are_stated() -> None:
    root = parse_html(b"<i>" * 3 * MAX_TAGS).root
    assert root is not None
    assert sum(1 for _ in root.iter()) <= MAX_TAGS + 4
    deep = parse_html(b"<div>" * (MAX_DEPTH - 100) + b"deep")
    assert not deep.cut
    assert deep.root is not None
    assert "deep" in "".join(deep.root.itertext())


def test_a_page_beyond_the_size_limit_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_BYTES", 1000)
    page = parse_html(b"<p>" + b"word " * 1000)
    assert page.cut
    assert page.reason == "Only the first 1000 bytes of the page were read."


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.none() | st.text(max_size=40))
def test_any_bytes_are_read_without_an_exception(data: bytes, content_type: str | None) -> None:
    page = parse_html(data, content_type=content_type)
    assert page.root is not None or page.reason


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    parse_html(f"<p>{text}")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([RUSSIAN, GREEK, KOREAN, JAPANESE, CHINESE]),
    st.sampled_from(["cp1251", "utf_8", "cp949", "gb18030", "utf_16"]),
    st.text(max_size=20),
)
def test_any_declaration_leaves_a_readable_tree(text: str, codec: str, label: str) -> None:
    data = f"<meta charset='{label}'><p>{text}".encode(codec, "replace")
    assert parse_html(data, content_type=f"text/html;charset={label}").root is not None
