"""Templates: whatever is filled in is escaped, and the colours are the workbook's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from tests.support import ROOT

from rekindle_core.web.replies.templates import environment, page, source

AROUND = {"nonce": "n", "form_token": "t", "inside": True, "idle": None}
HOSTILE = "<script>alert(1)</script>\"'&{{ 7 * 7 }}"


def test_whatever_is_filled_in_is_escaped() -> None:
    made = page("trouble.html", {**AROUND, "message": HOSTILE, "hint": HOSTILE}).decode()
    assert "<script>alert" not in made
    assert "49" not in re.sub(r"(?s)<style.*?</style>", "", made)
    assert made.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_a_value_that_a_template_misses_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page("trouble.html", AROUND)


def test_no_template_turns_escaping_off() -> None:
    folder = ROOT / "src/rekindle_core/web/templates"
    found = list(folder.rglob("*.html"))
    assert len(found) > 8
    for path in found:
        assert not re.search(r"\|\s*safe|autoescape", path.read_text(encoding="utf-8")), path.name


def test_half_a_character_is_no_reason_to_fail() -> None:
    assert b"&#55357;" in page("trouble.html", {**AROUND, "message": "\ud83d", "hint": ""})


def test_the_colours_are_the_workbooks() -> None:
    workbook = (ROOT / "plugins/rekindle_html/style.css").read_text(encoding="utf-8")
    pattern = r"--(\w[\w-]*): (light-dark\([^)]+\))"
    theirs = dict(re.findall(pattern, workbook))
    ours = dict(re.findall(pattern, source("page.css")))
    assert len(theirs) > 7
    assert {name: ours.get(name) for name in theirs} == theirs


def test_every_template_is_a_file_of_the_package() -> None:
    names = environment().list_templates()
    assert "base.html" in names
    assert not [name for name in names if Path(name).suffix != ".html"]
