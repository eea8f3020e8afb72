"""Tonight's sheet: looked at, saved, and held back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.serving import Visitor, new_desk, words
from tests.support import bundled_pack, pages_of_pdf

from rekindle_core import Pack


def with_items(tmp_path: Path, *items: str, pack: Pack | None = None) -> Visitor:
    visitor = Visitor(new_desk(tmp_path, pack)).enter()
    visitor.get("/sheets")
    home = visitor.address.removesuffix("/find")
    for item in items:
        visitor.post(f"{home}/find", {"add": item})
    assert visitor.address == home
    return visitor


def test_a_sheet_without_any_question_is_looked_at_and_saved(tmp_path: Path) -> None:
    visitor = with_items(tmp_path, "look-map")
    assert "The page begins with 1 line to read first" in words(visitor.page)
    assert "Draw the plot." in words(visitor.get(f"{visitor.address}/look").text)
    home = re.sub(r"/look$", "", visitor.address)
    text = "\n".join(pages_of_pdf(visitor.get(f"{home}/pdf").content))
    assert "Draw the plot." in text
    assert "put the sheet away" in text


def test_the_page_for_the_counselor_is_a_file_of_its_own(tmp_path: Path) -> None:
    visitor = with_items(tmp_path, "look-clay")
    response = visitor.get(f"{visitor.address}/pdf-for-you")
    assert response.headers["content-disposition"].endswith('-counselor.pdf"')
    assert "clay" in "\n".join(pages_of_pdf(response.content))


def test_what_is_taken_off_is_off_and_an_empty_sheet_leads_back(tmp_path: Path) -> None:
    visitor = with_items(tmp_path, "look-map", "dig-stone", "look-map")
    home = visitor.address
    assert re.findall(r'name="remove" value="([^"]+)"', visitor.page) == ["look-map", "dig-stone"]
    visitor.post(home, {"remove": "look-map"})
    assert re.findall(r'name="remove" value="([^"]+)"', visitor.page) == ["dig-stone"]
    visitor.post(home, {"remove": "dig-stone"})
    assert visitor.address == f"{home}/find"
    for path in ("look", "pdf", "ask"):
        assert visitor.get(f"{home}/{path}").status_code == 404


def test_a_sheet_that_was_forgotten_says_so(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    for path in ("", "/find", "/ask", "/look", "/pdf"):
        response = visitor.get(f"/sheets/nothing{path}")
        assert response.status_code == 404
        assert "This is no longer here" in words(response.text)


def test_the_practice_is_on_the_sheet_and_one_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "practice.yaml").write_text(
        'format: 1\nname: "Harbour Lane"\ncountry: GB\n', encoding="utf-8"
    )
    visitor = with_items(tmp_path, "look-map")
    assert "in which country you are" not in words(visitor.page)
    assert "Harbour Lane" in words(visitor.get(f"{visitor.address}/look").text)
    (tmp_path / "practice.yaml").write_text("format: 1\n", encoding="utf-8")
    visitor.get("/sheets")
    visitor.get(visitor.address.removesuffix("/find"))
    assert "Your practice’s file can’t be read" in words(visitor.page)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        # It is for clay alone, and this is sand.
        ({"soil": "sand"}, "Because of this answer: What is your soil like? light sand"),
        ({"moved_away": "no"}, "this question is not answered: What is your soil like?"),
    ],
)
def test_what_is_held_back_names_the_answer_that_decides_it(
    tmp_path: Path, answers: dict[str, str], said: str
) -> None:
    visitor = with_items(tmp_path, "look-clay")
    home = visitor.address
    visitor.get(f"{home}/ask")
    visitor.post(f"{home}/ask", answers)
    assert "Not this sheet, on these answers" in words(visitor.page)
    assert said in words(visitor.page)
    for path in ("look", "pdf", "pdf-for-you"):
        assert visitor.get(f"{home}/{path}").status_code == 404


def test_where_the_program_is_replaced_there_is_no_sheet_but_whom_to_call(tmp_path: Path) -> None:
    (tmp_path / "practice.yaml").write_text(
        'format: 1\nname: "N"\ncountry: GB\nhelp_lines:\n  - name: "Crisis team"\n    number: "020 1"\n',
        encoding="utf-8",
    )
    visitor = with_items(tmp_path, "space-wave", pack=bundled_pack())
    home = visitor.address
    visitor.get(f"{home}/ask")
    visitor.post(f"{home}/ask", {"safety.self_harm": "yes"})
    said = words(visitor.page)
    assert "No worksheet for now" in said
    assert "Whom to call in United Kingdom" in said
    assert said.index("Crisis team: 020 1") < said.index("116 123")
    assert "iframe" not in visitor.page
    assert visitor.get(f"{home}/pdf").status_code == 404
