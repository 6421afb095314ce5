from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.errors import SourceFileError, UsageError
from aggregator.sources.codes import COUNTRIES
from aggregator.sources.files import dump, load, load_folder, loads, read_folder, save
from aggregator.sources.keys import KEYS
from aggregator.sources.source import Owner, Rule, RuleField, Scope, Source, SourceKind
from aggregator.text import clean

NEWS1 = Path("sources/news1.toml")
HEAD = 'name = "News1"\nhomepage = "https://news1.example/"\n'

WHOLE = r"""
id = "news1"
name = "News1"
homepage = "https://www.news1.example/"
country = "KR"
languages = ["ko", "zh-Hant-TW", "es-419"]
kind = "agency"
scope = "national"
place = "Seoul"
owner = { name = "Example Media", since = 2014-05-01 }
groups = ["asia", "Wire services"]
time_zone = "Asia/Seoul"
organisation = "news1"
feeds = ["https://www.news1.example/rss"]
news_sitemaps = ["https://www.news1.example/news.xml?day={year}-{month}-{day}"]
sitemaps = ["https://www.news1.example/{year}.xml"]
archive_since = 2011-01-01
listings = ["https://www.news1.example/world"]
article_urls = ['^/[a-z]+/\d+$']
not_article_urls = ["^/photo/"]
hosts = ["m.news1.example"]
crawl_delay = 2.5
connections = 2
interval = "90m"
enabled = false
local = true

[labels]
tier = "1"
"reach in millions" = 4

[[rules]]
field = "title"
css = "h1.headline"
since = 2024-01-01

[[rules]]
field = "published_at"
xpath = "//time[@itemprop='datePublished']"
attribute = "datetime"
until = 2023-12-31
"""


def test_every_key_is_read() -> None:
    source = loads(WHOLE, path=NEWS1)
    assert source == Source(
        id="news1",
        name="News1",
        homepage="https://www.news1.example/",
        country="KR",
        languages=("ko", "zh-Hant-TW", "es-419"),
        kind="agency",
        scope="national",
        place="Seoul",
        owner=Owner(name="Example Media", since=dt.date(2014, 5, 1)),
        groups=("asia", "Wire services"),
        labels={"tier": "1", "reach in millions": "4"},
        time_zone="Asia/Seoul",
        organisation="news1",
        feeds=("https://www.news1.example/rss",),
        news_sitemaps=("https://www.news1.example/news.xml?day={year}-{month}-{day}",),
        sitemaps=("https://www.news1.example/{year}.xml",),
        archive_since=dt.date(2011, 1, 1),
        listings=("https://www.news1.example/world",),
        article_urls=(r"^/[a-z]+/\d+$",),
        not_article_urls=("^/photo/",),
        hosts=("m.news1.example",),
        rules=(
            Rule(field="title", css="h1.headline", since=dt.date(2024, 1, 1)),
            Rule(
                field="published_at",
                xpath="//time[@itemprop='datePublished']",
                attribute="datetime",
                until=dt.date(2023, 12, 31),
            ),
        ),
        crawl_delay=2.5,
        connections=2,
        interval=dt.timedelta(minutes=90),
        enabled=False,
        local=True,
    )
    assert all(f"{key} = " in WHOLE or f"[{key}]" in WHOLE for key in KEYS)


