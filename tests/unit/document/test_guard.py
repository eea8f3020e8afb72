"""The guard: whatever is dropped, moved, repeated or added in a realised Document is noticed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.gardens import Case, cases
from tests.support import QUICK, garden_pack

from rekindle_core import (
    Addition,
    Block,
    Document,
    HelpLine,
    HelpLines,
    ItemList,
    Lines,
    Paragraph,
    Quotation,
    RatingRow,
    Ratings,
    RatingsChart,
    Sample,
    Section,
    SelfCheck,
    Task,
    Text,
    load_profile,
    make_plan,
    realise,
    walk,
)
from rekindle_core.document.guard import GuardError, guard
from rekindle_core.document.nodes import Blocks, HelpGroup
from rekindle_core.frozen import replace
from rekindle_core.planning.contract import Contract, contract
from rekindle_core.testing.samples import every_node

Named = Section | Task | Sample | SelfCheck | HelpLines | RatingsChart
Change = Callable[[Block], Blocks]


def paragraph(text: str = "Added.") -> Paragraph:
    return Paragraph((Text(text),))


def edited(document: Document, change: Change) -> Document:
    """Return a Document in which each block, after what is inside it, is replaced by what `change` gives."""

    def of(blocks: Sequence[Block]) -> Blocks:
        return tuple(new for block in blocks for new in change(inside(block)))

    def inside(block: Block) -> Block:
        match block:
            case Section() | Quotation() | Addition():
                return replace(block, children=of(block.children))
            case ItemList():
                return replace(block, items=tuple(map(of, block.items)))
            case Task() | Sample():
                return replace(block, body=of(block.body))
            case HelpLines():
                return replace(block, lead=of(block.lead))
            case _:
                return block

    return replace(document, parts=of(document.parts))  # type: ignore[arg-type]


def at(name: str, make: Callable[[Block], Blocks]) -> Change:
    """Return the change of one named node."""
    return lambda block: make(block) if getattr(block, "id", None) == name else (block,)


def named(document: Document) -> list[Named]:
    return [block for block in walk(document) if isinstance(block, Named)]


class Fixture:
    """A plan that has everything: joined parts, checks in front and at parts, an appendix, a sample."""

    pack = garden_pack()
    plan = make_plan(pack, load_profile(pack, {"program.sessions": 2, "soil": "clay", "pests": ["moles"]}))
    document = realise(pack, plan)
    contract = contract(pack, plan)


def ids(block: Named) -> tuple[str, ...]:
    """Return the id of a node, and those of the rows of a grid of ratings or the series of a chart."""
    match block:
        case Task(response=Ratings() as grid):
            return (block.id, *(row.id for row in grid.rows))
        case RatingsChart():
            return (block.id, *(series.id for series in block.series))
        case _:
            return (block.id,)


def held(document: Document) -> Contract:
    """Return what a contract says of a Document: its parts, and the named nodes of each in reading order."""
    return tuple(
        (part.id, tuple(name for block in walk(part) if isinstance(block, Named) for name in ids(block))[1:])
        for part in document.parts
    )


PARTS = tuple(name for name, _ in Fixture.contract)
BLOCKS = {block.id for block in named(Fixture.document)}
INSIDE = tuple(name for _, held in Fixture.contract for name in held if name in BLOCKS)
ANYWHERE = st.sampled_from(PARTS + INSIDE)
WITHIN = st.sampled_from(INSIDE)
"""A Document's parts are Sections: other blocks are only ever put beside what is inside of one."""


def refused(document: Document) -> str:
    with pytest.raises(GuardError) as error:
        guard(document, Fixture.contract)
    assert error.value.code == "document-fault"
    assert error.value.exit_code == 3
    return error.value.message


def test_the_document_that_is_changed_here_has_every_kind_of_named_node() -> None:
    kinds = {type(block) for block in named(Fixture.document)}
    assert kinds == {Section, Task, Sample, SelfCheck, HelpLines, RatingsChart}
    assert len(INSIDE) > 20
    assert set(PARTS) == {
        "opening",
        "self-checks",
        "session-1",
        "session-2",
        "closing",
        "review",
        "alternatives",
        "help",
    }


@QUICK
@given(cases())
def test_a_realised_document_passes(case: Case) -> None:
    guard(case.document, contract(case.pack, case.plan))
    assert held(case.document) == contract(case.pack, case.plan)


@QUICK
@given(ANYWHERE)
def test_a_node_that_is_dropped_is_named(name: str) -> None:
    message = refused(edited(Fixture.document, at(name, lambda block: ())))
    assert "missing: " in message
    assert name in message


