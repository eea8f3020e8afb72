"""Mistakes in rekindle.toml: each is told in the line where it was made, with what to write."""

from __future__ import annotations

import pytest

from rekindle_core.cli.settings.toml_reader import read_toml
from rekindle_core.errors import UsageError


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("[build]\nformat = pdf\n", "2:10", 'write format = "pdf"'),
        ("[build]\nformat =\n", "2:9", "write a value after the equals sign, or delete the line."),
        ('[build]\nformat: "pdf"\n', "2:7", 'write format = "pdf"'),
        ("[build]\nquiet = True\n", "2:9", "write quiet = true"),
        ("[build]\nquiet = no\n", "2:9", "write quiet = false"),
        ("[build\n", "1:7", 'write the table as [build] and its settings below it: format = ["pdf"].'),
        ("build:\n  format: pdf\n", "1:6", "write the table as [build] and its settings below it"),
        ('[build]\nformat = ["pdf"\n', "2:10", "close what opens here: write ] after it."),
        ('[build]\noption = { paper = "a4"\n', "2:10", "close what opens here: write } after it."),
        ('[build]\nformat = ["pdf]\n', "2:11", 'close what opens here: write " after it.'),
        ("[build]\nformat = 'pdf\n", "2:10", "close what opens here: write ' after it."),
        (
            '[build]\nformat = "pdf" "html"\n',
            "2:16",
            'several values are a list: write format = ["pdf", "html"]',
        ),
        ('[build]\nformat = {"pdf"}\n', "2:16", 'write the list as format = ["pdf"]'),
        (
            '[build]\noption = {paper: "a4"}\n',
            "2:16",
            'write an equals sign and quotes: option = { paper = "a4" }',
        ),
        ('[build]\nformat = "a"\nformat = "b"\n', "3:13", "delete one of the two"),
        ("[build]\nday = 2027-02-30\n", "2:7", "write a valid date"),
        ("- a\n", "1:3", "write a key, an equals sign and a value"),
    ],
)
def test_a_mistake_is_told_where_it_was_made_with_what_to_write(text: str, place: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_toml(text.encode(), "r.toml")
    assert caught.value.message.startswith(f"r.toml:{place}: this is not TOML: "), caught.value
    assert hint in caught.value.hint
