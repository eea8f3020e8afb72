"""A program told shorter: passages by their key points, and nothing else of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import CONFIRMED, example, faults_with, readable

from rekindle_core import Section, plain, plain_blocks, render, shortened, walk
from rekindle_core.document.guard import GuardError, guard
from rekindle_core.document.nodes import Addition, ItemList, Paragraph, Task, Text
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


KEY = (ItemList(ordered=False, items=((words("In short."),), (words("And shorter."),))),)


LONG = Section("long", "passage", (Text("A title"),), (words("All of it."), words("And more.")))


def passage(**fields: object) -> Section:
    return replace(LONG, **fields)


def short(section: Section) -> Section:
    document = every_node()
    return shortened(replace(document, parts=(section, *document.parts))).parts[0]


def test_key_points_stand_in_the_place_of_the_text_under_its_title() -> None:
    assert short(passage(key=KEY)) == passage(children=KEY)


def test_a_passage_without_key_points_stays_whole() -> None:
    assert short(passage()) == passage()


def test_what_a_plugin_added_to_a_passage_stays() -> None:
    added = Addition("tea", (words("Added."),))
    shown = short(passage(key=KEY, children=(words("All of it."), added)))
    assert shown.children == (*KEY, added)


def test_passages_inside_a_part_are_found() -> None:
    part = Section("s1", "session", (Text("One"),), (passage(key=KEY),), number=1)
    assert short(part).children == (passage(children=KEY),)


def test_the_guard_refuses_key_points_that_hold_more_than_prose() -> None:
    document = every_node()
    task = Task(id="hidden", kind="prompt", body=(words("Do it."),), response=None)
    part = replace(document.parts[0], id="opening", children=(passage(key=(task,)),))
    with pytest.raises(GuardError, match="The key points of “long” contain a Task"):
        guard(replace(document, parts=(part,)), [("opening", ["long"])])


@pytest.mark.parametrize(
    "key", ['["One"]', '["1", "2", "3", "4", "5"]', '["One", ""]', "[One, Two]", '["{nobody}", "Two"]']
)
def test_key_points_are_two_to_four_lines_with_something_in_them(tmp_path: Path, key: str) -> None:
    faults = faults_with(tmp_path, "steps/01-look.yaml", '[ "Clay", "holds water" ]', key)
    assert faults
    assert all(one.startswith("steps/01-look.yaml:6:") for one in faults)


def test_an_alternative_has_no_key_points(tmp_path: Path) -> None:
    why = '        why: "Green is a color too."\n'
    moss = (
        '        passages: [{ id: moss, title: "Moss", text: "It is green.", key: ["Moss", "is green"] }]\n'
    )
    (fault,) = faults_with(tmp_path, "gates.yaml", why, why + moss)
    assert "An alternative is always printed in full, and this passage of one has key points." in fault


def flat(text: str) -> str:
    """Return the letters of a text alone: formats break lines, and mark lists, in their own ways."""
    return "".join(filter(str.isalnum, text))


@pytest.mark.slow
@pytest.mark.parametrize("format_name", ["text", "markdown", "html", "pdf", "email", "json"])
def test_every_format_prints_key_points_and_pages_to_read_instead_in_full(format_name: str) -> None:
    document = example("nothing-known")
    sections = [block for block in walk(document) if isinstance(block, Section)]
    keyed = [section for section in sections if section.key]
    instead = [section for section in sections if section.role == "alternative"]
    assert len(keyed) > 20
    assert len(instead) > 20
    files = render(shortened(document), format_name, {}, confirmed=CONFIRMED)
    said = flat("".join(readable(f"a{one.suffix}", one.data) for one in files))
    for section in keyed:
        points = [block for top in section.key for block in walk(top) if isinstance(block, Paragraph)]
        assert len(points) >= 2
        if format_name not in ("json", "pdf"):
            assert all(flat(plain(one.children)) in said for one in points), section.id
        assert flat(plain_blocks(section.children))[:80] not in said, section.id
    for section in instead:
        if format_name not in ("json", "pdf"):
            prose = [block for block in section.children if isinstance(block, Paragraph)]
            assert all(flat(plain(one.children)) in said for one in prose), section.id
