"""`rekindle check`: report every error in a pack."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.bounded import read_stream
from rekindle_core.cli.inputs import pack_folder
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete import complete_pack
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.cli.terminal.messages import stage
from rekindle_core.cli.terminal.report import report_option, reporting, say
from rekindle_core.diagnostics import counted

if TYPE_CHECKING:
    from rekindle_core.content.model.pack import Pack

_MOST_SOURCES = 3


@click.command(
    epilog="""\b
Examples:
    rekindle check
    rekindle check my-pack/
    rekindle check my-pack/ --fix
    rekindle check my-pack/ --report github
    rekindle check - my-pack/ --as steps/01-look.yaml < unsaved.yaml
"""
)
@click.argument("places", nargs=-1, metavar="[-] [PACK]", type=FILE_NAME, shell_complete=complete_pack)
@report_option
@click.option(
    "--fix",
    is_flag=True,
    help=(
        "First fix what can be fixed automatically: quotes around text, the line that names the schema, "
        "line endings, byte order marks and trailing white space."
    ),
)
@click.option(
    "--as",
    "stands_for",
    metavar="FILE",
    type=FILE_NAME,
    shell_complete=complete_file,
    help="With -: treat stdin as this file of the pack. Default: guessed from its keys.",
)
def check(places: tuple[str, ...], report: str, fix: bool, stands_for: str | None) -> None:
    """Check a content pack.

    Reports every error in every file, with its location. Without PACK, checks the pack that comes with Rekindle.

    With -, checks one file of the pack, read from stdin (such as an unsaved file in an editor), together with
    the other files on disk, and reports only errors in that file.
    """
    from rekindle_core.content.reading.bundled import bundled_content

    folders = [place for place in places if place != "-"]
    stdin = "-" in places
    _refuse(
        len(folders) > 1, f"Only one pack can be checked at a time; got {len(folders)}.", "name one folder."
    )
    _refuse(stdin and fix, "--fix can't change stdin.", "remove --fix, or name only the pack.")
    _refuse(not stdin and stands_for is not None, "--as is only for stdin.", "add - to read stdin.")
    root = pack_folder(Path(folders[0])) if folders else bundled_content()
    with reporting(report):
        if stdin:
            _check_unsaved(root, stands_for, report)
        else:
            _check_pack(root, report, fix=fix)


def _refuse(wrong: bool, message: str, hint: str) -> None:
    from rekindle_core.errors import UsageError

    if wrong:
        raise UsageError(message, hint=hint)


def _check_pack(root: Path, report: str, *, fix: bool) -> None:
    from rekindle_core.content.building.compile import check_pack
    from rekindle_core.content.reading.raw import read_pack

    if fix:
        from rekindle_core.cli.packs.fix import fix_pack

        fix_pack(root)
    with stage("Checking the pack"):
        pack = check_pack(read_pack(root, beside=True))
    prompts = sum(len(unit.prompts) for unit in pack.units.values())
    say(
        report,
        (
            f"{pack.id} {pack.version} has no errors: {counted(len(pack.steps), 'step')}, "
            f"{counted(prompts, 'prompt')}, {counted(len(pack.gates), 'gate')}, "
            f"{counted(len(pack.facts), 'fact')}."
        ),
    )
    say(report, _sources(pack))


def _sources(pack: Pack) -> str:
    """Return how old the sources of a pack's help lines are; the result doesn't depend on today's date."""
    lines = list(pack.help.services())
    dated = sorted((line.source_date, line.id) for line in lines if line.source_date)
    oldest = ", ".join(f"{day} ({name})" for day, name in dated[:_MOST_SOURCES])
    undated = len(lines) - len(dated)
    said = [
        *([f"the oldest are dated {oldest}"] if oldest else ()),
        *([f"{undated} without a date"] if undated else ()),
    ]
    return f"Sources of its {counted(len(lines), 'help line')}: {'; '.join(said)}."


def _check_unsaved(root: Path, stands_for: str | None, report: str) -> None:
    from rekindle_core.content.authoring.unsaved import guess_name, name_in_pack, shown_name, with_unsaved
    from rekindle_core.content.building.compile import check_pack
    from rekindle_core.content.reading.raw import read_pack
    from rekindle_core.content.reading.source import MOST_BYTES
    from rekindle_core.errors import ContentError

    data, raw = read_stream(sys.stdin.buffer, MOST_BYTES), read_pack(root, beside=True)
    name = guess_name(raw, data) if stands_for is None else name_in_pack(root, stands_for)
    shown = shown_name(root, name)
    others = 0
    try:
        with stage("Checking the pack"):
            check_pack(with_unsaved(raw, root, name, data))
    except ContentError as error:
        own = [fault for fault in error.diagnostics if fault.position.file == shown]
        if own:
            raise ContentError(own, error.texts) from None
        others = len(error.diagnostics)
    faults = counted(others, "fault")
    # If pack.yaml cannot be used, for example, no file can be compared with its declarations.
    proviso = f", as far as can be checked: other files of the pack have {faults}" if others else ""
    say(report, f"{shown} has no errors{proviso}.")
