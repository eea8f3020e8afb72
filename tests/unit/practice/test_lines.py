"""A practice's own help lines and its checks, as they are read, and which checks fit no line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rekindle_core import Datum, HelpLine, PracticeError, PracticeFile, load_practice
from rekindle_core.practice.lines import LineCheck, unknown_checks

HEAD = 'format: 1\nname: "Harbour Lane"\n'


def loaded(tmp_path: Path, text: str) -> PracticeFile:
    path = tmp_path / "practice.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_practice(path)


def test_lines_and_checks_are_read_in_order(tmp_path: Path) -> None:
    file = loaded(
        tmp_path,
        """
help_lines:
  - name: "Crisis team"
    number: "020 7946 0999"
    purpose: "When it cannot wait"
    serves: "Clients"
    hours: "Day and night"
    checked_on: 2027-01-04
    checked_by: "Ada Marsh"
  - { name: "Walk-in", web: "https://walk-in.example" }
checked:
  line-gb-samaritans: { checked_on: 2026-12-01 }
""",
    )
    purpose = (Datum("When it cannot wait", "practice"),)
    assert file.help_lines == (
        HelpLine("practice-line-1", "Crisis team", "020 7946 0999", "Clients", "Day and night", "", purpose),
        HelpLine("practice-line-2", "Walk-in", "", "", "", "https://walk-in.example"),
    )
    assert file.checked == {
        "practice-line-1": LineCheck(dt.date(2027, 1, 4), "Ada Marsh"),
        "line-gb-samaritans": LineCheck(dt.date(2026, 12, 1)),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('help_lines: [{ name: "A" }]', "missing-key"),
        ("help_lines: []", "empty-value"),
        ('help_lines: [{ name: "A", number: "call us" }]', "bad-value"),
        ('help_lines: [{ name: "A", number: "1", checked_on: 2027-02-30 }]', "bad-date"),
        ("checked: { line-a: { checked_on: 2027-02-30 } }", "bad-date"),
        ('checked: { line-a: { checked_by: "Ada" } }', "missing-key"),
        ("checked: { Line A: { checked_on: 2027-02-03 } }", "bad-value"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PracticeError) as caught:
        loaded(tmp_path, text)
    (fault,) = caught.value.diagnostics
    assert fault.code == said
    assert fault.position.line == 3


def test_a_check_of_a_line_that_is_not_there_is_told_with_the_one_that_is_meant() -> None:
    own = (HelpLine("practice-line-1", "Crisis team", "1", "", "", ""),)
    day = LineCheck(dt.date(2027, 1, 4))
    checked = {"practice-line-1": day, "line-gb": day, "line-bg": day, "elsewhere": day}
    told = list(unknown_checks(checked, own, ["line-gb"]))
    assert len(told) == 2
    assert told[0].endswith("Did you mean “line-gb”?")
    assert "“elsewhere”" in told[1]
    assert "mean" not in told[1]
