"""How pages are filled: what belongs together stands together, and what is left over is given to writing.

Where words stand is read with poppler, where that is installed; where fields are, with pikepdf.
"""

from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import CONFIRMED, EXAMPLES, bundled_pack, example

from rekindle_core import (
    Choices,
    Document,
    HelpGroup,
    HelpLine,
    HelpLines,
    IfThen,
    ItemList,
    Lines,
    Option,
    Paragraph,
    Reference,
    Response,
    Scale,
    Section,
    SelfCheck,
    Statement,
    Table,
    TableColumn,
    TableRow,
    Task,
    Text,
    TextCell,
    load_profile,
    make_plan,
    realise,
    render,
)
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import every_node
from rekindle_pdf.data import document_data

pytestmark = pytest.mark.slow

FEW = settings(deadline=None, derandomize=True, max_examples=25)
MM = 72 / 25.4
ROW = 8 * MM
HEAD, FOOT = 16 * MM, 21 * MM
"""The margins of a page of A4."""


@dataclass
class Page:
    """Where things stand on a page, in points from its head.

    Attributes:
        words: Each word, and its sides: left, top, right, bottom.
        fields: Each field's name, and its sides.
    """

    height: float
    words: list[tuple[str, Sides]] = field(default_factory=list)
    fields: dict[str, Sides] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(word for word, _ in self.words)

    @property
    def foot(self) -> str:
        """What runs along the foot."""
        return " ".join(word for word, sides in self.words if sides[1] > self.height - FOOT)

    @property
    def bottom(self) -> float:
        """How far down anything reaches, but for the foot."""
        bottoms = [sides[3] for sides in itertools.chain((at for _, at in self.words), self.fields.values())]
        return max((bottom for bottom in bottoms if bottom < self.height - FOOT + 1), default=HEAD)

    @property
    def filled(self) -> float:
        """How much of the height for text is made use of."""
        return (self.bottom - HEAD) / (self.height - HEAD - FOOT)


Sides = tuple[float, float, float, float]


