"""Start: the three things that there are to do."""

from __future__ import annotations

import re
from pathlib import Path

from tests.serving import Visitor, new_desk, words


def test_each_thing_to_do_leads_to_a_page(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    links = re.findall(r'<h2><a href="([^"]+)">([^<]+)</a>', visitor.page)
    assert links == [
        ("/sheets", "A sheet for tonight"),
        ("/clients", "A program for a client"),
        ("/sample", "A sample to look at"),
    ]
    for path, _ in links:
        assert visitor.get(path).status_code == 200


def test_the_practice_is_offered_until_there_is_one(tmp_path: Path) -> None:
    visitor = Visitor(new_desk(tmp_path)).enter()
    assert "Put your practice’s name" in words(visitor.page)
    (tmp_path / "practice.yaml").write_text('format: 1\nname: "N"\n', encoding="utf-8")
    visitor.get("/")
    assert "Put your practice’s name" not in words(visitor.page)


def test_a_page_before_anyone_is_in_has_no_way_about(tmp_path: Path) -> None:
    page = Visitor(new_desk(tmp_path)).ask("GET", "/").text
    assert "<nav" not in page
    assert "<form" not in page
    assert "<script" not in page
