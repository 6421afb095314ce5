"""How well it is read who stands behind an article: the figures of each role, beside what they are to be.

    python -m benchmarks.attribution PAGES … --labels LABELS.jsonl [--aside IDS] [--repeats 1] [--wrong N]
                                     [--markdown FILE] [--strict]

PAGES are folders as in `benchmarks.extraction`; of their pages those are read that LABELS.jsonl has a line of:
`{"id", "publisher": {"name", "aliases"}, "attributions": [{"role", "name", "aliases", "as_written", "found_in",
"optional"}]}`. `judging` says what is right. IDS names the pages, one a line, that no rule was made from: they are
judged by themselves, and the others after them. Each page is read alone: no source, no feed entry, no other page.

With `--strict` the command ends with 1 where a figure is missed. The cost is no part of that: machines differ.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aggregator.reading import extract
from aggregator.row import attribution_row
from benchmarks import stages
from benchmarks.extraction import put_between_marks, say
from benchmarks.gold import Page, gold_file, pages, refuse
from benchmarks.judging import ROLES, Bin, Entry, Row, Tally, Verdict, bins, calibration_error, wilson

TARGETS: Final[Mapping[str, tuple[float, float]]] = {
    "wire": (0.97, 0.92),
    "photo": (0.97, 0.92),
    "cited": (0.93, 0.88),
    "publisher": (0.99, 0.99),
}
"""Role → the least precision and recall that readers may build on: a wrong name does more harm than a missing one."""

MOST_ERROR: Final = 0.05
"""The largest calibration error: who sorts by confidence may take .9 for nine in ten."""

MOST_PARSES: Final = 3.0
"""What reading a page may cost, attribution included, as a multiple of one lxml parse."""

FEWEST: Final = 5
"""Labels of a language from which on its recall is told by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of some of the pages."""

    name: str
    verdict: Verdict

    @property
    def reliability(self) -> list[Bin]:
        """The entries of wire, photo and cited, in bins by their confidence."""
        return bins([one for one in self.verdict.beliefs if one.role in ROLES])

    def error_of(self, role: str) -> float | None:
        """Return the calibration error of one role."""
        return calibration_error(bins([one for one in self.verdict.beliefs if one.role == role]))


# ---------------------------------------------------------------- reading


def read_labels(path: Path) -> dict[str, Row]:
    """Return the labels by the id of their page."""
    with path.open(encoding="utf-8") as lines:
        return {str(row["id"]): row for row in map(json.loads, lines) if row.get("attributions") is not None}


def labelled_pages(folders: Iterable[Path], labels: Mapping[str, Row]) -> list[Page]:
    """Return the pages of `folders` that have labels, each once."""
    found: dict[str, Page] = {}
    for page in pages(folders, only=frozenset(labels)):
        found.setdefault(page.id, page)
    return list(found.values())


def judged(name: str, found: Iterable[Page], labels: Mapping[str, Row]) -> Judged:
    """Read the pages and judge what was read."""
    verdict = Verdict()
    for page in found:
        article = extract(page.html(), page.url)
        label = labels[page.id]
        language = str(label.get("language") or article.language or "?").partition("-")[0]
        verdict.add(label, [attribution_row(one) for one in article.attributions], language=language)
    return Judged(name=name, verdict=verdict)


# ---------------------------------------------------------------- tables


def shown(value: float | None) -> str:
    """Return a share as it is printed: a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"


def ratio(part: int, whole: int) -> str:
    """Return a share with its interval."""
    if not whole:
        return "–"
    low, high = wilson(part, whole)
    return f"{part / whole:.3f} ({low:.3f}–{high:.3f})"


def role_rows(one: Judged) -> list[list[str]]:
    """Return a row for each role: its figures, what they are to be, and the counts."""
    rows = [["role", "precision", "≥", "recall", "≥", "F1", "right", "false", "missed", "calibration error"]]
    for role, (precision, recall) in TARGETS.items():
        tally = one.verdict.role(role)
        rows.append(
            [
                role,
                ratio(tally.right, tally.right + tally.false),
                f"{precision:.2f}",
                ratio(tally.right, tally.right + tally.missed),
                f"{recall:.2f}",
                shown(tally.f1),
                *map(str, (tally.right, tally.false, tally.missed)),
                shown(one.error_of(role)),
            ]
        )
    return rows


