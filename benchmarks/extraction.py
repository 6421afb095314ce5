"""How well pages with known answers are read, and at what cost: by us and by other extractors, side by side.

    python -m benchmarks.extraction FOLDER … --score SCORE.py [--python OTHER/bin/python …] [--system NAME …]
                                    [--dataset NAME …] [--only IDS] [--repeats 3] [--markdown FILE]
                                    [--keep FOLDER [--reuse]]
    python -m benchmarks.extraction FOLDER … --stages

A FOLDER holds `gold.jsonl` (one `{"id", "url", "dataset", …}` a line) and `html/<id>.html.gz`; SCORE.py judges rows of
predictions by the answers in `gold.jsonl`. What both must look like, and what the figures mean, says docs/quality.md.
Other extractors are taken from this environment and from those of `--python`; who is in none is left out, and said so.

Each system reads all pages in one process of its own, one after the other, and times one lxml parse of the same bytes
beside each reading: machines change their speed, the ratio of the two stays. `--stages` tells where our own time goes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks import stages
from benchmarks.gold import Page, asked_for, gold_file, refuse
from benchmarks.systems import OURS, SYSTEMS

ROOT: Final = Path(__file__).resolve().parent.parent

TIMED: Final = ("aeb", "fundus-test")
"""Data sets over which cost is summed up, where they are there: pages as news sites serve them today. The others hold
smaller and older pages, or such that are no news."""

MEASURES: Final = (
    ("F1", "F1", "body"),
    ("F1opt", "F1opt", "body"),
    ("rgF", "rougeF", "body"),
    ("segF1", "segF1", "body"),
    ("title=", "title_eq", "title"),
    ("authors F1", "authorsF1", "authors"),
    ("tags F1", "tagsF1", "tags"),
    ("date", "date_right", "published_at"),
)
"""What we call a measure, what the scorer's totals call it, and the field without which there is none."""

MARKS: Final = ("<!-- figures: made by `make quality` -->", "<!-- end of figures -->")
"""Between these a document holds the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What reading the pages cost."""

    ratio: float
    """CPU of the readings divided by that of the parses."""

    dearest: float
    """Seconds of CPU of the dearest page."""

    pages_a_second: float
    failed: int
    """Pages on which it raised, or took longer than a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What came of one system."""

    name: str
    version: str
    cost: Cost
    scores: Mapping[str, Mapping[str, float]]
    """Data set → the scorer's totals; empty without a scorer."""


# ---------------------------------------------------------------- reading and scoring


def found_systems(pythons: Sequence[Path], names: Iterable[str]) -> dict[str, tuple[Path, str]]:
    """Return, for each system of `names` that is installed, the first interpreter that has it, and its version."""
    found: dict[str, tuple[Path, str]] = {}
    lxmls: dict[Path, str] = {}
    for python in pythons:
        command = [str(python), "-m", "benchmarks.systems", "--list"]
        listed = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        lxmls[python] = listed["lxml"]
        for name in names:
            version = listed.get(name)
            if version is not None and name not in found and (name != OURS or python == pythons[0]):
                found[name] = (python, version)
    for name in names:
        if name not in found:
            say(
                f"{name} is left out: it is installed in none of the environments (pip install {SYSTEMS[name].package})"
            )
    if len({lxmls[python] for python, _ in found.values()}) > 1:
        say(f"the environments differ in lxml ({', '.join(lxmls.values())}): each ratio is to its own")
    return found


