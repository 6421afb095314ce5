"""Tests of `aggregator.cli.demo`."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from aggregator.store.reader import Reader
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]

REFERENCE = "http://news1-global.example/world/view/1206"


def demo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "aggregator", "demo", *arguments],
        cwd=folder,
        env=environ(),
        capture_output=True,
        text=True,
        timeout=120,
    )


def environ() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
    return kept | {"PYTHONPATH": str(ROOT)}


@pytest.fixture
def demo_again(demo_project: Path, tmp_path: Path) -> Path:
    """A copy of the project in which the demo has run, to run it again in."""
    return Path(shutil.copytree(demo_project, tmp_path / "project"))


def contents(path: Path) -> list[tuple[object, ...]]:
    """What a file says of its articles, apart from the ids that it gave them."""
    with Reader(path) as reader:
        rows = [reader.row(one.article_id) for one in reader.latest(limit=1000)]
        return sorted(
            (row["canonical_url"], row["title"], row["body"], row["revision"], row["status"], str(row["attributions"]))
            for row in rows
            if row
        )


def test_the_demo_ends_with_a_table_three_articles_and_what_to_try(demo_project: Path) -> None:
    said = (demo_project / "demo.txt").read_text()
    assert "Visit 1 of 2" in said and "Visit 2 of 2" in said
    for column in ("found", "fetched", "new", "revised", "same", "refused", "failed"):
        assert column in said
    assert "Rodong Sinmun" in said and "Voice of America" in said
    assert len(re.findall(r"\n  (?:\S*aggregator|\S*python\S* -m aggregator) (?:show|search|sources) ", said)) == 3
    assert not (demo_project / "db" / "news.db").exists()


def test_the_demo_says_which_site_breaks_its_pages_on_purpose(demo_project: Path) -> None:
    tables, _, rest = (demo_project / "demo.txt").read_text().partition("\nshifting-times breaks ")
    assert rest.startswith("some of its pages on purpose")
    faults = {line.split()[0]: line.split()[-2:] for line in tables.splitlines() if line}
    assert {source for source, figures in faults.items() if set(figures) - {"0"}} >= {"shifting-times", "all"}
    assert faults["harrow-vale-courier"] == faults["saltmarsh-post"] == faults["news1-global"] == ["0", "0"]


@pytest.mark.slow
def test_a_second_demo_fetches_no_article_and_says_so(demo_again: Path) -> None:
    before = contents(demo_again / "db" / "demo.db")
    ran = demo(demo_again)
    assert ran.returncode == 0, ran.stderr
    assert "Nothing is new, and no article was fetched." in ran.stdout
    assert "Visit 1 of 2" not in ran.stdout
    assert contents(demo_again / "db" / "demo.db") == before


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [3.0])
def test_a_killed_demo_goes_on_where_it_was(demo_project: Path, tmp_path: Path, seconds: float) -> None:
    (tmp_path / "scrapy.cfg").write_text((ROOT / "scrapy.cfg").read_text())
    with subprocess.Popen(
        [sys.executable, "-m", "aggregator", "demo"],
        cwd=tmp_path,
        env=environ(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as killed:
        time.sleep(seconds)
        os.killpg(killed.pid, signal.SIGKILL)
    ran = demo(tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert contents(tmp_path / "db" / "demo.db") == contents(demo_project / "db" / "demo.db")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.mark.slow
def test_serve_answers_for_its_sites_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "aggregator", "demo", "--serve", "--port", str(port)],
        cwd=tmp_path,
        env=environ(),
        stdout=subprocess.PIPE,
        text=True,
    ) as serving:
        assert serving.stdout is not None
        said = [serving.stdout.readline()]
        while said[-1] and not said[-1].startswith("Ctrl-C"):
            said.append(serving.stdout.readline())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://127.0.0.1:{port}"}))
        with opener.open(REFERENCE, timeout=10) as answer:
            assert b"Rodong Sinmun" in answer.read()
        serving.send_signal(signal.SIGINT)
        assert serving.wait(timeout=20) == 0
    assert any("scrapy crawl news -a source=" in line for line in said)
    program = next(line for line in said if "crawl news" in line).split(" crawl")[0].split()
    assert subprocess.run([*program, "version"], cwd=tmp_path, env=environ(), capture_output=True).returncode == 0


def test_a_port_that_is_taken_is_a_sentence(aggregator: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ran = aggregator("demo", "--serve", "--port", str(other.getsockname()[1]))
    assert ran.code == 2
    assert "Traceback" not in ran.err and ran.err.count("\n") == 1
