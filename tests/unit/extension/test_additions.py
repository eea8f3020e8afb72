"""Blocks that plugins add: marked, at open places, and never in the way of the pack's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from tests.support import QUICK, garden_pack

from rekindle_core import (
    Addition,
    Block,
    Datum,
    Document,
    HelpLines,
    Insertion,
    Lines,
    Link,
    Paragraph,
    Plan,
    Plugins,
    Sample,
    Section,
    SelfCheck,
    Task,
    Text,
    add_blocks,
    load_profile,
    make_plan,
    realise,
    replace,
    walk,
)
from rekindle_core.document.guard import GuardError, guard
from rekindle_core.extension.additions import OPEN, open_sections, with_additions
from rekindle_core.planning.contract import contract
from rekindle_core.testing.samples import every_node
from rekindle_core.testing.strategies import documents

DOCUMENT = every_node()
PLACE = next(iter(open_sections(DOCUMENT)))


def paragraph(text: str = "A word.") -> Paragraph:
    return Paragraph((Text(text),))


def adding(*insertions: Insertion) -> Callable[[Document], Sequence[Insertion]]:
    return lambda document: insertions


def added(document: Document, *adders: tuple[str, Callable[[Document], Any]]) -> tuple[Document, list[str]]:
    heard: list[str] = []
    return with_additions(document, adders, heard.append), heard


def without_additions(document: Document, plugins: Sequence[str]) -> Document:
    def cleared(block: Block) -> Block:
        if not isinstance(block, Section):
            return block
        kept = (one for one in block.children if not (isinstance(one, Addition) and one.plugin in plugins))
        return replace(block, children=tuple(map(cleared, kept)))

    return replace(document, parts=tuple(map(cleared, document.parts)))  # type: ignore[arg-type]


# --------------------------------------------------------------------------- what is added


@pytest.mark.slow
@QUICK
@given(documents())
def test_what_is_added_stands_first_or_last_in_its_section_and_the_rest_is_as_it_was(
    document: Document,
) -> None:
    """Whatever the Document: with the additions taken out again it is what it was, to the last node."""

    def everywhere(given: Document) -> list[Insertion]:
        names = list(open_sections(given))
        return [Insertion(name, at, (paragraph(),)) for name in names for at in ("start", "end")]  # type: ignore[arg-type]

    whole, heard = added(document, ("outer", everywhere))
    assert without_additions(whole, ["outer"]) == document
    ours = Addition("outer", (paragraph(),))
    sections = open_sections(whole)
    assert sections.keys() == open_sections(document).keys()
    for section in sections.values():
        assert section.children[0] == section.children[-1] == ours
    assert bool(heard) == bool(sections)


def test_what_several_plugins_add_at_one_place_stands_in_the_plugins_order() -> None:
    one, two = (adding(Insertion(PLACE, "end", (paragraph(word),))) for word in ("one", "two"))
    whole, _ = added(DOCUMENT, ("b", one), ("a", two))
    last = open_sections(whole)[PLACE].children[-2:]
    assert last == (Addition("b", (paragraph("one"),)), Addition("a", (paragraph("two"),)))


def test_no_plugin_sees_what_another_adds() -> None:
    seen: list[Document] = []

    def look(document: Document) -> Sequence[Insertion]:
        seen.append(document)
        return (Insertion(PLACE, "end", (paragraph(),)),)

    added(DOCUMENT, ("a", look), ("b", look))
    assert seen == [DOCUMENT, DOCUMENT]


def test_places_to_answer_come_along() -> None:
    task = Task("notes-1", "exercise", (paragraph(),), Lines("notes-1-answer", 3))
    whole, _ = added(DOCUMENT, ("notes", adding(Insertion(PLACE, "end", (task,)))))
    assert task in list(walk(whole))


def test_it_is_said_who_added_and_to_how_much() -> None:
    _, heard = added(DOCUMENT, ("notes", adding(Insertion(PLACE, "end", (paragraph(),)))), ("idle", adding()))
    assert heard == ["The plugin notes added blocks to 1 section."]


# --------------------------------------------------------------------------- what is not added


def test_sections_that_keep_a_reader_safe_are_not_open() -> None:
    sections = [block for block in walk(DOCUMENT) if isinstance(block, Section)]
    closed = {section.id: section for section in sections if section.id not in open_sections(DOCUMENT)}
    assert {section.role for section in closed.values()} >= {
        "self-checks",
        "alternatives",
        "alternative",
        "help",
    }
    for name in closed:
        whole, (said,) = added(DOCUMENT, ("bold", adding(Insertion(name, "end", (paragraph(),)))))
        assert whole == DOCUMENT
        assert f"There is no section “{name}” that plugins can add to" in said
    assert not OPEN & {"self-checks", "alternatives", "alternative", "help"}


def test_where_the_program_is_replaced_no_plugin_is_asked() -> None:
    document = replace(DOCUMENT, parts=tuple(part for part in DOCUMENT.parts if part.role not in OPEN))

    def never(document: Document) -> Sequence[Insertion]:
        raise AssertionError("asked")

    assert added(document, ("never", never)) == (document, [])


def deep() -> Block:
    return Section("x-1", "passage", (Text("A page"),), (HelpLines("x-help", (), (), ()),))


@pytest.mark.parametrize(
    ("insertion", "said"),
    [
        (Insertion("no-such", "end", (paragraph(),)), "no section “no-such”"),
        (Insertion(PLACE, "middle", (paragraph(),)), "“middle” isn't a place in a section"),  # type: ignore[arg-type]
        (Insertion(PLACE, "end", (HelpLines("x-1", (), (), ()),)), "added a HelpLines"),
        (Insertion(PLACE, "end", (SelfCheck("x-1", (), (), None),)), "added a SelfCheck"),
        (Insertion(PLACE, "end", (Section("x-1", "help", (), ()),)), "added a Section"),
        (Insertion(PLACE, "end", (deep(),)), "added a HelpLines"),
        (
            Insertion(PLACE, "end", (Sample("y-1", (), ()),)),
            "The id “y-1” could belong to another plugin. Hint: start it with x-.",
        ),
        (
            Insertion(PLACE, "end", (Task("x-1", "close", (), Lines("b", 1)),)),
            "The id “b” could belong to another plugin",
        ),
        (
            Insertion(PLACE, "end", (Sample("x-1", (), ()), Sample("x-1", (), ()))),
            "The id “x-1” is used twice",
        ),
        (Insertion(PLACE, "end", (Task("x-1", "prompt", (), None, number=3),)), "numbered a task"),
        (Insertion(PLACE, "end", (Addition("", ()),)), "without giving its name"),
        (Insertion(PLACE, "end", ("words",)), "cannot be used"),  # type: ignore[arg-type]
        (Insertion(PLACE, "end", paragraph()), "cannot be used"),  # type: ignore[arg-type]
        (Insertion(PLACE, "end", (Paragraph("words"),)), "cannot be used"),  # type: ignore[arg-type]
        (Insertion(PLACE, "end", (object(),)), "cannot be used"),  # type: ignore[arg-type]
        (Insertion(PLACE, "end", (paragraph("a\x07b"),)), "contains a control character"),
        (Insertion(PLACE, "end", (Paragraph((Datum("a\nb", "f"),)),)), "contains a control character"),
        (Insertion(PLACE, "end", (Paragraph((Link("javascript:x", (Text("x"),)),)),)), "isn't https:"),
        ("words", "rekindle_add_blocks returned a str as item 2; expected a list of Insertion."),
    ],
)
def test_what_may_not_be_added_is_named_and_nothing_of_its_plugin_is_added(insertion: Any, said: str) -> None:
    fine = Insertion(PLACE, "start", (paragraph("fine"),))
    other = adding(Insertion(PLACE, "end", (paragraph("other"),)))
    whole, heard = added(DOCUMENT, ("x", adding(fine, insertion)), ("other", other))
    assert whole == added(DOCUMENT, ("other", other))[0]
    assert heard[0].startswith("The plugin x added nothing: ")
    assert "plugin-blocks: " in heard[0]
    assert said in heard[0]


@pytest.mark.parametrize("given", [None, 5, "words"])
def test_a_hook_that_gives_no_list_is_named(given: Any) -> None:
    whole, (said,) = added(DOCUMENT, ("x", lambda document: given))
    assert whole == DOCUMENT
    assert "plugin-blocks" in said


def test_a_hook_that_raises_is_named_with_the_place_and_the_program_is_made_without_it() -> None:
    def bad(document: Document) -> Sequence[Insertion]:
        raise ZeroDivisionError("by design")

    whole, (said,) = added(DOCUMENT, ("bad", bad))
    assert whole == DOCUMENT
    assert "tests/unit/extension/test_additions.py:" in said
    assert "rekindle_add_blocks failed: ZeroDivisionError: by design." in said


def test_what_a_hook_prints_is_kept_out_of_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    def loud(document: Document) -> Sequence[Insertion]:
        print("words")
        return ()

    _, (said,) = added(DOCUMENT, ("loud", loud))
    assert "printed “words”" in said
    assert capsys.readouterr().out == ""


# --------------------------------------------------------------------------- the pack's own


def program() -> tuple[Plan, Document]:
    pack = garden_pack()
    plan = make_plan(pack, load_profile(pack))
    return plan, realise(pack, plan)


def test_a_plugin_that_changes_what_it_is_given_changes_nothing() -> None:
    """Frozen values can be forced; what a plugin is given is a copy, so it gains nothing by it."""
    from msgspec.structs import force_setattr

    plan, document = program()
    before = realise(garden_pack(), plan)

    def force(given: Document) -> Sequence[Insertion]:
        for block in list(walk(given)):
            if isinstance(block, Section):
                force_setattr(block, "children", ())
        force_setattr(given, "title", "Mine")
        return ()

    whole = add_blocks(garden_pack(), plan, document, plugins=Plugins(adders=[("bold", force)]))
    assert whole == before


def test_a_program_with_additions_passes_the_guard_and_one_without_the_packs_own_does_not() -> None:
    plan, document = program()
    pack = garden_pack()
    name = next(iter(open_sections(document)))
    notes = Plugins(adders=[("notes", adding(Insertion(name, "end", (paragraph(),))))])
    whole = add_blocks(pack, plan, document, plugins=notes)
    assert Addition("notes", (paragraph(),)) in list(walk(whole))
    guard(whole, contract(pack, plan))
    with pytest.raises(GuardError):
        guard(replace(whole, parts=whole.parts[1:]), contract(pack, plan))


def test_the_code_and_the_id_are_those_of_the_packs_program() -> None:
    plan, document = program()
    name = next(iter(open_sections(document)))
    notes = Plugins(adders=[("notes", adding(Insertion(name, "end", (paragraph(),))))])
    whole = add_blocks(garden_pack(), plan, document, plugins=notes)
    assert (whole.code, whole.program_id) == (document.code, document.program_id)


def test_the_hook_learns_nothing_but_the_document() -> None:
    """Its one argument is the Document, which has no place for a gate, a reason or a fact."""
    import inspect

    from rekindle_core.extension import hookspecs

    assert list(inspect.signature(hookspecs.rekindle_add_blocks).parameters) == ["document"]


def test_a_program_that_a_gate_replaces_takes_nothing() -> None:
    pack = garden_pack()
    plan = make_plan(pack, load_profile(pack, {"moved_away": "yes"}))
    assert plan.replaced_by
    document = realise(pack, plan, confirmed=["replaced-program"])
    assert not open_sections(document)

    def never(document: Document) -> Sequence[Insertion]:
        raise AssertionError("asked")

    assert add_blocks(pack, plan, document, plugins=Plugins(adders=[("never", never)])) is document