def recall_rows(one: Judged, of: str, *, fewest: int = 1) -> list[list[str]]:
    """Return the recall of each role by an attribute of the labels, `place` or `language`: those with most first.

    What has fewer than `fewest` labels in a role is summed up as "others".
    """
    counted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for entries in (one.verdict.found, one.verdict.missed):
        for entry in entries:
            if entry.role in ROLES:
                counted[entry.role, getattr(entry, of)] += 1
                found[entry.role, getattr(entry, of)] += entries is one.verdict.found
    for role, value in [at for at, number in counted.items() if number < fewest]:
        counted[role, "others"] += counted.pop((role, value))
        found[role, "others"] += found.pop((role, value))
    ordered = sorted(counted, key=lambda at: (ROLES.index(at[0]), at[1] == "others", -counted[at], at[1]))
    rows = [
        [role, value, ratio(found[role, value], number := counted[role, value]), str(number)] for role, value in ordered
    ]
    return [["role", of, "recall", "labels"], *rows]


def bin_rows(one: Judged) -> list[list[str]]:
    """Return the reliability table."""
    head = ["confidence from", "to", "mean", "right", "entries"]
    return [
        head,
        *(
            [
                f"{part.lowest:.3f}",
                f"{part.highest:.3f}",
                f"{part.confidence:.3f}",
                f"{part.right:.3f}",
                str(part.count),
            ]
            for part in one.reliability
        ),
    ]