def pages(document: Document, **options: str) -> list[Page]:
    tool = shutil.which("pdftotext") or pytest.skip("pdftotext (poppler-utils) is not installed")
    (artifact,) = render(document, "pdf", options)
    run = subprocess.run([tool, "-bbox", "-", "-"], input=artifact.data, capture_output=True, check=True)
    space = "{http://www.w3.org/1999/xhtml}"
    found = []
    for read in ElementTree.fromstring(run.stdout.decode()).iter(f"{space}page"):
        page = Page(float(read.attrib["height"]))
        for word in read.iter(f"{space}word"):
            left, top, right, bottom = (float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax"))
            page.words.append((word.text or "", (left, top, right, bottom)))
        found.append(page)
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        for page, read_page in zip(found, pdf.pages, strict=True):
            for number, note in enumerate(
                note for note in read_page.get("/Annots", []) if note.Subtype == "/Widget"
            ):
                left, bottom, right, top = (float(side) for side in note.Rect)
                name = str(note.get("/T", f"{note.get('/Parent', note).get('/T', '')}:{number}"))
                page.fields[name] = (left, page.height - top, right, page.height - bottom)
    return found


def session(*blocks: Any) -> Document:
    part = Section("only", "session", (Text("A session"),), blocks, number=1)
    return replace(every_node(), parts=(part,), practice=None)


def task(name: str, response: Response | None, *words: str, kind: Any = "prompt") -> Task:
    number = 1 if kind == "prompt" else None
    return Task(name, kind, tuple(Paragraph((Text(text),)) for text in words), response, number=number)


def filler(lines: int) -> Paragraph:
    return Paragraph((Text("words " * (13 * lines)),))


def rating(name: str) -> Task:
    return task(name, Scale(name, 0, 10, (Text("none"),), (Text("all"),)), f"How {name}?", kind="rating")


DONE = Choices("done", (Option("done", (Text("Done"),)),), True)


# ---------------------------------------------------------------- what belongs together


def test_a_session_ends_on_no_page_that_holds_less_than_two_ratings_and_what_closes_it() -> None:
    leaving = (rating("calm"), rating("slept"), rating("near"), task("act", DONE, "Act.", kind="action"))
    for lines in range(0, 46, 3):
        blocks = (filler(lines), *leaving, task("end", None, "Farewell.", kind="close"))
        (page,) = (page for page in pages(session(*blocks)) if "Farewell." in page.text)
        assert all(word in page.text for word in ("slept?", "near?", "Act.", "Done"))


def test_a_session_may_end_on_the_page_on_which_the_next_one_begins() -> None:
    """No room is left over at the foot of the page before, to keep its last lines together."""
    leaving = (rating("calm"), rating("slept"), rating("near"), task("act", DONE, "Act.", kind="action"))
    close = task("end", None, "Farewell.", kind="close")
    parted = 0
    for lines in range(20, 46, 3):
        first = Section("one", "session", (Text("First"),), (filler(lines), *leaving, close), number=1)
        second = Section("two", "session", (Text("Second"),), (filler(8),), number=2)
        (page,) = (
            page
            for page in pages(replace(every_node(), parts=(first, second), practice=None))
            if "Farewell." in page.text
        )
        parted += "slept?" not in page.text
        assert "slept?" in page.text or "Second" in page.text
    assert parted


def test_a_small_action_has_its_box_beside_it() -> None:
    (_, page) = pages(session(task("act", DONE, "Sit outdoors.", kind="action")))
    at = {word: sides for word, sides in page.words if word in ("Sit", "Done")}
    assert abs(at["Sit"][1] - at["Done"][1]) < ROW / 4
    assert at["Done"][0] > at["Sit"][2]


@pytest.mark.parametrize("size", ["normal", "large"])
def test_short_options_stand_in_two_columns_that_are_read_one_after_the_other(size: str) -> None:
    def options(*labels: str) -> tuple[Option, ...]:
        return tuple(Option(f"o{number}", (Text(label),)) for number, label in enumerate(labels))

    def rows(*labels: str) -> list[int]:
        (_, page) = pages(session(task("a", Choices("a", options(*labels), False), "Which?")), size=size)
        names = sorted(page.fields, key=lambda name: int(name.rpartition(":")[2]))
        return [round(page.fields[name][1]) for name in names]

    one, two, three, four, five = rows("one", "two", "three", "four", "five")
    assert one < two < three
    assert ((one, two) == (four, five)) == (size == "normal")
    long = rows(*["Words that take the whole of a line, or nearly so, from one end to the other"] * 5)
    assert long == sorted(set(long))


def test_many_statements_stand_in_two_columns_and_few_under_each_other() -> None:
    def lefts(count: int) -> set[int]:
        statements = tuple(Statement((Text(f"Line{number} is so."),), "") for number in range(count))
        (_, page) = pages(session(SelfCheck("c", (Text("Look:"),), statements, None, brief=True)))
        return {round(sides[0]) for word, sides in page.words if word.startswith("Line")}

    assert len(lefts(4)) == 1
    assert len(lefts(6)) == 2


def test_self_checks_stand_under_the_opening_if_all_of_them_have_room_there() -> None:
    check = SelfCheck(
        "c", (Text("Look:"),), tuple(Statement((Text(f"Line{n} is so."),), "") for n in range(8)), None
    )
    found = set()
    for lines in range(3, 46, 6):
        opening = Section("o", "opening", (Text("Opening"),), (filler(lines),))
        checks = Section("s", "self-checks", (Text("Checks"),), (check,))
        read = pages(replace(every_node(), parts=(opening, checks), practice=None))
        whole = [page for page in read if "Line0" in page.text]
        assert [page for page in read if "Line7" in page.text] == whole
        found.add("Opening" in whole[0].text.partition("Checks")[0])
    assert found == {True, False}


def test_words_before_a_table_may_stand_on_the_page_before_it_but_for_the_last() -> None:
    columns = (TableColumn("do", (Text("Do"),), TextCell()),)
    rows = tuple(TableRow(f"r{n}", (Text(f"Row{n}"),)) for n in range(7))
    words = ["First.", "Words that say what there is to do. " * 20, "Last."]
    found = set()
    for lines in range(20, 42, 3):
        read = pages(session(filler(lines), task("t", Table("t", columns, rows), *words, kind="exercise")))
        where = {
            word: [n for n, page in enumerate(read) if word in page.text]
            for word in ("First.", "Last.", "Row0")
        }
        assert where["Last."] == where["Row0"]
        found.add(where["First."] == where["Row0"])
    assert found == {True, False}


def test_what_leads_up_to_a_list_stands_with_its_beginning() -> None:
    items = ItemList(False, tuple((Paragraph((Text(f"item{number}"),)),) for number in range(6)))
    for lines in range(30, 44):
        (page,) = (
            page
            for page in pages(session(filler(lines), Paragraph((Text("These:"),)), items))
            if "These:" in page.text
        )
        assert "item0" in page.text


@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("text", ["Small words on a line. ", "WHOM MAMMOTHS AWAKEN MUM. "])
def test_a_task_that_is_not_measured_has_room_on_a_page(size: str, text: str) -> None:
    def asked(times: int) -> Document:
        items = ItemList(True, tuple((Paragraph((Text(text * 8),)),) for _ in range(times // 8)))
        words = Paragraph((Text(text * (times % 8) + "Why?"),))
        return session(Task("a", "prompt", (items, words), Lines("a", 6), number=1))

    def is_measured(document: Document) -> bool:
        data = document_data(document, ordinary=size == "normal", warn=print).json
        return any(block.get("large") for part in data["parts"] for block in part)

    tallest = max(times for times in range(8, 200) if not is_measured(asked(times)))
    read = pages(asked(tallest), size=size, paper="letter")
    (page,) = (page for page in read if "Why?" in page.text)
    assert page.fields["a"][3] - page.fields["a"][1] > 6 * ROW - 4
    assert page.fields["a"][3] < page.height - (20 if size == "normal" else 26) * MM
    assert tallest > 10


@pytest.mark.parametrize("size", ["normal", "large"])
def test_a_long_exercise_goes_on_on_the_next_page_and_a_short_one_is_kept_whole(size: str) -> None:
    """In letters of the ordinary size neither is measured; in large print both are."""

    def first_and_last(times: int) -> tuple[int, int]:
        words = ["First.", *["Words that say what there is to do. " * 4] * times, "Last."]
        document = session(
            filler(30 if size == "normal" else 12), task("a", Lines("a", 3), *words, kind="exercise")
        )
        data = document_data(document, ordinary=size == "normal", warn=print).json
        measured = [block["large"] for part in data["parts"] for block in part if block["is"] == "task"]
        assert measured == [size == "large"]
        read = pages(document, size=size)
        (first,), (last,) = (
            [n for n, page in enumerate(read) if word in page.text] for word in ("First.", "Last.")
        )
        assert "a" in read[last].fields
        return first, last

    first, last = first_and_last(5 if size == "normal" else 8)
    assert first + 1 == last
    first, last = first_and_last(2)
    assert first == last


@pytest.mark.parametrize("name", ["Alex", "שרה", "日本", "https://example.org/a/long/address"])
def test_a_short_exercise_is_not_taken_for_a_long_one_by_what_is_in_it(name: str) -> None:
    document = session(task("a", Lines("a", 2), f"Think of {name}.", "Write it down.", kind="exercise"))
    data = document_data(document, ordinary=True, warn=print).json
    assert [block["parts"] for part in data["parts"] for block in part if block["is"] == "task"] == [False]


@pytest.mark.parametrize("response", [Lines("a", 4), IfThen("a", "b", 2)])
def test_wherever_a_page_ends_a_question_stands_with_its_room_to_write(response: Response) -> None:
    for lines in range(0, 46, 3):
        (page,) = (
            page for page in pages(session(filler(lines), task("a", response, "Why?"))) if "Why?" in page.text
        )
        assert "a" in page.fields
        assert page.fields["a"][3] - page.fields["a"][1] > 2 * ROW - 4


@pytest.mark.parametrize("size", ["normal", "large"])
def test_where_a_page_is_full_of_what_is_asked_there_is_less_room_rather_than_on_another_page(
    size: str,
) -> None:
    for lines in range(*(8, 17) if size == "normal" else (4, 10), 2):
        asked = task(
            "a", Lines("a", 22), *["Words that ask for an answer, at some length. " * 2] * lines, "Why?"
        )
        (page,) = (page for page in pages(session(asked), size=size) if "Why?" in page.text)
        assert page.fields["a"][3] - page.fields["a"][1] > 2 * ROW - 4


# ---------------------------------------------------------------- what is left over


def test_room_to_write_grows_into_what_its_page_has_left_over_in_proportion_to_what_it_has() -> None:
    (_, page) = pages(session(task("a", Lines("a", 4), "Why?"), task("b", Lines("b", 12), "How?")))
    assert page.filled > 0.98
    one, other = ((page.fields[name][3] - page.fields[name][1] + 3) / ROW for name in ("a", "b"))
    assert 4 <= one < other / 2
    assert other >= 14


def test_no_room_grows_past_twice_what_was_asked_for_or_eight_rows() -> None:
    for rows, most in ((1, 8), (4, 8), (6, 12)):
        (_, page) = pages(session(task("a", Lines("a", rows), "Why?")))
        assert most - 0.1 <= (page.fields["a"][3] - page.fields["a"][1] + 3) / ROW <= most * 1.25


def test_both_areas_of_a_plan_grow_alike() -> None:
    (_, page) = pages(session(task("a", IfThen("a", "b", 5), "Plan.")))
    one, other = ((sides[3] - sides[1]) for sides in page.fields.values())
    assert abs(one - other) < 0.1
    assert one > 9 * ROW
    assert page.filled > 0.8


def test_where_nothing_is_left_over_it_is_as_large_as_was_asked_for() -> None:
    tasks = [task(f"t{number}", Lines(f"t{number}", 4), "Why?") for number in range(40)]
    heights = [sides[3] - sides[1] for page in pages(session(*tasks))[1:-1] for sides in page.fields.values()]
    assert min(heights) > 4 * ROW - 4
    assert max(heights) < 6 * ROW


RESPONSES = st.one_of(
    st.builds(Lines, st.just("a"), st.integers(1, 24)),
    st.builds(IfThen, st.just("a"), st.just("b"), st.integers(1, 8)),
    st.builds(lambda high: Scale("a", 0, high, (Text("none"),), (Text("all"),)), st.integers(1, 20)),
    st.builds(
        lambda count: Choices("a", tuple(Option(f"o{n}", (Text("tick"),)) for n in range(count)), True),
        st.integers(1, 12),
    ),
)


def named(response: Response, number: int) -> Response:
    """Return a response whose answers have names of their own."""
    if isinstance(response, IfThen):
        return replace(response, if_id=f"if{number}", then_id=f"then{number}")
    return replace(response, answer_id=f"a{number}")


@given(
    st.lists(st.tuples(RESPONSES, st.integers(1, 60)), min_size=1, max_size=7),
    st.sampled_from(["a4", "letter"]),
    st.sampled_from(["normal", "large"]),
)
@settings(FEW, max_examples=60)
def test_no_field_lies_over_words_or_another_field(
    asked: list[tuple[Response, int]], paper: str, size: str
) -> None:
    tasks = [
        task(f"t{number}", named(response, number), "ask " * count)
        for number, (response, count) in enumerate(asked)
    ]
    for page in pages(session(*tasks), paper=paper, size=size):
        for (name, one), (other, two) in itertools.combinations(things(page), 2):
            assert apart(one, two), (name, other)


def things(page: Page) -> Iterator[tuple[str, Sides]]:
    """Yield what must not lie over one another: fields, and words but for the numbers within circles."""
    yield from page.fields.items()
    yield from (
        (word, (left + 1, top + 3, right - 1, bottom - 3))
        for word, (left, top, right, bottom) in page.words
        if not word.isdigit()
    )


def apart(one: Sequence[float], two: Sequence[float]) -> bool:
    return (
        one[2] <= two[0] + 0.1 or two[2] <= one[0] + 0.1 or one[3] <= two[1] + 0.1 or two[3] <= one[1] + 0.1
    )


@pytest.mark.parametrize("size", ["normal", "large"])
def test_room_to_write_beside_help_lines_is_measured_with_them(size: str) -> None:
    """A part that is looked for in a hurry is measured first, on a page without end."""
    lines = HelpLines("h", (), (HelpGroup((Text("Here"),), ("112",), ()),), (Text("Numbers change."),))
    part = Section("help", "help", (Text("Help"),), (lines, task("a", Lines("a", 3), "Whom will you call?")))
    (_, page) = pages(replace(every_node(), parts=(part,), practice=None), size=size)
    assert page.fields["a"][3] - page.fields["a"][1] > 3 * ROW - 4


def test_a_reference_among_words_has_room_in_the_margin() -> None:
    """The page that it names may part from it, and from itself, where there is hardly room for either."""
    purpose = (Reference("help", (Text("reference"),)), Text("monettj"))
    line = HelpLine("l", "Somebody", "112", "", "", "", purpose)
    lines = HelpLines("h", (), (HelpGroup((Text("Here"),), (), (line,)),), ())
    part = Section("help", "help", (Text("Help"),), (lines,))
    (_, page) = pages(replace(every_node(), parts=(part,), practice=None))
    left = min(sides[0] for _, sides in page.words)
    assert left > 5 * MM
    assert "reference" in page.text


@pytest.mark.parametrize(
    ("country", "paper"),
    # Paper follows the country, so that nobody in Germany gets the shorter Letter unasked.
    [
        ("US", "letter"),
        ("US", "a4"),
        ("DE", "a4"),
        ("AU", "a4"),
        ("AU", "letter"),
        ("IE", "a4"),
        ("IE", "letter"),
    ],
)
def test_the_help_lines_of_a_country_are_seen_at_one_glance(country: str, paper: str) -> None:
    pack = bundled_pack()
    document = realise(
        pack,
        make_plan(pack, load_profile(pack, {"country": country, "safety.abused": "yes"})),
        confirmed=CONFIRMED,
    )
    help_lines = [page for page in pages(document, paper=paper) if page.foot.startswith("Someone to talk to")]
    assert len(help_lines) == 1


def test_joined_titles_break_between_each_other() -> None:
    """As those of a session that the engine itself joins."""
    document = example("drifted-living-together")
    titles = ["".join(node.text for node in part.title if isinstance(node, Text)) for part in document.parts]
    joined = [title for title in titles if "·" in title]
    assert joined
    shown_pages = pages(document)
    for title in joined:
        words = title.split()[0]
        *_, page = (page for page in shown_pages if re.search(rf"Session [0-9]+ {words}", page.text))
        lines: dict[int, list[str]] = {}
        for word, sides in page.words:
            lines.setdefault(round(sides[1]), []).append(word)
        shown = [" ".join(words) for words in lines.values()]
        assert all(any(one.strip() in line for line in shown) for one in title.split("·"))


def test_a_title_that_looks_joined_is_one_title() -> None:
    title = (Text("To rest"), Text("\u00a0· "), Text("and to walk"))
    session = Section("s", "session", title, (), number=1)
    ((head, *_),) = document_data(replace(every_node(), parts=(session,)), warn=print).json["parts"]
    assert not head["joined"]
    assert head["title"] == [node.text for node in title]


# ---------------------------------------------------------------- the examples


@pytest.mark.parametrize("theme", ["warm", "plain"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_page_of_a_session_is_nearly_empty(name: str, theme: str) -> None:
    filled = [page.filled for page in pages(example(name), theme=theme) if page.foot.startswith("Session")]
    assert min(filled, default=1) > 0.33
    assert all(one + other > 1 for one, other in itertools.pairwise(filled))
