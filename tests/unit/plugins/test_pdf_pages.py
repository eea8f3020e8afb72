"""What stands on each page of a PDF: no page holds leftovers, none ends with a heading, and a program is not long."""

from __future__ import annotations

import datetime as dt
import os
from itertools import product

import pytest
from tests.pdf_pages import Page, pages
from tests.support import CONFIRMED, PROFILES, bundled_pack

from rekindle_core import Document, label, load_profile, make_plan, plain, realise, render, shortened

pytestmark = pytest.mark.slow

SIZES = ("normal", "large")
PAPERS = ("a4", "letter")
MINUTES = (15, 30, 60)
TEXTS = ("full", "key")
NAMES = sorted(path.stem for path in PROFILES.glob("*.yaml"))
COVERING = [
    ("nothing-known", 30, "a4", "normal", "key"),
    ("told-to-stop", 15, "letter", "normal", "full"),
    ("children-shared-home", 30, "letter", "normal", "key"),
    ("custom-pronouns-arabic", 60, "a4", "normal", "full"),
    ("trust-broken-by-client", 60, "letter", "large", "key"),
    ("drifted-living-together", 15, "a4", "large", "full"),
    ("abused", 30, "a4", "large", "key"),
]
"""Each example, and every two of paper, size, minutes and length of text; by night all of them with all."""
SETS = list(product(NAMES, MINUTES, PAPERS, SIZES, TEXTS)) if "TESTS_THOROUGH" in os.environ else COVERING


def program(name: str, minutes: int, text: str, sessions: int | None = None) -> Document:
    pack = bundled_pack()
    changed = [f"program.minutes={minutes}", *([f"program.sessions={sessions}"] if sessions else [])]
    profile = load_profile(pack, PROFILES / f"{name}.yaml", settings=changed)
    document = realise(pack, make_plan(pack, profile, date=dt.date(2027, 1, 4)), confirmed=CONFIRMED)
    return shortened(document) if text == "key" else document


def made(document: Document, paper: str, size: str) -> list[Page]:
    (artifact,) = render(document, "pdf", {"paper": paper, "size": size}, confirmed=CONFIRMED)
    return pages(artifact.data)


def kinds(document: Document, page: Page) -> set[str]:
    """Return what begins on a page: the kinds of its tasks, and sessions, by the labels beside them."""
    said = [line.text for line in page.lines]
    words = {kind: document.words[kind] for kind in ("prompt", "exercise", "checklist", "action", "close")}
    found = {
        kind
        for kind, word in words.items()
        if any(text == word or text.startswith(f"{word} ") for text in said)
    }
    heads = {label(document.words, "session", n=part.number) for part in document.parts if part.number}
    heads |= {plain(part.title) for part in document.parts if part.role == "closing"}
    return found | ({"part"} if heads.intersection(said) else set())


@pytest.mark.parametrize(("name", "minutes", "paper", "size", "text"), SETS)
def test_no_page_is_nearly_empty_holds_leftovers_or_ends_with_a_heading(
    name: str, minutes: int, paper: str, size: str, text: str
) -> None:
    document = program(name, minutes, text)
    shown = made(document, paper, size)
    heading = 12.5 if size == "normal" else 19.0
    for number, page in enumerate(shown[1:], start=2):
        # A fifth of what lies between head and foot.
        assert page.reach >= 0.24, f"page {number} is nearly empty"
        last = page.lowest
        assert last is None or last.points < heading or last.text.isdigit(), (
            f"page {number} ends with “{last}”"
        )
        assert not {"close"} <= kinds(document, page) <= {"action", "close"} or page.reach >= 0.5, (
            f"page {number} holds leftovers"
        )


NINE = sorted({*NAMES} - {"abused", "custom-pronouns-arabic", "nothing-known"})


@pytest.mark.parametrize(
    ("name", "text", "most"),
    [("nothing-known", "full", 45), ("nothing-known", "key", 43), *((name, "full", 30) for name in NINE)],
)
def test_nine_sessions_of_thirty_minutes_are_not_long(name: str, text: str, most: int) -> None:
    """Those of whom nothing is known get every page that a reader could be sent to."""
    assert len(made(program(name, 30, text, sessions=9), "a4", "normal")) <= most
