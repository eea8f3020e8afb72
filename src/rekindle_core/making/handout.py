"""Making a handout: chosen, worded, rendered in each format, and what there is to say of it.

Input: a Pack, items, a Profile, and what is wanted. Output: a MadeProgram. Must not know: where a profile is kept,
where files go, or what becomes of the sheet afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rekindle_core.content.model.values import Missing
from rekindle_core.diagnostics import counted
from rekindle_core.document.length import shortened
from rekindle_core.engine import render
from rekindle_core.errors import UsageError
from rekindle_core.handout.make import choose_handout
from rekindle_core.handout.realise import realise_handout
from rekindle_core.installation.identity import find_identity
from rekindle_core.making.counselor_pages import in_own_files, without_addressed
from rekindle_core.making.names import Made, handout_stem
from rekindle_core.making.paper import set_paper
from rekindle_core.making.remarks import Remark, asked_remarks, conflict_remarks, notes
from rekindle_core.making.wanted import During, MadeProgram, Wanted, quietly
from rekindle_core.profile.help_lines import help_notes, help_sentence

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.handout.value import Handout
    from rekindle_core.practice.load import PracticeFile
    from rekindle_core.profile.profile import Profile


def make_handout(
    pack: Pack,
    items: Sequence[str],
    profile: Profile,
    wanted: Wanted,
    *,
    counselor: bool = False,
    during: During = quietly,
) -> MadeProgram:
    """Make one sheet in each format.

    Args:
        pack: The pack.
        items: The ids of the items.
        profile: The reader's facts; an empty one for anyone.
        wanted: What is asked for. The options of its formats may get a paper size.
        counselor: Whether to make the counselor's page too.
        during: Surrounds each step.

    Raises:
        WithheldError: The reader is not given one of the items.
        UsageError: There is no such item, or a part of a program is asked for.
        RekindleError: As `make_handout`, `realise_handout` and `render` of the engine.
    """
    see_no_steps(wanted)
    said: list[str] = list(wanted.remarks)
    signed = wanted.practice
    for_counselor = [
        (format_, own) for format_, common, own in wanted.formats if common.counselor or counselor
    ]
    if for_counselor:
        for_counselor = without_addressed(for_counselor, said.append)
    identity, said_of_id = find_identity(wanted.program_id)
    with during("Choosing"):
        chosen = choose_handout(pack, items, profile, seed=wanted.seed, date=wanted.date, identity=identity)
    plan = chosen.plan
    country = signed.country if signed else ""
    set_paper(profile, signed, [(format_, own) for format_, _, own in wanted.formats])
    with during("Finding the words"):
        document = realise_handout(
            pack,
            chosen,
            signed.practice if signed else None,
            country=country,
            own_lines=signed.help_lines if signed else (),
            confirmed=wanted.confirmed,
            on_screen=wanted.on_screen,
        )
    made: list[Made] = []
    for format_, common, own in wanted.formats:
        shown = shortened(document) if common.text == "key" else document
        with during(f"Rendering {format_.name}"):
            artifacts = render(shown, format_.name, own, plugins=wanted.plugins, warn=said.append)
        made.append((format_, artifacts))
    beside: list[Made] = []
    if for_counselor:
        from rekindle_core.handout.counselor import realise_handout_for_counselor

        with during("Making the counselor's page"):
            page = realise_handout_for_counselor(pack, chosen, signed)
            beside = in_own_files(page, for_counselor, wanted.plugins, said.append)
    remarks = (
        *asked_remarks(pack, plan.asked, plan.date),
        *conflict_remarks(pack, plan.reading),
        *(
            Remark("warning", help_sentence(pack, one))
            for one in help_notes(pack, profile, country)
            if one.kind == "reader"
        ),
        *notes([*filter(None, [said_of_id]), *said, *_said(pack, chosen, items, signed)]),
    )
    return MadeProgram(
        pack,
        plan,
        document,
        wanted,
        made,
        beside,
        handout_stem(plan.program_id),
        bool(identity.given),
        f"{counted(len(chosen.items), 'item')}; code {plan.code}",
        remarks,
        chosen.items,
    )


def see_no_steps(wanted: Wanted) -> None:
    """Check that no part of a program is asked for.

    Raises:
        UsageError: One is.
    """
    if any(common.steps for _, common, _ in wanted.formats):
        message = "`steps` works only with `build`; a handout has no steps."
        raise UsageError(message, hint="name the items: `rekindle catalogue --step space` lists a step's.")


def _said(pack: Pack, chosen: Handout, items: Sequence[str], signed: PracticeFile | None) -> Iterator[str]:
    """Yield notes for the person who hands over the sheet; none of them is on the sheet."""
    from rekindle_core.explanation.condition_wording import condition_words

    check = chosen.plan.front_check
    if chosen.items != tuple(dict.fromkeys(items)):
        yield f"Items were reordered from the lightest to the deepest: {', '.join(chosen.items)}."
    if chosen.close:
        yield f"A level 3 item is demanding, so the sheet ends with a calming sentence ({chosen.close})."
    for name, needs in chosen.waived:
        words = condition_words(pack.language, needs)
        yield f"{name} is meant for clients for whom {words}; the sheet does not say so."
    if check:
        statements = counted(len(check.statements), "statement")
        known = (
            "nothing is known about the client"
            if chosen.general
            else "the profile doesn't answer the questions behind them"
        )
        yield f"The sheet begins with {statements} to read first, because {known}."
    unknown = chosen.plan.reading["country"] is Missing.UNKNOWN
    if unknown and not (signed and (signed.country in pack.help.countries or signed.help_lines)):
        yield "The country is unknown, so the sheet has no local help lines. Add them with --set country=GB."
