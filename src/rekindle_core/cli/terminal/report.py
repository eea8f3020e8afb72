"""Reports of faults and of an audit's counts: for people, for programs, for GitHub.

Input: faults, and the texts they are in; or an Audit. Output: a report on stdout or, for people, on
stderr.

`REPORTERS` has an entry for each value of --report: a new form is a function here and an entry there. The
schemas of the JSON reports are docs/reference/faults.schema.json and audit.schema.json.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

from rekindle_core.cli.settings.set_by import Appearance
from rekindle_core.cli.terminal.messages import is_quiet
from rekindle_core.diagnostics import Diagnostic, counted, plural
from rekindle_core.errors import DiagnosedError
from rekindle_core.frozen import Frozen

if TYPE_CHECKING:
    from rekindle_core.audit.audit import Audit
    from rekindle_core.audit.counts import UnitCount
    from rekindle_core.content.model.pack import Pack

F = TypeVar("F", bound=Callable[..., Any])

# ------------------------------------------------------------------ for people

WIDTH = 100
"""The width of a line in cells, if the reader's is unknown."""


def text_report(
    faults: Sequence[Diagnostic], texts: Mapping[str, str], *, colour: bool = False, width: int = WIDTH
) -> str:
    """Return a report for people: each fault with its line and what to do, and the number of faults.

    Args:
        faults: The faults, in the order to show them.
        texts: The texts, by the name that the faults use. Without the text, no line is shown.
        colour: Whether to color the parts.
        width: The maximum width of the excerpt, in cells.
    """
    paint = _Paint(colour)
    files = {fault.position.file for fault in faults}
    read = {file: text.split("\n") for file, text in texts.items() if file in files}
    blocks = ["\n".join(_rows(fault, read.get(fault.position.file, ()), paint, width)) for fault in faults]
    count = f"Found {counted(len(faults), 'error')}."
    return "\n\n".join([*blocks, paint(count, bold=True)]) + "\n"


class _Paint:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, fg: str | None = None, *, bold: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold or None) if self.colour else text


def _rows(fault: Diagnostic, lines: Sequence[str], paint: _Paint, width: int) -> Iterator[str]:
    # This library knows the width of characters, which a run without faults doesn't need.
    from rekindle_core.cli.terminal.excerpt import excerpt, visible

    place, code = (
        paint(f"{visible(str(fault.position))}:", bold=True),
        paint(f"{fault.code}:", "red", bold=True),
    )
    yield f"{place} {code} {visible(fault.message)}"
    number = str(fault.position.line)
    gutter = f"  {number} | "
    if found := excerpt(lines, fault.position, max(width - len(gutter), 20)):
        line, caret = found
        yield paint(gutter, "blue") + line
        yield paint(f"  {' ' * len(number)} | ", "blue") + caret.replace("^", paint("^", "red", bold=True))
    if fault.hint:
        yield f"  {paint('hint:', 'cyan', bold=True)} {visible(fault.hint)}"
    if fault.example:
        yield f"  {paint('example profile:', 'cyan', bold=True)} {visible(fault.example)}"


def show_faults(error: DiagnosedError) -> None:
    """Print the report for people on stderr; in color, if that is a terminal and color is not turned off."""
    terminal = sys.stderr.isatty()
    # https://no-color.org: set, and not empty, whatever its value.
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = os.get_terminal_size(sys.stderr.fileno()).columns if terminal else WIDTH
    text = text_report(error.diagnostics, error.texts, colour=colour, width=width or WIDTH)
    click.echo(text, err=True, nl=False, color=colour)


# ------------------------------------------------------------------ for programs

FAULTS_FORMAT = 1
"""The format number; it changes if a reader of the old format would misread the new one."""


def json_report(faults: Sequence[Diagnostic], beside: Mapping[str, Any] | None = None) -> str:
    """Return a report for programs; without faults its list is empty. `beside` contains its other parts."""
    report = {"format": FAULTS_FORMAT, "faults": [fault_item(fault) for fault in faults], **(beside or {})}
    # Plain ASCII: a name that is not text (half of a surrogate pair) stays an escape, and is still valid
    # JSON.
    return json.dumps(report, indent=2) + "\n"


def fault_item(fault: Diagnostic) -> dict[str, Any]:
    """Return a fault as plain data. `docs` is the page and section that explain the code.

    `docs` is where the code is explained: a page of the repository, and the section of it.
    """
    return {
        "file": fault.position.file,
        "line": fault.position.line,
        "column": fault.position.column,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
        "docs": f"docs/reference/errors.md#{fault.code}",
    }


# ------------------------------------------------------------------ for GitHub

