"""The benchmark of a harvest: its farm serves what it says, and a tiny run of it gives figures."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import aggregator
from benchmarks import harvest
from benchmarks.farm import Farm, Plan, bodies, build, least_pause, per_host
from benchmarks.harvest import Bench, Costs, Figure, table
from benchmarks.pages import SYSTEMS

pytestmark = pytest.mark.slow

HOSTS, PAGES, ARCHIVE = len(SYSTEMS), harvest.FEW_PAGES, 50


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("farm")
    plan = Plan(hosts=HOSTS, pages=PAGES, archive=ARCHIVE)
    build(plan, folder)
    with Farm(folder) as farm:
        yield Bench(plan=plan, farm=farm, folder=folder, say=lambda text: None)


def get(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(
            "GET", parts.path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def test_every_page_is_an_article_of_real_size_and_its_own_text(bench: Bench) -> None:
    texts = set()
    for url, body in bodies(bench.folder):
        article = aggregator.extract(body, url)
        assert 200_000 < len(body) < 300_000
        assert article.kind == "article" and article.published_at and article.authors
        texts.add(tuple(article.paragraphs))
    assert len(texts) == HOSTS * PAGES


def test_a_page_is_served_coded_or_plain_and_not_again_where_it_is_known(bench: Bench) -> None:
    url = bench.plan.urls()[-1]
    status, coded, headers = get(url, Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(coded) == get(url, Accept_Encoding="identity")[1]
    assert get(url, If_None_Match=headers["ETag"])[:2] == (304, b"")
    assert get(url + "-no")[0] == 404


def test_the_server_tells_who_was_asked_and_when(bench: Bench) -> None:
    bench.farm.log()
    one, other = bench.plan.urls()[:2]
    for url in (one, other, one):
        get(url)
    asked = bench.farm.log()
    assert [each.path for each in asked] == [urlsplit(url).path for url in (one, other, one)]
    assert sorted(per_host(asked).values()) == [1, 2]
    assert least_pause(asked) == asked[2].at - asked[0].at
    assert bench.farm.log() == []


def test_a_tiny_run_measures_each_figure_of_speed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest, "FEW_HOSTS", 1)
    figures = {figure.name: figure for figure in harvest.speed(bench, rounds=1)}
    cost, memory = figures["harvest, CPU a page"], figures["harvest, memory (PSS)"]
    assert cost.measured is not None and cost.limit is not None and memory.measured is not None
    assert memory.measured > 50  # megabytes: the whole tree was seen, not the first process in its first moment


def test_new_articles_among_known_ones_are_counted_by_the_server(bench: Bench) -> None:
    bench.farm.archive(ARCHIVE)
    figures = {figure.name: figure for figure in harvest.among_many(bench)}
    found = figures[f"{harvest.NEW} new among {ARCHIVE}: pages"]
    assert (found.measured, found.reached) == (harvest.NEW, True)


def test_a_missing_article_is_an_error_and_no_figure(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest, "articles", lambda db: 0)
    with pytest.raises(harvest.Broken, match="0 of 4 articles were stored"):
        bench.harvest_costs(1, PAGES)


def test_the_start_of_a_program_is_not_the_cost_of_its_pages() -> None:
    few, many = Costs(pages=10, cpu=2.0, wall=3.0), Costs(pages=110, cpu=3.0, wall=5.0)
    assert many.without(few).ms == 10.0
    assert many.without(few).pages_per_second == 50.0


def test_the_table_says_whether_each_limit_is_kept() -> None:
    lines = table(
        [
            Figure(name="cost", measured=9.5, limit=8.0, unit="ms"),
            Figure(name="speed", measured=9.5, limit=8.0, kind="least"),
            Figure(name="pages", measured=9, limit=10, kind="exactly"),
            Figure(name="known", measured=1.0),
        ]
    ).splitlines()[1:]
    assert [line.split() for line in lines] == [
        ["cost", "9.50", "ms", "≤", "8", "NO"],
        ["speed", "9.50", "≥", "8", "yes"],
        ["pages", "9", "=", "10", "NO"],
        ["known", "1"],
    ]


def test_profiling_needs_nothing_but_python(bench: Bench, tmp_path: Path) -> None:
    assert harvest.profilers(tmp_path / "out", spy=tmp_path / "none")[1:3] == ["-m", "cProfile"]
