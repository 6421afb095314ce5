"""A person's word, carried out in a real file, against everything that is read later."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from aggregator.article import Image
from aggregator.corrections import Saying
from aggregator.errors import UsageError
from aggregator.row import Row
from aggregator.store.changes import follow
from aggregator.store.correcting import NotCorrectable
from aggregator.store.reader import Reader
from aggregator.store.upkeep import doctor
from aggregator.store.writer import Store
from tests.store.making import NOON, Clock, article, attribution, capture, fetched, prose

WHY = "seen in print"
PAGE = "https://news.example/a/1"
AFP = {"organisation_id": "agence-france-presse"}


def correct(store: Store, reference: object, field: str, value: Any = None, *, how: Any = "is", **rest: Any) -> int:
    """Say one thing of an article; return the number of the correction."""
    (made,) = store.correct(str(reference), [Saying(field=field, value=value, how=how, **rest)], reason=WHY, by="ana")
    return made.id


def row(store: Store, reference: object = 1) -> Row:
    with Reader(store.path) as reader:
        found = reader.row(str(reference))
    assert found is not None
    return found


def names(store: Store, role: str, reference: object = 1) -> list[str]:
    return [one["name"] for one in row(store, reference)["attributions"] if one["role"] == role]


def kinds(store: Store) -> list[str]:
    return [one.kind for one in follow(store.path)]


def credited(*attributions: Any, **fields: Any) -> dict[str, Any]:
    publisher = attribution("publisher", "News Example", found_in="meta", confidence=0.99)
    return {"attributions": (publisher, *attributions), **fields}


def visit(store: Store, clock: Clock, **told: Any) -> str:
    """Have the page read again an hour later; return what that counted as."""
    clock.forward(hours=1)
    return store.keep(capture(at=clock(), **told)).counted


# --- fields ------------------------------------------------------------------------------------------

VALUES: list[tuple[str, Any, Any]] = [
    ("summary", "A year without boats.", "A year without boats."),
    ("section", "World", "World"),
    ("section", None, None),
    ("genre", "opinion", "opinion"),
    ("kind", "gallery", "gallery"),
    ("language", "fr", "fr"),
    ("dateline", "HULL (PA)", "HULL (PA)"),
    ("licence", "CC BY 4.0", "CC BY 4.0"),
    ("paywalled", True, True),
    ("complete", None, None),
    ("tdm", "reserved", "reserved"),
    ("published_at", dt.date(2026, 11, 19), "2026-11-19"),
    ("modified_at", dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC), "2026-11-20T08:00:00+00:00"),
    ("authors", ("Mia Berg", "Jo Lund"), ["Mia Berg", "Jo Lund"]),
    ("tags", (), []),
    ("title", "Boats are back", "Boats are back"),
]


@pytest.mark.parametrize(("field", "value", "stands"), VALUES, ids=lambda value: str(value)[:20])
def test_corrected_field_stands_over_the_same_page_a_new_reader_and_the_publishers_edit(
    store: Store, clock: Clock, field: str, value: Any, stands: Any
) -> None:
    store.keep(capture())
    correct(store, 1, field, value)
    assert row(store)[field] == stands
    corrected = list(follow(store.path))[-1]
    assert (corrected.kind, corrected.article_id) == ("corrected", 1)
    assert visit(store, clock) == "same", "what a person said is no change of the page"
    another = {"tags": ("boats",), "section": "Region 2", "kind": "video", "language": "de", "genre": "report"}
    assert visit(store, clock, title="Reopens at last", paragraphs=prose("edited"), fields=another) == "revised"
    assert row(store)[field] == stands
    assert row(store)["paragraphs"] == list(prose("edited"))
    better = another | {"reader": "aggregator 2", "section": "Regional"}
    visit(store, clock, title="At last", paragraphs=prose("read better"), fields=better)
    assert row(store)[field] == stands
    assert row(store)["paragraphs"] == list(prose("read better"))
    assert kinds(store) == ["new", "corrected", "revised", "reread"]
    assert doctor(store.path) == []


def test_corrected_headline_is_a_revision_by_a_person_found_by_search(store: Store, path: Path) -> None:
    store.keep(capture())
    before = row(store)["revision"]
    correct(store, 1, "title", "Boats are back")
    with Reader(path) as reader:
        first, second = reader.revisions(1)
        assert (first.title, second.title) == ("Ferry line reopens", "Boats are back")
        assert (second.cause, second.edit, second.revision) == ("person", ("headline",), before + 1)
        assert [one.article_id for one in reader.search("boats")] == [1]
        assert reader.search("reopens") == []
    assert kinds(store) == ["new", "corrected"]


def test_corrected_summary_is_found_by_search(store: Store, path: Path) -> None:
    store.keep(capture())
    correct(store, 1, "summary", "Zeppelins instead.")
    with Reader(path) as reader:
        assert [one.article_id for one in reader.search("zeppelins")] == [1]
    assert doctor(path) == []


def test_corrected_day_moves_the_article_in_time(store: Store) -> None:
    store.keep(capture())
    correct(store, 1, "published_at", dt.date(2026, 11, 2))
    stored = store.connection.execute("SELECT published_at, published_local, sort_at FROM articles").fetchone()
    assert stored == ("2026-11-02T00:00:00Z", "2026-11-02", "2026-11-02T00:00:00Z")
    assert doctor(store.path) == [], "its fingerprints have moved with it"


def test_time_that_a_person_gives_is_not_assumed_until_it_is_taken_back(store: Store) -> None:
    store.keep(capture(fields={"published_at": NOON.replace(tzinfo=None), "zone_assumed": True}))
    number = correct(store, 1, "published_at", NOON)
    assert (row(store)["published_at"], row(store)["zone_assumed"]) == ("2026-11-20T12:00:00+00:00", False)
    store.undo(number, reason=WHY)
    assert (row(store)["published_at"], row(store)["zone_assumed"]) == ("2026-11-20T12:00:00", True)


def test_provenance_says_that_a_field_is_a_persons_word(store: Store) -> None:
    store.keep(capture())
    correct(store, 1, "section", "World")
    (provenance,) = store.connection.execute("SELECT provenance FROM revisions").fetchone()
    assert json.loads(provenance)["section"] == "person"


def test_words_added_and_taken_away_leave_the_rest_to_the_page(store: Store, clock: Clock) -> None:
    store.keep(capture(fields={"tags": ("Ferries", "Subscribe")}))
    correct(store, 1, "tags", ("subscribe",), how="not")
    correct(store, 1, "tags", ("winter",), how="also")
    assert row(store)["tags"] == ["Ferries", "winter"]
    visit(store, clock, fields={"tags": ("Ferries", "Subscribe", "ice")})
    assert row(store)["tags"] == ["Ferries", "ice", "winter"]


def test_a_correction_that_changes_nothing_still_holds_the_value(store: Store, clock: Clock) -> None:
    store.keep(capture())
    correct(store, 1, "section", "Region")
    visit(store, clock, fields={"section": "Sport"})
    assert row(store)["section"] == "Region"


# --- who is behind it ----------------------------------------------------------------------------------


def test_name_goes_through_the_register(store: Store) -> None:
    store.keep(capture())
    correct(store, 1, "wire", ("AFP",), evidence="LAGOS (AFP) -", extent="whole")
    (wire,) = (one for one in row(store)["attributions"] if one["role"] == "wire")
    assert wire == {
        "role": "wire",
        "name": "Agence France-Presse",
        "as_written": "AFP",
        "evidence": "LAGOS (AFP) -",
        "found_in": "footer",
        "position": None,
        "extent": "whole",
        "confidence": 1.0,
    }
    stored = store.connection.execute("SELECT organisation_id, reader FROM attributions WHERE role = 'wire'").fetchone()
    assert stored == ("agence-france-presse", "person")


def test_evidence_is_looked_for_in_the_article(store: Store) -> None:
    text = ("LAGOS (AFP) - The bridge is open.", "It was closed, the Guardian reported, for a year.", "Boats left.")
    picture = Image(caption="The quay. Jane Doe/Reuters")
    store.keep(capture(paragraphs=text, fields={"images": (picture,)}))
    store.correct(
        "1",
        [Saying(field="wire", value=("AFP",)), Saying(field="cited", value=("The Guardian",))],
        reason=WHY,
    )
    correct(store, 1, "photo", ("Jane Doe", "Reuters"), how="also")
    found = {one["name"]: one for one in row(store)["attributions"]}
    assert [found["Agence France-Presse"][key] for key in ("found_in", "position", "as_written")] == ["body", 0, "AFP"]
    assert found["The Guardian"]["evidence"] == text[1]
    assert [found["Jane Doe"][key] for key in ("found_in", "position", "evidence")] == ["caption", 0, picture.caption]
    assert found["Reuters"]["as_written"] == "Reuters"
    entities = dict(store.connection.execute("SELECT name, entity FROM attributions").fetchall())
    assert (entities["Jane Doe"], entities["Reuters"]) == ("person", "organisation")


def test_what_the_page_was_read_to_say_is_the_evidence_of_a_confirmed_credit(store: Store) -> None:
    read = attribution("wire", "Agence France-Presse", as_written="AFP", evidence="© AFP", found_in="footer", **AFP)
    store.keep(capture(fields=credited(read)))
    correct(store, 1, "wire", ("AFP",), extent="part")
    (wire,) = (one for one in row(store)["attributions"] if one["role"] == "wire")
    assert (wire["evidence"], wire["found_in"], wire["extent"], wire["confidence"]) == ("© AFP", "footer", "part", 1.0)


def test_attribution_that_a_person_took_away_is_not_put_back(store: Store, clock: Clock) -> None:
    cnn = attribution("cited", "CNN", evidence="told CNN", found_in="body", organisation_id="cnn")
    store.keep(capture(fields=credited(cnn)))
    correct(store, 1, "cited", ("CNN",), how="not")
    assert names(store, "cited") == []
    assert visit(store, clock, fields=credited(cnn)) == "same"
    bbc = attribution("cited", "BBC", found_in="body", organisation_id="bbc")
    visit(store, clock, fields=credited(cnn, bbc, reader="aggregator 2"), paragraphs=prose("edited"))
    assert names(store, "cited") == ["BBC"], "what nobody spoke of is read on"


def test_attribution_that_a_person_added_stays(store: Store, clock: Clock) -> None:
    store.keep(capture())
    correct(store, 1, "photo", ("Mo Sand",), how="also")
    assert visit(store, clock) == "same"
    visit(store, clock, paragraphs=prose("edited"), fields=credited())
    assert names(store, "photo") == ["Mo Sand"]


def test_nobody_said_of_a_role_stays_nobody(store: Store, clock: Clock) -> None:
    wire = attribution("wire", "Reuters", organisation_id="reuters")
    store.keep(capture(fields=credited(wire)))
    correct(store, 1, "wire", ())
    assert names(store, "wire") == []
    assert visit(store, clock, fields=credited(wire, section="Sport")) == "same"
    assert names(store, "wire") == []


def test_later_word_holds_over_the_earlier(store: Store, clock: Clock) -> None:
    store.keep(capture())
    correct(store, 1, "wire", ())
    correct(store, 1, "wire", ("dpa",), how="also")
    correct(store, 1, "wire", ("Reuters",), how="also")
    correct(store, 1, "wire", ("dpa",), how="not")
    visit(store, clock, paragraphs=prose("edited"), fields=credited(attribution("wire", "Kyodo News")))
    assert names(store, "wire") == ["Reuters"]


def test_corrected_publisher_is_of_this_article_alone(store: Store, clock: Clock) -> None:
    store.keep(capture())
    store.keep(capture("https://news.example/a/2", title="Another"))
    correct(store, 2, "publisher", ("The Guardian",))
    visit(store, clock)
    assert (names(store, "publisher", 1), names(store, "publisher", 2)) == (["News Example"], ["The Guardian"])
    seen = store.connection.execute(
        "SELECT article_id, name FROM attributions_v1 WHERE role = 'publisher' ORDER BY article_id"
    ).fetchall()
    assert seen == [(1, "News Example"), (2, "The Guardian")]


def test_corrected_publisher_does_not_become_that_of_a_source_that_has_none(store: Store) -> None:
    store.keep(capture(fields={"attributions": ()}))
    correct(store, 1, "publisher", ("A Small Paper",))
    store.keep(capture("https://news.example/a/2", title="Another", fields={"attributions": ()}))
    assert (names(store, "publisher", 1), names(store, "publisher", 2)) == (["A Small Paper"], [])


def test_confirmed_attributions_are_fixed_as_they_stand(store: Store, clock: Clock) -> None:
    store.keep(capture())
    correct(store, 1, "attributions")
    visit(store, clock, paragraphs=prose("edited"), fields=credited(attribution("wire", "Reuters")))
    assert (names(store, "photo"), names(store, "wire")) == (["Li Wei"], [])
    readers = {reader for (reader,) in store.connection.execute("SELECT reader FROM attributions")}
    assert readers == {"person"}


def test_name_that_may_mean_several_is_asked_back(store: Store) -> None:
    store.keep(capture())
    with pytest.raises(UsageError, match="write one of these ids, or the full name"):
        correct(store, 1, "wire", ("CNA",))
    assert row(store)["attributions"][-1]["role"] == "photo", "nothing is half done"


def test_what_is_not_there_cannot_be_taken_away(store: Store) -> None:
    store.keep(capture())
    with pytest.raises(UsageError, match=r'No photo "Reuters" is known of article 1, only: Li Wei\.'):
        correct(store, 1, "photo", ("Reuters",), how="not")
    with pytest.raises(UsageError, match=r'"snow" is not among the tags of article 1: ferries, harbour\.'):
        correct(store, 1, "tags", ("snow",), how="not")


def test_what_copies_say_of_a_credit_is_no_part_of_what_its_page_says(store: Store) -> None:
    wire = credited(attribution("wire", "Reuters", organisation_id="reuters"))
    for site in ("post", "herald"):
        copy_at(store, site, fields=wire)
    weighed = "SELECT t.confidence, s.page_confidence FROM attributions AS t JOIN attribution_support AS s ON s.attribution_id = t.id WHERE t.article_id = 1"
    before = store.connection.execute(weighed).fetchall()
    assert before and before[0][0] > before[0][1] == 0.9
    number = correct(store, 1, "section", "World")
    assert store.connection.execute(weighed).fetchall() == before
    store.undo(number, reason=WHY)
    assert store.connection.execute(weighed).fetchall() == before
    store.undo(correct(store, 1, "wire", ("dpa",)), reason=WHY)
    assert store.connection.execute(weighed).fetchall() == before
    correct(store, 1, "wire", ("Reuters",))
    assert store.connection.execute(
        "SELECT confidence FROM attributions WHERE article_id = 1 AND role = 'wire'"
    ).fetchone() == (1.0,)


# --- stories ------------------------------------------------------------------------------------------

SHARED = prose("shared", paragraphs=6)


def copy_at(store: Store, site: str, number: int = 1, **told: Any) -> int:
    """Store an article of another site with the shared text; return its number."""
    kept = store.keep(
        capture(
            f"https://{site}.example/{number}", source_id=site, title=f"As {site} has it", paragraphs=SHARED, **told
        )
    )
    assert kept.article_id is not None
    return kept.article_id


def stories(store: Store) -> dict[int, int]:
    return dict(store.connection.execute("SELECT id, story_id FROM articles ORDER BY id").fetchall())


def test_copy_that_was_taken_out_of_its_story_is_not_joined_again(store: Store, clock: Clock) -> None:
    one, two, three = (copy_at(store, site) for site in ("post", "herald", "mail"))
    assert len(set(stories(store).values())) == 1
    correct(store, two, "story", None)
    assert stories(store)[one] == stories(store)[three] != stories(store)[two]
    clock.forward(hours=1)
    store.keep(
        capture(
            "https://herald.example/1",
            source_id="herald",
            title="As herald has it",
            paragraphs=(*SHARED, "A line more."),
            at=clock(),
        )
    )
    four = copy_at(store, "times", at=clock())
    found = stories(store)
    assert found[one] == found[three] == found[four] != found[two]
    assert doctor(store.path) == []
    assert [one.other_id for one in follow(store.path) if one.kind == "story" and one.article_id == two][-1] == found[
        two
    ]


def test_origin_that_is_taken_out_leaves_another_origin(store: Store, path: Path) -> None:
    one, two, three = (copy_at(store, site) for site in ("post", "herald", "mail"))
    correct(store, one, "story", None)
    assert doctor(path) == []
    with Reader(path) as reader:
        story = reader.story(stories(store)[two])
        assert story is not None
        assert [member.relation for member in story.members] == ["origin", "copy"]
        assert {member.headline.article_id for member in story.members} == {two, three}


def test_copy_of_what_was_taken_out_alone_joins_that(store: Store) -> None:
    one, two = copy_at(store, "post"), copy_at(store, "herald")
    for taken in (one, two):
        correct(store, taken, "story", None)
    three = copy_at(store, "mail")
    assert stories(store)[three] in (stories(store)[one], stories(store)[two])
    assert stories(store)[one] != stories(store)[two]


def test_article_is_moved_into_a_story_and_stays_there(store: Store, clock: Clock) -> None:
    one = copy_at(store, "post")
    store.keep(capture())
    correct(store, PAGE, "story", stories(store)[one])
    visit(store, clock, paragraphs=prose("edited"))
    assert len(set(stories(store).values())) == 1
    three = copy_at(store, "mail")
    assert stories(store)[three] == stories(store)[one]
    assert doctor(store.path) == []


def test_story_that_is_not_there_is_a_sentence(store: Store) -> None:
    store.keep(capture())
    with pytest.raises(NotCorrectable, match="There is no story 77"):
        correct(store, 1, "story", 77)


# --- two articles that are one --------------------------------------------------------------------------

OTHER = "https://news.example/b/9"


def two_that_are_one(store: Store) -> None:
    store.keep(capture())
    store.keep(
        capture(
            OTHER,
            title="The ferry in short",
            fields=credited(attribution("wire", "Reuters", organisation_id="reuters"), tags=("brief",), authors=("B",)),
        )
    )


def test_merged_article_leaves_addresses_tags_authors_and_attributions_to_the_other(store: Store, path: Path) -> None:
    two_that_are_one(store)
    correct(store, 1, "merged", OTHER)
    found = row(store, OTHER)
    assert found["canonical_url"] == PAGE
    assert found["tags"] == ["ferries", "harbour", "brief"] and found["authors"] == ["Ana Ruiz", "B"]
    assert (names(store, "wire"), names(store, "photo")) == (["Reuters"], ["Li Wei"])
    assert store.connection.execute("SELECT status, merged_into FROM articles WHERE id = 2").fetchone() == ("merged", 1)
    assert store.connection.execute("SELECT count(*) FROM revisions").fetchone() == (2,)
    assert [one.kind for one in follow(path)][-2:] == ["merged", "corrected"]
    with Reader(path) as reader:
        assert {one.url for one in reader.addresses(1)} == {PAGE, OTHER}
    assert doctor(path) == []


def test_merged_article_stays_one_whatever_its_addresses_show(store: Store, clock: Clock) -> None:
    two_that_are_one(store)
    correct(store, 1, "merged", OTHER)
    clock.forward(hours=1)
    again = store.keep(capture(OTHER, title="Something else by now", paragraphs=prose("else"), at=clock()))
    assert (again.counted, again.article_id) == ("same", 1)
    assert row(store)["title"] == "Ferry line reopens"
    visit(store, clock, fields={"tags": ("ferries", "ice")})
    assert row(store)["tags"] == ["ferries", "ice", "brief"], "what came with the other one stays"
    assert names(store, "wire") == ["Reuters"]
    assert doctor(store.path) == []


def test_merge_that_is_taken_back_leaves_two_articles_that_stay_two(store: Store, clock: Clock) -> None:
    store.keep(capture(paragraphs=SHARED))
    store.keep(capture(OTHER, title="Other words", paragraphs=prose("own"), fields={"tags": ("brief",)}))
    number = correct(store, 1, "merged", OTHER)
    undone = store.undo(number, reason="two editions", by="ana")
    assert undone.now == {"article": 2}
    assert (row(store, 1)["tags"], row(store, 2)["tags"]) == (["ferries", "harbour"], ["brief"])
    assert row(store, OTHER)["canonical_url"] == OTHER and row(store, OTHER)["status"] == "live"
    assert stories(store)[1] != stories(store)[2]
    assert doctor(store.path) == []
    clock.forward(hours=1)
    store.keep(capture(OTHER, title="Ferry line reopens", paragraphs=SHARED, at=clock()))
    clock.forward(hours=1)
    store.keep(capture(paragraphs=SHARED, at=clock()))
    assert row(store, OTHER)["canonical_url"] == OTHER, (
        "the same text on one site is one article, unless somebody knows better"
    )
    assert [one.kind for one in follow(store.path) if one.article_id == 2 and one.kind in ("merged", "back")] == [
        "merged",
        "back",
    ]
    assert doctor(store.path) == []


def test_parted_articles_have_what_each_had_and_what_was_said_of_each(store: Store) -> None:
    store.keep(capture(fields=credited(attribution("photo", "Li Wei"), tags=("ferries", "ice"), authors=("Ana Ruiz",))))
    other = credited(attribution("photo", "Li Wei"), tags=("ice", "brief"), authors=("Ana Ruiz", "B"))
    store.keep(capture(OTHER, title="The ferry in short", fields=other))
    correct(store, 2, "section", "World")
    correct(store, 2, "tags", ("snow",), how="also")
    before = row(store, 1), row(store, 2)
    number = correct(store, 1, "merged", OTHER)
    assert (row(store)["section"], row(store)["tags"]) == ("World", ["ferries", "ice", "brief", "snow"])
    store.undo(number, reason=WHY)
    for one, was in zip((row(store, 1), row(store, 2)), before, strict=True):
        changed = {name for name in one if one[name] != was[name]}
        assert changed <= {"story_id", "images"}
    assert doctor(store.path) == []


def test_what_was_taken_back_of_a_merged_article_does_not_return_when_it_is_parted(store: Store) -> None:
    two_that_are_one(store)
    said = correct(store, 2, "section", "World"), correct(store, 2, "tags", ("snow",), how="also")
    number = correct(store, 1, "merged", OTHER)
    for one in said:
        store.undo(one, reason=WHY)
    assert row(store)["tags"] == ["ferries", "harbour", "brief"]
    store.undo(number, reason=WHY)
    assert (row(store, 1)["section"], row(store, 2)["section"]) == ("Region", "Region")
    assert (row(store, 1)["tags"], row(store, 2)["tags"]) == (["ferries", "harbour"], ["brief"])
    assert doctor(store.path) == []


def test_articles_merged_one_into_the_other_are_parted_one_by_one(store: Store) -> None:
    two_that_are_one(store)
    third = "https://news.example/c/5"
    store.keep(capture(third, title="Third", paragraphs=prose("third"), fields={"tags": ("third",)}))
    before = [row(store, number) for number in (1, 2, 3)]
    numbers = [correct(store, 1, "merged", OTHER), correct(store, 3, "merged", PAGE)]
    for number in reversed(numbers):
        store.undo(number, reason=WHY)
    after = [row(store, number) for number in (1, 2, 3)]
    for field in ("tags", "authors", "attributions", "title", "published_at"):
        assert [one[field] for one in after] == [one[field] for one in before]
    assert len({stories(store)[number] for number in (1, 2, 3)}) == 3, "each was alone, and is again"
    assert doctor(store.path) == []


def test_what_was_said_of_an_article_holds_for_the_one_it_is_found_to_be(store: Store, clock: Clock) -> None:
    store.keep(capture(paragraphs=SHARED))
    store.keep(capture(OTHER, title="Other words", paragraphs=prose("own")))
    correct(store, 2, "section", "World")
    clock.forward(hours=1)
    store.keep(capture(OTHER, title="Ferry line reopens", paragraphs=SHARED, at=clock()))
    clock.forward(hours=1)
    store.keep(capture(OTHER, title="Ferry line reopens", paragraphs=SHARED, at=clock()))
    statuses = dict(store.connection.execute("SELECT id, status FROM articles").fetchall())
    assert sorted(statuses.values()) == ["live", "merged"]
    winner = next(number for number, status in statuses.items() if status == "live")
    assert row(store, winner)["section"] == "World"
    assert doctor(store.path) == []


def test_articles_of_two_sources_are_a_story_and_not_one_article(store: Store) -> None:
    store.keep(capture())
    copy_at(store, "post")
    with pytest.raises(UsageError, match="one story, not one article: say story=1 of article 2"):
        correct(store, 1, "merged", "2")
    with pytest.raises(UsageError, match="is article 1 itself"):
        correct(store, 1, "merged", PAGE)


# --- taking back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("field", "value", "stands"), VALUES, ids=lambda value: str(value)[:20])
def test_correction_that_is_taken_back_leaves_what_stood_there(
    store: Store, field: str, value: Any, stands: Any
) -> None:
    store.keep(capture())
    before = row(store)
    number = correct(store, 1, field, value)
    store.undo(number, reason="the desk was right")
    after = row(store)
    changed = {key for key in before if before[key] != after[key]}
    assert changed <= {"revision"}
    with Reader(store.path) as reader:
        assert [one.field for one in reader.corrections(1)] == [field, "undo"], "nothing is lost"
    assert doctor(store.path) == []


def test_values_come_back_one_by_one_in_any_order(store: Store) -> None:
    store.keep(capture())
    first = correct(store, 1, "section", "World")
    second = correct(store, 1, "section", "Asia")
    store.undo(first, reason=WHY)
    assert row(store)["section"] == "Asia"
    store.undo(second, reason=WHY)
    assert row(store)["section"] == "Region"
    correct(store, 1, "section", "Korea")
    assert row(store)["section"] == "Korea"


def test_a_list_comes_back_as_it_was_read_whichever_word_goes_first(store: Store) -> None:
    store.keep(capture())
    before = row(store)
    for first, second in [(("Bo",), ("Bo",)), ((), ("Bo",)), (("Bo",), ())]:
        numbers = [correct(store, 1, "authors", one) for one in (first, second)]
        for number in numbers:
            store.undo(number, reason=WHY)
        assert row(store)["authors"] == before["authors"]
    added, all_there_is = correct(store, 1, "tags", ("ice",), how="also"), correct(store, 1, "tags", ("snow",))
    store.undo(added, reason=WHY)
    store.undo(all_there_is, reason=WHY)
    assert row(store)["tags"] == before["tags"]


@pytest.mark.parametrize("first", [0, 1])
def test_credits_come_back_as_they_were_read_whichever_word_goes_first(store: Store, first: int) -> None:
    store.keep(capture())
    before = row(store)["attributions"]
    numbers = [correct(store, 1, "photo", ("Li Wei", "Mo Sand"), how="also"), correct(store, 1, "photo", ("AFP",))]
    store.undo(numbers.pop(first), reason=WHY)
    store.undo(numbers.pop(), reason=WHY)
    assert row(store)["attributions"] == before


def test_words_added_twice_go_with_the_second_of_them(store: Store) -> None:
    store.keep(capture())
    first, second = (correct(store, 1, "tags", ("ice",), how="also") for _ in range(2))
    store.undo(first, reason=WHY)
    assert row(store)["tags"] == ["ferries", "harbour", "ice"]
    store.undo(second, reason=WHY)
    assert row(store)["tags"] == ["ferries", "harbour"]


@pytest.mark.parametrize(
    ("how", "value"),
    [("is", ("Reuters",)), ("is", ()), ("also", ("Reuters",)), ("not", ("Li Wei",)), ("also", ("Li Wei",))],
)
def test_attributions_come_back_as_they_were_read(store: Store, how: str, value: tuple[str, ...]) -> None:
    store.keep(capture())
    before = row(store)["attributions"]
    readers = "SELECT name, reader, confidence FROM attributions"
    read = store.connection.execute(readers).fetchall()
    store.undo(correct(store, 1, "photo", value, how=how), reason=WHY)
    assert row(store)["attributions"] == before
    assert store.connection.execute(readers).fetchall() == read


def test_taking_back_one_of_two_words_leaves_the_other(store: Store) -> None:
    store.keep(capture())
    first = correct(store, 1, "photo", ("Mo Sand",), how="also")
    correct(store, 1, "photo", ("Li Wei",), how="not")
    store.undo(first, reason=WHY)
    assert names(store, "photo") == []


def test_story_is_taken_back(store: Store) -> None:
    one, two = copy_at(store, "post"), copy_at(store, "herald")
    number = correct(store, two, "story", None)
    store.undo(number, reason=WHY)
    assert stories(store)[one] == stories(store)[two]
    store.keep(capture())
    moved = correct(store, 3, "story", stories(store)[one])
    store.undo(moved, reason=WHY)
    assert stories(store)[3] != stories(store)[one], "its own story went with it: it gets another one"
    assert doctor(store.path) == []


def test_article_that_was_alone_is_alone_again_whatever_was_said_before(store: Store) -> None:
    one, two = copy_at(store, "post"), copy_at(store, "herald")
    correct(store, two, "story", None)
    store.keep(capture())
    store.undo(correct(store, 3, "story", stories(store)[one]), reason=WHY)
    store.undo(correct(store, 3, "story", stories(store)[two]), reason=WHY)
    assert len({stories(store)[number] for number in (one, two, 3)}) == 3
    assert doctor(store.path) == []


def test_page_is_read_again_after_a_correction_is_taken_back(store: Store, clock: Clock) -> None:
    store.keep(capture(etag='"1"'))
    number = correct(store, 1, "section", "World")
    clock.forward(minutes=1)
    store.undo(number, reason=WHY)
    assert [one.candidate.url for one in store.hand_out("news-example", limit=5)] == [PAGE]
    assert visit(store, clock, fields={"section": "Sport"}) == "same"
    assert row(store)["section"] == "Sport"


def test_taking_back_twice_or_what_is_not_there_is_a_sentence(store: Store) -> None:
    store.keep(capture())
    number = correct(store, 1, "section", "World")
    undone = store.undo(number, reason=WHY)
    for wrong, error, sentence in (
        (number, UsageError, "was taken back already"),
        (undone.id, UsageError, "say anew what that said"),
        (99, NotCorrectable, "There is no correction 99"),
    ):
        with pytest.raises(error, match=sentence):
            store.undo(wrong, reason=WHY)


# --- what cannot be corrected -----------------------------------------------------------------------------


def test_articles_that_are_no_longer_there_are_sentences(store: Store) -> None:
    two_that_are_one(store)
    correct(store, 1, "merged", OTHER)
    with pytest.raises(NotCorrectable, match="Article 2 is part of article 1 by now: correct that one"):
        correct(store, 2, "section", "World")
    with pytest.raises(NotCorrectable, match='No article is stored as "77"'):
        correct(store, 77, "section", "World")
    for status in ("pruned", "erased"):
        with store.transaction():
            store.connection.execute("UPDATE articles SET status = ? WHERE id = 1", (status,))
        with pytest.raises(NotCorrectable, match=f"was {status}: there is nothing left to correct"):
            correct(store, 1, "section", "World")


def test_broken_bytes_name_no_article(store: Store, path: Path) -> None:
    store.keep(capture())
    with Reader(path) as reader:
        assert reader.find("\udcff") is None


def test_of_several_words_all_or_none_are_written(store: Store) -> None:
    store.keep(capture())
    wrong = Saying(field="photo", how="not", value=("Nobody",))
    with pytest.raises(UsageError):
        store.correct("1", [Saying(field="section", value="World"), wrong], reason=WHY)
    assert row(store)["section"] == "Region"
    assert store.connection.execute("SELECT count(*) FROM corrections").fetchone() == (0,)


def test_article_that_is_gone_can_be_corrected(store: Store, clock: Clock) -> None:
    store.keep(capture())
    store.keep(fetched("gone", status=410, at=clock()))
    correct(store, 1, "section", "World")
    assert (row(store)["section"], row(store)["status"]) == ("World", "gone")


def test_page_of_other_bytes_that_came_late_does_not_undo_a_correction(store: Store, clock: Clock) -> None:
    store.keep(capture())
    clock.forward(hours=2)
    correct(store, 1, "title", "Boats are back")
    store.keep(capture(title="Ferry line opens", paragraphs=prose("early"), at=NOON + dt.timedelta(hours=1)))
    assert row(store)["title"] == "Boats are back"
    assert doctor(store.path) == []


def test_stored_article_round_trips_where_nothing_was_said(store: Store) -> None:
    """Mending writes an article anew; what was not spoken of must come out as it was."""
    whole = article(
        attributions=(
            attribution("wire", "Agence France-Presse", extent="part", position=3, **AFP),
            attribution("publisher", "News Example", found_in="meta", confidence=0.5),
        ),
        genre="report",
        dateline="HULL",
        modified_at=dt.date(2026, 11, 20),
        licence="CC0",
        tdm="allowed",
    )
    store.keep(capture(of=whole, foreign="https://far.example/1"))
    everything = "SELECT * FROM articles", "SELECT * FROM attributions_v1", "SELECT * FROM revisions"
    before = [store.connection.execute(sql).fetchall() for sql in everything]
    correct(store, 1, "genre", "report")
    after = [store.connection.execute(sql).fetchall() for sql in everything]
    assert after[:2] == before[:2]


def test_stub_does_not_replace_a_text_of_which_a_person_said_that_it_is_complete(store: Store, clock: Clock) -> None:
    store.keep(capture(fields={"complete": None}))
    correct(store, 1, "complete", True)
    whole = prose(PAGE)
    assert visit(store, clock, paragraphs=whole[:2], fields={"complete": False}) == "same"
    assert row(store)["paragraphs"] == list(whole)
    assert row(store)["complete"] is True


def test_article_without_a_headline_is_possible(store: Store, clock: Clock) -> None:
    store.keep(capture())
    number = correct(store, 1, "title", None)
    assert visit(store, clock) == "same"
    assert row(store)["title"] is None
    store.undo(number, reason=WHY)
    assert row(store)["title"] == "Ferry line reopens"
    assert doctor(store.path) == []


def test_word_taken_away_and_dropped_by_the_publisher_does_not_bring_others_back(store: Store, clock: Clock) -> None:
    store.keep(capture(fields={"tags": ("ice", "Subscribe", "old")}))
    number = correct(store, 1, "tags", ("Subscribe",), how="not")
    visit(store, clock, fields={"tags": ("ice", "new")})
    store.undo(number, reason=WHY)
    assert row(store)["tags"] == ["ice", "new", "Subscribe"]


def test_parted_articles_are_parted_though_the_other_was_merged_further(store: Store, clock: Clock) -> None:
    two_that_are_one(store)
    number = correct(store, 1, "merged", OTHER)
    store.keep(capture("https://news.example/c/3", title="A third", paragraphs=prose("third")))
    correct(store, 3, "merged", PAGE)
    store.undo(number, reason="two after all")
    statuses = store.connection.execute("SELECT id, status, merged_into FROM articles").fetchall()
    assert statuses == [(1, "merged", 3), (2, "live", None), (3, "live", None)]
    assert row(store, OTHER)["canonical_url"] == OTHER
    assert doctor(store.path) == []
