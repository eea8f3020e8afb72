"""The JSON form: what goes in comes out, the schema describes it, and what is none is refused by its path."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import extend
from tests.gardens import Case, cases
from tests.support import QUICK, ROOT

from rekindle_core import (
    Document,
    HelpLines,
    IfThen,
    Lines,
    Paragraph,
    Quotation,
    Scale,
    Section,
    Task,
    Text,
    document_from_json,
    document_to_json,
    plain,
    walk,
)
from rekindle_core.document import nodes
from rekindle_core.document.codec import MOST_BYTES, DocumentJsonError, document_schema
from rekindle_core.document.nodes import DOCUMENT_FORMAT
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node
from rekindle_core.testing.strategies import documents

VALIDATOR = Draft202012Validator(document_schema())
SOME = settings(QUICK, max_examples=60)
NODES = {tag.__name__ for tag in get_args(nodes.Node) for tag in (get_args(tag) or (tag,))}


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def only(*blocks: nodes.Block) -> Document:
    """Return a Document that holds nothing but these blocks."""
    section = Section("only", "passage", (Text("Only"),), blocks)
    return replace(every_node(), parts=(section,))


SMALL: dict[str, Any] = json.loads(document_to_json(only(paragraph("Hello"))))


def changed(*path: str | int, to: Any) -> str:
    """Return the JSON of a small Document with the value at a path put in, or taken out (Ellipsis)."""
    data = copy.deepcopy(SMALL)
    at: Any = data
    for key in path[:-1]:
        at = at[key]
    if to is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return json.dumps(data)


def types_in(value: object) -> Iterator[str]:
    match value:
        case dict():
            if "type" in value:
                yield value["type"]
            for item in value.values():
                yield from types_in(item)
        case list():
            for item in value:
                yield from types_in(item)


# --------------------------------------------------------------------------- there and back


@pytest.mark.slow
@SOME
@given(documents())
def test_a_document_comes_back_from_json_as_it_was(document: Document) -> None:
    text = document_to_json(document)
    assert document_from_json(text) == document
    assert document_from_json(text.encode()) == document
    assert document_to_json(document_from_json(text)) == text


@pytest.mark.slow
def test_random_documents_hold_every_node_type() -> None:
    seen: set[str] = set()

    def complete(document: Document) -> bool:
        seen.update(types_in(json.loads(document_to_json(document))))
        return seen == NODES

    find(documents(), complete, settings=settings(QUICK, max_examples=1000, phases=[Phase.generate]))


@pytest.mark.slow
@SOME
@given(documents())
def test_random_documents_have_unique_ids_and_no_dangling_reference(document: Document) -> None:
    data = json.loads(document_to_json(document))
    ids: list[str] = []
    answers: list[str] = []
    targets: list[str] = []

    def look(value: object, inside: str = "") -> None:
        if isinstance(value, dict):
            kind = value.get("type", "")
            # A self-check's one box has the check's own name.
            ids.extend([value["id"]] if "id" in value else [])
            targets.extend([value["target"]] if value.get("target") else [])
            if inside != "SelfCheck":
                answers.extend(value[key] for key in ("answer_id", "if_id", "then_id") if key in value)
            for item in value.values():
                look(item, kind)
        elif isinstance(value, list):
            for item in value:
                look(item, inside)

    look(data)
    assert len(ids) == len(set(ids))
    assert len(answers) == len(set(answers))
    assert set(targets) <= set(ids)


def test_the_text_is_readable_and_the_same_each_time() -> None:
    text = document_to_json(every_node("Zoë"))
    assert text == document_to_json(every_node("Zoë"))
    assert text.startswith(f'{{\n  "format": {DOCUMENT_FORMAT},\n  "type": "Document",\n')
    assert text.endswith("}\n")
    assert "Zoë" in text


def test_words_are_written_in_order_whatever_order_they_came_in() -> None:
    forward, backward = {"a": "1", "b": "2"}, {"b": "2", "a": "1"}
    one, other = (replace(every_node(), words=words) for words in (forward, backward))
    assert document_to_json(one) == document_to_json(other)


def test_fields_that_have_a_default_may_be_left_out() -> None:
    assert document_from_json(changed("parts", 0, "minutes", to=...)).parts[0].minutes is None


@pytest.mark.parametrize("path", [("type",), ("parts", 0, "type")])
def test_a_type_may_be_left_out_where_there_is_but_one(path: tuple[str | int, ...]) -> None:
    assert document_from_json(changed(*path, to=...)) == document_from_json(json.dumps(SMALL))


# --------------------------------------------------------------------------- the schema


def test_the_schema_is_a_schema_and_knows_every_node() -> None:
    Draft202012Validator.check_schema(document_schema())
    assert set(document_schema()["$defs"]) | {"Document"} == NODES


def test_the_schema_takes_the_document_that_holds_every_node() -> None:
    VALIDATOR.validate(json.loads(document_to_json(every_node())))


@settings(QUICK, max_examples=20)
@given(documents(parts=1))
def test_the_schema_takes_every_document(document: Document) -> None:
    VALIDATOR.validate(json.loads(document_to_json(document)))


def test_the_schemas_work_grows_with_the_document_and_not_with_its_nesting() -> None:
    """Where each alternative of a union is tried in full, every level of nesting multiplies the work."""

    def work(depth: int) -> int:
        tried = 0

        def const(validator: Any, wanted: Any, value: Any, schema: Any) -> Any:
            nonlocal tried
            tried += 1
            return Draft202012Validator.VALIDATORS["const"](validator, wanted, value, schema)

        block: nodes.Block = paragraph("Deep")
        for _ in range(depth):
            block = Quotation((block,))
        extend(Draft202012Validator, {"const": const})(document_schema()).validate(
            json.loads(document_to_json(only(block)))
        )
        return tried

    assert work(4) - work(3) <= 2 * (work(2) - work(1))


JUNK = st.sampled_from([None, True, 3, -1.5, "", "Text", [], {}, [[]], {"type": "Text"}, [{"type": "Text"}]])


@pytest.mark.slow
@settings(QUICK, max_examples=60)
@given(st.data())
def test_reader_and_schema_refuse_the_same_documents(data: st.DataObject) -> None:
    """One place of a Document is damaged at random; both take the result, or neither does."""
    task = every_node().parts[2].children[0]
    assert isinstance(task, Section)
    block = data.draw(st.sampled_from([*task.children, *every_node().parts[5].children]), "block")
    document = json.loads(document_to_json(only(block)))
    places: list[tuple[Any, Any]] = []

    def look(value: Any) -> None:
        keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        for key in keys:
            places.append((value, key))
            look(value[key])

    look(document)
    where, key = data.draw(st.sampled_from(places), "place")
    match data.draw(st.sampled_from(["put", "put", "drop", "add"]), "damage"):
        case "put":
            where[key] = data.draw(JUNK, "junk")
        case "drop":
            # The reader does without a type where there is but one; the schema asks for each.
            assume(key != "type")
            del where[key]
        case _ if isinstance(where, dict):
            where["surplus"] = 1
        case _:
            where.append({"type": "Surplus"})
    try:
        document_from_json(json.dumps(document))
        taken = True
    except DocumentJsonError:
        taken = False
    assert taken == VALIDATOR.is_valid(document)


@pytest.mark.parametrize("number", [0, -1, True])
def test_reader_and_schema_know_one_format_only(number: object) -> None:
    assert not VALIDATOR.is_valid({**SMALL, "format": number})
    with pytest.raises(DocumentJsonError):
        document_from_json(changed("format", to=number))


@pytest.mark.parametrize("date", ["20270131", "2027-W01-1"])
def test_reader_and_schema_know_one_way_to_write_a_date(date: str) -> None:
    assert not VALIDATOR.is_valid({**SMALL, "date": date})
    with pytest.raises(DocumentJsonError):
        document_from_json(changed("date", to=date))


RATING = Task("r", "rating", (paragraph("How?"),), Scale("r_a", 0, 10), number=1, minutes=5, level=1)
NUMBERS: dict[tuple[str | int, ...], tuple[int, int]] = {
    ("parts", 0, "number"): (1, 100_000),
    ("parts", 0, "minutes"): (0, 1_440),
    ("parts", 0, "children", 0, "number"): (1, 100_000),
    ("parts", 0, "children", 0, "minutes"): (0, 1_440),
    ("parts", 0, "children", 0, "level"): (1, 3),
    ("parts", 0, "children", 0, "response", "low"): (-100, 100),
    ("parts", 0, "children", 0, "response", "high"): (-100, 100),
    ("parts", 0, "children", 1, "response", "rows"): (1, 200),
    ("parts", 0, "children", 2, "response", "rows"): (1, 200),
}
NUMBERED = replace(
    only(
        RATING,
        Task("l", "exercise", (), Lines("l_a", 3)),
        Task("i", "exercise", (), IfThen("i_a", "i_b")),
    ),
)


@pytest.mark.parametrize(("path", "bounds"), NUMBERS.items())
def test_reader_and_schema_know_the_same_bounds_of_numbers(
    path: tuple[str | int, ...], bounds: tuple[int, int]
) -> None:
    """A scale of two thousand million points would take gigabytes to draw."""
    least, most = bounds
    for value in (least, most, least - 1, most + 1, 2**31, 2**63, -(2**63), 10**400):
        data = json.loads(document_to_json(NUMBERED))
        at: Any = data
        for key in path[:-1]:
            at = at[key]
        assert path[-1] in at
        at[path[-1]] = value
        assert VALIDATOR.is_valid(data) == (least <= value <= most)
        if least <= value <= most:
            assert document_from_json(json.dumps(data))
        else:
            with pytest.raises(DocumentJsonError):
                document_from_json(json.dumps(data))


def test_every_number_of_a_document_has_bounds_in_its_schema() -> None:
    """So whoever adds a number is asked how large it may be."""

    def numbers(schema: object) -> Iterator[dict[str, Any]]:
        if isinstance(schema, dict):
            if schema.get("type") in ("integer", "number"):
                yield schema
            schema = list(schema.values())
        if isinstance(schema, list):
            for inner in schema:
                yield from numbers(inner)

    found = list(numbers(document_schema()["$defs"]))
    assert len(found) >= len(NUMBERS)
    assert all("minimum" in number and "maximum" in number for number in found)


def test_a_text_that_is_larger_than_any_document_is_refused_before_it_is_read() -> None:
    with pytest.raises(DocumentJsonError, match=f"{MOST_BYTES:,} bytes"):
        document_from_json(b"[" * (MOST_BYTES + 1))


# --------------------------------------------------------------------------- what is refused

PARAGRAPH = ("parts", 0, "children", 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(changed("title", to=3), "$.title", id="a number for text"),
        pytest.param(changed("title", to=None), "$.title", id="null for text"),
        pytest.param(changed("parts", to={}), "$.parts", id="an object for a list"),
        pytest.param(changed("parts", 0, to="x"), "$.parts[0]", id="text for a node"),
        pytest.param(changed("parts", 0, "type", to="Task"), "$.parts[0]", id="a node of another type"),
        pytest.param(changed("parts", 0, "role", to="step2"), "$.parts[0].role", id="an unknown word"),
        pytest.param(changed("parts", 0, "role", to=["step"]), "$.parts[0].role", id="a list for a word"),
        pytest.param(changed("parts", 0, "number", to="1"), "$.parts[0].number", id="text for a number"),
        pytest.param(changed("parts", 0, "number", to=True), "$.parts[0].number", id="a boolean number"),
        pytest.param(changed("parts", 0, "number", to=1.5), "$.parts[0].number", id="half a number"),
        pytest.param(changed("parts", 0, "date", to="soon"), "$.parts[0].date", id="no date"),
        pytest.param(changed("parts", 0, "date", to=20270131), "$.parts[0].date", id="a number for a date"),
        pytest.param(changed("date", to="2027-02-30"), "$.date", id="a day that is in no calendar"),
        pytest.param(changed(*PARAGRAPH, "type", to="Para"), "$.parts[0].children[0]", id="no block"),
        pytest.param(changed(*PARAGRAPH, to=None), "$.parts[0].children[0]", id="null for a block"),
        pytest.param(changed(*PARAGRAPH, "type", to=[]), "$.parts[0].children[0]", id="a list for a type"),
        pytest.param(changed(*PARAGRAPH, "colour", to=1), "$.parts[0].children[0]", id="a field too many"),
        pytest.param(changed(*PARAGRAPH, "children", to=...), "$.parts[0].children[0]", id="a field missing"),
        pytest.param(
            changed(*PARAGRAPH, "children", 0, "text", to=[]),
            "$.parts[0].children[0].children[0].text",
            id="deep inside",
        ),
        pytest.param(changed("words", to={"a": 1}), "$.words", id="words that are no texts"),
        pytest.param(changed("words", to=[]), "$.words", id="a list for words"),
        pytest.param(changed(*PARAGRAPH, "type", to=...), "$.parts[0].children[0]", id="no type"),
        pytest.param(changed("code", to=...), "$", id="a field of the Document missing"),
    ],
)
def test_what_is_no_document_is_refused_by_its_path(text: str, said: str) -> None:
    with pytest.raises(DocumentJsonError) as refused:
        document_from_json(text)
    assert refused.value.code == "document-json"
    assert refused.value.exit_code == 1
    assert refused.value.message.startswith((f"At {said}: ", f"At {said}.", f"At {said}["))


@pytest.mark.parametrize(
    "text", ["", "{", "nope", b"\xff\xfe\x00", "9" * 5000, "[" * 100_000, '{"format": 1,}', "\ufeff{}"]
)
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(DocumentJsonError, match="not JSON"):
        document_from_json(text)


@pytest.mark.parametrize("text", ["[]", "null", "3", "{}", '{"format": "1"}', '{"format": 1.0}'])
def test_json_without_a_format_is_refused(text: str) -> None:
    with pytest.raises(DocumentJsonError, match="no format"):
        document_from_json(text)


def test_a_newer_format_is_refused_by_its_number_before_anything_else_is_looked_at() -> None:
    with pytest.raises(DocumentJsonError, match=f"format {DOCUMENT_FORMAT + 1}") as refused:
        document_from_json(f'{{"format": {DOCUMENT_FORMAT + 1}, "surprise": []}}')
    assert refused.value.code == "newer-format"
    assert refused.value.hint


@pytest.mark.parametrize("depth", [300, 20_000])
def test_a_document_nested_deep_is_read_or_refused_and_crashes_nothing(depth: int) -> None:
    open_, close = '{"type": "Quotation", "children": [', "]}"
    text = changed(*PARAGRAPH, to="HERE").replace('"HERE"', open_ * depth + close * depth)
    if depth < 1000:
        assert document_from_json(text).parts
    else:
        with pytest.raises(DocumentJsonError):
            document_from_json(text)


EARLIER = sorted((ROOT / "tests/acceptance/documents").glob("format-*.json"))


@pytest.mark.parametrize("path", EARLIER, ids=lambda path: path.stem)
def test_documents_of_every_earlier_format_can_still_be_read(path: Path) -> None:
    """Each file was written by the version that had this format, with `rekindle build --format json`."""
    document = document_from_json(path.read_bytes())
    assert document.program_id
    assert document_from_json(document_to_json(document)) == document


def test_there_is_a_sample_of_each_earlier_format() -> None:
    assert [path.stem for path in EARLIER] == [f"format-{number}" for number in range(1, DOCUMENT_FORMAT)]


def test_a_document_of_the_first_format_does_not_hand_on_its_hash_of_the_profile() -> None:
    text = EARLIER[0].read_text(encoding="utf-8")
    digest = json.loads(text)["digest"]
    assert digest not in document_to_json(document_from_json(text))


def sections(document: Document) -> dict[str, Section]:
    return {block.id: block for block in walk(document) if isinstance(block, Section)}


def test_a_document_of_the_second_format_is_given_the_steps_that_it_shows() -> None:
    found = sections(document_from_json(EARLIER[1].read_bytes()))
    titles = {name: plain(found[f"session-2-{name}"].title) for name in ("look", "sow")}
    assert {name: section.step for name, section in found.items() if section.step} == {
        "session-1": "dig",
        "session-2-look": "look",
        "session-2-sow": "sow",
    }
    assert [plain(title) for title in found["session-2"].joined] == list(titles.values())
    assert not found["session-1"].joined


@SOME
@given(cases())
def test_what_the_second_format_had_no_place_for_is_read_as_it_was(case: Case) -> None:
    """All but the step of a session in which nothing is to be answered."""
    document = without_looks_back(case.document)
    data = json.loads(document_to_json(document))
    data["format"] = 2
    for section in nodes_in(data, "Section"):
        del section["step"], section["joined"]
    before_items(data)
    read = document_from_json(json.dumps(data))
    for name, section in sections(read).items():
        was = sections(document)[name]
        assert section in (was, replace(was, step=""))
        answers = any(isinstance(block, Task) and block.kind in DONE for block in walk(was))
        assert section.step == was.step or not answers


DONE = ("prompt", "checklist")
"""Kinds of tasks in a step that always have a place for an answer."""


def without_looks_back(document: Document) -> Document:
    """Return a Document without the kind of task that no format up to 6 had."""

    def kept(section: Section) -> Section:
        inside = (one for one in section.children if not (isinstance(one, Task) and one.kind == "look-back"))
        return replace(section, children=tuple(inside))

    return replace(document, parts=tuple(map(kept, document.parts)))


def nodes_in(value: object, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield from [value] if value.get("type") == kind else []
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from nodes_in(item, kind)


def before_items(data: dict[str, Any]) -> None:
    """Write a Document as formats up to 3 had it."""
    for group in nodes_in(data, "HelpGroup"):
        group["emergency"] = " / ".join(group["emergency"])
    for task in nodes_in(data, "Task"):
        del task["item"]


@SOME
@given(cases())
def test_what_the_third_format_had_no_place_for_is_read_from_ids_and_texts(case: Case) -> None:
    document = without_looks_back(case.document)
    data = json.loads(document_to_json(document))
    data["format"] = 3
    before_items(data)
    assert document_from_json(json.dumps(data)) == document


def test_a_rating_of_the_third_format_is_the_same_in_each_session() -> None:
    document = document_from_json(EARLIER[2].read_bytes())
    ratings = [block for block in walk(document) if isinstance(block, Task) and block.kind == "rating"]
    assert [(rating.id, rating.item) for rating in ratings] == [
        ("rating-back-s1", "rating-back"),
        ("rating-back-s2", "rating-back"),
    ]
    groups = [group for block in walk(document) if isinstance(block, HelpLines) for group in block.groups]
    assert [group.emergency for group in groups] == [("999", "112"), ()]


@pytest.mark.parametrize("step", ["", "session", "s1", "session-1"])
def test_ids_of_a_second_format_that_name_no_step_are_read_as_none(step: str) -> None:
    task = Task("t", "prompt", (paragraph("Why?"),), Lines(step, 2))
    inner = Section(step, "step", (), (task,))
    session = Section("session-1", "session", (Text("Only"),), (inner,), number=1)
    data = json.loads(document_to_json(replace(every_node(), parts=(session,))))
    data["format"] = 2
    assert not any(section.step for section in sections(document_from_json(json.dumps(data))).values())
