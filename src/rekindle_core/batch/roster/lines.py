"""Rosters in JSON Lines: one object of facts for each line, as programs write them.

Input: a path. Output: a Row for each line. Must not know: which facts there are.

Values are those of a profile in JSON, exactly: what a program writes needs no guessing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rekindle_core.batch.roster.row import ID, Row, RowFault
from rekindle_core.content.reading.source import ReadError, decode
from rekindle_core.profile.json import read_json
from rekindle_core.profile.load import MOST_BYTES

_EXAMPLE = '{"id": "K-14", "contact": "none", "causes": ["grew-apart"]}'


def json_rows(path: Path, file: str) -> Iterator[Row]:
    """Yield a row for each line; empty ones are passed over.

    Args:
        path: The file.
        file: What messages call it.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(MOST_BYTES + 1):
            number += 1
            if len(line) > MOST_BYTES:
                while line and not line.endswith(b"\n"):
                    line = lines.readline(MOST_BYTES)
                message = f"The line has more than {MOST_BYTES:,} bytes."
                yield _faulty(number, "roster-size", message, "write one object for each line.")
            elif line.strip():
                yield _row(line, file, number)


def _row(line: bytes, file: str, number: int) -> Row:
    try:
        text = decode(line, file)
        # The reader of objects expects one.
        data = read_json(text, file).data if text.lstrip().startswith("{") else None
    except ReadError as refused:
        fault = refused.diagnostic
        return _faulty(number, fault.code, fault.message, f"write one object for each line: {_EXAMPLE}.")
    if not isinstance(data, dict):
        message = "The line isn't an object of facts."
        return _faulty(number, "wrong-type", message, f"write one object for each line: {_EXAMPLE}.")
    cells: dict[str, Any] = {name: value for name, value in data.items() if name != ID}
    id_ = data.get(ID, "")
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        message = "The id isn't text."
        return _faulty(number, "bad-id", message, 'put it in quotes: {"id": "K-14"}.', column=ID)
    return Row(number, str(id_).strip(), cells)


def _faulty(number: int, code: str, message: str, hint: str, *, column: str = "") -> Row:
    return Row(number, "", {}, faults=(RowFault(number, column, "", code, message, hint),))
