"""The strict YAML reader, given any bytes: data with a place for each value, or a fault with its place."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["rekindle_core"]):
    from rekindle_core.content.reading.source import ReadError, decode
    from rekindle_core.content.reading.yaml_reader import MOST_DEPTH, read_yaml


def try_one(data: bytes) -> None:
    """See that the reader refuses what it does not take, at a place in the text, and never raises anything else."""
    try:
        source = read_yaml(decode(data, "fuzz.yaml"), "fuzz.yaml")
    except ReadError as refused:
        position = refused.diagnostic.position
        text = data.decode("utf-8", "replace")
        assert 1 <= position.line <= text.count("\n") + text.count("\r") + 1, position
        assert position.column >= 1, position
        return
    for path, mark in source.marks.items():
        assert len(path) <= MOST_DEPTH, path
        assert 0 <= mark.start <= mark.end <= len(source.text), (path, mark)
        value = source.data
        for key in path:
            value = value[key]


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
