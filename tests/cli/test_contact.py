"""A contact is asked for once, of somebody who can answer, and the answer is kept."""

from __future__ import annotations

import os
import pty
import select
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from aggregator.cli import contact
from aggregator.demo.server import DemoWeb
from aggregator.errors import UsageError
from aggregator.project import Config, Project, is_contact
from aggregator.sources.source import Source
from aggregator.store.writer import Store
from tests.cli.test_demo import ROOT


@pytest.mark.parametrize("said", ["desk@paper.example", "https://paper.example/about?bot=1", "HTTP://[2001:db8::1]/"])
def test_mail_and_web_addresses_are_contacts(said: str) -> None:
    assert is_contact(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "paper",
        "desk@paper",
        "desk@paper.example\r\nX-Evil: 1",
        "desk@paper.example\n",
        "Desk <desk@paper.example>",
        "https://paper.example/(about)",
        "https://paper.example/a b",
        "ftp://paper.example/",
        "r\u00e9daction@paper.example",
        f"https://paper.example/{'x' * 300}",
    ],
)
def test_what_would_break_the_header_is_no_contact(said: str) -> None:
    assert not is_contact(said)


@pytest.mark.parametrize(
    ("before", "settings"),
    [(None, {}), ("[settings]\nDOWNLOAD_DELAY = 2.0 # slow\n", {"DOWNLOAD_DELAY": 2.0}), ("# ours", {})],
)
def test_the_answer_stands_in_the_file_and_the_rest_stays(
    project: Path, before: str | None, settings: dict[str, float]
) -> None:
    path = project / "aggregator.toml"
    if before is not None:
        path.write_text(before)
        path.chmod(0o640)
    contact.keep(path, "desk@paper.example")
    assert path.read_text() == 'contact = "desk@paper.example"\n' + (before or "")
    assert Project.find().config == Config(contact="desk@paper.example", settings=settings)
    assert stat.S_IMODE(path.stat().st_mode) == (0o644 if before is None else 0o640)
    assert [one.name for one in project.iterdir() if one.name.startswith(".")] == []


def test_no_contact_on_purpose_is_remembered(project: Path) -> None:
    assert contact.contact_of(Project.find(), {}) is None
    contact.keep(project / "aggregator.toml", "")
    assert contact.contact_of(Project.find(), {}) == ""
    assert contact.contact_of(Project.find(), {"AGGREGATOR_CONTACT": "desk@paper.example"}) == "desk@paper.example"


def test_a_contact_that_is_none_is_a_sentence(project: Path) -> None:
    (project / "aggregator.toml").write_text('contact = "desk@paper.example\\nX-Evil: 1"\n')
    with pytest.raises(UsageError, match=r'aggregator\.toml: "contact" must be a mail address or'):
        Project.find()


def source(name: str, *, local: bool) -> Source:
    return Source(id=name, name=name, homepage=f"https://{name}.example/", local=local)


def test_it_is_time_to_ask_before_the_first_harvest_of_sites_that_are_not_ours(project: Path) -> None:
    at_home, abroad = source("home", local=True), source("abroad", local=False)
    found = Project.find()
    assert contact.wanted(found, [at_home, abroad]) and contact.wanted(found, [])
    assert not contact.wanted(found, [at_home])
    with Store(found.db) as store:
        store.begin_run("abroad", url="https://abroad.example/")
        assert contact.wanted(found, [abroad]), "a run that has not ended is the first one still"
    assert not contact.wanted(found, [abroad])


@pytest.mark.slow
def test_a_first_harvest_on_a_terminal_asks_and_the_second_does_not(project: Path) -> None:
    with DemoWeb() as web:
        asked = on_terminal(project, web, b"no address\ndesk@paper.example\n")
        assert asked.count("Your mail or web address (empty: none): ") == 2, "asked again after a wrong answer"
        assert Project.find().config.contact == "desk@paper.example"
        assert "address" not in on_terminal(project, web, b"")


@pytest.mark.slow
def test_an_empty_answer_is_an_answer(project: Path) -> None:
    with DemoWeb() as web:
        assert "Your mail or web address" in on_terminal(project, web, b"\n")
        assert Project.find().config.contact == ""
        (project / "db" / "news.db").unlink()
        assert "Your mail or web address" not in on_terminal(project, web, b"")


@pytest.mark.slow
def test_a_script_is_told_and_not_asked(project: Path) -> None:
    with DemoWeb() as web:
        ran = subprocess.run(
            command(web),
            env=environ(web),
            cwd=project,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert f'put the line  contact = "you@example.org"  at the top of {project}/aggregator.toml' in ran.stderr
        assert not (project / "aggregator.toml").exists()
        url = on_terminal(project, web, b"", "--db", "other.db", "--url", "http://theparallel.example/")
        assert "Your mail or web address" not in url and "No contact is set" in url


@pytest.mark.slow
def test_a_setting_that_is_no_contact_never_reaches_a_header(project: Path) -> None:
    with DemoWeb() as web:
        evil = "AGGREGATOR_CONTACT=desk@paper.example\r\nX-Evil: 1"
        shown = on_terminal(project, web, b"", "the-parallel", "-s", evil)
        assert "AGGREGATOR_CONTACT must be a mail address or an http(s) address" in shown
        assert web.requests == []


def command(web: DemoWeb, *arguments: str) -> list[str]:
    wanted = arguments or ("the-parallel",)
    program = [sys.executable, "-W", "ignore", "-m", "aggregator", "harvest"]
    return [*program, *wanted, "--sources", str(web.sources_folder), "-s", "POLITENESS=off"]


def environ(web: DemoWeb) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AGGREGATOR_")}
    return kept | {"PYTHONPATH": str(ROOT), "http_proxy": web.proxy_url, "no_proxy": "", "TERM": "dumb"}


def on_terminal(project: Path, web: DemoWeb, typed: bytes, *arguments: str) -> str:
    """Harvest on a terminal on which `typed` was typed in advance; return what it showed."""
    ours, theirs = pty.openpty()
    os.write(ours, typed)
    with subprocess.Popen(
        command(web, *arguments), env=environ(web), cwd=project, stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the last one at the other end has gone
                break
        process.wait(60)
    os.close(ours)
    return shown.decode()
