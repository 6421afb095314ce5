"""What the comparison of reading alone and together reads, and how."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.gold import Page
from benchmarks.habits import WAYS, Cost, cost_of, read_site, sites
from tests.harbour_post import REPORTS


def page(number: int, *, host: str = "post.example", dataset: str = "one", path: Path = Path()) -> Page:
    return Page(id=f"{host} {number}", url=f"https://{host}/news/{number}", dataset=dataset, path=path)


def packed(folder: Path) -> list[Page]:
    """Return the pages of the sample site as pages with known answers have them."""
    found = []
    for number, one in enumerate(REPORTS):
        path = folder / f"{number}.html.gz"
        path.write_bytes(gzip.compress(one.read_bytes()))
        found.append(page(number, path=path))
    return found


def test_pages_of_hosts_with_several_are_read_some_of_each() -> None:
    found = [page(1), page(2), page(3, host="www.post.example"), page(4, host="lone.example"), page(5, dataset="two")]
    assert [[one.id for one in site] for site in sites(found, most=2)] == [["post.example 1", "post.example 2"]]


def test_each_page_is_read_in_each_way_and_later_ones_gain_in_a_harvest(tmp_path: Path) -> None:
    lengths: dict[str, list[int]] = {way: [] for way in WAYS}
    for way, line in read_site(packed(tmp_path)):
        lengths[way].append(len(json.loads(line)["paragraphs"]))
    assert lengths["alone"] == [4] * 5 and lengths["batch"] == [3] * 5
    assert lengths["harvest"][0] == 4 and lengths["harvest"][-1] == 3


def test_all_that_is_done_has_a_cost(tmp_path: Path) -> None:
    total = Cost()
    cost_of(packed(tmp_path)[:3], repeats=1, total=total)
    assert min(total.parses, total.alone, total.known, total.observing, total.learning) > 0
    assert len(total.table().splitlines()) == 4
