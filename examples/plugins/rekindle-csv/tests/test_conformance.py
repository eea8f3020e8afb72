"""The csv format keeps what every export of a selection promises, for either program."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import ClassVar

from rekindle_core import Artifact
from rekindle_core.testing import Limits, Reading, RendererSuite


class TestTable(RendererSuite):
    format_name = "csv"
    limits = Limits(only=("prompt",))


class TestAnki(TestTable):
    options: ClassVar[dict[str, str]] = {"program": "anki"}
    examples = 10

    def read(self, artifact: Artifact) -> Sequence[Reading]:
        """Read the cells; the lines in front are for Anki."""
        lines = artifact.data.decode().splitlines(keepends=True)
        rows = csv.reader(io.StringIO("".join(lines[3:]), newline=""))
        words = "\n".join(cell for row in rows for cell in row)
        return (Reading(words, beside="".join(lines[:3]), isolates=True),)
