"""Names that try to be more than names: shown as they are typed, or refused by the fact's name."""

from __future__ import annotations

import email
import email.policy
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.support import build, fold, readable, rekindle

pytestmark = pytest.mark.slow

NAMES = [
    '#read("/etc/passwd")',
    "<script>alert(1)</script>",
    "[x](javascript:1)",
    "{partner.name}",
    "*a*",
    "_b_ `c` $d$ \\e @f <g>",
    "O'Neil & Söhne",
    "נועה",
    "ليلى",
    "Zoë 🌻",
    "Łukasz Đỗ",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_typed_in_every_format(name: str, tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    profile.write_text(
        json.dumps({"partner.name": name, "client.name": name, "contact": "open", "country": "GB"}),
        encoding="utf-8",
    )
    files = build(tmp_path / "out", "--profile", profile)
    for file, data in files.items():
        text = readable(file, data)
        if file.endswith(".json"):
            assert json.dumps(name, ensure_ascii=False)[1:-1] in data.decode()
        elif file.endswith(".pdf"):
            # A PDF's text comes back in the order of the glyphs; those from right to left have their own test.
            assert name.isascii() is False or fold(name).replace(" ", "") in text.replace(" ", "")
        else:
            assert fold(name) in text, file
    assert "root:" not in readable("a.pdf", files["program.pdf"])
    page = Page(files["program.html"].decode())
    assert page.tags.count("script") == 2, "what the page's script is told, and the script"
    assert name not in "".join(page.scripts)
    assert not [address for address in page.addresses if address.startswith("javascript")]


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for key, value in attrs if key in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["script"]:
            self.scripts.append(data)


def test_a_name_with_a_line_break_adds_no_header(tmp_path: Path) -> None:
    name = "Alex\r\nBcc: eve@example.org\r\n\r\n<b>"
    (tmp_path / "profile.json").write_text(
        json.dumps({"partner.name": name, "client.name": name}), encoding="utf-8"
    )
    files = build(tmp_path / "out", "--profile", tmp_path / "profile.json", formats=("email",))
    assert files
    for data in files.values():
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert message["Bcc"] is None
        assert "eve" not in str(message.items())


def test_a_name_of_300_characters_is_refused_by_the_facts_name() -> None:
    done = rekindle("build", "--set", f"partner.name={'N' * 300}", "--output", "-")
    assert done.returncode == 1
    assert "partner.name has 300 characters" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_letter_that_no_font_has_is_named_with_its_fact() -> None:
    done = rekindle("build", "--set", "partner.name=สมชาย", "--format", "pdf", "--output", "-")
    assert done.returncode == 3
    assert "partner.name" in done.stderr
    assert "U+0E2A" in done.stderr
