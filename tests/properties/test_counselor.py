"""The counselor's pages of any reader of any garden: whole, and never the client's."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from tests.gardens import Case as AnyCase
from tests.gardens import cases
from tests.support import QUICK, copy_pack, in_words

from rekindle_core import Document, Section, Task, load_pack, plain, plain_blocks, realise_for_counselor, walk
from rekindle_core.content.model.counselor import CounselorWords
from rekindle_core.content.model.step import Exercise, Prompt
from rekindle_core.counselor.contract import counselor_contract, gate_id
from rekindle_core.document.codec import document_to_json
from rekindle_core.document.guard import GuardError, guard
from rekindle_core.engine import find_plugins, render
from rekindle_core.explanation.wording import verdict_words
from rekindle_core.frozen import replace
from rekindle_core.planning.checks import asked_gates
from rekindle_core.planning.plan import Answer

WORDS = """
counselor:
  about: "Keep these pages in the shed."
  before:
    text: "Look at the sky."
    facts: [pond, soil, dream]
    questions:
      - { id: note-tools, title: "Tools", text: "Who has the key of the shed?", response: { lines: 1 } }
      - id: note-ready
        text: "What is ready?"
        response: { checklist: [{ id: spade, text: "the spade" }, { id: gloves, text: "the gloves" }] }
  gates: { text: "What is left out for {gardener}." }
  review:
    text: "Once a month."
    questions: [{ id: note-slugs, text: "Slugs first." }]
    ratings: "Copy them."
    after_ratings: [{ id: note-rest, text: "When to rest?" }]
  appendix: { text: "Where it comes from." }
"""
DREAMS = ("a pear tree", "One quiet year.")


@cache
def words() -> CounselorWords:
    with TemporaryDirectory() as folder:
        return load_pack(copy_pack(Path(folder), {"counselor.yaml": WORDS})).counselor


def pages(case: AnyCase, *, bare: bool = False) -> Document:
    pack = case.pack if bare else replace(case.pack, counselor=words())
    return realise_for_counselor(pack, case.plan)


def all_words(document: Document) -> str:
    blocks = " ".join(plain_blocks((part,)) for part in document.parts)
    titles = " ".join(plain(block.title) for block in walk(document) if isinstance(block, Section | Task))
    return f"{blocks} {titles}"


@settings(QUICK, max_examples=60)
@given(cases())
def test_each_prompt_in_a_program_is_named_once_with_technique_sources_and_reason(case: AnyCase) -> None:
    found = [block for block in walk(pages(case)) if isinstance(block, Task) and block.kind == "prompt"]
    assert [task.id for task in found] == [pick.prompt for pick in case.plan.picks()]
    assert [task.number for task in found] == list(range(1, len(found) + 1))
    reasons = {decision.item: in_words(decision.reason) for decision in case.plan.decisions}
    for task in found:
        said = plain_blocks(task.body)
        technique = case.pack.techniques[case.pack.item(task.id, Prompt).technique]
        assert f"Technique: {technique.name}" in said
        assert reasons[task.id] in said
        for source in technique.sources:
            published = case.pack.publications[source]
            assert f"{published.author} ({published.year})" in said


@settings(QUICK, max_examples=60)
@given(cases())
def test_each_technique_that_is_used_stands_once_with_what_was_found(case: AnyCase) -> None:
    names = [
        *(pick.prompt for pick in case.plan.picks()),
        *(name for session in case.plan.sessions for part in session.parts for name in part.exercises),
    ]
    items = [case.pack.items[name] for name in names]
    used = {item.technique for item in items if isinstance(item, Prompt | Exercise) and item.technique}
    sections = [block for block in walk(pages(case)) if isinstance(block, Section)]
    shown = {block.id.removeprefix("technique-"): block for block in sections if "technique-" in block.id}
    assert set(shown) == used
    for name, section in shown.items():
        for source in case.pack.techniques[name].sources:
            published = case.pack.publications[source]
            assert published.title in plain_blocks((section,))
            assert published.found in plain_blocks((section,))


@settings(QUICK, max_examples=60)
@given(cases())
def test_every_gate_that_holds_or_asks_is_named_with_its_answer_and_its_reason(case: AnyCase) -> None:
    document = pages(case)
    sections = {block.id: block for block in walk(document) if isinstance(block, Section)}
    for verdict in case.plan.gates:
        if verdict.answer is Answer.PASSES:
            assert gate_id(verdict.gate) not in sections
        else:
            section = sections[gate_id(verdict.gate)]
            asked = verdict.gate in asked_gates(case.plan)
            unknown = "Asks" if asked else "Unknown, and not asked"
            word = "Holds" if verdict.answer is Answer.HOLDS else unknown
            assert plain(section.title) == f"{word}: {case.pack.gate_name(verdict.gate)}"
            assert verdict_words(case.pack.language, verdict, asked=asked) in plain_blocks((section,))
    quiet = all(verdict.answer is Answer.PASSES for verdict in case.plan.gates)
    assert ("Nothing was held back on these answers" in plain_blocks((sections["counselor-gates"],))) is quiet


@settings(QUICK, max_examples=60)
@given(cases())
def test_what_a_reader_wrote_in_their_own_words_is_not_repeated(case: AnyCase) -> None:
    said = document_to_json(pages(case))
    assert not any(dream in said for dream in DREAMS)


@pytest.mark.slow
@settings(QUICK, max_examples=60)
@given(cases())
def test_nothing_of_the_counselors_is_in_the_clients_document(case: AnyCase) -> None:
    client, counselor = case.document, pages(case)
    assert client.notice == ""
    assert counselor.notice
    said = document_to_json(client)
    for verdict in case.plan.gates:
        assert in_words(verdict.reason) not in said
        assert f'"{verdict.gate}"' not in said
    for word in case.pack.language.counselor.values():
        assert json.dumps(word, ensure_ascii=False) not in said or word in client.words.values()


@settings(QUICK, max_examples=60)
@given(cases())
def test_what_is_missing_moved_or_repeated_is_noticed(case: AnyCase) -> None:
    document = pages(case)
    contract = counselor_contract(replace(case.pack, counselor=words()), case.plan)
    guard(document, contract)
    for parts in (document.parts[1:], document.parts[::-1], (*document.parts, document.parts[-1])):
        with pytest.raises(GuardError):
            guard(replace(document, parts=parts), contract)


@settings(QUICK, max_examples=8)
@given(cases())
def test_a_pack_without_words_of_its_own_has_pages_all_the_same_in_every_format(case: AnyCase) -> None:
    document = pages(case, bare=True)
    assert [part.id.removeprefix("counselor-") for part in document.parts] == [
        "about", "before", "gates", "review", "appendix",
    ]  # fmt: skip
    plugins = find_plugins()
    for format_ in plugins.formats.values():
        if not format_.addressed:
            assert render(document, format_.name, plugins=plugins)


@settings(QUICK, max_examples=30)
@given(cases())
def test_places_to_write_have_names_of_their_own(case: AnyCase) -> None:
    names = [
        getattr(block.response, "answer_id", "")
        for block in walk(pages(case))
        if isinstance(block, Task) and block.response
    ]
    assert len(set(names)) == len(names)
    assert all(names)
    assert not any("." in name for name in names)
