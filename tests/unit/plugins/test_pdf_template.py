"""The PDF's template: what it has no way to set it refuses by its name, and never leaves out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rekindle_core import Document, render
from rekindle_core.errors import RekindleError
from rekindle_core.testing.samples import every_node
from rekindle_pdf import render as renderer
from rekindle_pdf.data import PageData, document_data

UNKNOWN = "mystery"


def kinds(value: Any) -> set[str]:
    """Return the kinds of objects in the template's data."""
    if isinstance(value, dict):
        own = {value["is"]} if "is" in value else set()
        return own.union(*map(kinds, value.values()))
    return set().union(*map(kinds, value)) if isinstance(value, list) else set()


DATA = document_data(every_node(), warn=print).json


@pytest.mark.parametrize("kind", sorted(kinds(json.loads(json.dumps(DATA)))))
def test_a_kind_that_the_template_does_not_know_is_named(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were it left out, a reader would miss it without a word."""

    def changed(document: Document, **more: Any) -> PageData:
        page = document_data(document, **more)
        text = json.dumps(page.json).replace(f'"is": "{kind}"', f'"is": "{UNKNOWN}"')
        return replace_json(page, json.loads(text))

    monkeypatch.setattr(renderer, "document_data", changed)
    with pytest.raises(RekindleError, match=rf"is called {UNKNOWN}"):
        render(every_node(), "pdf", confirmed=("replaced-program",))


def replace_json(page: PageData, data: Any) -> PageData:
    return PageData(data, page.typed, page.fields)
