"""Corrections as labelled data, and scored as such data is scored."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from aggregator.corrections import Saying
from aggregator.store.labels import label_line
from aggregator.store.reader import Reader
from aggregator.store.writer import Store
from tests.store.making import attribution, capture

SECOND, THIRD = "https://news.example/a/2", "https://news.example/a/3"


def labels(path: Path) -> list[dict[str, Any]]:
    with Reader(path) as reader:
        return [json.loads(label_line(one)) for one in reader.labels()]


def say(store: Store, article: str, field: str, *value: str, how: Any = "is") -> None:
    store.correct(article, [Saying(field=field, value=value, how=how)], reason="looked at")


def key(name: object) -> str:
    """Return a name as scorers of attributions compare it: without case, accents, punctuation, a leading article."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", str(name or ""))).casefold()
    words = " ".join(re.findall(r"\w+", "".join(one for one in text if not unicodedata.combining(one))))
    return re.sub(r"^(the|der|die|das|le|la|les|el|il|l) (?=\w)", "", words)


def score(gold: list[dict[str, Any]], read: dict[str, list[dict[str, Any]]]) -> Counter[str]:
    """Count right, false and missed entries, as a scorer of this form does; what is optional counts neither way."""
    counted: Counter[str] = Counter()
    for page in gold:
        names = {key(name) for name in (page["publisher"]["name"], *page["publisher"]["aliases"])}
        own = {key(one["name"]) for one in read[page["id"]] if one["role"] == "publisher"}
        counted["publisher" if names & own else "another publisher"] += 1
        for role in ("wire", "photo", "cited"):
            entries = [one for one in page["attributions"] if one["role"] == role]
            seen: set[int] = set()
            for one in read[page["id"]]:
                if one["role"] != role:
                    continue
                forms = {key(one["name"]), key(one["as_written"])}
                match = {
                    at
                    for at, entry in enumerate(entries)
                    if forms & {key(name) for name in (entry["name"], entry["as_written"], *entry["aliases"])}
                }
                solid = {at for at in match if not entries[at]["optional"]}
                counted["right"] += len(solid - seen)
                counted["false"] += not match
                seen |= solid
            counted["missed"] += sum(not one["optional"] and at not in seen for at, one in enumerate(entries))
    return counted


def test_only_articles_whose_attributions_a_person_looked_at_are_labels(store: Store, path: Path) -> None:
    for url in ("https://news.example/a/1", SECOND, THIRD):
        store.keep(capture(url, title=url))
    say(store, "1", "wire", "AFP")
    store.correct("2", [Saying(field="section", value="World")], reason="only the section")
    store.correct("3", [Saying(field="attributions")], reason="all right")
    taken_back = store.correct("2", [Saying(field="photo", value=())], reason="no picture")[0]
    store.undo(taken_back.id, reason="there is one")
    assert [one["url"] for one in labels(path)] == ["https://news.example/a/1", THIRD]


def test_label_has_the_form_of_labelled_pages(store: Store, path: Path) -> None:
    store.keep(capture(paragraphs=("LAGOS (AFP) - The bridge is open.",)))
    say(store, "1", "wire", "AFP")
    (line,) = labels(path)
    (uid,) = store.connection.execute("SELECT uid FROM articles").fetchone()
    assert (line["id"], line["url"], line["settled"]) == (uid, "https://news.example/a/1", ["wire"])
    assert line["publisher"] == {"name": "News Example", "aliases": ["news.example"]}
    wire = next(one for one in line["attributions"] if one["role"] == "wire")
    assert {"AFP", "Agence France Presse", "afp.com"} <= set(wire.pop("aliases"))
    assert wire == {
        "role": "wire",
        "name": "Agence France-Presse",
        "kind": "organisation",
        "as_written": "AFP",
        "evidence": "LAGOS (AFP) - The bridge is open.",
        "optional": False,
        "found_in": "body",
        "position": 0,
        "extent": None,
    }
    assert [(one["name"], one["kind"], one["optional"]) for one in line["attributions"] if one["role"] == "photo"] == [
        ("Li Wei", "person", True)
    ], "what nobody looked at is optional"


def test_confirmed_attributions_all_count(store: Store, path: Path) -> None:
    store.keep(capture())
    store.correct("1", [Saying(field="attributions")], reason="all right")
    (line,) = labels(path)
    assert line["settled"] == ["cited", "photo", "publisher", "wire"]
    assert [one["optional"] for one in line["attributions"]] == [False]


def test_export_scores_what_was_read_against_what_a_person_said(store: Store, path: Path) -> None:
    read = (
        attribution("publisher", "News Example"),
        attribution("wire", "Reuters", organisation_id="reuters"),
        attribution("cited", "CNN", organisation_id="cnn"),
        attribution("photo", "Li Wei", entity="person"),
    )
    store.keep(capture(fields={"attributions": read}))
    with Reader(path) as reader:
        row = reader.row(1)
    assert row is not None
    say(store, "1", "cited", "CNN", how="not")
    say(store, "1", "cited", "BBC News", how="also")
    say(store, "1", "wire", "Reuters")
    assert score(labels(path), {row["uid"]: row["attributions"]}) == {
        "publisher": 1,
        "right": 1,  # the wire; the photo is optional
        "false": 1,  # CNN
        "missed": 1,  # the BBC
    }
