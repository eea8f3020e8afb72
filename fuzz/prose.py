"""The prose parser, given any text: a tree that says something, or faults that can be found in the text."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["rekindle_core", "markdown_it"]):
    from rekindle_core.content.model.template import Span, Words, spans_of
    from rekindle_core.content.reading.prose import ProseParser
    from rekindle_core.diagnostics import CODES

PARSER = ProseParser(frozenset({"partner", "client"}), "‘’“”")


def try_one(data: bytes) -> None:
    """See that prose is a tree without empty words, or that every fault of it has a code and a message."""
    text = data.decode("utf-8", "replace")
    prose, faults = PARSER.parse(text)
    assert prose or faults, "neither a tree nor a fault"
    for fault in faults:
        assert fault.code in CODES, fault
        assert fault.message, fault
    for span in spans_of(prose):
        assert isinstance(span, Span), span
        assert not isinstance(span, Words) or span.text, "words that are none"


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
