"""The practice: filled in, looked at, and saved where the command line finds it."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.serving import CLICK, Visitor, new_desk, words
from tests.support import ROOT

from rekindle_core import load_practice

LOGO = (ROOT / "examples" / "practice" / "logo.svg").read_bytes()
EXAMPLE = (ROOT / "examples" / "practice" / "practice.yaml").read_bytes()


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/practice")
    return visitor


def save(
    visitor: Visitor, data: Mapping[str, str], logo: bytes | None = None, path: str = "/practice"
) -> int:
    """Send the form, with the file field that it always has, and return the status."""
    files = {"logo": ("Me at home.svg", logo or b"")}
    return visitor.post(path, data, files=files).status_code


def test_what_is_filled_in_is_saved_for_its_owner_alone_and_shown_again(
    visitor: Visitor, tmp_path: Path
) -> None:
    data = {
        "name": "Harbour Lane ‘Counselling’",
        "clinician": "Dr Ada Marsh",
        "country": "NO",
        "paper": "a4",
        "phone": "020 7946 0000",
        "email": "hello@harbour.example",
        "web": "www.harbour.example",
        "footer": "Read on weekdays.",
        "colour": "own",
        "accent": "#2a6f97",
        "line-0-name": "Crisis team",
        "line-0-number": "020 7946 0999",
        "line-0-checked_on": "2027-01-04",
    }
    assert save(visitor, data, LOGO) == 200
    assert visitor.address == "/practice/saved"
    assert "Saved." in words(visitor.page)
    path = tmp_path / "practice.yaml"
    file = load_practice(path)
    assert (file.practice.name, file.country, file.practice.accent) == (data["name"], "NO", "#2a6f97")
    assert [line.name for line in file.help_lines] == ["Crisis team"]
    assert file.practice.logo
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    # Its own name, whatever the file was called that was chosen.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["practice-logo.svg", "practice.yaml"]
    visitor.get("/practice")
    for field in ("name", "clinician", "phone", "email", "footer", "line-0-name", "line-0-number"):
        assert f'value="{data[field]}"' in visitor.page
    assert '<option value="NO" selected>' in visitor.page
    assert "Your logo" in visitor.page


def test_a_logo_is_looked_at_before_it_is_saved_and_is_a_picture_and_nothing_else(
    visitor: Visitor, tmp_path: Path
) -> None:
    assert visitor.get("/practice/logo").status_code == 404
    visitor.get("/practice")
    save(visitor, {"name": "N", "look": "yes"}, LOGO)
    assert "This is not saved yet." in words(visitor.page)
    assert 'value="N"' in visitor.page
    assert list(tmp_path.iterdir()) == []
    picture = visitor.ask("GET", "/practice/logo", CLICK)
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.headers["content-disposition"].startswith("attachment")
    assert picture.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in picture.headers["content-security-policy"]
    # It is still there when the rest is saved, though no file was chosen again.
    save(visitor, {"name": "N"})
    assert load_practice(tmp_path / "practice.yaml").practice.logo
    save(visitor, {"name": "N", "logo-off": "yes"})
    assert load_practice(tmp_path / "practice.yaml").practice.logo is None


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (b"GIF89a", "The logo is neither a PNG nor an SVG."),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>x</script></svg>", "script"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "PNG"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_at_its_field(
    visitor: Visitor, tmp_path: Path, logo: bytes, said: str
) -> None:
    assert save(visitor, {"name": "N"}, logo) == 422
    fault = re.findall(r'<p class="fault" id="logo-fault">(.*?)</p>', visitor.page)
    assert len(fault) == 1
    assert said in fault[0]
    assert list(tmp_path.iterdir()) == []
    assert visitor.ask("GET", "/practice/logo", CLICK).status_code == 404


def test_each_fault_is_told_in_the_summary_and_at_its_field_and_nothing_is_saved(
    visitor: Visitor, tmp_path: Path
) -> None:
    data = {
        "name": "",
        "email": "x",
        "web": "x y",
        "country": "ZZ",
        "colour": "own",
        "accent": "red",
        "line-0-name": "Crisis team",
        "line-1-number": "abc",
        "line-2-name": "Three",
        "line-2-number": "1",
        "line-2-checked_on": "2027-02-31",
    }
    assert save(visitor, data) == 422
    wrong = ["name", "email", "web", "country", "accent", "line-0-number", "line-1-name", "line-1-number"]
    for field in wrong:
        assert f'<a href="#{field}">' in visitor.page, field
        assert f'id="{field}"' in visitor.page, field
        assert f'id="{field}-fault"' in visitor.page, field
    assert f"{len(wrong)} answers need another look" in words(visitor.page)
    assert "YAML" not in words(visitor.page)
    assert "key" not in words(visitor.page)
    assert list(tmp_path.iterdir()) == []
    save(visitor, {**data, "name": "N", "email": "", "web": "", "country": "", "colour": "usual",
                   "line-0-number": "1", "line-1-number": ""})  # fmt: skip
    assert '<a href="#line-1-checked_on">' in visitor.page


def test_a_field_for_another_line_is_added_and_a_line_is_taken_off(visitor: Visitor, tmp_path: Path) -> None:
    lines = {"line-0-name": "One", "line-0-number": "1"}
    save(visitor, {"name": "N", **lines, "more": "yes"})
    assert 'id="line-1-name"' in visitor.page
    assert 'value="One"' in visitor.page
    assert list(tmp_path.iterdir()) == []
    save(visitor, {"name": "N", **lines, "line-1-name": "Two", "line-1-number": "2", "line-0-off": "yes"})
    assert [line.name for line in load_practice(tmp_path / "practice.yaml").help_lines] == ["Two"]


def test_what_has_no_field_here_is_kept_and_a_file_of_ones_own_is_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "practice.yaml"
    path.write_bytes(EXAMPLE)
    (tmp_path / "logo.svg").write_bytes(LOGO)
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/practice")
    before = load_practice(path)
    fields = dict(
        re.findall(r'<input type="(?:text|date)" id="[^"]+" name="([^"]+)" value="([^"]*)"', visitor.page)
    )
    save(visitor, {**fields, "name": "New name", "country": "GB", "colour": "own", "accent": "#2a6f97"})
    after = load_practice(path)
    assert after.practice.name == "New name"
    for kept in ("consent", "confidentiality", "licence", "adapted_by", "checked", "help_lines"):
        assert getattr(after, kept) == getattr(before, kept)
    assert after.practice.logo == before.practice.logo
    assert (tmp_path / "practice.yaml.before").read_bytes() == EXAMPLE
    # What was written here is nobody's handiwork, and is replaced.
    save(visitor, {"name": "Newer"})
    assert (tmp_path / "practice.yaml.before").read_bytes() == EXAMPLE


def test_a_file_that_cannot_be_read_is_said_and_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "practice.yaml"
    path.write_bytes(b"name: [\n")
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/practice")
    assert "can’t be read" in words(visitor.page)
    save(visitor, {"name": "N"})
    assert load_practice(path).practice.name == "N"
    assert (tmp_path / "practice.yaml.before").read_bytes() == b"name: [\n"


def test_a_colour_that_is_too_light_for_words_is_said_once_it_is_saved(visitor: Visitor) -> None:
    save(visitor, {"name": "N", "colour": "own", "accent": "#f0a0a0"})
    assert "is too light for text on white paper" in words(visitor.page)


def test_where_it_cannot_be_written_nothing_changes_and_the_page_says_why(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    desk = new_desk(tmp_path)
    desk.practice = tmp_path / "file" / "practice.yaml"
    visitor = Visitor(desk).enter()
    visitor.get("/practice")
    assert save(visitor, {"name": "N"}) == 500
    said = words(visitor.page)
    assert "Your practice can't be saved in" in said
    assert "Nothing was changed." in said
