"""Completion of files and folders, which is left to the shell.

Separate from `complete`, whose suggestions are read through options that take files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_file(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Let the shell suggest files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_folder(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Let the shell suggest folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]