# A line break would end the workflow command, and the text after it could be another command.
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github_report(faults: Sequence[Diagnostic], beside: Mapping[str, Any] | None = None) -> str:
    """Return a workflow command for each fault; empty if there are none. `beside` is not used here.

    Source: the form and its escapes are defined by GitHub,
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(f"{_command(fault)}\n" for fault in faults)


def _command(fault: Diagnostic) -> str:
    said = f"{fault.message}\nhint: {fault.hint}" if fault.hint else fault.message
    said += f"\nexample profile: {fault.example}" if fault.example else ""
    given = {
        "file": fault.position.file,
        "line": str(fault.position.line),
        "col": str(fault.position.column),
        "title": fault.code,
    }
    properties = ",".join(f"{key}={value.translate(_IN_PROPERTY)}" for key, value in given.items())
    return f"::error {properties}::{said.translate(_IN_DATA)}"


# ------------------------------------------------------------------ an audit

AUDIT_FORMAT = 1
"""The format number; it changes if a reader of the old format would misread the new one."""


def audit_text(pack: Pack, audit: Audit, findings: Sequence[Diagnostic]) -> str:
    """Return the counts as a table of steps, with the facts that prompts are written for; findings are separate."""
    return "".join(f"{row}\n" for row in _table(pack, audit))


def _table(pack: Pack, audit: Audit) -> Iterator[str]:
    counts = audit.counts
    number = len(audit.findings)
    said = f"{number or 'no'} {plural('finding', number)}"
    yield (
        f"{pack.id} {pack.version}: {said} for {rounded(counts.profiles)} profiles "
        f"({counted(counts.facts, 'fact')}, {counted(counts.gates, 'gate')})."
    )
    yield ""
    yield f"{'step or alternative':<24} {'prompts':>7} {'motifs':>6} {'level 1':>8} {'2':>3} {'3':>3} {'least':>6}"
    for unit in counts.units:
        levels = " ".join(f"{unit.levels.get(level, 0):>{8 if level == 1 else 3}}" for level in (1, 2, 3))
        least = "never" if unit.least.anybody is None else unit.least.anybody
        yield f"{unit.id:<24} {unit.prompts:>7} {unit.motifs:>6} {levels} {least:>6}"
    yield ""
    yield f"least: the fewest motifs that any reader gets; the pack promises {counts.promised} for each step."
    for title, totals in _totals(counts.units):
        yield f"{title}: {', '.join(f'{word} {number}' for word, number in totals.items())}."


def _totals(units: Sequence[UnitCount]) -> Iterator[tuple[str, Counter[str]]]:
    techniques: Counter[str] = Counter()
    facts: dict[str, Counter[str]] = {}
    for unit in units:
        techniques.update(unit.techniques)
        for fact, numbers in unit.written_for.items():
            facts.setdefault(fact, Counter()).update(numbers)
    yield "prompts by technique", techniques
    for fact, totals in facts.items():
        yield f"prompts written for {fact}", totals


def rounded(number: int) -> str:
    """Return a number in full, or as a power of ten if it is long.

    >>> rounded(120_000), rounded(12_345_678_901)
    ('120,000', '1.2 × 10^10')
    """
    digits = str(number)
    return f"{number:,}" if len(digits) < 10 else f"{digits[0]}.{digits[1]} × 10^{len(digits) - 1}"


def audit_json(pack: Pack, audit: Audit, findings: Sequence[Diagnostic]) -> str:
    """Return the whole audit for programs."""
    counts = audit.counts
    report: dict[str, Any] = {
        "format": AUDIT_FORMAT,
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "findings": [{**fault_item(one), "example": json.loads(one.example)} for one in findings],
        "profiles": str(counts.profiles),
        "facts": counts.facts,
        "gates": counts.gates,
        "promised": counts.promised,
        "units": [
            {
                "id": unit.id,
                "kind": "step" if unit.step else "alternative",
                "prompts": unit.prompts,
                "motifs": unit.motifs,
                "levels": {str(level): number for level, number in unit.levels.items()},
                "techniques": dict(unit.techniques),
                "written_for": {fact: dict(numbers) for fact, numbers in unit.written_for.items()},
                "least": unit.least.anybody,
                "least_at_every_level": unit.least.at_every_level,
            }
            for unit in counts.units
        ],
    }
    return json.dumps(report, indent=2) + "\n"


# ------------------------------------------------------------------ the available forms

FaultReport: TypeAlias = Callable[[Sequence[Diagnostic], Mapping[str, Any]], str]
AuditReport: TypeAlias = "Callable[[Pack, Audit, Sequence[Diagnostic]], str]"


class Reporter(Frozen):
    """One form of a report.

    Attributes:
        faults: The report of faults on stdout; without it, they are shown on stderr, where the command line
            ends.
        audit: The report of an audit on stdout, if any.
        alone: Whether stdout contains only the report. Then there is a report even if there are no faults,
            and an audit's report contains its findings.
    """

    faults: FaultReport | None = None
    audit: AuditReport | None = None
    alone: bool = False


REPORTERS: Mapping[str, Reporter] = {
    "text": Reporter(audit=audit_text),
    "json": Reporter(faults=json_report, audit=audit_json, alone=True),
    "github": Reporter(faults=github_report),
}


def report_option(function: F) -> F:
    """Add --report."""
    return click.option(
        "--report",
        cls=Appearance,
        type=click.Choice(list(REPORTERS)),
        default="text",
        show_default=True,
        help=(
            "Output format: text for people, json for programs, github for annotations in a GitHub workflow."
        ),
    )(function)


@contextmanager
def reporting(report: str, *, quiet: bool = False) -> Iterator[dict[str, Any]]:
    """Report the faults that occur inside in the requested form; then end with 1.

    Args:
        report: The name of the form in `REPORTERS`.
        quiet: Whether to print no report if there are no faults.

    Yields:
        The other parts of a report for programs: empty, to be filled in.
    """
    reporter = REPORTERS[report]
    beside: dict[str, Any] = {}
    try:
        yield beside
    except DiagnosedError as error:
        if reporter.faults is None:
            # As with every other command, it is shown where the command line ends.
            raise
        _print(reporter.faults(error.diagnostics, {}))
        raise click.exceptions.Exit(error.exit_code) from None
    if reporter.faults is not None and reporter.alone and not quiet:
        _print(reporter.faults((), beside))


def say(report: str, sentence: str) -> None:
    """Print a message about success, unless a program reads the output or only faults are wanted."""
    if not REPORTERS[report].alone and not is_quiet():
        click.echo(sentence)


def _print(text: str) -> None:
    # GitHub and programs read UTF-8, whatever the terminal's encoding is.
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
