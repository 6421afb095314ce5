"""On which line of a TOML text each key and each element of a list stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

KeyPath = tuple[str | int, ...]
"""`("owner", "since")`, `("feeds", 0)`, `("rules", 2, "css")`: keys and positions in lists, from 0."""

_TOKEN = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*+(?:""""?"?|$)'  # strings of several lines may end in quotes of their own
    r"|'''(?:[^']|'(?!''))*+(?:''''?'?|$)"
    r'|"(?:[^\\"\n]|\\.)*+(?:"|$)'
    r"|'[^'\n]*+(?:'|$)"
    r"|#[^\n]*+"
    r"|\n"
    r"|[\[\]{},=.]"
    r"|[ \t\r]++"
    r"|[^\s\"'#\[\]{},=.]++",
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t\r]+")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, from 1, of every table, key and element of a list in a well-formed TOML text.

    `tomllib` reads values but not where they stood. Of a text that is not well-formed the answer
    is incomplete, never an exception: `tomllib` itself names the line then.
    """
    return _Reader(text).read()


class _Reader:
    """One pass over the tokens of a text, keeping the path of the value it is in."""

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.lines: dict[KeyPath, int] = {}
        self.tables: Counter[KeyPath] = Counter()

    def read(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while (token := next(self.tokens, None)) is not None:
            mark, line = token
            if mark == "[":
                table = self._header(line)
            elif mark != "\n":
                self._pair(table, mark, line, stops=("\n",))
        return self.lines

    def _header(self, line: int) -> KeyPath:
        parts: list[str] = []
        brackets = 1
        for mark, _ in self.tokens:
            if mark == "\n":
                break
            if mark == "[":
                brackets += 1
            elif mark not in ("]", "."):
                parts.append(_bare(mark))
        path: KeyPath = tuple(parts)
        if brackets > 1:
            self.tables[path] += 1
            self.lines.setdefault(path, line)
            path = (*path, self.tables[path] - 1)
        self.lines.setdefault(path, line)
        return path

    def _pair(self, table: KeyPath, mark: str, line: int, *, stops: tuple[str, ...]) -> str | None:
        """Read `a.b = value` whose first token is `mark`; return the token that ended it."""
        path: KeyPath = (*table, _bare(mark))
        self.lines.setdefault(path, line)
        for mark, line in self.tokens:
            if mark == "=":
                return self._value(path, stops=stops)
            if mark in stops:
                return mark
            if mark != ".":
                path = (*path, _bare(mark))
                self.lines.setdefault(path, line)
        return None

    def _value(self, path: KeyPath, *, stops: tuple[str, ...]) -> str | None:
        for mark, _ in self.tokens:
            if mark == "[":
                self._list(path)
            elif mark == "{":
                self._inline_table(path)
            elif mark in stops:
                return mark
        return None

    def _list(self, path: KeyPath) -> None:
        position, depth = 0, 1
        for mark, line in self.tokens:
            if mark == "\n":
                continue
            if mark == "," and depth == 1:
                position += 1
            elif mark == "{" and depth == 1:
                self.lines.setdefault((*path, position), line)
                self._inline_table((*path, position))
            elif mark == "]":
                depth -= 1
                if depth == 0:
                    return
            else:
                self.lines.setdefault((*path, position), line)
                depth += mark == "["

    def _inline_table(self, path: KeyPath) -> None:
        for mark, line in self.tokens:
            if mark == "}":
                return
            if mark in ("\n", ","):
                continue
            if self._pair(path, mark, line, stops=(",", "}")) != ",":
                return


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield each token but spaces and comments, with the line on which it begins."""
    line = 1
    for match in _TOKEN.finditer(text):
        mark = match[0]
        if not (mark.startswith("#") or _SPACE.fullmatch(mark)):
            yield mark, line
        line += mark.count("\n")


def _bare(mark: str) -> str:
    """Return a key without its quotes; escapes in quoted keys are left as they are."""
    return mark[1:-1] if mark[:1] in ("'", '"') and mark[-1:] == mark[:1] and len(mark) > 1 else mark
