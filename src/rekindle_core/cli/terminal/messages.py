"""The messages of a command while it works: notes, stages with their time, and a progress line.

Input: what is being done. Output: lines on stderr, depending on --quiet and --verbose. Must not know:
what the commands do. Errors are not handled here: they are reported where the command line ends.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypeAlias

import click
from click.core import ParameterSource

from rekindle_core.cli.settings.set_by import Appearance

if TYPE_CHECKING:
    from rekindle_core.making.remarks import Remark

Volume: TypeAlias = Literal["quiet", "normal", "verbose"]

PATIENCE = 1.0
"""The seconds after which the user is told what is running."""

_KEY = "rekindle.messages"
_EVERY = 0.25
_ERASE = "\r\x1b[K"
# The order of precedence, strongest last.
_SOURCES = (ParameterSource.DEFAULT_MAP, ParameterSource.ENVIRONMENT, ParameterSource.COMMANDLINE)


class _Said:
    """A run's verbosity, where it was set, and when the run began."""

    __slots__ = ("began", "rank", "volume")

    def __init__(self) -> None:
        self.volume: Volume = "normal"
        self.rank = -1
        self.began = time.perf_counter()


def volume_options() -> list[click.Option]:
    """Return --quiet and --verbose, which every command has; the last value from the strongest source counts."""
    return [
        Appearance(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_take,
            help="Print errors only.",
        ),
        Appearance(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            callback=_take,
            help="Show each step and how long it takes.",
        ),
    ]


def _take(ctx: click.Context, option: click.Parameter, given: bool) -> None:
    source = ctx.get_parameter_source(str(option.name))
    if given and source in _SOURCES:
        said, rank = _said(ctx), _SOURCES.index(source)
        if rank >= said.rank:
            said.volume, said.rank = ("quiet" if option.name == "quiet" else "verbose"), rank


def _said(ctx: click.Context | None = None) -> _Said:
    ctx = ctx or click.get_current_context(silent=True)
    if ctx is None:
        return _Said()
    # click shares this mapping among the contexts of one run.
    found: _Said = ctx.meta.setdefault(_KEY, _Said())
    return found


def is_quiet() -> bool:
    """Return whether only errors are wanted."""
    return _said().volume == "quiet"


def is_verbose() -> bool:
    """Return whether details are wanted."""
    return _said().volume == "verbose"


def note(sentence: str) -> None:
    """Print a message on stderr, unless only errors are wanted."""
    if not is_quiet():
        click.echo(sentence, err=True)


def tell(remarks: Iterable[Remark]) -> None:
    """Say each remark on stderr, as a warning or a note, with what belongs to it on lines below."""
    for remark in remarks:
        note(f"{remark.weight.capitalize()}: {remark.text}")
        for sentence in remark.more:
            note(f"  {sentence}")


def detail(sentence: str) -> None:
    """Print a message on stderr if details are wanted."""
    if is_verbose():
        click.echo(sentence, err=True)


@contextmanager
def stage(what: str) -> Iterator[None]:
    """Do something that may take a while, and show that.

    In a terminal, a line shows what is running once the run has taken a second; it disappears afterwards.
    With --verbose, the time is printed at the end.

    Args:
        what: What is being done, such as ‘Loading the pack’. Nothing else may be written to stderr meanwhile.
    """
    began = time.perf_counter()
    with _progress(what):
        yield
    detail(f"{what}: {_shown(time.perf_counter() - began)}")


def tell_time() -> None:
    """Print the total time at the end if details are wanted."""
    detail(f"Total: {_shown(time.perf_counter() - _said().began)}")


@contextmanager
def _progress(what: str) -> Iterator[None]:
    if is_quiet() or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from threading import Event, Thread

    began, done = _said().began, Event()
    # One cell stays free: a full line would wrap, and only its second half would be erased.
    room = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1

    def tell() -> None:
        wait = max(began + PATIENCE - time.perf_counter(), 0)
        while not done.wait(wait):
            text = f"{what} … {time.perf_counter() - began:.0f} s"
            sys.stderr.write(_ERASE + text[:room])
            sys.stderr.flush()
            wait = _EVERY

    thread = Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        if time.perf_counter() - began >= PATIENCE:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()


def _shown(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"
