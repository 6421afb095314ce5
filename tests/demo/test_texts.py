"""Tests of the articles that the sample pages are made of."""

from __future__ import annotations

import pytest

from aggregator.demo.sites import VISITS, site_ids
from aggregator.demo.texts import blocks, text, texts


def test_blocks_are_told_apart_by_their_first_sign() -> None:
    found = blocks("One\nline.\n\n## Head\n\n> Said\n\n- Item\n\n<div>ad</div>\n\n<em>Still</em> text")
    assert [(block.kind, block.text) for block in found] == [
        ("paragraph", "One line."),
        ("heading", "Head"),
        ("quotation", "Said"),
        ("item", "Item"),
        ("markup", "ad"),
        ("paragraph", "Still text"),
    ]


@pytest.mark.parametrize("visit", [0, 1])
@pytest.mark.parametrize("site", site_ids())
def test_nothing_was_published_after_the_visit(site: str, visit: int) -> None:
    for each in texts(site, visit):
        for name in ("published", "modified"):
            assert each.fields.get(name, VISITS[0]) <= VISITS[visit], each.slug


@pytest.mark.parametrize("site", site_ids())
def test_slugs_are_unique_and_every_article_has_paragraphs(site: str) -> None:
    slugs = [each.slug for each in texts(site, 1)]
    assert len(slugs) == len(set(slugs))
    assert all(each.paragraphs and all(each.paragraphs) for each in texts(site, 1))


def test_furniture_between_paragraphs_is_not_the_articles() -> None:
    eel = text("saltmarsh-post", "eel-ladder-opens", 0)
    assert any("Read more" in block.text for block in eel.blocks)
    assert not any("Read more" in paragraph for paragraph in eel.paragraphs)


def test_a_copy_is_a_first_paragraph_of_its_own_and_the_agencys_words() -> None:
    copy = text("harrow-vale-courier", "dam-road-shut", 0)
    original = text("meridian-press", "harrow-vale-dam-closed-after-crack", 0)
    assert copy.paragraphs[0] not in original.paragraphs
    assert copy.paragraphs[1:] == tuple(original.paragraphs[number] for number in copy.fields["keep"])
    assert len(copy.paragraphs) < len(original.paragraphs)


def test_an_edit_shows_at_the_second_visit_only() -> None:
    before, after = (text("shifting-times", "pier-repairs-cost", visit) for visit in (0, 1))
    assert "4.1 million" in before.paragraphs[0]
    assert "4.7 million" in after.paragraphs[0]
    assert before.paragraphs[1:] == after.paragraphs[1:]