def test_name_and_homepage_are_enough_and_the_id_is_the_files_name() -> None:
    assert loads(HEAD, path=NEWS1) == Source(id="news1", name="News1", homepage="https://news1.example/")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("feed = 12", 3, ['"feed"', 'did you mean "feeds"?']),
        ("feeds = 12", 3, ['"feeds" must be a list of addresses', "not 12"]),
        ('feeds = [\n"https://a.example/",\n12]', 5, ['each item of "feeds" must be an address, not 12']),
        ('feeds = ["ftp://a.example/"]', 3, ["must be an address", '"ftp://a.example/"']),
        ('feeds = ["//a.example/"]', 3, ["must be an address"]),
        ('feeds = ["https://user:word@a.example/"]', 3, ["must be an address"]),
        ('feeds = ["https://a.example:port/"]', 3, ["must be an address"]),
        ('feeds = ["https://{year}.example/"]', 3, ["behind the host only"]),
        ('sitemaps = ["https://a.example/{yyyy}"]', 3, ['each item of "sitemaps" may hold', '"{yyyy}"']),
        ('country = "UK"', 3, ["ISO 3166-1", 'did you mean "GB"?']),
        ('country = "kr"', 3, ['did you mean "KR"?']),
        ("country = 82", 3, ["ISO 3166-1", "not 82"]),
        ('languages = "ko"', 3, ['"languages" must be a list of language tags', 'not "ko"']),
        ('languages = ["jp"]', 3, ["BCP 47", 'did you mean "ja"?']),
        ('languages = ["english"]', 3, ["BCP 47"]),
        ('kind = "newspapre"', 3, ["must be one of agency, newspaper", 'did you mean "newspaper"?']),
        ('scope = "world"', 3, ["must be one of international"]),
        ('owner = "Example Media"', 3, ['"owner" must be a table with name, since']),
        ('[owner]\nnme = "x"', 4, ['"nme" is not a key of "owner"', 'did you mean "name"?']),
        ("[owner]\nsince = 2020-01-01", 3, ['"owner" must have a name']),
        ('owner = { name = "x", since = "2020-01-01" }', 3, ['"owner.since" must be a day', "without quotes"]),
        ('time_zone = "Asia/Soeul"', 3, ["IANA time zone", 'did you mean "Asia/Seoul"?']),
        ('time_zone = "../../etc/passwd"', 3, ["IANA time zone"]),
        ("time_zone = 9", 3, ["IANA time zone such as Asia/Seoul, not 9"]),
        ("archive_since = 2020-01-01T00:00:00Z", 3, ['"archive_since" must be a day']),
        ('article_urls = ["("]', 3, ["must be a regular expression", '"("', "unterminated"]),
        ('hosts = ["https://m.example/"]', 3, ["must be a host name"]),
        ("crawl_delay = -1", 3, ["number of seconds from 0 to 3600, not -1"]),
        ("crawl_delay = nan", 3, ["number of seconds from 0 to 3600"]),
        ("crawl_delay = true", 3, ["number of seconds from 0 to 3600, not true"]),
        ("connections = 0", 3, ["number of connections from 1 to 16, not 0"]),
        ("connections = true", 3, ["number of connections from 1 to 16, not true"]),
        ("interval = 30", 3, ['"interval" must be a time', '"15m"', "not 30"]),
        ('interval = "10s"', 3, ['"interval" must be a time from one minute']),
        ('enabled = "yes"', 3, ['"enabled" must be true or false']),
        ("name = 3", 3, ["this is not TOML", "cannot overwrite a value"]),
        ("labels = 3", 3, ['"labels" must be a table']),
        ("[labels]\ntier = [1]", 4, ['"labels.tier" must be text, not a list']),
        ('[[rules]]\ncss = "h1"', 3, ['must have a "field"']),
        ('[[rules]]\nfield = "titel"\ncss = "h1"', 4, ['"rules.field" must be one of title', 'did you mean "title"?']),
        ('[[rules]]\nfield = "title"', 3, ['the rule for "title" must have either "css" or "xpath"']),
        ('[[rules]]\nfield = "title"\ncss = "h1"\nxpath = "//h1"', 3, ['either "css" or "xpath"']),
        ('[[rules]]\nfield = "title"\ncss = "h1[["', 5, ['"rules.css" must be a CSS selector']),
        ('[[rules]]\nfield = "body"\ncss = "p"\n\n[[rules]]\nfield = "title"\nxpath = "//["', 9, ["must be XPath 1.0"]),
        ('[[rules]]\nfield = "title"\ncss = "h1"\nselector = "x"', 6, ['"selector" is not a key of "rules"']),
        ('[[rules]]\nfield = "title"\ncss = "h1"\nsince = 2026-02-01\nuntil = 2026-01-01', 7, ["must not be before"]),
        ('fetch = "browser"', 3, ['"fetch" is reserved']),
        ('[credentials]\nuser = "env:X"', 3, ['"credentials" is reserved']),
        ('id = "news2"', 3, ['"id" must be the file\'s name, "news1", not "news2"']),
        ("x =", 3, ["this is not TOML", "invalid value"]),
        ('feeds = ["a', 3, ["this is not TOML"]),
        ("feeds = [", 3, ["this is not TOML"]),
    ],
)
def test_mistake_is_one_sentence_with_file_line_key_and_what_was_expected(
    text: str, line: int, words: list[str]
) -> None:
    with pytest.raises(SourceFileError) as caught:
        loads(HEAD + text + "\n", path=NEWS1)
    sentence = str(caught.value)
    assert sentence.startswith(f"sources/news1.toml, line {line}: ")
    assert [word for word in words if word not in sentence] == [], sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", 'sources/news1.toml, line 1: "name" is missing: add name = "The Example Post"'),
        ('name = "N"', 'sources/news1.toml, line 1: "homepage" is missing: add homepage = "https://www.example.com/"'),
        ('homepage = 12\nname = "N"', '"homepage" must be an address such as'),
        ('name = " "\nhomepage = "https://a.example/"', '"name" must be text, not " "'),
    ],
)
def test_missing_name_or_homepage_is_said(text: str, sentence: str) -> None:
    with pytest.raises(SourceFileError, match=sentence[:30].replace("(", r"\(")) as caught:
        loads(text, path=NEWS1)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "name", ["news.toml", "News1.toml", "a--b.toml", "a_b.toml", "ä.toml", ".toml", "a" * 65 + ".toml"]
)
def test_file_name_must_be_an_id_that_no_spider_has(name: str) -> None:
    with pytest.raises(SourceFileError, match="name"):
        loads(HEAD, path=Path(name))


