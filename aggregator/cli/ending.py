"""How a command ends: its exit code, and the one sentence on standard error that goes with it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from typing import Any

import click

from aggregator.cli.terminal import harmless
from aggregator.errors import DEBUG, AggregatorError, shows_tracebacks

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
"""130 is what shells report for a program ended by Ctrl-C (128 + SIGINT)."""


def ended(command: Callable[[], Any], environ: Mapping[str, str]) -> int:
    """Carry out `command` and return its exit code; whatever it raises ends here, as one sentence.

    `AGGREGATOR_DEBUG=1` in `environ` adds the traceback of errors that are not ours to expect.
    """
    try:
        code = command()
        return code if isinstance(code, int) else DONE
    except click.ClickException as error:  # wrong usage: click's own sentence, with where help is found
        error.show()
        return error.exit_code
    except AggregatorError as error:
        _say(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("Stopped. What was already stored is kept; the same command goes on from there.")
        return INTERRUPTED
    except OSError as error:
        _say(_os_sentence(error))
        _trace(environ)
        return USAGE
    except MemoryError:
        _say("This machine has not enough memory for that: close other programs or ask for less at once.")
        return USAGE
    except Exception as error:  # noqa: BLE001  no traceback ever reaches a user; the sentence says how to get it
        _say(f"This program made a mistake ({type(error).__name__}: {_short(error)}): please report it;")
        _say(f"{DEBUG}=1 before the command shows where. What was already stored is kept.")
        _trace(environ)
        return USAGE


def _os_sentence(error: OSError) -> str:
    """Return what the system said, and about which file: `db/news.db: No space left on device.`"""
    said = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {said}." if error.filename else f"The system refused: {said}."


def _short(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0][:200] if lines else "without a word"


def _trace(environ: Mapping[str, str]) -> None:
    if shows_tracebacks(environ):
        click.echo(traceback.format_exc(), err=True, nl=False)


def _say(sentence: str) -> None:

    click.echo(harmless(sentence), err=True)
