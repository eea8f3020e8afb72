"""Making what a roster asks for: checked, built in several processes, and reported as it goes.

Input: what the options say. Output: files, notes and progress on stderr, and the exit code.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.batch.checking import check_rows
from rekindle_core.cli.batch.told import Results
from rekindle_core.cli.inputs import day, open_pack, open_practice, pack_folder, practice_path
from rekindle_core.cli.loading import named_files, plugins_in_use
from rekindle_core.cli.own_process import keep_memory_private
from rekindle_core.cli.programs.format_options import chosen_options
from rekindle_core.cli.terminal.messages import note, stage
from rekindle_core.cli.terminal.progress import counting
from rekindle_core.errors import RekindleError, UsageError
from rekindle_core.installation.places import cache_folder

if TYPE_CHECKING:
    from rekindle_core.batch.run import Batch
    from rekindle_core.batch.setup import Setup
    from rekindle_core.cli.batch.order import BatchOrder
    from rekindle_core.content.model.pack import Pack

_MOST_UNASKED = 4
"""A process that makes PDFs takes 700 MB."""


def make_batch(path: Path, folder: Path, order: BatchOrder) -> None:
    """Make a program for each row, and end with 1 if any was not made."""
    from rekindle_core.batch.pool import Processes
    from rekindle_core.batch.roster.open import open_roster
    from rekindle_core.batch.run import Batch
    from rekindle_core.installation.secret import installation_secret

    if folder.exists() and not folder.is_dir():
        hint = "give a folder, such as --output programs/."
        raise UsageError(f"--output {folder} isn't a folder.", code="output-is-file", hint=hint)
    pack = open_pack(order.pack_path, no_cache=order.no_cache)
    setup = _setup(pack, order)
    roster, date = open_roster(pack, path), day(order.date)
    tally = check_rows(pack, roster, date, order.seed)
    batch = Batch(
        pack,
        roster,
        setup,
        Processes(order.jobs or default_jobs(), keep_memory_private),
        date=date,
        redate=order.date is not None,
        secret=installation_secret().key,
        force=order.force,
    )
    if _run(batch, folder, roster.file, tally.good) or tally.good < tally.rows:
        raise click.exceptions.Exit(1)


def _run(batch: Batch, folder: Path, file: str, total: int) -> int:
    """Run a batch, report the result, and return how many rows failed."""
    results = Results(file, total)
    try:
        with counting("Making programs", total) as progress:
            batch.run(folder, lambda outcome: results.tell(outcome, progress))
    except (KeyboardInterrupt, RekindleError):
        note(results.stopped)
        raise
    for sentence in results.remarks():
        note(sentence)
    note(results.sentence(folder))
    return results.failed


def _setup(pack: Pack, order: BatchOrder) -> Setup:
    from rekindle_core.batch.setup import Setup, surroundings
    from rekindle_core.frozen import replace

    context = click.get_current_context()
    with stage("Looking for formats"):
        plugins = plugins_in_use()
    names = [name for given in order.formats or ("text",) for name in given.split(",") if name]
    wanted = list(dict.fromkeys(plugins.format(name) for name in names))
    chosen = chosen_options(context, wanted, plugins.formats)
    _see_not_asking(chosen)
    said: list[str] = []
    practice = open_practice(order.practice, said.append, left_out=order.no_practice)
    for sentence in said:
        note(f"Note: {sentence}")
    setup = Setup(
        pack="" if order.pack_path is None else str(pack_folder(order.pack_path).absolute()),
        cache="" if order.no_cache else str(cache_folder()),
        plugins=tuple(str(Path(one).absolute()) for one in named_files(context)),
        formats=tuple((format_.name, tuple(sorted(chosen[format_.name].items()))) for format_ in wanted),
        practice="" if practice is None else str(Path(practice_path(str(order.practice))).absolute()),
        seed=order.seed,
    )
    return replace(setup, surroundings=surroundings(pack, plugins, practice))


def _see_not_asking(chosen: Mapping[str, Mapping[str, str]]) -> None:
    """Check that no option has a format ask in the terminal: it would ask in each process, for each row."""
    for name, options in chosen.items():
        for key, value in options.items():
            if value == "ask":
                message = f"The option {name}.{key} can't be “ask” here: nobody is asked while a batch runs."
                hint = f"use {key}=env:NAME with an environment variable; all files then get the same {key}."
                raise UsageError(message, code="bad-option", hint=hint)


def default_jobs() -> int:
    """Return how many processes to use: one for each processor that this one may use, and few enough for a laptop."""
    allowed = getattr(os, "sched_getaffinity", None)
    return min(len(allowed(0)) if allowed else os.cpu_count() or 1, _MOST_UNASKED)
