"""What a harvest learns of a site's pages is used by the next one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.harvest.serving import Hit, Newsdesk, Reply, Site, feed, report

pytestmark = pytest.mark.slow  # harvests twice, in processes of their own

PROMOTION = "The Quay Letter comes at six every morning; ask for it at www.quay.example, and never miss a ferry again."


def with_promotion(reply: Reply) -> Reply:
    return replace(reply, body=reply.body.replace(b"</article>", f"<p>{PROMOTION}</p></article>".encode()))


def test_the_second_harvest_leaves_out_what_the_first_saw_on_every_page(tmp_path: Path) -> None:
    numbers = list(range(6))

    def answer(hit: Hit) -> Reply | None:
        if hit.path == "/feed":
            return feed(site.home(), numbers)
        stem, _, number = hit.path.rpartition("-")
        if stem == "/news/report-of-the-day":
            return with_promotion(report(int(number), hit.host))
        return None

    desk = Newsdesk(folder=tmp_path)
    bodies = "SELECT url, body FROM articles ORDER BY length(url), url"
    site = Site(answer)
    with site:
        desk.add("quay", site.home())
        assert desk.harvest("quay", "-s", "POLITENESS=off").returncode == 0
        assert len(desk.rows(bodies)) == 6
        assert desk.rows(f"SELECT count(*) FROM articles WHERE body LIKE '%{PROMOTION}'")[0][0] > 0
        numbers.append(6)
        assert desk.harvest("quay", "--all", "-s", "POLITENESS=off").returncode == 0
        last = desk.rows(bodies)[-1]
        assert last[0].endswith("-6") and PROMOTION not in last[1]
        # The first articles again: they are read otherwise, which is no edit of the publisher's.
        address = f"{site.home()}news/report-of-the-day-0"
        assert desk.harvest("--all", "--url", address, "-s", "POLITENESS=off").returncode == 0
    assert PROMOTION not in desk.rows(bodies)[0][1]
    assert desk.rows("SELECT DISTINCT cause FROM revisions WHERE cause = 'publisher' AND revision > 1") == []
    shown = subprocess.run(
        [
            sys.executable,
            "-m",
            "aggregator",
            "sources",
            "show",
            "quay",
            "--db",
            desk.db,
            "--sources",
            tmp_path / "sources",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "learnt from 7 articles" in shown.stdout and f"pages: {PROMOTION[:60]}" in shown.stdout
