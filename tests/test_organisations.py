"""The register: shipped entries, names found in texts, a user's own file."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import aggregator
from aggregator.errors import UsageError
from aggregator.organisations import Organisation, Register, read_register, register
from aggregator.organisations.entries import read_entries
from aggregator.organisations.own import OWN_FILES, named
from tests.bounds import no_explosion


def test_register_is_as_large_as_promised() -> None:
    kinds = Counter(one.kind for one in register())
    assert kinds["agency"] >= 300
    assert sum(kinds[kind] for kind in ("newspaper", "broadcaster", "magazine", "online")) >= 4_000


def shipped() -> list[tuple[Path, list[Organisation]]]:
    folder = Path(aggregator.__file__).parent / "organisations"
    return [
        (path, list(read_entries(path.read_text(encoding="utf-8"), path.name)))
        for path in sorted(folder.glob("*.toml"))
    ]


def test_shipped_files_are_right_and_each_entry_stands_in_one_of_them() -> None:
    ids = Counter(one.id for _, listed in shipped() for one in listed)
    assert [one for one, count in ids.items() if count > 1] == []
    assert set(ids) == {one.id for one in register({})}
    for path, listed in shipped():
        assert [one.id for one in listed] == sorted(one.id for one in listed), path.name


# Words, places and first names in the press's languages that outlets bear as names.
EVERYDAY = """
apple bright buzz chronicle complex computing courier curbed day decrypt detail direkt domani entrepreneur espresso
expert express extra fakt fokus focus forward frontline gala globe hoy information insider inverse kurier la libre metro
mir mirror monitor nationen nature news now observer open panorama people post profil public pulse quote reason record
reflex reporter respekt reveal salon shot siena signatures society spin sport standard star stern sun tempo tempi terra
time times today trend tribune trud vandal variety vox vulture welt wired world zeit комментарии подробности труд фокус
"""


def test_no_everyday_word_is_a_name_wherever_it_stands() -> None:
    assert [word for word in EVERYDAY.split() if register().by_name(word, plain_only=True) is not None] == []


def test_every_entry_says_what_it_rests_on() -> None:
    assert {one.evidence for one in register()} == {"catalogue", "page", "knowledge"}
    assert register().by_host("spiegel.de") is not None


def test_every_publisher_of_the_catalogue_is_registered() -> None:
    missing = []
    for path in sorted((Path(aggregator.__file__).parent / "sources" / "catalogue").glob("*.toml")):
        homepage = tomllib.loads(path.read_text(encoding="utf-8")).get("homepage", "")
        if register().by_host(urlsplit(homepage).hostname) is None:
            missing.append(path.name)
    assert missing == []


def test_no_two_entries_share_a_host() -> None:
    hosts = Counter(host for one in register() for host in one.domains)
    assert [host for host, count in hosts.items() if count > 1] == []


def test_hosts_below_and_above() -> None:
    found = register().by_host("edition.cnn.com")
    assert found is not None
    assert found.id == "cnn"
    assert register().by_host("hosted.ap.org") is None
    assert register().by_host(None) is None
    assert register().by_host("com") is None


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("dpa", "deutsche-presse-agentur"),
        ("Agence France Presse", "agence-france-presse"),
        ("연합뉴스", "yonhap-news-agency"),
        ("新华社", "xinhua-news-agency"),
        ("ロイター", "reuters"),
        ("РИА Новости", "ria-novosti"),
        ("Voice of America (VOA)", "voice-of-america"),
        ("THE NEW YORK TIMES", "the-new-york-times"),
    ],
)
def test_by_name(text: str, organisation: str) -> None:
    found = register().by_name(text)
    assert found is not None
    assert found.id == organisation


def test_unknown_names_are_nobody() -> None:
    assert register().by_name("The Harbour Post of Nowhere") is None
    assert register().by_name("") is None


def test_everyday_words_are_plain_nowhere() -> None:
    for text in ("People", "Time", "Die Zeit", "AP", "Il Post", "Sky"):
        assert register().by_name(text, plain_only=True) is None, text
        assert register().by_name(text) is not None, text


def test_country_decides_between_namesakes() -> None:
    found = register().by_name("ABC", country="ES")
    assert found is not None
    assert found.country == "ES"


def found_in(text: str) -> list[tuple[str, str, bool]]:
    return [(one.text, one.organisation.id, one.plain) for one in register().find(text)]


def test_find_takes_the_longest_name() -> None:
    assert found_in("the New York Times of Monday") == [("New York Times", "the-new-york-times", True)]


def test_find_reads_names_with_points_and_signs() -> None:
    assert found_in("in U.S. News & World Report today") == [
        ("U.S. News & World Report", "u-s-news-and-world-report", True)
    ]


def test_find_reads_inflected_names() -> None:
    assert found_in("сказал Коммерсанту")[0][1] == "kommersant"


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("powiedział Gazecie Wyborczej", "gazeta-wyborcza"),
        ("w rozmowie z Onetem", "onet"),
        ("рассказала Московскому комсомольцу", "moskovsky-komsomolets"),
        ("в эфире Эха Москвы", "echo-of-moscow"),
        ("пише в Українській правді", "ukrainska-pravda"),
        ("podle Hospodářských novin", "hospodarske-noviny"),
        ("δημοσίευμα του Πρώτου Θέματος", "proto-thema"),
        ("kertoo Aamulehdelle", "aamulehti"),
        ("mondta a Magyar Nemzetnek", "magyar-nemzet"),
        ("enligt Aftonbladets uppgifter", "aftonbladet"),
        ("ein Bericht der Mitteldeutschen Zeitung", "mitteldeutsche-zeitung"),
    ],
)
def test_find_reads_names_of_several_words_in_every_case(text: str, organisation: str) -> None:
    assert [one[1] for one in found_in(text)] == [organisation]


def test_find_reads_scripts_without_spaces() -> None:
    assert [one[1] for one in found_in("(서울=연합뉴스) 据新华社报道 ロイター通信によると")] == [
        "yonhap-news-agency",
        "xinhua-news-agency",
        "reuters",
    ]


def test_words_in_small_letters_are_not_names() -> None:
    assert [one for one in register().find("people say that time and the sun will tell") if one.cased] == []


def test_name_is_not_found_across_a_sentence() -> None:
    assert "the-new-york-times" not in [one[1] for one in found_in("He lives in New York. Times are hard.")]


def test_find_is_linear() -> None:
    text = "The New York Times of the world said that Reuters told people. " * 400
    with no_explosion():
        register().find(text)


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("yonhap", "yonhap-news-agency"),
        ("nytimes.com", "the-new-york-times"),
        ("suddeutsche", "suddeutsche-zeitung"),
        ("LES ECHOS", "les-echos"),
        ("AP", "associated-press"),
        ("연합", "yonhap-news-agency"),
        ("der-spiegel", "der-spiegel"),
    ],
)
def test_search_ranks_the_closest_first(text: str, organisation: str) -> None:
    assert register().search(text)[0].id == organisation


def test_search_takes_up_to_three_letters_as_a_whole_word() -> None:
    assert all("japan" not in one.id for one in register().search("AP"))
    assert register().search("") == ()
    assert register().search("...") == ()


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_users_own_file_adds_entries(tmp_path: Path) -> None:
    mine = read_register(
        own(
            tmp_path,
            'kind = "newspaper"\nevidence = "page"\n'
            '[[organisation]]\nid = "harbour-post"\nname = "The Harbour Post"\ndomains = ["harbour-post.example"]\n',
        )
    )
    found = mine.by_host("www.harbour-post.example")
    assert found is not None
    assert (found.name, found.kind, found.checked) == ("The Harbour Post", "newspaper", True)
    assert len(mine) == len(read_register()) + 1


def test_users_own_entry_extends_the_one_with_its_id(tmp_path: Path) -> None:
    mine = read_register(
        own(
            tmp_path,
            'kind = "newspaper"\n'
            '[[organisation]]\nid = "reuters"\ncountry = "CA"\naliases = ["Harbour Wire"]\nshort = ["HW"]\n',
        )
    )
    before, after = read_register().get("reuters"), mine.get("reuters")
    assert before is not None
    assert after is not None
    assert (after.name, after.kind, after.country) == (before.name, "agency", "CA")
    assert set(after.aliases) == {*before.aliases, "Harbour Wire"}
    assert after.domains == before.domains
    assert mine.by_name("HW") == after


def test_users_own_entry_makes_a_name_short_that_was_an_alias(tmp_path: Path) -> None:
    mine = read_register(own(tmp_path, '[[organisation]]\nid = "der-spiegel"\nshort = ["SPIEGEL"]\n'))
    assert mine.by_name("Spiegel Online", plain_only=True) is not None
    changed = mine.get("der-spiegel")
    assert changed is not None
    assert "SPIEGEL" in changed.short
    assert "SPIEGEL" not in changed.aliases


def test_register_of_a_process_holds_the_files_that_its_environment_names(tmp_path: Path) -> None:
    path = own(tmp_path, '[[organisation]]\nid = "harbour-wire"\nname = "Harbour Wire"\nkind = "agency"\n')
    assert register({OWN_FILES: named([path])}).get("harbour-wire") is not None
    assert register({}).get("harbour-wire") is None
    assert register({}) is register({OWN_FILES: ""})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("organisation = 5", "must be a list"),
        ("[[organisation]]\nid = 'A b'\nname = 'x'\nkind = 'agency'", "slug"),
        ("[[organisation]]\nid = 'a'\nname = 'x'\nkind = 'pigeon'", '"kind" must be one of'),
        ("[[organisation]]\nid = 'a'\nname = 'x'\nkind = 'agency'\naliases = 'x'", "a list of strings"),
        ("[[organisation]]\nid = 'a'\nname = 'x'\nkind = 'agency'\nplain = 'yes'", "true or false"),
        ("[[organisation]]\nid = 'a'\nname = 'x'\nkind = 'agency'\ncolour = 'red'", 'unknown key "colour"'),
        ("[[organisation]]\nid = 'a'", "needed"),
        ("[[organisation]]\nid = 'a'\nname = '--'\nkind = 'agency'", "made of letters"),
        ("[[organisation]]\nid = 'a'\nname = ''\nkind = 'agency'", "made of letters"),
        ("[[organisation]]\nid = 'a'\nname = \"x\\u001b[2J\"\nkind = 'agency'", "signs that can be seen"),
        ("[[organisation]]\nid = 'a'\nname = 'x\u202ey'\nkind = 'agency'", "signs that can be seen"),
        (f"[[organisation]]\nid = 'a'\nname = '{'x' * 201}'\nkind = 'agency'", "up to 200 signs"),
        (f"[[organisation]]\nid = '{'a' * 10_000}'\nname = 'x'\nkind = 'agency'", "slug"),
        ("[[organisation]]\nid = 'a'\nname = 'x'\nkind = 'agency'\nevidence = 'hearsay'", '"evidence" must be one of'),
        ("[[organisation]]\nid = 'a'\nname = 'x'\nkind = 'agency'\ncountry = 'Korea'", "two capitals"),
        ("[[organisation]]\nid = 'a'\nname = 'x'\nkind = 'agency'\ndomains = ['https://a.example/']", "hosts"),
        ("[[organisation]]\nid = 'reuters'\n[[organisation]]\nid = 'reuters'", "line 3: organisation 'reuters': it"),
        ("organisation = [5]", "a list of tables"),
        ("[organisations]", '"organisations" is not a key'),
        ("[[", "this is not TOML"),
        ("organisation = " + "[" * 5000, "mine.toml"),
    ],
)
def test_mistakes_are_one_sentence_with_the_file(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=r"mine\.toml") as caught:
        read_register(own(tmp_path, text))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 1_000


def test_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_register(tmp_path / "none.toml")


def test_empty_register_finds_nothing() -> None:
    empty = Register([])
    assert empty.find("Reuters 연합뉴스") == []
    assert list(empty) == []


def test_register_of_ones_own() -> None:
    mine = Register([Organisation(id="a", name="Harbour Post", kind="newspaper")])
    assert [one.text for one in mine.find("told the Harbour Post")] == ["Harbour Post"]


def test_names_in_many_lines_are_found_as_in_each() -> None:
    lines = [
        "By the Guardian and AFP",
        "",
        "Reuters",
        "(서울=연합뉴스)",
        "New York",
        "Times change: AP",
        "dpa/lby, 5 TV",
    ]
    known = register()
    assert known.find_each(lines, country="DE") == [known.find(line, country="DE") for line in lines]
    assert known.find_each([]) == []


def test_name_that_several_share_is_doubtful_without_a_country() -> None:
    (mention,) = register().find("CNA")
    assert mention.doubtful
    assert mention.settled() is None
    assert register().by_name("CNA", decided=True) is None
    (at_home,) = register().find("CNA", country="TW")
    assert (at_home.organisation.id, at_home.doubtful) == ("central-news-agency", False)


def test_what_stands_beside_settles_a_shared_name() -> None:
    (mention,) = register().find("CNA")
    found = mention.settled(countries={"TW"})
    assert found is not None
    assert found.id == "central-news-agency"
    (short,) = register().find("TT")
    photographers = short.settled(kinds={"agency", "photo_agency"})
    assert photographers is not None
    assert photographers.id == "tt-nyhetsbyran"


def test_text_that_names_one_in_full_settles_its_short_name() -> None:
    known = register().beside(register().find("she told Focus Taiwan"))
    (mention,) = known.find("CNA")
    assert (mention.organisation.id, mention.doubtful) == ("central-news-agency", False)
    assert register().beside(register().find("she told Reuters")) is register()


@pytest.mark.parametrize(("name", "organisation"), [("El País", "el-pais"), ("ANI", "asian-news-international")])
def test_foremost_of_its_name_is_meant_where_nothing_decides(name: str, organisation: str) -> None:
    (mention,) = register().find(name)
    assert (mention.organisation.id, mention.doubtful) == (organisation, False)


def test_foremost_names_are_shared_names_of_their_entry() -> None:
    for one in register():
        for name in one.foremost:
            assert name in (one.name, *one.aliases, *one.short), one.id
            assert register().find(name)[0].others, one.id


@pytest.mark.parametrize("text", ["(dpa/lby)", "dpa-Informationen", "„Bild“-Zeitung", "AFP's", "[Reuters]"])
def test_signs_glued_to_a_name_do_not_hide_it(text: str) -> None:
    assert len(register().find(text)) == 1
    assert len(register().find(text)) == 1  # the second time it is known


def test_organisation_is_found_by_the_first_part_of_its_host() -> None:
    mine = Register([Organisation(id="a", name="Harbour Post", kind="newspaper", domains=("harbourpost.example",))])
    found = mine.by_label("harbourpost")
    assert found is not None
    assert found.id == "a"
    assert mine.by_label("harbour") is None
