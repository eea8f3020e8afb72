"""What formats are called by those who do not know their names."""

from __future__ import annotations

import pytest

from rekindle_core import UsageError, find_plugins
from rekindle_core.extension.format_names import meant

KNOWN = ("text", "markdown", "html", "email", "pdf", "json")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("pdf", "pdf"),
        ("PDF", "pdf"),
        (".pdf", "pdf"),
        ("md", "markdown"),
        ("TXT", "text"),
        ("htm", "html"),
        ("mail", "email"),
        ("Word", "docx"),
        ("Excel", "csv"),
        ("ebup", "ebup"),
    ],
)
def test_a_format_is_known_in_any_case_and_by_a_files_ending(typed: str, name: str) -> None:
    assert meant(typed, KNOWN) == name


def test_a_format_that_there_is_goes_before_what_another_is_also_called() -> None:
    assert meant("md", ("markdown", "md")) == "md"
    assert meant("PDF", ("pdf", "PDF")) == "PDF"


@pytest.mark.parametrize("typed", ["ebup", "word", "pdff"])
def test_an_unknown_format_is_refused_and_all_that_there_are_are_listed(typed: str) -> None:
    plugins = find_plugins()
    with pytest.raises(UsageError) as caught:
        plugins.format(typed)
    assert caught.value.code == "unknown-format"
    assert f"available: {', '.join(plugins.formats)}." in caught.value.hint.casefold()
    assert ("rekindle-docx" in caught.value.hint) == (typed == "word")
    assert ("did you mean “pdf”?" in caught.value.hint) == (typed == "pdff")
