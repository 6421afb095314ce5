"""A folder of pages with known answers, made for tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

PAGE = "<html lang=en><title>Harbour</title><h1>Harbour</h1>" + "".join(
    f"<p>Pier {number} of the harbour stays closed until the storm is over, the council says.</p>"
    for number in range(9)
)


def folder_of(folder: Path, *datasets: str, page: str = PAGE) -> Path:
    """Return `folder` with a page of each of the data sets."""
    (folder / "html").mkdir(parents=True)
    rows = [
        {"id": f"p{n}", "url": f"https://news.example/harbour-closed-{n}", "dataset": name, "title": "Harbour"}
        for n, name in enumerate(datasets)
    ]
    (folder / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for row in rows:
        (folder / "html" / f"{row['id']}.html.gz").write_bytes(gzip.compress(page.encode()))
    return folder
