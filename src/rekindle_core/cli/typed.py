"""The arguments after `rekindle`, for messages that show the next command."""

from __future__ import annotations

from collections.abc import Sequence

import click

_KEY = "rekindle.typed"


def remember_words(context: click.Context, words: Sequence[str]) -> None:
    """Keep the arguments of this run; click shares `meta` among the contexts of one run."""
    context.meta[_KEY] = tuple(words)


def words_typed(context: click.Context) -> tuple[str, ...]:
    """Return the arguments of this run."""
    found: tuple[str, ...] = context.meta.get(_KEY, ())
    return found
