"""The reader of Documents, given any bytes: a Document that stays as it is and can be looked through, or a fault."""

from __future__ import annotations

import json
import sys

import atheris
from damage import damaged

with atheris.instrument_imports(include=["rekindle_core"]):
    from rekindle_core.document.codec import DocumentJsonError, document_from_json, document_to_json
    from rekindle_core.document.nodes import Document
    from rekindle_core.document.walk import walk

from rekindle_core.testing.samples import every_node

WHOLE = json.loads(document_to_json(every_node()))


def try_one(data: bytes) -> None:
    """Try the bytes as they are, and a Document that they damage."""
    see_read(data)
    see_read(damaged(data, WHOLE))


def see_read(data: bytes) -> None:
    """See that a Document comes back as it was, and that what is none is said to be none."""
    try:
        document = document_from_json(data)
    except DocumentJsonError as refused:
        message = refused.message
        assert message
        return
    assert isinstance(document, Document)
    assert all(block is not None for block in walk(document))
    text = document_to_json(document)
    assert document_from_json(text) == document


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
