"""Making a program, for whoever asks: `rekindle build`, and `rekindle client build` from a client's record.

Comes in: what the options say, and the profile. Goes out: files, and what is said of them.
Must not know: where a profile is kept, or what becomes of the program afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from rekindle_core.cli.inputs import day, open_practice, read_inputs
from rekindle_core.cli.programs.confirming import see_names
from rekindle_core.cli.programs.writing import given_output, given_stem, is_on_screen, write_made
from rekindle_core.cli.terminal.messages import note, stage
from rekindle_core.frozen import Frozen

if TYPE_CHECKING:
    from rekindle_core.cli.programs.names import Made
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.document.nodes import Document
    from rekindle_core.extension.format import Format
    from rekindle_core.extension.manager import Plugins
    from rekindle_core.extension.options import CommonOptions
    from rekindle_core.planning.code import Difference
    from rekindle_core.planning.plan import Plan


class Order(Frozen):
    """What the options of a command that makes a program say; each field is named as the command's parameter."""

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


class MadeProgram(Frozen):
    """What is about to be written.

    Attributes:
        pack: The pack.
        plan: The plan; of a handout, the one that it is on.
        document: The client's Document, whole.
        asked: The formats, each with the options of all formats, and its own.
        made: The client's files, by format.
    """

    pack: Pack
    plan: Plan
    document: Document
    asked: Sequence[tuple[Format, CommonOptions, Mapping[str, str]]]
    made: Sequence[Made]


Recorder: TypeAlias = Callable[[MadeProgram], AbstractContextManager[None]]
"""What records a program: it is given what was made, and surrounds the writing of it."""


def asked_formats(
    names: Sequence[str],
) -> tuple[Plugins, list[tuple[Format, CommonOptions, dict[str, str]]]]:
    """Return the plugins, and the formats that are asked for, each with the options of all formats and its own.

    Args:
        names: The names that were given; without any it is text.
    """
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.programs.format_options import chosen_options
    from rekindle_core.extension.options import split_options

    with stage("Looking for formats"):
        plugins = plugins_in_use()
    wanted = list(dict.fromkeys(plugins.format(name) for name in names or ("text",)))
    given = chosen_options(click.get_current_context(), wanted, plugins.formats)
    return plugins, [(format_, *split_options(format_, given[format_.name])) for format_ in wanted]


