"""Making a program or a handout from what the options say, writing it, and saying what there is to say of it.

Input: what the options say, and the profile. Output: files, and notes on stderr.
Must not know: where a profile is kept, or what becomes of the program afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.inputs import Inputs, day, open_practice, read_inputs
from rekindle_core.cli.programs.confirming import see_names
from rekindle_core.cli.programs.writing import given_output, given_stem, is_on_screen, write_made
from rekindle_core.cli.terminal.messages import note, stage, tell
from rekindle_core.frozen import Frozen, replace

if TYPE_CHECKING:
    from rekindle_core.making.answers_file import AnswersFile
    from rekindle_core.making.wanted import MadeProgram, Wanted


class Order(Frozen):
    """The options of a command that makes a program; each field has the name of the command's parameter."""

    settings: tuple[str, ...]
    pack_path: Path | None
    no_cache: bool
    formats: tuple[str, ...]
    output: str | None
    name: str | None
    force: bool
    options: tuple[str, ...]
    confirmed: tuple[str, ...]
    practice: str | None
    no_practice: bool
    seed: int
    date: dt.datetime | None
    program_id: str | None
    answers_paths: tuple[str, ...] = ()
    answers_password: str = ""
    code: str | None = None


@contextmanager
def during(what: str) -> Iterator[None]:
    """Do a step of the work: say so, and keep what plugins print out of stdout."""
    from rekindle_core.extension.printing import writing_apart

    with stage(what), writing_apart():
        yield


def read_order(order: Order, source: Path | bytes | None, *, handout: bool = False) -> tuple[Inputs, Wanted]:
    """Return what a program is made from, and what is wanted.

    Args:
        order: The options.
        source: The profile.
        handout: Whether a handout is wanted, for which there is less to confirm.

    Raises:
        RekindleError: Something of it can't be used.
    """
    from rekindle_core.answers.fit import OTHER_PROGRAM
    from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM

    output = given_output(order.output)
    stem = given_stem(order.name, output)
    wanted = _asked(order)
    if handout:
        from rekindle_core.making.handout import see_no_steps

        see_no_steps(wanted)
    inputs = read_inputs(order.pack_path, source, order.settings, no_cache=order.no_cache)
    names = [MAY_BE_FOUND] if handout else [REPLACED_PROGRAM, MAY_BE_FOUND, OTHER_PROGRAM]
    see_names(order.confirmed, [*(stop.id for stop in inputs.pack.stops), *names])
    seed, made_on = order.seed, day(order.date)
    if order.code is not None:
        from rekindle_core.planning.code import read_code

        told = read_code(order.code)
        seed, made_on = told.seed, made_on if order.date or not told.date else told.date
    said: list[str] = []
    practice = open_practice(order.practice, said.append, left_out=order.no_practice)
    return inputs, replace(
        wanted,
        date=made_on,
        seed=seed,
        practice=practice,
        on_screen=is_on_screen(output),
        named=bool(stem),
        remarks=tuple(said),
    )


def _asked(order: Order) -> Wanted:
    """Return the formats that are asked for; without any it is text."""
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.programs.format_options import chosen_options
    from rekindle_core.making.wanted import Wanted, asked_formats

    with stage("Looking for formats"):
        plugins = plugins_in_use()
    wanted = list(dict.fromkeys(plugins.format(name) for name in order.formats or ("text",)))
    given = chosen_options(click.get_current_context(), wanted, plugins.formats)
    return Wanted(
        asked_formats(plugins, {format_.name: given[format_.name] for format_ in wanted}),
        plugins,
        dt.date.min,
        program_id=order.program_id,
        confirmed=order.confirmed,
        code=order.code,
    )


def make_files(order: Order, source: Path | bytes | None) -> None:
    """Make a program in each format, write it, and say what there is to say of it."""
    from rekindle_core.making.program import make_program

    inputs, wanted = read_order(order, source)
    answers: tuple[AnswersFile, ...] = ()
    if order.answers_paths:
        from rekindle_core.cli.answers.files import read_files

        answers = read_files(order.answers_paths, order.answers_password)
    made = make_program(
        inputs.pack,
        inputs.profile,
        wanted,
        answers=answers,
        overrides=inputs.overrides,
        during=during,
    )
    deliver(order, made)


def make_sheet(
    items: Sequence[str], order: Order, source: Path | bytes | None, *, counselor: bool = False
) -> None:
    """Make one sheet in each format, write it, and say what there is to say of it."""
    from rekindle_core.making.handout import make_handout

    inputs, wanted = read_order(order, source, handout=True)
    made = make_handout(inputs.pack, items, inputs.profile, wanted, counselor=counselor, during=during)
    deliver(order, made)


def deliver(order: Order, made: MadeProgram, recording: AbstractContextManager[object] | None = None) -> None:
    """Write what was made, and say what there is to say of it.

    Args:
        order: What the options say.
        made: What was made.
        recording: Surrounds the writing: either both happen, or neither.
    """
    output = given_output(order.output)
    with recording or nullcontext():
        written = write_made(
            output, given_stem(order.name, output), made, force=order.force, answers=order.answers_paths
        )
    for sentence in written:
        note(sentence)
    note(made.summary)
    tell(made.remarks)
