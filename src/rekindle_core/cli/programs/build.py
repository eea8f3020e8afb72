"""`rekindle build`: a program, in as many formats as are asked for, of one plan."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from rekindle_core.cli.inputs import day, open_practice, profile_source, read_inputs
from rekindle_core.cli.options import pack_options, plan_options, practice_options, profile_options
from rekindle_core.cli.settings.set_by import Appearance, Preference
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete import complete_format, complete_option
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import note, stage
from rekindle_core.cli.terminal.streams import open_file_number

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.extension.format import Artifact, Format
    from rekindle_core.planning.code import Difference
    from rekindle_core.planning.plan import Plan

    Made: TypeAlias = tuple[Format, tuple[Artifact, ...]]


@click.command(
    epilog="""\b
Examples:
    rekindle build --format pdf
    rekindle build --profile alex.yaml --format html --output programs/
    rekindle build --set country=GB --set contact=none --format text --output -
    rekindle build --profile alex.yaml --format pdf --option paper=letter
    rekindle build --profile alex.yaml --format pdf --option counselor=yes
"""
)
@profile_options
@pack_options
@click.option(
    "-f",
    "--format",
    "formats",
    cls=Appearance,
    multiple=True,
    metavar="NAME",
    shell_complete=complete_format,
    help="A format; `rekindle formats` lists them. [text]",
)
@click.option(
    "-o",
    "--output",
    cls=Preference,
    metavar="PATH",
    type=FILE_NAME,
    shell_complete=complete_file,
    help="Write to PATH (a file, or a folder that ends in /); - is stdout.",
)
@click.option(
    "--name",
    metavar="TEXT",
    help="Name the files TEXT, as in TEXT.pdf. Default: program-ID, which tells nothing of anybody.",
)
@click.option("--force", is_flag=True, help="Replace files that may be of another program.")
@click.option(
    "--option",
    "options",
    cls=Appearance,
    multiple=True,
    metavar="KEY=VALUE",
    shell_complete=complete_option,
    help="Set a format's option, such as paper=letter, or pdf.paper=letter for that format alone. Every format "
    "has counselor=yes, which makes the counselor's pages too, in a file of their own.",
)
@click.option(
    "--confirm",
    "confirmed",
    multiple=True,
    metavar="NAME",
    help="Confirm a check that needs a person (repeatable). The pack's stops are confirmed with the day on which you "
    "asked: own-words=2027-01-03.",
)
@click.option("--code", help="Make the program of this code again, and say what differs; sets seed and date.")
@practice_options
@plan_options
def build(
    profile_path: str | None,
    settings: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    formats: tuple[str, ...],
    output: str | None,
    name: str | None,
    force: bool,
    options: tuple[str, ...],
    confirmed: tuple[str, ...],
    code: str | None,
    practice: str | None,
    no_practice: bool,
    seed: int,
    date: dt.datetime | None,
    program_id: str | None,
) -> None:
    """Make a program.

    Without a profile it is the general program: nothing is known, and the page asks where it has to.
    """
    from rekindle_core.cli.conflicts import warn_of_conflicts
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.programs.format_options import chosen_options
    from rekindle_core.cli.programs.names import as_handout, program_stem
    from rekindle_core.cli.programs.paper import set_paper
    from rekindle_core.cli.programs.summary import summary
    from rekindle_core.document.handout import handout
    from rekindle_core.engine import add_blocks, render
    from rekindle_core.extension.options import split_options
    from rekindle_core.extension.printing import writing_apart
    from rekindle_core.installation.identity import find_identity
    from rekindle_core.planning.code import differences, program_inputs, read_code
    from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM
    from rekindle_core.planning.make import plan_program
    from rekindle_core.profile.help_lines import help_notes, help_sentence
    from rekindle_core.realisation.realise import realise

    output, stem = "-" if output and open_file_number(output) == 1 else output, _stem(name, output)
    with stage("Looking for formats"):
        plugins = plugins_in_use()
    wanted = list(dict.fromkeys(plugins.format(name) for name in formats or ("text",)))
    given = chosen_options(click.get_current_context(), wanted, plugins.formats)
    made: list[Made] = []
    beside: list[Made] = []
    warnings: list[str] = []
    asked = [(format_, *split_options(format_, given[format_.name])) for format_ in wanted]
    for_counselor = [(format_, own) for format_, common, own in asked if common.counselor]
    if for_counselor:
        from rekindle_core.cli.programs.counselor_pages import without_addressed

        for_counselor = without_addressed(for_counselor, warnings.append)
    inputs = read_inputs(pack_path, profile_source(profile_path), settings, no_cache=no_cache)
    pack, profile = inputs.pack, inputs.profile
    _see_names(confirmed, [*(stop.id for stop in pack.stops), REPLACED_PROGRAM, MAY_BE_FOUND])
    made_on = day(date)
    if code is not None:
        told = read_code(code)
        seed, made_on = told.seed, made_on if date or not told.date else told.date
    identity, said_of_id = find_identity(program_id)
    with stage("Planning"):
        plan = plan_program(pack, profile, seed=seed, date=made_on, identity=identity)
    signed = open_practice(practice, warnings.append, left_out=no_practice)
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
            on_screen=_is_on_screen(output),
        )
        with writing_apart():
            document = add_blocks(pack, plan, document, plugins=plugins, warn=warnings.append)
    shown = {format_.name: handout(document, common.steps) for format_, common, _ in asked}
    for format_, common, own in asked:
        with stage(f"Rendering {format_.name}"), writing_apart():
            artifacts = render(
                shown[format_.name],
                format_.name,
                own,
                confirmed=confirmed,
                plugins=plugins,
                warn=warnings.append,
            )
        # A name that the user gives is the user's choice.
        made.append((format_, as_handout(artifacts) if common.steps and not stem else artifacts))
    if for_counselor:
        from rekindle_core.cli.programs.counselor_pages import counselor_pages

        with stage("Making the counselor's pages"), writing_apart():
            beside = counselor_pages(inputs, plan, signed, for_counselor, plugins, warnings.append)
    for sentence in _write(output, stem or program_stem(plan.program_id), made, beside, plan, force=force):
        note(sentence)
    note(f"{summary(plan, shown)}; code {plan.code}")
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
            # A program without the country's numbers is the one thing of these that nobody may overlook.
            note(f"Warning: {help_sentence(pack, one)}")
    if code is not None:
        found = differences(code, program_inputs(pack, profile, seed, plan.date, ()), identity)
        warnings += (f"This is not the program of that code: {_DIFFERS[name]}." for name in found)
    hidden = _discreet_note(pack, plan) if any(format_.name != "json" for format_ in wanted) else ()
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
    """Tell that answers count as unknown, or that nobody knows how old they are."""
    from rekindle_core.cli.asked import tell_asked

    tell_asked(pack, plan.asked, plan.date)


def _stem(name: str | None, output: str | None) -> str:
    """Return what files are to be called, as far as the user says."""
    if name is None:
        return ""
    from rekindle_core.cli.programs.names import file_stem
    from rekindle_core.errors import UsageError

    if output == "-":
        raise UsageError("--name names files, and --output - makes none.", hint="leave one of them out.")
    return file_stem(name)


def _write(
    output: str | None, stem: str, made: Sequence[Made], beside: Sequence[Made], plan: Plan, *, force: bool
) -> Sequence[str]:
    """Write what was made, and return what is to be said of each file."""
    from rekindle_core.cli.programs.names import destinations
    from rekindle_core.cli.programs.output import write_all, write_to_stdout
    from rekindle_core.cli.programs.replaced import replaced_files

    if output == "-":
        write_to_stdout([*made, *beside])
        return ("Wrote stdout",)
    destined = destinations(output, stem, made, beside)
    replaced = replaced_files(destined, plan, force=force)
    with stage("Writing"):
        write_all(destined)
    return [
        f"Replaced {path} ({replaced[path]})" if path in replaced else f"Wrote {path}" for path, _ in destined
    ]


def _is_on_screen(output: str | None) -> bool:
    """Return whether what is made is shown in this terminal alone: a pipe may end in a file or a mail."""
    return output == "-" and sys.stdout.isatty()


def _discreet_note(pack: Pack, plan: Plan) -> Iterator[str]:
    """Yield why the cover shows no name and no title, where an answer would change that."""
    from rekindle_core.planning.exposure import unknown_facts, unsafe_facts

    unknown = unknown_facts(pack, plan)
    if unknown and not plan.replaced_by and not unsafe_facts(pack, plan):
        settings = " ".join(f"--set {name}=yes" for name in unknown)
        yield (
            "The cover shows no name and no title, since it is not known that they are safe with the reader; "
            f"{settings} shows them."
        )


def _unused_words(pack: Pack, plan: Plan) -> Iterator[str]:
    """Yield which of the reader's own words no page quotes."""
    if not any(fact.kind == "text" and plan.profile.text(fact.name) for fact in pack.facts.values()):
        # Most profiles hold none, and nothing else here has a use for what finds them.
        return
    from rekindle_core.explanation.own_words import unused_own_words, unused_sentence

    yield from map(unused_sentence, unused_own_words(pack, plan))


