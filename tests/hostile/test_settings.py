"""Settings, addresses and names that make no sense: one sentence, exit 2."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from pathlib import Path

import pytest
from rich.console import Console

from aggregator.downloader.addresses import proxy_hosts
from aggregator.errors import UsageError
from aggregator.extensions.progress import LineDisplay
from aggregator.harvest.once import HarvestRequest, harvest, misses, scrapy_settings
from aggregator.project import read_config
from aggregator.spiders.assignment import since_moment
from aggregator.store.connection import open_reader, open_writer

EARLY = dt.datetime(1900, 11, 20, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "name", ["DOWNLOAD_MAXSIZE", "DOWNLOAD_TIMEOUT", "DNS_TIMEOUT", "FEEDS", "DOWNLOAD_HANDLERS", "ITEM_PIPELINES"]
)
def test_a_setting_of_the_wrong_kind_is_a_sentence_that_names_it(tmp_path: Path, name: str) -> None:
    request = HarvestRequest(db=tmp_path / "news.db", sources_folder=tmp_path, settings={name: "many"})
    with pytest.raises(UsageError, match=f"{name} is a .*many"):
        scrapy_settings(request)


@pytest.mark.parametrize(("value", "default"), [("1.5", 2), (3, 0.0), ('{"a": 1}', {}), ("yes", None), ("0", True)])
def test_a_value_of_the_right_kind_passes(value: str | int, default: object) -> None:
    assert misses(value, default) is None


def test_a_settings_module_that_is_not_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "nowhere.settings")
    with pytest.raises(UsageError, match=r"nowhere\.settings"):
        scrapy_settings(HarvestRequest(db=tmp_path / "news.db", sources_folder=tmp_path))


@pytest.mark.parametrize("url", ["", " "])
def test_an_empty_address_does_not_mean_everything_that_is_due(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        harvest(HarvestRequest(db=tmp_path / "news.db", sources_folder=tmp_path, urls=(url,)))


def test_a_proxy_that_is_no_address_is_a_sentence() -> None:
    with pytest.raises(UsageError, match="http_proxy"):
        list(proxy_hosts(["http://[::1"]))


@pytest.mark.parametrize(("said", "days"), [(None, 1e300), (None, 1e6), ("99999w", 7.0)])
def test_further_back_than_the_calendar_goes_means_everything(said: str | None, days: float) -> None:
    assert since_moment(said, now=EARLY, default_days=days) is None


def test_a_configuration_that_is_nested_without_end_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "aggregator.toml"
    path.write_text("contact = " + "[" * 20_000, encoding="utf-8")
    with pytest.raises(UsageError, match="nested"):
        read_config(path, {})


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system there takes UTF-8 names only")
def test_a_file_name_that_is_no_utf_8_is_opened(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.db"))
    open_writer(path).close()
    open_reader(path).close()
    assert path.exists()


def test_a_line_of_progress_stays_one_line() -> None:
    out = io.StringIO()
    display = LineDisplay(Console(file=out, width=20))
    display.show([], 10.0)
    assert out.getvalue().count("\n") == 1
