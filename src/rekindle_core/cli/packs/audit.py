"""`rekindle audit`: what is true of a pack for every possible profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.inputs import pack_folder
from rekindle_core.cli.shell.complete import complete_pack
from rekindle_core.cli.terminal.report import REPORTERS, report_option, reporting

if TYPE_CHECKING:
    from rekindle_core.audit.finding import Finding
    from rekindle_core.content.reading.raw import RawPack
    from rekindle_core.diagnostics import Diagnostic


@click.command(
    epilog="""\b
Examples:
    rekindle audit
    rekindle audit my-pack/
    rekindle audit my-pack/ --promise 12
    rekindle audit my-pack/ --report json
"""
)
@click.argument(
    "pack", required=False, type=click.Path(path_type=Path), metavar="[PACK]", shell_complete=complete_pack
)
@click.option(
    "--promise",
    type=click.IntRange(0, 1000),
    metavar="N",
    help="Require N prompts for each step, instead of the number that the pack promises.",
)
@report_option
def audit(pack: Path | None, promise: int | None, report: str) -> None:
    """Prove that a pack keeps its promises for every profile.

    This is not a sample: a solver considers every possible profile at once. Each finding includes a minimal
    profile that shows it, which you can save and build. Without PACK, audits the pack that comes with
    Rekindle.
    """
    from rekindle_core.audit.audit import audit as ask
    from rekindle_core.content.building.compile import compile_pack
    from rekindle_core.content.reading.bundled import bundled_content
    from rekindle_core.content.reading.raw import read_pack
    from rekindle_core.content.reading.source import as_shown
    from rekindle_core.errors import ContentError

    raw = read_pack(bundled_content() if pack is None else pack_folder(pack))
    reporter = REPORTERS[report]
    with reporting(report, quiet=True):
        compiled = compile_pack(raw)
        found = ask(compiled, promised=promise)
        findings = _diagnostics(raw, found.findings)
        if reporter.audit is not None:
            click.echo(reporter.audit(compiled, found, findings), nl=False)
        if findings and reporter.alone:
            raise click.exceptions.Exit(1)
        if findings:
            texts = {file.shown: as_shown(file.data) for file in raw.files.values()}
            raise ContentError(findings, texts)


def _diagnostics(raw: RawPack, findings: tuple[Finding, ...]) -> tuple[Diagnostic, ...]:
    """Return findings with their places in the files, in the order of the files."""
    import json

    from rekindle_core.audit.places import Places
    from rekindle_core.diagnostics import Diagnostic

    if not findings:
        return ()
    places = Places(raw)
    found = (
        Diagnostic(
            places.position(one.place),
            one.code,
            one.message,
            one.hint,
            json.dumps(dict(one.example), ensure_ascii=False),
        )
        for one in findings
    )
    return tuple(sorted(found, key=lambda one: one.position))
