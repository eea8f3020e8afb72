"""`rekindle plugins doctor`: tests each plugin in a separate process, and reports what is wrong with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import starmap
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.options import report_as
from rekindle_core.cli.plugins.listing import found_json, print_listing
from rekindle_core.cli.settings.set_by import Preference
from rekindle_core.cli.terminal.messages import stage

if TYPE_CHECKING:
    from rekindle_core.cli.plugins.examine import Found
    from rekindle_core.extension.discovery import Candidate
    from rekindle_core.extension.problem import Problem

_LAST_SECONDS = 5
"""How long to wait for a process that should have ended by itself."""


@click.command(
    epilog="""\b
Examples:
    rekindle plugins doctor
    rekindle plugins doctor slides --time-limit 60
    rekindle --plugin ./slides.py plugins doctor
"""
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--time-limit",
    cls=Preference,
    type=click.FloatRange(0.1, 3600),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for each plugin, in seconds.",
)
@report_as("plugins")
@click.pass_context
def doctor(ctx: click.Context, names: tuple[str, ...], time_limit: float, report: str) -> None:
    """Test each plugin, and show its problems and how to fix them.

    Loads each plugin in a separate process, and tries everything it adds on the general program. This finds
    plugins that hang, print or exit; none of them can affect the others. With NAME, tests only those plugins.
    """
    from rekindle_core.cli.loading import named_files
    from rekindle_core.engine import candidates
    from rekindle_core.extension.api import API_VERSION

    files = list(named_files(ctx))
    wanted = _named(names, candidates(files))
    version = ".".join(map(str, sys.version_info[:3]))
    if report == "text":
        click.echo(f"Python {version}, plugin API {API_VERSION}; each may take {time_limit:g} s.\n")
    found, program = [], _program()
    for candidate in wanted:
        with stage(f"Checking {candidate.name}"):
            found.append(_examined(candidate, files, program, time_limit))
    found.sort(key=lambda one: (one.priority, one.status.name))
    looked_at = [
        (one, (*one.status.problems, *one.problems, *clashes))
        for one, clashes in zip(found, _clashes(found), strict=True)
    ]
    wrong = sum(bool(problems) for _, problems in looked_at)
    if report == "json":
        print_listing(starmap(found_json, looked_at), python=version, plugin_api=API_VERSION)
    else:
        width = max((len(one.status.name) for one in found), default=0)
        for one, problems in looked_at:
            for line in _told(one, problems, width):
                click.echo(line)
        if wrong:
            click.echo(f"\n{wrong} of {len(found)} need attention.")
    if wrong:
        raise click.exceptions.Exit(3)


def _program() -> bytes:
    """Return the general program of the bundled pack."""
    from rekindle_core.cli.inputs import open_pack
    from rekindle_core.document.codec import document_to_json
    from rekindle_core.planning.make import plan_program
    from rekindle_core.profile.load import load_profile
    from rekindle_core.realisation.realise import realise

    pack = open_pack(None, no_cache=False)
    return document_to_json(realise(pack, plan_program(pack, load_profile(pack)))).encode()


def _named(names: tuple[str, ...], found: tuple[Candidate, ...]) -> list[Candidate]:
    from rekindle_core.diagnostics import did_you_mean
    from rekindle_core.errors import UsageError
    from rekindle_core.extension.discovery import is_wanted

    known = {candidate.name for candidate in found}
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"available: {', '.join(sorted(known)) or 'none'}."
            raise UsageError(f"There is no plugin “{name}”.", code="no-such-plugin", hint=hint)
    return [one for one in found if is_wanted(one) and (not names or one.name in names)]


def _examined(candidate: Candidate, files: list[str], program: bytes, limit: float) -> Found:
    """Test a plugin in a separate process, and return its findings, or what happened to the process."""
    import subprocess

    import msgspec

    from rekindle_core.cli.plugins.examine import Found

    asked = {"name": candidate.name, "origin": candidate.origin, "files": files, "limit": limit}
    given = json.dumps(asked).encode() + b"\n" + program
    # -P: the files in the working directory don't concern a plugin.
    call = [sys.executable, "-P", "-m", "rekindle_core.cli.plugins.examine"]
    try:
        done = subprocess.run(  # noqa: S603
            call,
            input=given,
            capture_output=True,
            timeout=limit + _LAST_SECONDS,
            check=False,
        )
        said, error, code = done.stdout, done.stderr, done.returncode
    except subprocess.TimeoutExpired as late:
        said, error, code = late.stdout or b"", b"Timeout (", 1
    *begun, last = said.splitlines() or [b""]
    try:
        return msgspec.json.decode(last, type=Found)
    except msgspec.DecodeError:
        return _lost(candidate, [*begun, last], error.decode("utf-8", "replace"), code, limit)


def _lost(candidate: Candidate, begun: list[bytes], error: str, code: int, limit: float) -> Found:
    from rekindle_core.cli.plugins.examine import Found
    from rekindle_core.extension.manager import PluginStatus
    from rekindle_core.extension.problem import MisfitError, stuck_at

    stages = [json.loads(line)["begun"] for line in begun if line.startswith(b"{")]
    during = stages[-1] if stages else "being looked for"
    if "Timeout (" in error:
        fault = MisfitError(
            f"It took longer than {limit:g} s while {during}.",
            code="plugin-time",
            hint=f"{_why_late(during)}; --time-limit gives it more time.",
            place=stuck_at(error),
        )
    else:
        last = error.strip().rpartition("\n")[2]
        fault = MisfitError(
            f"It ended Python with exit code {code} while {during}{f': {last}' if last else ''}.",
            code="plugin-import",
            hint="fix it, or report it to its author.",
            place=stuck_at(error),
        )
    return Found(
        PluginStatus(
            candidate.name, candidate.origin, candidate.version, "left out", problems=(fault.problem,)
        ),
        priority=100,
    )


def _why_late(during: str) -> str:
    if during == "being imported":
        return "move slow imports into the load functions"
    return "look for an endless loop, or for work that can be done once"


def _clashes(found: list[Found]) -> Iterator[list[Problem]]:
    """Yield for each plugin, in order, the names it offers that an earlier plugin already has."""
    from rekindle_core.extension.manager import name_taken

    owners = {("format", "json"): "Rekindle", ("pack", "rekindle"): "Rekindle"}
    for one in found:
        own, status = one.status.name, one.status
        offered = [("format", name) for name in status.formats]
        offered += [("pack", name) for name in status.packs]
        offered += [("command", name) for name in status.commands]
        yield [
            name_taken(kind, name, owners[kind, name])
            for kind, name in offered
            if owners.setdefault((kind, name), own) != own
        ]


def _told(one: Found, problems: tuple[Problem, ...], width: int) -> Iterator[str]:
    status = one.status
    mark = "look" if problems else "ok  "
    yield f"{mark}  {status.name:{width}}  {' '.join(filter(None, (status.origin, status.version)))}"
    gap = f"{'':{width + 8}}"
    if status.state == "in use":
        api = f"API {one.api}" if one.api else "it doesn't declare which API versions it works with"
        yield f"{gap}imported in {_ms(one.seconds)}; {api}"
        for name, load, make in one.times:
            yield f"{gap}format {name}: loaded in {_ms(load)}, made a program in {_ms(make)}"
        for kind, names in (("pack", status.packs), ("command", status.commands)):
            for name in names:
                yield f"{gap}{kind} {name}"
        if "rekindle_add_blocks" in status.hooks:
            yield f"{gap}adds blocks to programs"
    for problem in problems:
        yield f"{gap}{problem}"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
