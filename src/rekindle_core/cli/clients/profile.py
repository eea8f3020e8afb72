"""`rekindle client profile`: a client's answers, as a new version each time they change."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rekindle_core.cli.clients.opening import (
    label_argument,
    opened,
    sample_option,
    store_options,
    warn_of_partner,
)
from rekindle_core.cli.inputs import profile_source
from rekindle_core.cli.options import pack_options, profile_options
from rekindle_core.cli.terminal.messages import note
from rekindle_core.cli.terminal.page import Line, show

if TYPE_CHECKING:
    from rekindle_core.caseload.profiles import ProfileVersion
    from rekindle_core.content.model.pack import Pack
    from rekindle_core.profile.interview import Interview
    from rekindle_core.profile.profile import Profile


@click.command(
    epilog="""\b
Examples:
    rekindle client profile K-14
    rekindle client profile K-14 --profile alex.yaml
    rekindle client profile K-14 --set contact=none --note "they told me on 3 May"
    rekindle client profile K-14 --history
"""
)
@label_argument
@click.option(
    "--note", "why", default="", metavar="TEXT", help="Record why an answer changed, with this version."
)
@click.option("--history", is_flag=True, help="Show what changed in each version, and when.")
@profile_options
@pack_options
@sample_option
@store_options
def profile(
    label: str,
    why: str,
    history: bool,
    profile_path: str | None,
    settings: tuple[str, ...],
    pack_path: Path | None,
    no_cache: bool,
    store_path: str | None,
    secret: str | None,
) -> None:
    """Change the profile of LABEL; the earlier version is kept.

    In a terminal, asks the open questions, as `rekindle profile new --resume` does. --profile takes all answers from a
    file instead, and --set changes single ones. If an answer about safety goes from yes to no, a --note is needed; in a
    terminal you are asked for it.
    """
    from rekindle_core.caseload.clients import find_client
    from rekindle_core.caseload.errors import SampleError
    from rekindle_core.caseload.profiles import current_profile, eased_by, profile_versions, save_profile
    from rekindle_core.cli.inputs import moment, read_inputs
    from rekindle_core.errors import UsageError

    with opened(store_path, secret) as store:
        client = find_client(store, label)
        if history:
            show(_history(profile_versions(store, client)))
            return
        if store.sealed:
            # Nobody answers questions for nothing.
            raise SampleError
        current = current_profile(store, client)
        source = profile_source(profile_path) if profile_path else current.data if current else None
        if not profile_path and not settings and not sys.stdin.isatty():
            hint = "use --profile FILE or --set FACT=VALUE; `--history` shows the versions."
            raise UsageError("Questions can only be asked in a terminal.", hint=hint)
        inputs = read_inputs(pack_path, source, settings, no_cache=no_cache)
        answers, stopped = inputs.profile, False
        if not profile_path and not settings:
            answers, stopped = _asked(inputs.pack, answers)
            # No answer is lost because a note is missing.
            why = why or _why(inputs.pack, eased_by(store, client, inputs.pack, answers))
        saved = save_profile(store, client, inputs.pack, answers, moment(), note=why)
    note(f"Saved version {saved.number} of the profile." if saved else "Nothing has changed.")
    warn_of_partner(client)
    if stopped:
        raise KeyboardInterrupt


def _asked(pack: Pack, held: Profile) -> tuple[Profile, bool]:
    """Return what is known once the questions have been asked, and whether someone pressed Ctrl-C meanwhile."""
    from rekindle_core.cli.inputs import day
    from rekindle_core.cli.profiles.asking import ask_all
    from rekindle_core.profile.current import still_counting
    from rekindle_core.profile.interview import begin
    from rekindle_core.profile.profile import Profile

    today = day(None)
    interview, stopped = begin(pack, still_counting(pack, held, today).values, today=today), False

    def keep(latest: Interview) -> None:
        nonlocal interview
        interview = latest

    try:
        keep(ask_all(interview, keep))
    except KeyboardInterrupt:
        stopped = True
        click.echo(err=True)
    # What has expired stays as it is until it is asked again, as in a file.
    known = interview.values if interview.asked_anew else {**held.values, **interview.values}
    return Profile(known), stopped


def _why(pack: Pack, eased: Sequence[str]) -> str:
    """Ask what changed, where an answer about safety went from yes to no."""
    if not eased:
        return ""
    click.echo("An answer about safety has changed to “no”:", err=True)
    for name in eased:
        click.echo(f"  {pack.facts[name].ask}", err=True)
    said: str = click.prompt("What changed, and how do you know?", prompt_suffix=" ", err=True)
    return said


def _history(versions: tuple[ProfileVersion, ...]) -> Iterator[Line]:
    from rekindle_core.caseload.moments import read
    from rekindle_core.caseload.profiles import changes

    before = None
    for version in versions:
        yield Line(f"Version {version.number}, {read(version.saved):%Y-%m-%d %H:%M}", tone="title")
        for name, old, new in changes(before, version):
            changed = f"{plain(old)} → {plain(new)}" if before else plain(new)
            yield Line(changed, mark=f"{name}: ", indent=2)
        if version.note:
            yield Line(version.note, mark="Note: ", indent=2)
        before = version
    if not versions:
        yield Line("There is no profile yet.")


def plain(value: Any) -> str:
    """Return an answer of a version as people read it."""
    if value is None:
        return "unknown"
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)