def make_program(
    order: Order, source: Path | bytes | None, *, avoid: Collection[str] = (), record: Recorder | None = None
) -> None:
    """Make a program in each format, write it, and say what there is to say of it.

    Args:
        order: What the options say.
        source: The profile.
        avoid: Ids of items that earlier programs used.
        record: Records the program.
    """
    from rekindle_core.answers.fit import OTHER_PROGRAM
    from rekindle_core.cli.conflicts import warn_of_conflicts
    from rekindle_core.cli.programs.names import as_excerpt, program_stem
    from rekindle_core.cli.programs.paper import set_paper
    from rekindle_core.cli.programs.summary import summary
    from rekindle_core.document.excerpt import excerpt
    from rekindle_core.document.length import shortened
    from rekindle_core.engine import add_blocks, render
    from rekindle_core.extension.printing import writing_apart
    from rekindle_core.installation.identity import find_identity
    from rekindle_core.planning.code import differences, program_inputs, read_code
    from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM
    from rekindle_core.planning.make import plan_program
    from rekindle_core.profile.help_lines import help_notes, help_sentence
    from rekindle_core.realisation.realise import realise

    output = given_output(order.output)
    stem = given_stem(order.name, output)
    confirmed, code, seed = order.confirmed, order.code, order.seed
    plugins, asked = asked_formats(order.formats)
    made: list[Made] = []
    beside: list[Made] = []
    warnings: list[str] = []
    for_counselor = [(format_, own) for format_, common, own in asked if common.counselor]
    if for_counselor:
        from rekindle_core.cli.programs.counselor_pages import without_addressed

        for_counselor = without_addressed(for_counselor, warnings.append)
    inputs = read_inputs(order.pack_path, source, order.settings, no_cache=order.no_cache)
    pack, profile = inputs.pack, inputs.profile
    see_names(confirmed, [*(stop.id for stop in pack.stops), REPLACED_PROGRAM, MAY_BE_FOUND, OTHER_PROGRAM])
    made_on = day(order.date)
    if code is not None:
        told = read_code(code)
        seed, made_on = told.seed, made_on if order.date or not told.date else told.date
    identity, said_of_id = find_identity(order.program_id)
    with stage("Planning"):
        plan = plan_program(pack, profile, seed=seed, date=made_on, avoid=avoid, identity=identity)
    signed = open_practice(order.practice, warnings.append, left_out=order.no_practice)
    country = signed.country if signed else ""
    set_paper(profile, signed, [(format_, own) for format_, _, own in asked])
    with stage("Finding the words"):
        document = realise(
            pack,
            plan,
            signed.practice if signed else None,
            country=country,
            own_lines=signed.help_lines if signed else (),
            confirmed=confirmed,
            on_screen=is_on_screen(output),
        )
        with writing_apart():
            document = add_blocks(pack, plan, document, plugins=plugins, warn=warnings.append)
    shown = {
        format_.name: excerpt(shortened(document) if common.text == "key" else document, common.steps)
        for format_, common, _ in asked
    }
    answered = None
    if order.answers_paths:
        from rekindle_core.cli.programs.filling import filled

        answered = filled(
            order.answers_paths,
            order.answers_password,
            document,
            confirmed,
            on_screen=is_on_screen(output),
        )
        warnings += answered.sentences
    for format_, common, own in asked:
        with stage(f"Rendering {format_.name}"), writing_apart():
            artifacts = render(
                shown[format_.name],
                format_.name,
                own,
                answers=answered.within(shown[format_.name]) if answered else None,
                confirmed=answered.confirmed if answered else confirmed,
                plugins=plugins,
                warn=warnings.append,
            )
        # Don't add -excerpt to a name that the user chose.
        made.append((format_, as_excerpt(artifacts) if common.steps and not stem else artifacts))
    if for_counselor:
        from rekindle_core.cli.programs.counselor_pages import counselor_pages

        with stage("Making the counselor's pages"), writing_apart():
            beside = counselor_pages(inputs, plan, signed, for_counselor, plugins, warnings.append)
    surround = record(MadeProgram(pack, plan, document, asked, made)) if record else nullcontext()
    with surround:
        written = write_made(
            output,
            stem,
            program_stem(plan.program_id),
            made,
            beside,
            plan,
            given_id=bool(identity.given),
            force=order.force,
            answers=order.answers_paths,
        )
    for sentence in written:
        note(sentence)
    note(f"{summary(plan, shown)}{answered.counted if answered else ''}; code {plan.code}")
    if signed:
        from rekindle_core.practice.lines import unknown_checks

        warnings += unknown_checks(
            signed.checked, signed.help_lines, (one.id for one in pack.help.services())
        )
    _tell_asked(pack, plan)
    warn_of_conflicts(pack, plan.reading)
    help_said = help_notes(pack, profile, country)
    for one in help_said:
        if one.kind == "reader":
            # Of these, only missing help lines for the reader's country must not be overlooked.
            note(f"Warning: {help_sentence(pack, one)}")
    if code is not None:
        found = differences(code, program_inputs(pack, profile, seed, plan.date, avoid), identity)
        warnings += (f"This is not the program with that code: {_DIFFERS[name]}." for name in found)
    hidden = _discreet_note(pack, plan) if any(format_.name != "json" for format_, _, _ in asked) else ()
    for sentence in (
        *filter(None, [said_of_id]),
        *warnings,
        *hidden,
        *_shortfalls(pack, plan),
        *_unused_words(pack, plan),
        *(help_sentence(pack, one) for one in help_said if one.kind != "reader"),
    ):
        note(f"Note: {sentence}")


def _tell_asked(pack: Pack, plan: Plan) -> None:
    """Report answers that count as unknown, or whose age is unknown."""
    from rekindle_core.cli.asked import tell_asked

    tell_asked(pack, plan.asked, plan.date)


def _discreet_note(pack: Pack, plan: Plan) -> Iterator[str]:
    """Yield a note on why the cover is neutral, if an answer would change that."""
    from rekindle_core.planning.exposure import unknown_facts, unsafe_facts

    unknown = unknown_facts(pack, plan)
    if unknown and not plan.replaced_by and not unsafe_facts(pack, plan):
        settings = " ".join(f"--set {name}=yes" for name in unknown)
        yield (
            "The cover leaves out the name and the title, because the profile doesn't say whether the reader's "
            f"device and papers are private; if they are, add {settings}."
        )


def _unused_words(pack: Pack, plan: Plan) -> Iterator[str]:
    """Yield a note for each of the reader's own words that no page quotes."""
    if not any(fact.kind == "text" and plan.profile.text(fact.name) for fact in pack.facts.values()):
        # Most profiles have none, so the code that finds them is imported only when it is needed.
        return
    from rekindle_core.explanation.own_words import unused_own_words, unused_sentence

    yield from map(unused_sentence, unused_own_words(pack, plan))


def _shortfalls(pack: Pack, plan: Plan) -> Iterator[str]:
    """Yield a note for each request that the plan could not meet."""
    if plan.shortfalls:
        from rekindle_core.explanation.wording import shortfall_words

        yield from (shortfall_words(pack, one) for one in plan.shortfalls)


_DIFFERS: Mapping[Difference, str] = {
    "seed": "the seed differs",
    "pack": "the pack differs, and perhaps more",
    "version": "it was made by another version of Rekindle",
    "date": "the date differs; leave out --date to use the date of the code",
    # A code doesn't reveal which answer differs; otherwise anyone holding the page could work it out.
    "something else": "something else differs, such as the profile, --set, --id or the machine",
}
