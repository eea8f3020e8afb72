"""`rekindle profile show`: a profile in plain words, and what follows from it; for the counselor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.inputs import day, profile_source, read_inputs
from rekindle_core.cli.options import pack_options, settings_option
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete_paths import complete_file

if TYPE_CHECKING:
    from rekindle_core.content.model.gate import Effect
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.planning.plan import Plan
    from rekindle_core.profile.conflicts import Reading
    from rekindle_core.profile.current import Asked
    from rekindle_core.profile.profile import Profile, SetAside
    from rekindle_core.profile.words import Answered


@click.command(
    epilog="""\b
Examples:
    rekindle profile show alex.yaml
    rekindle profile show alex.yaml --set country=GB
    rekindle profile show alex.yaml | less
"""
)
@click.argument("path", metavar="FILE", type=FILE_NAME, shell_complete=complete_file)
@settings_option
@pack_options
def show(path: str, settings: tuple[str, ...], pack_path: Path | None, no_cache: bool) -> None:
    """Show what a profile says, and which gates it affects.

    FILE may be - for stdin. This page is for the counselor: it names gates and reasons. Don't give it to the
    client.
    """
    from rekindle_core.cli.profiles.profile import how_much
    from rekindle_core.planning.make import plan_program
    from rekindle_core.profile.overrides import override_sentences

    inputs = read_inputs(pack_path, profile_source(path), settings, no_cache=no_cache)
    pack, profile = inputs.pack, inputs.profile
    said = pack.language.said
    click.echo(said("show_notice"))
    source = "stdin" if path == "-" else path
    click.echo(said("show_of", path=source, pack=f"{pack.title} ({pack.id} {pack.version})"))
    for sentence in override_sentences(pack, inputs.overrides):
        click.echo(sentence)
    click.echo(f"{how_much(pack, profile.values)}.")
    today = day(None)
    # The questions depend on the contents of the program: this is the one that `build` makes without other
    # options.
    plan = plan_program(pack, profile, date=today)
    for line in (
        *_halts(pack, plan),
        *_asked(pack, plan.asked, today),
        *_conflicts(pack, plan.reading),
        *_facts(pack, profile, plan.profile.set_aside),
        *_help(pack, profile),
        *_gates(pack, plan),
    ):
        click.echo(line)


def _halts(pack: Pack, plan: Plan) -> Iterator[str]:
    """Yield what a person has to look at before anything is made."""
    for halt in plan.halts:
        yield ""
        yield pack.language.said("show_halted", facts=", ".join(halt.facts), stop=halt.stop.id)
        yield f"  {halt.stop.says}"


def _asked(pack: Pack, asked: Asked | None, today: dt.date) -> Iterator[str]:
    """Yield when the questions whose answers expire were asked."""
    from rekindle_core.explanation.wording import asked_words

    if asked and pack.expiry:
        yield ""
        yield asked_words(pack, pack.expiry, asked, today)


def _conflicts(pack: Pack, reading: Reading) -> Iterator[str]:
    if reading.conflicts:
        from rekindle_core.realisation.conflicts import said_conflicts

        yield ""
        yield pack.language.said("show_conflicts")
        for one in said_conflicts(pack, reading, named=True):
            yield f"  {one.says}"
            yield from (f"      {words}" for words in one.reading)


def _facts(pack: Pack, profile: Profile, aside: Mapping[str, SetAside]) -> Iterator[str]:
    from rekindle_core.profile.words import AnswerKind, profile_words

    answered = (AnswerKind.KNOWN, AnswerKind.EXPIRED)
    words = profile_words(pack, profile, aside)
    for kind in (*answered, AnswerKind.DECLINED, AnswerKind.UNKNOWN, AnswerKind.MOOT):
        those = [item for item in words if item.kind is kind]
        if those:
            yield ""
            yield pack.language.said(f"show_{kind.value}")
            yield from _questions(those, answers=kind in answered)


def _questions(items: Iterable[Answered], *, answers: bool) -> Iterator[str]:
    for heading, those in groupby(items, key=lambda item: item.heading):
        if heading:
            yield f"  {heading}"
        for item in those:
            yield f"    {item.question}"
            if answers:
                yield f"        {item.words}"


def _help(pack: Pack, profile: Profile) -> Iterator[str]:
    from rekindle_core.profile.help_lines import help_notes, help_sentence

    # If no country is known, the practice's may be used; `build` reports that.
    if notes := [one for one in help_notes(pack, profile) if one.kind == "reader"]:
        yield ""
        yield pack.language.said("show_help")
        yield from (f"  {help_sentence(pack, one)}" for one in notes)


def _gates(pack: Pack, plan: Plan) -> Iterator[str]:
    from rekindle_core.explanation.wording import verdict_words
    from rekindle_core.explanation.written import quoted_title
    from rekindle_core.planning.checks import asked_gates
    from rekindle_core.planning.plan import Answer

    said = pack.language.said
    on_a_page = asked_gates(plan)
    effects = {gate.id: gate.effect for gate in pack.gates}

    def those(answer: Answer, *, asked: bool = False) -> Iterator[str]:
        for verdict in plan.gates:
            if verdict.answer is answer and (verdict.gate in on_a_page) is asked:
                yield f"  {pack.gate_name(verdict.gate)}: {_does(pack, effects[verdict.gate])}"
                yield f"      {verdict_words(pack.language, verdict, asked=asked)}"

    yield ""
    yield said("show_holds")
    if plan.replaced_by:
        yield f"  {said('show_replaced', pages=', '.join(quoted_title(pack, page) for page in plan.replaced_by))}"
    nothing = (f"  {said('show_no_gate')}",)
    yield from tuple(those(Answer.HOLDS)) or nothing
    yield ""
    yield said("show_asks")
    yield from tuple(those(Answer.ASKS, asked=True)) or nothing
    if idle := tuple(those(Answer.ASKS)):
        yield ""
        yield said("show_asks_nowhere")
        yield from idle


def _does(pack: Pack, effect: Effect) -> str:
    """Return what a gate does when it holds."""
    from rekindle_core.explanation.written import quoted_title

    language = pack.language
    if effect.replaces_program:
        return language.said("show_replaces_program")
    does = []
    if effect.replaces_steps:
        does.append(
            language.said(
                "show_replaces", steps=", ".join(quoted_title(pack, step) for step in effect.replaces_steps)
            )
        )
    if effect.removes_tags:
        does.append(language.said("show_removes", tags=", ".join(effect.removes_tags)))
    return "; ".join(does) or language.said("show_adds_note")
