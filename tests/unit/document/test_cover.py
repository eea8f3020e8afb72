"""What a renderer is given of a Document that somebody else may find: no title, reader or practice but at its end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from tests.support import QUICK

from rekindle_core import IMPRINT, Artifact, Document, Format, Plugins, Request, plain_blocks, render, replace
from rekindle_core.document.quoted import without_earlier
from rekindle_core.engine import JSON_FORMAT
from rekindle_core.testing.cases import CASES
from rekindle_core.testing.samples import every_node
from rekindle_core.testing.strategies import documents

DISCREET = replace(every_node("Qvorzhyk"), discreet=True)


def given_to_renderer(document: Document, *, within: bool = False) -> Document:
    """Return what a format is given of a Document; `within` asks for it through another format."""
    seen: list[Document] = []

    def keep(shown: Document, request: Request) -> Sequence[Artifact]:
        seen.append(shown)
        return (Artifact(".txt", "text/plain", b"so"),)

    def ask(shown: Document, request: Request) -> Sequence[Artifact]:
        return request.render("kept", shown)

    formats = (Format("kept", "a test", lambda: keep), Format("outer", "a test", lambda: ask), JSON_FORMAT)
    render(
        document, "outer" if within else "kept", plugins=Plugins((), formats), confirmed=["replaced-program"]
    )
    (shown,) = seen
    return shown


@pytest.mark.parametrize("within", [False, True])
def test_a_discreet_document_has_a_neutral_title_and_says_the_rest_at_its_end(within: bool) -> None:
    shown = given_to_renderer(DISCREET, within=within)
    assert shown.title == DISCREET.words["discreet_title"]
    assert (shown.reader, shown.reader_fact, shown.practice) == ("", "", None)
    *parts, last = shown.parts
    assert tuple(parts) == without_earlier(DISCREET).parts
    assert last.id == IMPRINT
    said = plain_blocks(last.children)
    for text in (
        "A Sample Program",
        "For: Qvorzhyk",
        "Harbour Lane Counselling",
        "Dr Ada Marsh",
        "020 7946 0000",
    ):
        assert text in said
    assert "hello@harbourlane.example" in said
    assert "Between you and us." in said


@pytest.mark.parametrize("change", [{"discreet": False}, {"notice": "For the counselor alone."}])
def test_a_document_that_is_not_discreet_or_has_a_notice_stays_as_it_is(change: dict[str, object]) -> None:
    document = replace(DISCREET, **change)
    assert given_to_renderer(document) == document


def test_a_page_in_place_of_the_program_is_covered_whatever_its_document_says() -> None:
    document = replace(CASES["replaced-program"](), discreet=False)
    shown = given_to_renderer(document)
    assert shown.discreet
    assert document.title not in (shown.title, shown.reader)
    assert shown.practice is None


def test_of_what_is_not_known_nothing_is_said() -> None:
    shown = given_to_renderer(replace(DISCREET, title="", reader="", practice=None))
    assert shown.parts == without_earlier(DISCREET).parts
    assert shown.title


def test_a_document_from_elsewhere_without_the_words_goes_by_its_code() -> None:
    shown = given_to_renderer(replace(DISCREET, words={}))
    assert shown.title == DISCREET.code
    assert "A Sample Program" in plain_blocks(shown.parts[-1].children)


def test_the_json_form_is_the_document_itself() -> None:
    (artifact,) = render(DISCREET, "json", plugins=Plugins((), (JSON_FORMAT,)))
    assert b"A Sample Program" in artifact.data
    assert b'"imprint"' not in artifact.data.replace(b'"imprint":', b"")


@pytest.mark.slow
@QUICK
@given(documents())
def test_no_discreet_document_reaches_a_renderer_with_its_title_reader_or_practice(
    document: Document,
) -> None:
    shown = given_to_renderer(document)
    if shown.discreet and not shown.notice.strip():
        neutral = document.words.get("discreet_title", "") or document.code
        assert (shown.title, shown.reader, shown.practice) == (neutral, "", None)
        assert shown.parts[: len(document.parts)] == document.parts
