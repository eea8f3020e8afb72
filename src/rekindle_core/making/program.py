"""Making a program: planned, worded, rendered in each format, and what there is to say of it.

Input: a Pack, a Profile, and what is wanted. Output: a MadeProgram. Must not know: where a profile is kept, where
files go, or what becomes of the program afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rekindle_core.document.excerpt import excerpt
from rekindle_core.document.length import shortened
from rekindle_core.engine import add_blocks, render
from rekindle_core.installation.identity import find_identity
from rekindle_core.making.counselor_pages import counselor_pages, without_addressed
from rekindle_core.making.names import Made, as_excerpt, program_stem
from rekindle_core.making.paper import set_paper
from rekindle_core.making.remarks import Remark, asked_remarks, conflict_remarks, notes
from rekindle_core.making.summary import summary
from rekindle_core.making.wanted import During, MadeProgram, Wanted, quietly
from rekindle_core.planning.exposure import unknown_facts, unsafe_facts
from rekindle_core.planning.make import plan_program
from rekindle_core.profile.help_lines import help_notes, help_sentence
from rekindle_core.realisation.realise import realise

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.document.nodes import Document
    from rekindle_core.making.answers_file import AnswersFile
    from rekindle_core.making.filling import Filled
    from rekindle_core.planning.code import Difference
    from rekindle_core.planning.identity import Identity
    from rekindle_core.planning.plan import Plan
    from rekindle_core.profile.overrides import Override
    from rekindle_core.profile.profile import Profile


def make_program(
    pack: Pack,
    profile: Profile,
    wanted: Wanted,
    *,
    avoid: Collection[str] = (),
    answers: Sequence[AnswersFile] = (),
    overrides: tuple[Override, ...] = (),
    during: During = quietly,
) -> MadeProgram:
    """Make a program in each format.

    Args:
        pack: The pack.
        profile: The reader's facts.
        wanted: What is asked for. The options of its formats may get a paper size.
        avoid: Ids of prompts, exercises and checklists that earlier programs used.
        answers: Files of answers to fill in.
        overrides: Facts that were set otherwise than the profile has them, for the counselor's pages.
        during: Surrounds each step.

    Raises:
        ConfirmationError: A person has to decide first.
        RekindleError: As `make_plan`, `realise` and `render`.
    """
    said: list[str] = list(wanted.remarks)
    signed = wanted.practice
    for_counselor = [(format_, own) for format_, common, own in wanted.formats if common.counselor]
    if for_counselor:
        for_counselor = without_addressed(for_counselor, said.append)
    identity, said_of_id = find_identity(wanted.program_id)
    with during("Planning"):
        plan = plan_program(pack, profile, seed=wanted.seed, date=wanted.date, avoid=avoid, identity=identity)
    country = signed.country if signed else ""
    set_paper(profile, signed, [(format_, own) for format_, _, own in wanted.formats])
    with during("Finding the words"):
        document = realise(
            pack,
            plan,
            signed.practice if signed else None,
            country=country,
            own_lines=signed.help_lines if signed else (),
            confirmed=wanted.confirmed,
            on_screen=wanted.on_screen,
        )
        document = add_blocks(pack, plan, document, plugins=wanted.plugins, warn=said.append)
    shown = {
        format_.name: excerpt(shortened(document) if common.text == "key" else document, common.steps)
        for format_, common, _ in wanted.formats
    }
    answered = _filled(answers, document, wanted)
    said += answered.sentences if answered else ()
    made = [_rendered(wanted, number, shown, answered, said, during) for number in range(len(wanted.formats))]
    beside: list[Made] = []
    if for_counselor:
        with during("Making the counselor's pages"):
            beside = counselor_pages(
                pack, plan, signed, for_counselor, wanted.plugins, said.append, overrides=overrides
            )
    if signed:
        from rekindle_core.practice.lines import unknown_checks

        said += unknown_checks(signed.checked, signed.help_lines, (one.id for one in pack.help.services()))
    said += _differences(pack, profile, plan, wanted, avoid, identity)
    return MadeProgram(
        pack,
        plan,
        document,
        wanted,
        made,
        beside,
        program_stem(plan.program_id),
        bool(identity.given),
        f"{summary(plan, shown)}{answered.counted if answered else ''}; code {plan.code}",
        tuple(_remarks(pack, profile, plan, country, [*filter(None, [said_of_id]), *said], wanted)),
    )


def _filled(answers: Sequence[AnswersFile], document: Document, wanted: Wanted) -> Filled | None:
    if not answers:
        return None
    from rekindle_core.making.filling import filled

    return filled(answers, document, wanted.confirmed, on_screen=wanted.on_screen)


def _rendered(
    wanted: Wanted,
    number: int,
    shown: Mapping[str, Document],
    answered: Filled | None,
    said: list[str],
    during: During,
) -> Made:
    format_, common, own = wanted.formats[number]
    with during(f"Rendering {format_.name}"):
        artifacts = render(
            shown[format_.name],
            format_.name,
            own,
            answers=answered.within(shown[format_.name]) if answered else None,
            confirmed=answered.confirmed if answered else wanted.confirmed,
            plugins=wanted.plugins,
            warn=said.append,
        )
    # Don't add -excerpt to a name that someone chose.
    return format_, as_excerpt(artifacts) if common.steps and not wanted.named else artifacts


def _differences(
    pack: Pack,
    profile: Profile,
    plan: Plan,
    wanted: Wanted,
    avoid: Collection[str],
    identity: Identity,
) -> Iterator[str]:
    """Yield what differs from the program whose code was given."""
    if wanted.code is None:
        return
    from rekindle_core.planning.code import differences, program_inputs

    inputs = program_inputs(pack, profile, wanted.seed, plan.date, avoid)
    for name in differences(wanted.code, inputs, identity):
        yield f"This is not the program with that code: {_DIFFERS[name]}."


def _remarks(
    pack: Pack, profile: Profile, plan: Plan, country: str, said: Sequence[str], wanted: Wanted
) -> Iterator[Remark]:
    yield from asked_remarks(pack, plan.asked, plan.date)
    yield from conflict_remarks(pack, plan.reading)
    help_said = help_notes(pack, profile, country)
    for one in help_said:
        if one.kind == "reader":
            # Of these, only missing help lines for the reader's country must not be overlooked.
            yield Remark("warning", help_sentence(pack, one))
    yield from notes(said)
    if any(format_.name != "json" for format_, _, _ in wanted.formats):
        yield from notes(_discreet_note(pack, plan))
    yield from notes(_shortfalls(pack, plan))
    yield from notes(_unused_words(pack, plan))
    yield from notes(help_sentence(pack, one) for one in help_said if one.kind != "reader")


def _discreet_note(pack: Pack, plan: Plan) -> Iterator[str]:
    """Yield a note on why the cover is neutral, if an answer would change that."""
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
    "pack": "the pack differs, and other things may too",
    "version": "it was made by another version of Rekindle",
    "date": "the date differs; leave out --date to use the date of the code",
    # A code doesn't reveal which answer differs; otherwise anyone holding the page could work it out.
    "something else": "something else differs, such as the profile, --set, --id or the machine",
}