@QUICK
@given(WITHIN)
def test_a_node_whose_contents_are_put_in_its_place_is_named(name: str) -> None:
    def open_up(block: Block) -> Blocks:
        return block.children if isinstance(block, Section) else (paragraph(),)

    assert name in refused(edited(Fixture.document, at(name, open_up)))


@QUICK
@given(ANYWHERE)
def test_a_node_that_is_repeated_is_noticed(name: str) -> None:
    assert "moved or repeated" in refused(edited(Fixture.document, at(name, lambda block: (block, block))))


@QUICK
@given(ANYWHERE, ANYWHERE, st.booleans())
def test_a_node_that_is_moved_is_noticed(name: str, to: str, after: bool) -> None:
    """Into another part, or within one to where it is read earlier or later than was planned."""
    (moved,) = (block for block in named(Fixture.document) if block.id == name)
    assume(to not in {block.id for block in walk(moved) if isinstance(block, Named)})
    assume(to in INSIDE or isinstance(moved, Section))
    without = edited(Fixture.document, at(name, lambda block: ()))
    document = edited(without, at(to, lambda block: (block, moved) if after else (moved, block)))
    assume(held(document) != Fixture.contract)
    assert "moved or repeated" in refused(document)


@QUICK
@given(ANYWHERE, ANYWHERE)
def test_two_nodes_that_change_places_are_noticed(first: str, second: str) -> None:
    nodes = {block.id: block for block in named(Fixture.document)}
    one, other = nodes[first], nodes[second]
    inner = [block.id for node in (one, other) for block in walk(node) if isinstance(block, Named)]
    assume(len(inner) == len(set(inner)))
    assume({first, second} <= {*INSIDE} or (isinstance(one, Section) and isinstance(other, Section)))
    places: dict[object, Block] = {one: other, other: one}
    refused(edited(Fixture.document, lambda block: (places.get(block, block),)))


@pytest.mark.parametrize("name", PARTS[1:])
def test_a_part_that_is_moved_into_the_one_before_it_is_noticed(name: str) -> None:
    """It is read at the same place; but it is no part of its own any more."""
    parts, index = Fixture.document.parts, PARTS.index(name)
    before = replace(parts[index - 1], children=(*parts[index - 1].children, parts[index]))
    refused(replace(Fixture.document, parts=(*parts[: index - 1], before, *parts[index + 1 :])))


ADDED: list[Block] = [
    Section("new", "passage", (Text("New"),), (paragraph(),)),
    Task("new", "prompt", (paragraph(),), Lines("s1_new", 2)),
    Sample("new", (Text("New"),), (paragraph(),)),
    SelfCheck("new", (Text("New"),), (), None),
    HelpLines("new", (), (), ()),
]


@QUICK
@given(ANYWHERE, st.sampled_from(ADDED), st.booleans())
def test_a_node_that_is_added_without_a_mark_is_named(name: str, new: Block, after: bool) -> None:
    assume(name in INSIDE or isinstance(new, Section))
    document = edited(Fixture.document, at(name, lambda block: (block, new) if after else (new, block)))
    assert "not in the plan: new" in refused(document)


def test_a_node_hidden_in_prose_is_found() -> None:
    hidden = Quotation((ItemList(False, ((ADDED[0],),)),))
    assert "not in the plan: new" in refused(
        edited(Fixture.document, at("help-lines", lambda block: (block, hidden)))
    )


# --------------------------------------------------------------------------- what a plugin adds

PROPER: list[Blocks] = [
    (paragraph(),),
    (Quotation((paragraph(),)), ItemList(True, ((paragraph(),),))),
    (Section("new", "passage", (Text("New"),), (paragraph(),)),),
    (Task("new", "exercise", (paragraph(),), Lines("new", 3)),),
    (Addition("another", (paragraph(),)),),
]


@QUICK
@given(WITHIN, st.sampled_from(PROPER), st.booleans())
def test_a_proper_addition_passes_wherever_it_stands(name: str, blocks: Blocks, after: bool) -> None:
    addition = Addition("a-plugin", blocks)
    document = edited(
        Fixture.document, at(name, lambda block: (block, addition) if after else (addition, block))
    )
    guard(document, Fixture.contract)


def with_rows(change: Callable[[tuple[RatingRow, ...]], tuple[RatingRow, ...]]) -> Document:
    def make(block: Block) -> Blocks:
        assert isinstance(block, Task)
        assert isinstance(block.response, Ratings)
        return (replace(block, response=replace(block.response, rows=change(block.response.rows))),)

    return edited(Fixture.document, at("ratings-s1", make))