def test_mistake_is_a_usage_error_with_exit_code_2() -> None:
    with pytest.raises(UsageError) as caught:
        loads("", path=NEWS1)
    assert caught.value.exit_code == 2


def test_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('name = "A"\nplace = "Köln"\n'.encode("latin-1"))
    with pytest.raises(SourceFileError, match=r"a\.toml, line 2: a source file must be UTF-8"):
        load(path)


def test_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert load(path).name == "News1"


def test_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="cannot be read"):
        load(tmp_path / "none.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(SourceFileError, match="cannot be read"):
        load(tmp_path / "folder.toml")


def test_endless_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(SourceFileError, match="at most 1,000,000 bytes"):
        load(path)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "a = " + "{b=" * 3000])
def test_file_that_is_too_deep_is_a_sentence(text: str) -> None:
    with pytest.raises(SourceFileError, match="this is not TOML"):
        loads(text, path=NEWS1)


def test_folder_names_every_file_with_a_mistake_in_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(HEAD)
    (tmp_path / "b.toml").write_text(HEAD + "feed = 1\nkind = 2\n")
    (tmp_path / "c.toml").write_text("")
    (tmp_path / "d.txt").write_text("not a source")
    folder = read_folder(tmp_path)
    assert [source.id for source in folder.sources] == ["a"]
    assert [str(mistake).split(":")[0] for mistake in folder.mistakes] == [
        f"{tmp_path}/b.toml, line 3",
        f"{tmp_path}/c.toml, line 1",
    ]
    with pytest.raises(SourceFileError) as caught:
        load_folder(tmp_path)
    assert len(str(caught.value).splitlines()) == 2


def test_folder_that_does_not_exist_holds_no_source(tmp_path: Path) -> None:
    assert load_folder(tmp_path / "none") == ()


def test_saved_source_is_read_again_and_replaces_the_older_file(tmp_path: Path) -> None:
    source = Source(id="a", name="A", homepage="https://a.example/")
    folder = tmp_path / "new" / "sources"
    assert save(source, folder) == folder / "a.toml"
    changed = Source(id="a", name="B", homepage="https://a.example/")
    save(changed, folder)
    assert load(folder / "a.toml") == changed
    assert os.listdir(folder) == ["a.toml"]


def test_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceFileError, match="cannot be written"):
        save(Source(id="a", name="A", homepage="https://a.example/"), tmp_path / "file")


def test_dump_is_tidy() -> None:
    assert dump(loads(HEAD + "feeds = ['https://a.example/1']\ncrawl_delay = 2.0\ninterval = '120m'", path=NEWS1)) == (
        'id = "news1"\n'
        'name = "News1"\n'
        'homepage = "https://news1.example/"\n'
        'feeds = ["https://a.example/1"]\n'
        "crawl_delay = 2\n"
        'interval = "2h"\n'
    )