def predict(python: Path, name: str, manifest: Path, predictions: Path, repeats: int) -> None:
    """Have a system read the pages of `manifest`."""
    command = [str(python), "-m", "benchmarks.systems", name, str(manifest), str(predictions)]
    subprocess.run([*command, "--repeats", str(repeats)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def scored(score: Path, golds: Iterable[Path], predictions: Mapping[str, Path]) -> dict[str, Any]:
    """Return, for each system, the scorer's totals by data set."""
    with tempfile.TemporaryDirectory() as folder:
        totals = Path(folder) / "totals.json"
        command = [sys.executable, str(score), *(word for gold in golds for word in ("--gold", str(gold)))]
        command += [*map(str, predictions.values()), "--only-predicted", "--json", str(totals)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        by_stem = json.loads(totals.read_text(encoding="utf-8"))
    return {name: by_stem[path.stem] for name, path in predictions.items()}


def cost(rows: Iterable[Mapping[str, Any]], timed: frozenset[str]) -> Cost:
    """Return what `rows` cost: the sums over the pages whose ids are `timed`, the rest over all."""
    rows = [row for row in rows if "seconds" in row]
    summed = [row for row in rows if row["id"] in timed] or rows
    seconds = sum(row["seconds"] for row in summed)
    return Cost(
        ratio=seconds / max(sum(row["lxml_seconds"] for row in summed), 1e-9),
        dearest=max((row["seconds"] for row in rows), default=0.0),
        pages_a_second=len(summed) / max(seconds, 1e-9),
        failed=sum("error" in row and row["error"] is not None for row in rows),
    )


def compare(
    gold: Sequence[Page],
    systems: Mapping[str, tuple[Path, str]],
    folder: Path,
    *,
    repeats: int,
    score: Path | None,
    golds: Iterable[Path],
    reuse: bool = False,
) -> list[Figures]:
    """Return the figures of each system; manifest and predictions are left in `folder`.

    With `reuse`, predictions of others that `folder` holds for the same pages are not made again.
    """
    manifest = folder / "manifest.jsonl"
    asked = "".join(json.dumps({"id": one.id, "url": one.url, "path": str(one.path.resolve())}) + "\n" for one in gold)
    reuse = reuse and manifest.exists() and manifest.read_text(encoding="utf-8") == asked
    manifest.write_text(asked, encoding="utf-8")
    predictions: dict[str, Path] = {}
    for name, (python, version) in systems.items():
        predictions[name] = folder / f"{name.replace(' ', '-')}.jsonl"
        if reuse and name != OURS and predictions[name].exists():
            continue
        say(f"{name} {version} reads {len(gold)} pages …")
        partly = predictions[name].with_suffix(".partly")
        predict(python, name, manifest, partly, repeats)
        partly.rename(predictions[name])
    scores = scored(score, golds, predictions) if score is not None else {}
    timed = frozenset(one.id for one in gold if one.dataset in TIMED)
    return [
        Figures(name=name, version=version, cost=cost(read_rows(predictions[name]), timed), scores=scores.get(name, {}))
        for name, (_, version) in systems.items()
    ]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of predictions."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# ---------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table: one measure, a value for each system that has it."""

    dataset: str
    measure: str
    values: tuple[float | None, ...]
    form: str
    best: float | None
    """The value that no other system beats; None where being best says nothing."""

    def said(self, value: float | None) -> str:
        """Return `value` as it is printed."""
        return "–" if value is None else self.form.format(value)


def table_lines(figures: Sequence[Figures]) -> list[Line]:
    """Return the lines: what was read well, data set by data set, and then what it cost."""
    lines: list[Line] = []
    datasets = sorted({name for one in figures for name in one.scores if name != "all"})
    for dataset in datasets:
        for measure, key, needed in MEASURES:
            values = tuple(
                one.scores.get(dataset, {}).get(key) if needed in SYSTEMS[one.name].fields else None for one in figures
            )
            known = [value for value in values if value is not None]
            if known:
                lines.append(Line(dataset=dataset, measure=measure, values=values, form="{:.3f}", best=max(known)))
    costs = [one.cost for one in figures]
    whole = tuple(one.ratio for one in costs)
    speed = tuple(one.pages_a_second for one in costs)
    dearest = tuple(one.dearest for one in costs)
    failed = tuple(float(one.failed) for one in costs)
    return [
        *lines,
        Line(dataset="cost", measure="CPU ÷ lxml parse", values=whole, form="{:.1f}", best=None),
        Line(dataset="cost", measure="pages a second", values=speed, form="{:.0f}", best=None),
        Line(dataset="cost", measure="dearest page, s", values=dearest, form="{:.3f}", best=None),
        Line(dataset="cost", measure="pages failed", values=failed, form="{:.0f}", best=None),
    ]


def plain_table(figures: Sequence[Figures]) -> str:
    """Return the figures as text, a column for each system."""
    widths = [max(len(one.name), len(one.version), 8) + 2 for one in figures]
    rows = [
        f"{'':30}" + "".join(f"{one.name:>{width}}" for one, width in zip(figures, widths, strict=True)),
        f"{'':30}" + "".join(f"{one.version:>{width}}" for one, width in zip(figures, widths, strict=True)),
    ]
    for line in table_lines(figures):
        said = (f"{line.said(value):>{width}}" for value, width in zip(line.values, widths, strict=True))
        rows.append(f"{line.dataset:12}{line.measure:18}" + "".join(said))
    return "\n".join(rows)


def markdown_table(figures: Sequence[Figures]) -> str:
    """Return the figures as a table of Markdown, the best of each line in bold."""
    heads = ["", "", *(f"{one.name} {one.version}" if one.name != OURS else f"**{OURS}**" for one in figures)]
    rows = [heads, ["---", "---", *["---:"] * len(figures)]]
    before = ""
    for line in table_lines(figures):
        said = [
            f"**{line.said(value)}**"
            if line.best is not None and line.said(value) == line.said(line.best)
            else line.said(value)
            for value in line.values
        ]
        rows.append(["" if line.dataset == before else line.dataset, line.measure, *said])
        before = line.dataset
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def put_between_marks(text: str, made: str) -> str:
    """Return the document `text` with `made` in the place of the table it holds."""
    start, end = MARKS
    before, found, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"the document must hold {start} and, after it, {end}")
    return f"{before}{start}\n\n{made}\n\n{end}{after}"


def say(sentence: str) -> None:
    """Tell how things go."""
    print(sentence, file=sys.stderr, flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--score", type=Path, help="the scorer; without it only the cost is measured")
    parser.add_argument("--python", type=Path, action="append", default=[], help="interpreter of another environment")
    parser.add_argument("--system", action="append", choices=SYSTEMS, help="only this system; may be given again")
    parser.add_argument("--dataset", action="append", default=[], help="only this data set; may be given again")
    parser.add_argument("--only", type=Path, help="a file with the ids of the pages to read, one a line")
    parser.add_argument("--repeats", type=int, default=3, help="readings of each page, after one to warm up")
    parser.add_argument("--keep", type=Path, help="a folder for the predictions")
    parser.add_argument("--reuse", action="store_true", help="do not make others' predictions again that it holds")
    parser.add_argument("--markdown", type=Path, help="a document to put the table into as well")
    parser.add_argument("--stages", action="store_true", help="only what each stage of our own reading costs")
    arguments = parser.parse_args()
    gold = asked_for(arguments)
    if arguments.stages:
        print(stages.table(stages.run(gold, repeats=arguments.repeats)))
        return
    absent = next((python for python in arguments.python if not os.access(python, os.X_OK)), None)
    if absent is not None:
        refuse(f"{absent}: there is no such interpreter")
    systems = found_systems([Path(sys.executable), *arguments.python], arguments.system or SYSTEMS)
    if not systems:
        refuse("none of the systems named is installed: nothing is to be compared")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        figures = compare(
            gold,
            systems,
            folder,
            repeats=arguments.repeats,
            score=arguments.score,
            golds=[gold_file(one) for one in arguments.folders],
            reuse=arguments.reuse,
        )
    print(plain_table(figures))
    if arguments.markdown:
        counts = {name: sum(one.dataset == name for one in gold) for name in sorted({one.dataset for one in gold})}
        told = ", ".join(f"{name} {count}" for name, count in counts.items())
        made = f"{markdown_table(figures)}\n\nPages: {told}. Python {platform.python_version()}, {lxml_version()}."
        text = arguments.markdown.read_text(encoding="utf-8")
        arguments.markdown.write_text(put_between_marks(text, made), encoding="utf-8")


def lxml_version() -> str:
    """Return which lxml is the unit of cost."""
    from lxml import etree

    versions = (etree.LXML_VERSION[:3], etree.LIBXML_VERSION)
    return "lxml {} with libxml2 {}".format(*(".".join(map(str, one)) for one in versions))


if __name__ == "__main__":
    main()
