"""Making a handout, for whoever asks: `rekindle handout`, and `rekindle client handout` from a client's record.

Comes in: the items, what the options say, and the profile. Goes out: files, and what is said of them.
Must not know: where a profile is kept, or what becomes of the sheet afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rekindle_core.cli.inputs import day, open_practice, read_inputs
from rekindle_core.cli.programs.confirming import see_names
from rekindle_core.cli.programs.making import MadeProgram, Order, asked_formats
from rekindle_core.cli.programs.writing import given_output, given_stem, is_on_screen, write_made
from rekindle_core.cli.terminal.messages import note, stage

if TYPE_CHECKING:
    from rekindle_core.cli.inputs import Inputs
    from rekindle_core.cli.programs.counselor_pages import Asked
    from rekindle_core.cli.programs.names import Made
    from rekindle_core.extension.manager import Plugins
    from rekindle_core.handout.value import Handout
    from rekindle_core.practice.load import PracticeFile

Recorder: TypeAlias = Callable[[MadeProgram, Sequence[str]], AbstractContextManager[None]]
"""What records a handout: it is given what was made and the items, and surrounds the writing of it."""


def make_sheet(
    items: Sequence[str],
    order: Order,
    source: Path | bytes | None,
    *,
    counselor: bool = False,
    record: Recorder | None = None,
) -> None:
    """Make one sheet in each format, write it, and say what there is to say of it.

    Args:
        items: The ids of the items.
        order: What the options say.
        source: The profile.
        counselor: Whether to make the counselor's page too.
        record: Records the handout.
    """
    from rekindle_core.cli.asked import tell_asked
    from rekindle_core.cli.conflicts import warn_of_conflicts
    from rekindle_core.cli.programs.names import handout_stem
    from rekindle_core.cli.programs.paper import set_paper
    from rekindle_core.diagnostics import counted
    from rekindle_core.document.length import shortened
    from rekindle_core.engine import render
    from rekindle_core.extension.printing import writing_apart
    from rekindle_core.handout.make import choose_handout
    from rekindle_core.handout.realise import realise_handout
    from rekindle_core.installation.identity import find_identity
    from rekindle_core.planning.exposure import MAY_BE_FOUND

    output = given_output(order.output)
    stem = given_stem(order.name, output)
    confirmed = order.confirmed
    plugins, asked = asked_formats(order.formats)
    _see_no_steps(any(common.steps for _, common, _ in asked))
    warnings: list[str] = []
    beside: list[Made] = []
    for_counselor = [(format_, own) for format_, common, own in asked if common.counselor or counselor]
    if for_counselor:
        from rekindle_core.cli.programs.counselor_pages import without_addressed

        for_counselor = without_addressed(for_counselor, warnings.append)
    inputs = read_inputs(order.pack_path, source, order.settings, no_cache=order.no_cache)
    pack = inputs.pack
    see_names(confirmed, [*(stop.id for stop in pack.stops), MAY_BE_FOUND])
    identity, said_of_id = find_identity(order.program_id)
    with stage("Choosing"):
        made_of = choose_handout(
            pack, items, inputs.profile, seed=order.seed, date=day(order.date), identity=identity
        )
    plan = made_of.plan
    signed = open_practice(order.practice, warnings.append, left_out=order.no_practice)
    country = signed.country if signed else ""
    set_paper(inputs.profile, signed, [(format_, own) for format_, _, own in asked])
    with stage("Finding the words"):
        document = realise_handout(
            pack,
            made_of,
            signed.practice if signed else None,
            country=country,
            own_lines=signed.help_lines if signed else (),
            confirmed=confirmed,
            on_screen=is_on_screen(output),
        )
    made: list[Made] = []
    for format_, common, own in asked:
        shown = shortened(document) if common.text == "key" else document
        with stage(f"Rendering {format_.name}"), writing_apart():
            artifacts = render(shown, format_.name, own, plugins=plugins, warn=warnings.append)
        made.append((format_, artifacts))
    if for_counselor:
        with stage("Making the counselor's page"), writing_apart():
            beside = _counselor_page(inputs, made_of, signed, for_counselor, plugins, warnings)
    surround = (
        record(MadeProgram(pack, plan, document, asked, made), made_of.items) if record else nullcontext()
    )
    with surround:
        written = write_made(
            output,
            stem,
            handout_stem(plan.program_id),
            made,
            beside,
            plan,
            given_id=bool(identity.given),
            force=order.force,
        )
    for sentence in written:
        note(sentence)
    note(f"{counted(len(made_of.items), 'item')}; code {plan.code}")
    tell_asked(pack, plan.asked, plan.date)
    warn_of_conflicts(pack, plan.reading)
    _warn_of_help(inputs, country)
    for sentence in (*filter(None, [said_of_id]), *warnings, *_said(inputs, made_of, items, signed)):
        note(f"Note: {sentence}")


def _see_no_steps(given: bool) -> None:
    from rekindle_core.errors import UsageError

    if given:
        message = "`steps` works only with `build`; a handout has no steps."
        raise UsageError(message, hint="name the items: `rekindle catalogue --step space` lists a step's.")


def _counselor_page(
    inputs: Inputs,
    made_of: Handout,
    signed: PracticeFile | None,
    asked: Sequence[Asked],
    plugins: Plugins,
    warnings: list[str],
) -> list[Made]:
    from rekindle_core.cli.programs.counselor_pages import in_own_files
    from rekindle_core.handout.counselor import realise_handout_for_counselor

    page = realise_handout_for_counselor(inputs.pack, made_of, signed)
    return in_own_files(page, asked, plugins, warnings.append)


def _warn_of_help(inputs: Inputs, country: str) -> None:
    from rekindle_core.profile.help_lines import help_notes, help_sentence

    for one in help_notes(inputs.pack, inputs.profile, country):
        if one.kind == "reader":
            note(f"Warning: {help_sentence(inputs.pack, one)}")


def _said(
    inputs: Inputs, made_of: Handout, items: Sequence[str], signed: PracticeFile | None
) -> Iterator[str]:
    """Yield what whoever hands the sheet on has to know of it; none of it is on the sheet."""
    from rekindle_core.content.model.values import Missing
    from rekindle_core.diagnostics import counted
    from rekindle_core.explanation.condition_wording import condition_words

    pack, check = inputs.pack, made_of.plan.front_check
    if made_of.items != tuple(dict.fromkeys(items)):
        yield f"Items were reordered from the lightest to the deepest: {', '.join(made_of.items)}."
    if made_of.close:
        yield f"A level 3 item is demanding, so the sheet ends with a calming sentence ({made_of.close})."
    for name, needs in made_of.waived:
        said = condition_words(pack.language, needs)
        yield f"{name} is meant for clients for whom {said}; the sheet does not say so."
    if check:
        statements = counted(len(check.statements), "statement")
        known = (
            "nothing is known about the client"
            if made_of.general
            else "the profile doesn't answer the questions behind them"
        )
        yield f"The sheet begins with {statements} to read first, because {known}."
    unknown = made_of.plan.reading["country"] is Missing.UNKNOWN
    if unknown and not (signed and (signed.country in pack.help.countries or signed.help_lines)):
        yield "The country is unknown, so the sheet has no local help lines. Add them with --set country=GB."
