"""A page's bytes without scripts, style sheets, drawings and comments; the scripts apart.

They are half of a news page, and no tree has to be built of them. What is left holds no element whose text only looks
like tags, so that tags can be told in it (see `markup`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Final

MOST_PARTS: Final = 20_000
"""Parts that are cut out of one page; real pages have 300. Where there are more, the page is cut."""

_NAMES: Final = (b"script", b"style", b"svg", b"iframe", b"textarea", b"noembed", b"noframes", b"title", b"xmp")
_OPENS: Final = re.compile(
    rb"<(?:(s(?:cript|tyle|vg)|iframe|t(?:extarea|itle)|no(?:embed|frames)|xmp)[\s/>]|!--)", re.I
)
# What no drawing holds: where it stands in one, an end tag is missing or the drawing was none.
_NO_DRAWING: Final = re.compile(rb"<(?:body|p|article|section|h[1-6])[\s>]", re.IGNORECASE)
# From the end of a start tag's name: its text, up to and with the end tag. `bytes.find` takes twice as long.
_REST: Final = {
    name: re.compile(rb"[^>]*+>([^<]*+(?:<(?!/%b)[^<]*+)*+)</%b[^>]*+>" % (name, name), re.I).match for name in _NAMES
}
_KEPT: Final = frozenset({b"title", b"xmp"})
"""Elements whose text readers see; a `<` in it is none of a tag."""

_ATTRIBUTE: Final = re.compile(
    rb"""(?:^|[\s"'/])(type|id|src)\s{0,9}=\s{0,9}(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.I
)


@dataclass(eq=False)
class Script:
    """One `script` element; attributes and text are decoded when first asked for."""

    tag: bytes
    """Its start tag, from `<` up to `>`."""

    content: bytes
    """What stands between the tags, UTF-8."""

    @cached_property
    def attributes(self) -> dict[str, str]:
        """Those of `type`, `id` and `src` that it has."""
        return {
            name.decode().lower(): unescape((a or b or c).decode("utf-8", "replace"))
            for name, a, b, c in reversed(_ATTRIBUTE.findall(self.tag[:5_000]))  # of two of one name the first counts
        }

    @property
    def kind(self) -> str:
        """Its `type` in lower case; "" without one."""
        return self.attributes.get("type", "").lower() if b"type" in self.tag or b"TYPE" in self.tag else ""

    @cached_property
    def text(self) -> str:
        """The script itself."""
        return self.content.decode("utf-8", "replace")


def part_scripts(data: bytes) -> tuple[bytes, tuple[Script, ...], bool]:
    """Return UTF-8 `data` without what has no text, the scripts in order, and whether all of it was read.

    Scripts, style sheets, drawings and comments go, frames and their substitutes, and text fields. What does not end
    stays where it is, for the parser to judge. Takes time linear in `data`.
    """
    kept: list[bytes] = []
    scripts: list[Script] = []
    endless: set[bytes] = set()  # names behind which no end tag is left; "": comments
    start = at = 0
    for _ in range(MOST_PARTS):
        match = _OPENS.search(data, at)
        if match is None:
            break
        opened, at, name = match.start(), match.end(), (match[1] or b"").lower()
        if name in endless:
            continue
        found = _REST[name](data, at - 1) if name else None
        end = found.end() if found is not None else 0 if name else data.find(b"-->", opened + 2) + 3
        if end < 4:  # `<!-->` is a whole comment
            endless.add(name)
            continue
        if found is not None:
            content = found[1]
            if name in _KEPT:
                if b"<" in content:
                    kept += data[start : found.start(1)], content.replace(b"<", b"&lt;")
                    start = found.end(1)
                at = end
                continue
            if name == b"svg" and _NO_DRAWING.search(content):
                continue
            if name == b"script":
                if b"<!--" in content and _OPENS.search(content, content.find(b"<!--") + 4):
                    at = end  # in a comment of its own it may hold another: the first end tag need not be its end
                    continue
                scripts.append(Script(data[opened : found.start(1)], content))
        kept.append(data[start:opened])
        start = at = end
    else:
        kept.append(data[start:at])
        return b"".join(kept), tuple(scripts), False
    if not kept:
        return data, (), True
    kept.append(data[start:])
    return b"".join(kept), tuple(scripts), True
