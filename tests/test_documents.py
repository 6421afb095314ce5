"""What the documents say is true: commands run, output is as shown, generated pages are fresh, links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import click
import pytest

from aggregator.cli import aggregator
from aggregator.demo.server import DemoWeb
from docs import generate

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "db").glob("*.md")])

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MENTION = re.compile(r"`aggregator ((?:[a-z]+ ?)+)")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")

ANYTHING = "…"
"""A line of shown output that stands for any number of lines; inside a line, for anything in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fenced:
    """One fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str


def blocks(language: str) -> list[Fenced]:
    """Return the blocks of one language on all pages, in order.

    `console`: commands after `$ `, each with the output that follows it; run. `sql` and `python`: run on
    the demo's database. `sh`: commands that need the network or never end; those of ours are parsed.
    """
    return [
        Fenced(page=page, line=text.count("\n", 0, match.start()) + 1, language=match[1], text=match[2])
        for page in PAGES
        for text in [page.read_text(encoding="utf-8")]
        for match in FENCE.finditer(text)
        if match[1] == language
    ]


def by_place(block: Fenced) -> str:
    return f"{block.page.relative_to(ROOT)}:{block.line}"


def session(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        lines = part.split("\n")
        end = next(number for number, line in enumerate(lines) if not line.endswith("\\"))
        yield "\n".join(lines[: end + 1]), "\n".join(lines[end + 1 :]).strip("\n")


def matches(shown: str, printed: str) -> bool:
    """Return whether `printed` is what `shown` says, `…` standing for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == ANYTHING else ".*".join(map(re.escape, line.rstrip().split(ANYTHING))) + "\n"
        for line in shown.split("\n")
    )
    plain = "\n".join(line.rstrip() for line in printed.strip("\n").split("\n")) + "\n"
    return re.fullmatch(pattern, plain) is not None


def in_project(command: list[str], environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command in the documents' project."""
    return subprocess.run(command, env=environ, cwd=environ["PWD"], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("one\ntwo", "one\ntwo\n", True),
        ("one\n…\nfour", "one\ntwo\nthree\nfour\n", True),
        ("id … name", "id 0192 name", True),
        ("one", "one\ntwo\n", False),
        ("one\n…\nfour", "one\nfive\n", False),
        ("a.c", "abc", False),
    ],
)
def test_shown_output_is_compared(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_a_page_do_what_it_shows(page: Path, documented: dict[str, str]) -> None:
    for block in blocks("console"):
        if block.page != page:
            continue
        for command, shown in session(block.text):
            ran = in_project(["bash", "-c", command], documented)
            place = f"{by_place(block)}: {command}"
            assert ran.returncode == 0, f"{place}\n{ran.stdout}{ran.stderr}"
            assert not shown or matches(shown, ran.stdout), f"{place}\n--- shown\n{shown}\n--- printed\n{ran.stdout}"


@pytest.mark.slow
@pytest.mark.parametrize("block", blocks("sql"), ids=by_place)
def test_queries_answer(block: Fenced, documented: dict[str, str]) -> None:
    path = Path(documented["PWD"]) / "db" / "demo.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        for statement in block.text.split(";"):
            if statement.strip():
                assert connection.execute(statement).fetchall(), f"{by_place(block)} finds nothing: {statement}"


@pytest.mark.slow
@pytest.mark.parametrize("block", blocks("python"), ids=by_place)
def test_programs_run(block: Fenced, documented: dict[str, str]) -> None:
    ran = in_project([sys.executable, "-W", "error", "-c", block.text], documented)
    assert ran.returncode == 0, f"{by_place(block)}\n{ran.stderr}"


@pytest.mark.parametrize("block", blocks("sh"), ids=by_place)
def test_commands_that_are_not_run_exist_with_these_options(
    block: Fenced, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in block.text.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        while words and re.fullmatch(r"[A-Z_a-z]+=.*", words[0]):  # NAME=VALUE before the command
            words = words[1:]
        for word in words:
            if re.fullmatch(r"[\w-]+\.(html|jsonl|txt|csv|opml)", word):
                Path(word).touch()
        if words and words[0] in ("aggregator", ".venv/bin/aggregator"):
            parse(aggregator, words[1:])


def parse(command: click.Command, words: list[str]) -> None:
    """Parse a command line without carrying it out; raises click.UsageError where it is none of ours."""
    if not isinstance(command, click.Group):
        command.make_context("aggregator", list(takewhile(lambda word: word not in (">", ">>", "|"), words))).close()
        return
    further = command.get_command(click.Context(command), words[0])
    if further is None:
        raise click.UsageError(f"no command {words[0]}")
    parse(further, words[1:])


def test_a_command_that_does_not_exist_is_noticed() -> None:
    with pytest.raises(click.UsageError):
        parse(aggregator, ["sources", "conjure"])
    with pytest.raises(click.UsageError):
        parse(aggregator, ["harvest", "--twice"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_command_is_announced_that_does_not_exist(page: Path) -> None:
    known = {words[1:] for words, _ in generate.helps(aggregator, ("aggregator",))}
    for mention in MENTION.findall(page.read_text(encoding="utf-8")):
        words = tuple(mention.split())
        begun = {words[:1], words[:2]} & known
        assert begun, f"{page.name} speaks of `aggregator {mention}`, which is no command"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("path", generate.documents(), ids=lambda path: path.name)
def test_generated_pages_are_fresh(path: Path) -> None:
    assert path.exists(), "run `make docs`"
    assert path.read_text(encoding="utf-8") == generate.documents()[path], "run `make docs`"


def test_every_command_has_help_with_an_example() -> None:
    for words, text in generate.helps(aggregator, ("aggregator",)):
        assert re.search(r"Examples?:|Start here|For this session", text), f"{' '.join(words)} --help shows no example"


def test_every_setting_is_documented() -> None:
    source = (ROOT / "aggregator" / "settings.py").read_text(encoding="utf-8")
    assert [name for _, name, _, text in generate.assignments(source) if not text.strip()] == []


def test_each_module_says_what_it_is_for_in_its_first_line() -> None:
    for module in sorted((ROOT / "aggregator").rglob("*.py")):
        first = module.read_text(encoding="utf-8").split("\n", 1)[0]
        assert re.fullmatch(r'r?"""\S.*', first), module.relative_to(ROOT)


@pytest.fixture(scope="module")
def sample_web() -> Iterator[str]:
    """The address of the proxy that leads to the demo's sites."""
    with DemoWeb(visit=1) as web:
        yield web.proxy_url


@pytest.fixture
def documented(demo_project: Path, sample_web: str, tmp_path: Path) -> dict[str, str]:
    """How a page's commands run: in a project after `aggregator demo`, with the demo's sites as the web."""
    project = shutil.copytree(demo_project, tmp_path / "project")
    (project / "aggregator.toml").write_text('[settings]\nPOLITENESS = "off"\n')
    script = tmp_path / "bin" / "aggregator"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -W ignore -m aggregator "$@"\n')
    script.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not re.match("AGGREGATOR_|.*_proxy$", name, re.I)}
    return kept | {
        "PATH": os.pathsep.join([str(script.parent), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
        "PWD": str(project),
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "http_proxy": sample_web,
    }


@pytest.mark.slow
def test_the_picture_is_of_a_run_as_it_is_today() -> None:
    drawn = generate.words(generate.PICTURE.read_text(encoding="utf-8"))
    assert drawn == generate.words(generate.picture()), "run `make docs`"