# Text as `clean` leaves it: what a file says is cleaned when it is read.
TEXTS = st.text(min_size=1, max_size=30).map(clean).filter(bool)
DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1))
ADDRESSES = st.lists(
    st.from_regex(r"https?://[a-z]{1,9}\.example(:[1-9][0-9]{0,3})?/[a-zA-Z0-9/~%=&?;'._-]{0,20}", fullmatch=True),
    unique=True,
    max_size=3,
).map(tuple)
PATTERNS = st.lists(st.sampled_from([r"^/\d+$", "a'b\\.c", '"', "^/[^/]+\t", "\\\\", "é|한"]), unique=True).map(tuple)


@st.composite
def _rules(draw: st.DrawFn) -> Rule:
    days = draw(st.tuples(st.none() | DAYS, st.none() | DAYS))
    since, until = sorted(days, key=str) if None not in days else days
    css = draw(st.booleans())
    return Rule(
        field=draw(st.sampled_from(get_args(RuleField))),
        css=draw(st.sampled_from(["h1", "div > p.lead", "a[href^='/x']", 'p:contains("é")'])) if css else None,
        xpath=None if css else draw(st.sampled_from(["//h1", "//p[@class='a\\b']", '//time["x"]'])),
        attribute=draw(st.none() | st.sampled_from(["content", "data-date", "xlink:href"])),
        since=since,
        until=until,
    )


SOURCES = st.builds(
    Source,
    id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True).filter(lambda one: one != "news"),
    name=TEXTS,
    homepage=st.just("https://www.a.example/"),
    country=st.none() | st.sampled_from(sorted(COUNTRIES)),
    languages=st.lists(st.sampled_from(["ko", "pt-BR", "zh-Hant", "es-419", "yue"]), unique=True).map(tuple),
    kind=st.none() | st.sampled_from(get_args(SourceKind)),
    scope=st.none() | st.sampled_from(get_args(Scope)),
    place=st.none() | TEXTS,
    owner=st.none() | st.builds(Owner, name=TEXTS, since=st.none() | DAYS),
    groups=st.lists(TEXTS, unique=True, max_size=3).map(tuple),
    labels=st.dictionaries(
        st.text(min_size=1, max_size=10).filter(lambda key: key.isprintable()), TEXTS | st.just(""), max_size=3
    ),
    time_zone=st.none() | st.sampled_from(["Asia/Seoul", "Europe/Berlin", "UTC"]),
    organisation=st.none() | st.just("a-b"),
    feeds=ADDRESSES,
    news_sitemaps=ADDRESSES,
    sitemaps=ADDRESSES,
    archive_since=st.none() | DAYS,
    listings=ADDRESSES,
    article_urls=PATTERNS,
    not_article_urls=PATTERNS,
    hosts=st.lists(st.sampled_from(["m.a.example", "127.0.0.1", "한국.example"]), unique=True).map(tuple),
    rules=st.lists(_rules(), unique=True, max_size=3).map(tuple),
    crawl_delay=st.none() | st.floats(0, 3600),
    interval=st.none() | st.integers(60, 30 * 86400).map(lambda seconds: dt.timedelta(seconds=seconds)),
    enabled=st.booleans(),
    local=st.booleans(),
    shipped=st.booleans(),
)


@pytest.mark.slow
@given(SOURCES)
def test_what_is_dumped_is_read_as_it_was(source: Source) -> None:
    assert loads(dump(source), path=Path(f"{source.id}.toml"), shipped=source.shipped) == source


@pytest.mark.parametrize("key", ["\\\N{MAHJONG TILE EAST WIND}", "a\\b", "it's \\", "a b", "ключ"])
def test_a_label_may_have_any_name(key: str) -> None:
    source = Source(id="post", name="Post", homepage="https://post.example/", labels={key: "x"})
    assert loads(dump(source), path=Path("post.toml")).labels == {key: "x"}


@given(st.text(max_size=300))
def test_any_text_is_a_source_or_a_sentence(text: str) -> None:
    try:
        loads(HEAD + text, path=NEWS1)
    except SourceFileError as mistake:
        assert "news1.toml" in str(mistake)


def test_a_pipe_among_source_files_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert read_folder(tmp_path).sources == ()