def _shortfalls(pack: Pack, plan: Plan) -> Iterator[str]:
    """Yield what the plan could not keep."""
    if plan.shortfalls:
        from rekindle_core.explanation.wording import shortfall_words

        yield from (shortfall_words(pack, one) for one in plan.shortfalls)


_DIFFERS: Mapping[Difference, str] = {
    "seed": "the seed differs",
    "pack": "the pack differs, and with it perhaps more",
    "version": "it was made by another version of Rekindle",
    "date": "the date differs; leave out --date to use the date of the code",
    # Which answer it is, a code does not tell: whoever holds the page could use that to find it out.
    "something else": "something else differs, such as the profile, --set, --id or the machine",
}


def _see_names(confirmed: Sequence[str], known: Sequence[str]) -> None:
    from rekindle_core.diagnostics import did_you_mean
    from rekindle_core.errors import UsageError
    from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM

    for word in confirmed:
        name, _, day_asked = word.partition("=")
        if name not in known:
            hint = did_you_mean(name, known) or f"there is {', '.join(known)}."
            raise UsageError(f"There is nothing called “{name}” to confirm.", hint=hint)
        if day_asked and name in (REPLACED_PROGRAM, MAY_BE_FOUND):
            raise UsageError(f"{name} is confirmed without a day.", hint=f"write --confirm {name}.")
