"""Where a practice has no colour of its own, every format has the same one."""

from __future__ import annotations

import pytest
from tests.unit.plugins.test_html import colors

from rekindle_core import readable
from rekindle_email.style import DARK_PANEL, PANEL, make_style
from rekindle_pdf.theme import load_theme


def test_mails_pages_and_pdfs_have_one_accent() -> None:
    day, night = (mode["accent"] for mode in colors())
    assert load_theme("warm").look["colours"]["accent"] == day
    head = make_style("", "left").head
    assert day in head
    assert night in head


@pytest.mark.parametrize("accent", ["", "#2a6f97", "#000000"])
def test_the_accent_can_be_read_on_the_grounds_of_mails(accent: str) -> None:
    day, night = (mode["accent"] for mode in colors())
    head = make_style(accent, "left").head
    assert readable(accent or day, PANEL) in head
    assert readable(accent or night, DARK_PANEL) in head
