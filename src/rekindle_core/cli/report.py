"""How faults are told: for people on stderr, for programs and for GitHub on stdout.

Comes in: an error that lists faults. Goes out: one of the reports, printed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from rekindle_core.cli.settings.set_by import Appearance
from rekindle_core.cli.terminal.messages import is_quiet
from rekindle_core.errors import DiagnosedError

F = TypeVar("F", bound=Callable[..., Any])


def report_option(function: F) -> F:
    """Add --report."""
    return click.option(
        "--report",
        cls=Appearance,
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How faults are told: for people, for programs, or as annotations of a GitHub workflow.",
    )(function)


@contextmanager
def reporting(report: str, *, quiet: bool = False) -> Iterator[None]:
    """Tell the faults that are met inside in the form that was asked for; then end with 1.

    Args:
        report: The form.
        quiet: Whether to say nothing to programs where there are none.
    """
    try:
        yield
    except DiagnosedError as error:
        if report == "text":
            # As with every other command: it is shown where the command line ends.
            raise
        _print(report, error)
        raise click.exceptions.Exit(error.exit_code) from None
    if report == "json" and not quiet:
        _print(report, DiagnosedError(()))


def say(report: str, sentence: str) -> None:
    """Print what there is to say where all is well, unless a program reads along or only faults are wanted."""
    if report != "json" and not is_quiet():
        click.echo(sentence)


def show_faults(error: DiagnosedError) -> None:
    """Print the report for people on stderr; in colour, if that is a terminal and nobody minds."""
    from rekindle_core.cli.report_text import WIDTH, text_report

    terminal = sys.stderr.isatty()
    # https://no-color.org: set, and not empty, whatever it says.
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = os.get_terminal_size(sys.stderr.fileno()).columns if terminal else WIDTH
    text = text_report(error.diagnostics, error.texts, colour=colour, width=width or WIDTH)
    click.echo(text, err=True, nl=False, color=colour)


def _print(report: str, error: DiagnosedError) -> None:
    if report == "json":
        from rekindle_core.cli.report_json import json_report

        text = json_report(error.diagnostics)
    else:
        from rekindle_core.cli.report_github import github_report

        text = github_report(error.diagnostics)
    # GitHub and programs read UTF-8, whatever the terminal's encoding is.
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