def test_a_row_of_a_grid_that_is_dropped_repeated_or_renamed_is_noticed() -> None:
    name = "rating-back-s1"
    assert f"missing: {name}" in refused(with_rows(lambda rows: ()))
    assert "moved or repeated" in refused(with_rows(lambda rows: rows * 2))
    renamed = with_rows(lambda rows: tuple(replace(row, id="other") for row in rows))
    assert f"missing: {name}; not in the plan: other" in refused(renamed)
    guard(with_rows(lambda rows: rows), Fixture.contract)


def test_a_series_of_a_chart_that_is_dropped_is_noticed() -> None:
    def make(block: Block) -> Blocks:
        assert isinstance(block, RatingsChart)
        return (replace(block, series=()),)

    assert "missing: rating-back-over-sessions" in refused(
        edited(Fixture.document, at("ratings-chart", make))
    )


LINE = HelpLine("new", "A line", "1", "", "", "")
IMPROPER: list[tuple[Addition, str]] = [
    (Addition("a-plugin", (HelpLines("new", (), (HelpGroup((), ("999",), (LINE,)),), ()),)), "a HelpLines"),
    (Addition("a-plugin", (SelfCheck("new", (), (), None),)), "a SelfCheck"),
    (Addition("a-plugin", (Section("new", "session", (), ()),)), "a Section"),
    (Addition("a-plugin", (Section("new", "help", (), ()),)), "a Section"),
    (Addition("a-plugin", (Quotation((HelpLines("new", (), (), ()),)),)), "a HelpLines"),
    (Addition("a-plugin", (ItemList(False, ((SelfCheck("new", (), (), None),),)),)), "a SelfCheck"),
    (Addition("a-plugin", (Section("new", "passage", (), (HelpLines("h", (), (), ()),)),)), "a HelpLines"),
    (Addition("a-plugin", (Addition("b", (HelpLines("h", (), (), ()),)),)), "a HelpLines"),
    (Addition("a-plugin", (RatingsChart("new", (1, 2), 0, 10, ()),)), "a RatingsChart"),
    (Addition("", (paragraph(),)), "without giving its name"),
    (Addition(" \n", (paragraph(),)), "without giving its name"),
    (Addition("a-plugin", (Addition("", (paragraph(),)),)), "without giving its name"),
]


@pytest.mark.parametrize(("addition", "said"), IMPROPER)
def test_an_addition_without_a_name_or_with_what_only_a_pack_can_hold_is_refused(
    addition: Addition, said: str
) -> None:
    for name in INSIDE:
        assert said in refused(edited(Fixture.document, at(name, lambda block: (block, addition))))


@QUICK
@given(WITHIN)
def test_a_node_of_the_pack_that_is_put_into_an_addition_is_missing(name: str) -> None:
    document = edited(Fixture.document, at(name, lambda block: (Addition("a-plugin", (block,)),)))
    refused(document)


@pytest.mark.parametrize(
    "block",
    [
        Section("help", "passage", (Text("Help"),), (paragraph("Call nobody."),)),
        Task("action-tool", "action", (paragraph(),), Lines("new", 1)),
        Task("new", "rating", (), Ratings(0, 10, (), (), (RatingRow("rating-back-s1", "new", ()),))),
    ],
)
def test_an_addition_cannot_take_the_name_of_a_node_of_the_pack(block: Section | Task) -> None:
    """References, bookmarks and saved answers go by these names."""
    (taken,) = {name for name in ids(block) for _, held in Fixture.contract if name in (*held, *PARTS)}
    addition = Addition("a-plugin", (block,))
    assert taken in refused(edited(Fixture.document, at("help-lines", lambda part: (addition, part))))


# --------------------------------------------------------------------------- looking back


def test_a_look_back_repeats_only_a_plan_of_an_earlier_task_and_only_to_its_reader() -> None:
    plan = Lines("plan", 2)
    asking = Task("plan", "prompt", (paragraph("What then?"),), plan, number=1)
    back = Task("plan-look-back", "look-back", (paragraph("Did it come?"),), None, earlier=plan)

    def said(*blocks: Block, discreet: bool = False) -> str:
        session = Section("session-1", "session", (Text("A session"),), blocks, number=1)
        document = replace(every_node(), parts=(session,), discreet=discreet)
        wanted = [block.id for block in blocks if isinstance(block, Task)]
        try:
            guard(document, [("session-1", wanted)])
        except GuardError as error:
            return error.message
        return ""

    assert said(asking, back) == ""
    assert "someone else may find this document" in said(asking, back, discreet=True)
    assert "something other than the plan" in said(back, asking)
    assert "something other than the plan" in said(asking, replace(back, earlier=Lines("other", 2)))
    assert "something other than the plan" in said(asking, replace(back, kind="exercise"))
    assert "only the pack's can" in said(asking, Addition("a-plugin", (back,)))
