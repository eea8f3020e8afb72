"""Own words, left out of what goes to the reader's mailbox, whoever makes the format."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import copy_pack, faults_with, garden_text

from rekindle_core import load_pack, load_profile, make_plan, realise
from rekindle_core.document.codec import document_to_json
from rekindle_core.document.cover import covered
from rekindle_core.document.nodes import Datum, Document, Emphasis, Paragraph, Task, Text
from rekindle_core.document.quoted import without_earlier, without_own_words
from rekindle_core.document.walk import pieces, walk
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node

SAID = Datum("I miss the plums.", "dream", quoted=True)


def test_own_words_become_a_mark_of_omission_wherever_they_are_and_names_stay() -> None:
    document = without_earlier(every_node())
    part = replace(
        document.parts[0],
        title=(Text("You said "), SAID),
        children=(Paragraph((Emphasis((SAID,)), Datum("Alex", "partner.name"))),),
    )
    document = replace(document, parts=(part, *document.parts[1:]))
    shown = without_own_words(document)
    assert SAID not in list(pieces(shown))
    assert shown.parts[0].title == (Text("You said "), Text("…"))
    assert shown.parts[0].children == (Paragraph((Emphasis((Text("…"),)), Datum("Alex", "partner.name"))),)
    assert shown.parts[1:] == document.parts[1:]


def test_a_document_without_own_words_is_the_same() -> None:
    document = without_own_words(every_node())
    assert without_own_words(document) is document


DREAM = "  dream: { kind: text"


@pytest.mark.parametrize(("soil", "quoted"), [("clay", True), ("sand", False), ("unknown", False)])
def test_a_text_is_quoted_only_where_its_condition_is_known_to_be_true(
    tmp_path: Path, soil: str, quoted: bool
) -> None:
    declared = garden_text("pack.yaml", DREAM, f"{DREAM}, quoted_when: {{ soil: clay }}")
    pack = load_pack(copy_pack(tmp_path, {"pack.yaml": declared}))
    plan = make_plan(pack, load_profile(pack, {"dream": "Qx9 plums", "soil": soil, "program.minutes": 60}))
    assert ("Qx9 plums" in document_to_json(realise(pack, plan))) == quoted


def test_only_a_text_has_a_condition_for_quoting(tmp_path: Path) -> None:
    (fault,) = faults_with(
        tmp_path,
        "pack.yaml",
        "  allergy: { kind: yes-no",
        "  allergy: { kind: yes-no, quoted_when: { soil: clay }",
    )
    assert "allergy is a yes-no fact; only text facts can be quoted." in fault


def test_no_page_quotes_what_is_for_the_counselor_alone(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, "pack.yaml", DREAM, f"{DREAM}, use: counselor")
    assert faults
    assert all("only for the counselor (use: counselor), so no page may quote it" in one for one in faults)


def test_looks_back_are_in_words_alone_in_mails_and_where_someone_else_may_look() -> None:
    document = every_node()
    assert not any(earlier(one) for one in (without_own_words(document), without_earlier(document)))
    assert len(earlier(document)) == len(earlier(covered(document))) == 1
    assert not earlier(covered(replace(document, discreet=True)))
    # An empty place is all that is taken away.
    assert [replace(one, earlier=None) for one in tasks(document)] == tasks(without_earlier(document))


def tasks(document: Document) -> list[Task]:
    return [block for block in walk(document) if isinstance(block, Task)]


def earlier(document: Document) -> list[Task]:
    return [one for one in tasks(document) if one.earlier]
