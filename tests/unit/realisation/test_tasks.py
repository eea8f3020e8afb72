"""Help and starters: from the pack, for the wording that is used, to the Document; and the places that they begin."""

from __future__ import annotations

import io

import pikepdf
from tests.support import copy_pack, garden_pack

from rekindle_core import (
    Document,
    IfThen,
    Lines,
    Section,
    Task,
    load_pack,
    load_profile,
    make_plan,
    plain,
    realise,
    render,
)
from rekindle_core.answers.places import answer_places, task_question
from rekindle_core.document.walk import walk
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node

READER = {"moved_away": "no", "helper.name": "Ana", "program.minutes": 60, "program.sessions": 9}


def tasks(document: Document) -> dict[str, Task]:
    return {block.id: block for block in walk(document) if isinstance(block, Task)}


def garden(pack=None) -> dict[str, Task]:  # type: ignore[no-untyped-def]
    pack = pack or garden_pack()
    return tasks(realise(pack, make_plan(pack, load_profile(pack, READER)), on_screen=True))


def test_help_and_starters_are_filled_in_and_stand_beside_the_question() -> None:
    found = garden()
    corner, rain = found["look-corner"], found["dig-when"]
    assert plain(corner.help) == "A pot counts, if Ana agrees."
    assert isinstance(corner.response, Lines)
    assert plain(corner.response.starter) == "In the shade there is …"
    assert isinstance(rain.response, IfThen)
    assert list(map(plain, rain.response.labels)) == ["it rains on Ana and me,", "I will …"]
    # Neither is part of what answers are matched by.
    assert "pot" not in task_question(corner)
    assert "shade there is" not in task_question(corner)


def test_a_wording_has_its_own_help_and_starter_or_those_of_its_prompt(tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = copy_pack(tmp_path)
    step = folder / "steps" / "02-dig.yaml"
    text = step.read_text("utf-8").replace(
        'text: "Rest where {helper} {helper: rests | rest}." }',
        'help: "Shared.", starter: "Mine …", variants: [ { id: rest-sand, when: { soil: sand }, text: "Rest.", '
        'help: "Own.", starter: "Sand …" }, { id: rest-any, text: "Rest with {helper}." } ] }',
    )
    step.write_text(text, "utf-8")
    pack = load_pack(folder)
    said = []
    for soil in ("sand", "clay"):
        document = realise(
            pack, make_plan(pack, load_profile(pack, {**READER, "soil": soil})), on_screen=True
        )
        task = tasks(document)["dig-rest"]
        assert isinstance(task.response, Lines)
        said.append((plain(task.help), plain(task.response.starter)))
    assert said == [("Own.", "Sand …"), ("Shared.", "Mine …")]


def test_a_starter_is_no_answer_and_a_field_begins_under_it() -> None:
    """Without the starter the field of the same prompt is a line taller, and ends where this one does."""
    heights = []
    for document in (every_node(), _without_starters(every_node())):
        (made,) = render(document, "pdf")
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            fields = {
                str(annotation.TU): annotation
                for page in pdf.pages
                for annotation in page.get("/Annots", ())
                if "/TU" in annotation
            }
            field = next(one for name, one in fields.items() if name.startswith("Name a quiet hour"))
            assert not str(field.get("/V", ""))
            bottom, top = float(field.Rect[1]), float(field.Rect[3])
            heights.append((top - bottom, "Mine is usually" in str(field.TU)))
    (begun, named), (plainly, unnamed) = heights
    assert (named, unnamed) == (True, False)
    row = 8.5 / 25.4 * 72
    assert begun < plainly - 0.6 * row
    assert not any(place.question.endswith("…") for place in answer_places(every_node()))


def _without_starters(document: Document) -> Document:
    (session,) = [part for part in document.parts if part.role == "session"]
    (step,) = [block for block in session.children if isinstance(block, Section)]
    bare = tuple(
        replace(block, response=replace(block.response, starter=()))
        if isinstance(block, Task) and isinstance(block.response, Lines)
        else block
        for block in step.children
    )
    without = replace(session, children=(replace(step, children=bare),))
    return replace(document, parts=tuple(without if part is session else part for part in document.parts))
