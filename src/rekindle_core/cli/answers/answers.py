"""`rekindle answers`: show a reader's answers, and merge several files into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from rekindle_core.cli.group import LazyGroup


class AnswersGroup(LazyGroup):
    """The commands about answers."""

    homes: ClassVar[Mapping[str, str]] = {
        "show": "rekindle_core.cli.answers.show:show",
        "merge": "rekindle_core.cli.answers.merge:merge",
    }


@click.group(cls=AnswersGroup)
def answers() -> None:
    """Read a reader's answers back, and merge them."""
