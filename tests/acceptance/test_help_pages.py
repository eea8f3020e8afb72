"""From whatever speaks of danger a way leads to the help lines: a link on screen, a page's number on paper."""

from __future__ import annotations

import re

import pytest
from tests.support import CONFIRMED, EXAMPLES, bundled_pack, example, pages_of_pdf

from rekindle_core import Document, load_profile, make_plan, realise, render


def text_of(document: Document, format_name: str) -> str:
    return b"\n".join(artifact.data for artifact in render(document, format_name)).decode()


@pytest.mark.parametrize("name", EXAMPLES)
def test_on_paper_the_page_of_the_help_lines_stands_beside_their_mention(name: str) -> None:
    (artifact,) = render(example(name), "pdf")
    pages = [" ".join(page.split()) for page in pages_of_pdf(artifact.data)]
    (help_page,) = (number for number, page in enumerate(pages, 1) if page.startswith("Someone to talk to"))
    mentioned = re.findall(
        r"help lines (?:printed here|in this program|listed here) \(page\s(\d+)\)", " ".join(pages)
    )
    assert mentioned
    assert {int(number) for number in mentioned} == {help_page}


@pytest.mark.parametrize("name", EXAMPLES)
def test_on_screen_it_is_a_link(name: str) -> None:
    page = text_of(example(name), "html")
    assert re.search("<a href=#help>help lines", page)
    assert len(re.findall(r"\bid=help\b", page)) == 1


def test_whoever_screens_positive_is_led_there_in_every_format() -> None:
    """Also where the whole program is a page."""
    pack = bundled_pack()
    profile = load_profile(pack, {"safety.self_harm": "yes", "country": "US"})
    document = realise(pack, make_plan(pack, profile), confirmed=CONFIRMED)
    assert "help lines printed here" in text_of(document, "text")
    assert "help lines printed here" in text_of(document, "html")
    assert re.search(r"help\s+lines\s+printed\s+here", text_of(document, "markdown"))
