"""What is said of the rows of a roster: faults, what a person has to look at, and their results.

Input: checked rows, and outcomes. Output: lines on stderr, each as soon as its row is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekindle_core.cli.terminal.excerpt import visible
from rekindle_core.cli.terminal.messages import note
from rekindle_core.diagnostics import counted

if TYPE_CHECKING:
    from rekindle_core.batch.check import CheckedRow
    from rekindle_core.batch.run import Outcome
    from rekindle_core.cli.terminal.progress import Progress


class Tally:
    """How many rows there are of each kind."""

    def __init__(self) -> None:
        self.rows = self.good = self.faulty = self.to_look_at = 0
        self._told: set[str] = set()

    def tell(self, file: str, row: CheckedRow) -> None:
        """Count a row, and print what is wrong with it; faults are printed even with --quiet."""
        self.rows += 1
        self.good += row.may_be_built
        self.faulty += bool(row.faults)
        self.to_look_at += bool(row.concerns)
        for line in _lines(file, row):
            click.echo(visible(line), err=True)
        for sentence in row.notes:
            # Once for each sentence: a column may have the same value in every row.
            if sentence not in self._told:
                self._told.add(sentence)
                note(f"Note: {sentence}")

    @property
    def sentence(self) -> str:
        """How many there are, in a sentence."""
        parts = [counted(self.rows, "row"), f"{self.good} to build"]
        if self.faulty:
            parts.append(f"{self.faulty} with faults")
        if self.to_look_at:
            parts.append(f"{self.to_look_at} to look at")
        return f"{', '.join(parts)}."


def _lines(file: str, row: CheckedRow) -> Iterator[str]:
    for fault in row.faults:
        name = f" ({fault.column})" if fault.column and fault.letter else ""
        hint = f" Hint: {fault.hint}" if fault.hint else ""
        yield f"{file}: {fault.place}{name}: {fault.code}: {fault.message}{hint}"
    for concern in row.concerns:
        who = f" ({row.id})" if row.id else ""
        yield f"{file}: row {row.number}{who}: look ({concern.name}): {concern.message} Hint: {concern.hint}"


_MOST_REMARKS = 200


class Results:
    """The results of the rows."""

    def __init__(self, file: str, total: int) -> None:
        self.made = self.kept = self.failed = 0
        self._file, self._total = file, total
        self._remarks: dict[tuple[str, str], tuple[int, int]] = {}

    def tell(self, outcome: Outcome, progress: Progress) -> None:
        """Count the result of a row; a failure is printed, even with --quiet."""
        if outcome.state == "left":
            return
        self.made += outcome.state == "made"
        self.kept += outcome.state == "kept"
        self.failed += outcome.state == "failed"
        if outcome.error:
            code, message, hint = outcome.error
            said = f"{message} Hint: {hint}" if hint else message
            progress.say(visible(f"{self._file}: row {outcome.row} ({outcome.id}): {code}: {said}"))
        for remark in outcome.remarks:
            if remark in self._remarks or len(self._remarks) < _MOST_REMARKS:
                first, count = self._remarks.get(remark, (outcome.row, 0))
                self._remarks[remark] = (min(first, outcome.row), count + 1)
        progress.step(at_once=outcome.state == "kept")

    def remarks(self) -> Iterator[str]:
        """Yield each remark once, with its rows: what to know before handing the programs on; warnings first."""
        for weight, text in sorted(self._remarks, key=lambda remark: remark[0] != "warning"):
            first, count = self._remarks[weight, text]
            where = f"row {first}" if count == 1 else f"{count:,} rows, such as row {first}"
            yield visible(f"{weight.capitalize()} ({where}): {text}")

    def sentence(self, folder: Path) -> str:
        """Return what was made, in a sentence."""
        parts = [f"Made {counted(self.made, 'program')} in {folder}"]
        if self.kept:
            parts.append(f"{self.kept:,} were made before")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        return f"{'; '.join(parts)}."

    @property
    def stopped(self) -> str:
        """What is done when the batch is stopped, and what to do."""
        return f"Stopped: {self.made + self.kept:,} of {self._total:,} programs are made. The same command continues."
