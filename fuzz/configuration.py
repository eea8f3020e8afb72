"""The reader of configuration files, given any bytes: tables that are nested no deeper than is allowed, or a fault."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["rekindle_core", "tomllib"]):
    from rekindle_core.cli.settings.toml_reader import MOST_DEPTH, MOST_WORD, read_toml
    from rekindle_core.errors import UsageError


def try_one(data: bytes) -> None:
    """See that what is let through has bounds, and that what is refused has a place, a code and a hint."""
    for given in (data, b"[build]\nformat = " + data, b"[build.option]\n" + data):
        try:
            text, tables = read_toml(given, "f")
        except UsageError as refused:
            message, code, hint = refused.message, refused.code, refused.hint
            assert message.startswith("f:"), message
            assert code == "bad-config"
            assert hint
            continue
        assert text.isascii() or not given.isascii()
        see_bounds(tables, 0)


def see_bounds(value: object, depth: int) -> None:
    """See that values can be gone into by recursion, and written as text."""
    # A header within tables within a key with dots: each of the three may be as deep as is allowed.
    assert depth <= 3 * MOST_DEPTH + 3
    match value:
        case dict():
            for key, inner in value.items():
                assert len(key) <= MOST_WORD
                see_bounds(inner, depth + 1)
        case list():
            for inner in value:
                see_bounds(inner, depth + 1)
        case _:
            str(value)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
