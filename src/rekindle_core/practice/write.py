"""From what someone fills in to a practice.yaml: each value on a line of its own, and checked before it is kept.

Input: data of the form of practice.yaml. Output: its text, or what is wrong with which value.
Must not know: where values are filled in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from rekindle_core.content.reading.source import ReadError, decode, read_bytes
from rekindle_core.content.reading.yaml_reader import read_yaml
from rekindle_core.diagnostics import Diagnostic, shown_path
from rekindle_core.practice.load import PRACTICE_FORMAT, practice_faults

Place: TypeAlias = tuple[str | int, ...]
"""Where a value is, such as `("help_lines", 0, "number")`."""

HEADER = (
    "# Written by `rekindle serve`. You can change it here too; remarks are lost when it is written again.\n"
)


def practice_text(data: Mapping[str, Any]) -> str:
    """Return a practice's data as the text of its file."""
    return HEADER + "".join(f"{text}\n" for text, _ in _lines(data))


def faults_in(data: Mapping[str, Any]) -> tuple[tuple[Place, Diagnostic], ...]:
    """Return what is wrong with a practice's data, each with the value that it is about; the logo is not looked at."""
    looked_at = {key: value for key, value in data.items() if key != "logo"}
    places = [("",)] * HEADER.count("\n") + [place for _, place in _lines(looked_at)]
    return tuple(
        (places[min(fault.position.line, len(places)) - 1], fault)
        for fault in practice_faults(practice_text(looked_at).encode())
    )


def read_practice_data(path: Path) -> dict[str, Any]:
    """Return the data of a practice's file as they are, so that what has no field on a form is kept.

    Raises:
        ReadError: It cannot be read, or is no YAML.
    """
    name = shown_path(path)
    data = read_yaml(decode(read_bytes(path, name), name), name).data
    return dict(data) if isinstance(data, dict) else {}


def is_ours(path: Path) -> bool:
    """Return whether a file was written here, so that nothing in it is anyone's own handiwork."""
    try:
        return decode(read_bytes(path, path.name), path.name).startswith(HEADER)
    except ReadError:
        return False


def _lines(data: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    yield f"format: {PRACTICE_FORMAT}", ("format",)
    for key, value in data.items():
        if key == "format":
            continue
        if key == "help_lines":
            yield "help_lines:", (key,)
            for number, line in enumerate(value):
                for nth, (part, said) in enumerate(line.items()):
                    yield f"  {'-' if nth == 0 else ' '} {part}: {_scalar(said)}", (key, number, part)
        else:
            # Other values are written as JSON, which YAML is a superset of.
            yield f"{key}: {_scalar(value)}", (key,)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