def plain(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text in columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table of Markdown, its first row the heads."""
    head, *rest = rows
    texts = [cell.isdigit() or cell[:1] in "–0123456789" for cell in (rest[0] if rest else head)]
    lines = [head, ["---:" if number else "---" for number in texts], *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def missed_targets(one: Judged) -> list[str]:
    """Return a sentence for each figure that is not as it is to be."""
    told = []
    for role, least in TARGETS.items():
        tally = one.verdict.role(role)
        for what, reached, target in zip(("precision", "recall"), _figures(tally), least, strict=True):
            if reached is not None and reached < target:
                told.append(f"{one.name}: {what} of {role} is {reached:.3f}, not {target:.2f}")
    error = calibration_error(one.reliability)
    if error is not None and error > MOST_ERROR:
        told.append(f"{one.name}: the calibration error is {error:.3f}, more than {MOST_ERROR:.2f}")
    return told


def _figures(tally: Tally) -> tuple[float | None, float | None]:
    return tally.precision, tally.recall


def error_sentence(one: Judged) -> str:
    """Return the calibration error of all roles but the publisher."""
    reached = shown(calibration_error(one.reliability))
    return (
        f"Expected calibration error of wire, photo and cited together, over bins of equal count: {reached} "
        f"(to be at most {MOST_ERROR:.2f})."
    )


def report(one: Judged) -> str:
    """Return all that is told of some pages, as text."""
    return "\n\n".join(
        (
            f"{one.name}: {one.verdict.pages} pages",
            plain(role_rows(one)),
            f"Recall by place\n{plain(recall_rows(one, 'place'))}",
            f"Recall by language\n{plain(recall_rows(one, 'language', fewest=FEWEST))}",
            f"{error_sentence(one)}\n{plain(bin_rows(one))}",
        )
    )


def document(parts: Sequence[Judged], spent: str) -> str:
    """Return the tables of a document: each part's figures, and what it cost."""
    sections = []
    for one in parts:
        sections += [
            f"**{one.name}** ({one.verdict.pages} pages; in brackets the 95 % interval):",
            markdown(role_rows(one)),
            error_sentence(one),
            markdown(bin_rows(one)),
        ]
    first = parts[0]
    sections += [
        f"Recall by where it stands, {first.name}:",
        markdown(recall_rows(first, "place")),
        f"Recall by language, {first.name}:",
        markdown(recall_rows(first, "language", fewest=FEWEST)),
    ]
    return "\n\n".join((*sections, *([spent] if spent else ())))


def cost(found: Sequence[Page], *, repeats: int) -> str:
    """Return in a sentence what attribution costs, and reading with it."""
    column = stages.run(found, repeats=repeats)[stages.ALL]
    attribution = column.ratio(["attribution"])
    whole = column.ratio(column.stages)
    return (
        f"CPU, as a multiple of one lxml parse of the same bytes: attribution {attribution:.2f}, "
        f"reading a page with it {whole:.2f} (to be at most {MOST_PARSES:.0f})."
    )


def errors(verdict: Verdict, most: int) -> Iterator[str]:
    """Yield at most `most` false and `most` missed entries of each role, a line each."""
    for what, entries in (("false", verdict.false), ("missed", verdict.missed)):
        for role in TARGETS:
            for entry in [one for one in entries if one.role == role][:most]:
                yield f"{what} {error_line(entry)}"


def error_line(entry: Entry) -> str:
    """Return an entry as it is listed."""
    return f"{entry.role}  {entry.page}  {entry.name!r}  {entry.place}  {entry.language}  {entry.evidence[:120]!r}"


# ---------------------------------------------------------------- command


def parts_of(found: Sequence[Page], aside: frozenset[str] | None) -> list[tuple[str, list[Page]]]:
    """Return the pages in the parts that are judged by themselves: those kept aside first."""
    if aside is None:
        return [("all pages", list(found))]
    kept = [page for page in found if page.id in aside]
    rest = [page for page in found if page.id not in aside]
    return [(name, part) for name, part in (("pages kept aside", kept), ("the other pages", rest)) if part]


def asked(arguments: argparse.Namespace) -> tuple[list[tuple[str, list[Page]]], dict[str, Row]]:
    """Return the pages of the command line, in parts, and their labels; raise SystemExit where there are none."""
    try:
        labels = read_labels(arguments.labels)
        found = labelled_pages(arguments.folders, labels)
        aside = frozenset(arguments.aside.read_text(encoding="utf-8").split()) if arguments.aside else None
    except OSError as error:
        refuse(f"{error.filename}: {error.strerror}")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        refuse(f"labels and gold.jsonl must have one JSON object a line, with its id ({type(error).__name__}: {error})")
    if not found:
        files = ", ".join(str(gold_file(folder)) for folder in arguments.folders)
        refuse(f"no page of {files} has labels in {arguments.labels}")
    if aside is not None and not any(page.id in aside for page in found):
        refuse(f"no page that {arguments.aside} names is among those with labels")
    if len(found) < len(labels):
        say(f"{len(labels) - len(found)} labelled pages are in none of the folders: they are left out")
    return parts_of(found, aside), labels


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; return 1 where a figure is missed and that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="PAGES")
    parser.add_argument("--labels", type=Path, required=True, help="what people wrote down of the pages")
    parser.add_argument("--aside", type=Path, help="a file with the ids of the pages that were kept aside, one a line")
    parser.add_argument("--repeats", type=int, default=1, help="readings of each page to find its cost; 0: no cost")
    parser.add_argument(
        "--wrong", type=int, default=0, metavar="N", help="list N false and N missed names of each role"
    )
    parser.add_argument("--markdown", type=Path, help="a document to put the tables into as well")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a figure is missed")
    options: Any = parser.parse_args(arguments)
    parts, labels = asked(options)
    made = [judged(name, part, labels) for name, part in parts]
    spent = cost([page for _, part in parts for page in part], repeats=options.repeats) if options.repeats else ""
    for one in made:
        print(report(one), end="\n\n")
        for line in errors(one.verdict, options.wrong):
            print(line)
    if spent:
        print(spent)
    if options.markdown:
        text = options.markdown.read_text(encoding="utf-8")
        options.markdown.write_text(put_between_marks(text, document(made, spent)), encoding="utf-8")
    missed = missed_targets(made[0])
    for sentence in missed:
        print(f"{sentence}.", file=sys.stderr)
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    sys.exit(main())
