"""The `html` format: what a page must hold, and what it must never do.

Pages are read back with `html.parser`, into a small tree that refuses tags which do not match.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import itertools
import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields
from tests.pictures import KINDS, Kind, png
from tests.support import EXAMPLES, example

import rekindle_html
from rekindle_core import (
    Addition,
    Choices,
    Datum,
    Document,
    Emphasis,
    HelpLines,
    IfThen,
    ItemList,
    Lines,
    Link,
    Logo,
    Option,
    Paragraph,
    Quotation,
    Reference,
    RenderError,
    Request,
    Response,
    Scale,
    Section,
    SelfCheck,
    Statement,
    Task,
    Text,
    walk,
)
from rekindle_core.frozen import Frozen, replace
from rekindle_core.testing.samples import HOSTILE, LOGO, every_node, practice
from rekindle_html.page import stylesheet
from rekindle_html.practice import accent_style

if TYPE_CHECKING:
    from collections.abc import Iterator

# ---------------------------------------------------------------- reading a page back

VOID = {"br", "img", "input", "link", "meta"}


@dataclasses.dataclass(eq=False)
class Element:
    """An element of a page, with its text and elements in order."""

    tag: str
    attributes: dict[str, str | None]
    parent: Element | None
    children: list[Element | str] = dataclasses.field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def elements(self) -> Iterator[Element]:
        """Yield this element and all inside it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.elements()

    def ancestors(self) -> Iterator[Element]:
        """Yield the elements around this one, the nearest first."""
        if self.parent is not None:
            yield self.parent
            yield from self.parent.ancestors()

    def text(self, *, without: str = "") -> str:
        """Return the text inside, leaving out elements of one class."""
        return "".join(
            child if isinstance(child, str) else child.text(without=without)
            for child in self.children
            if isinstance(child, str) or not without or child["class"] != without
        )

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Return the elements inside with this tag and these attributes."""
        return [
            element
            for element in self.elements()
            if (not tag or element.tag == tag)
            and all(
                element[name.rstrip("_").replace("_", "-")] == value for name, value in attributes.items()
            )
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """Return the only such element."""
        (element,) = self.all(tag, **attributes)
        return element


class Reader(HTMLParser):
    """Builds the tree; a tag that does not match, or a control character, is an error."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.at = Element("#root", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute stands twice on <{tag}>"
        element = Element(tag, dict(attrs), self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.at.tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read(source: str) -> Element:
    reader = Reader()
    reader.feed(source)
    reader.close()
    assert reader.at.tag == "#root", f"<{reader.at.tag}> is never closed"
    return reader.at


def make(document: Document, warnings: list[str] | None = None) -> str:
    """Render through what the plugin registers."""
    (format_,) = rekindle_html.rekindle_register_formats()
    request = Request(
        options=format_.options(),
        render=lambda _name, _document: (),
        warn=pytest.fail if warnings is None else warnings.append,
    )
    (artifact,) = format_.load()(document, request)
    assert (artifact.suffix, artifact.media_type) == (".html", "text/html; charset=utf-8")
    return artifact.data.decode("utf-8")


# ---------------------------------------------------------------- documents to try


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text))


def of(*blocks: Any, title: str = "A part") -> Document:
    """Return a Document with one section that holds `blocks`."""
    return replace(every_node(), parts=(Section("a-part", "opening", words(title), blocks),))


def long_questions() -> Document:
    """Return a Document in which each kind of response has a question of several blocks, or only a title."""
    several = (paragraph("Think of an evening."), ItemList(False, ((paragraph("Who spoke first?"),),)))
    pair = (Option("a", words("A")), Option("b", words("B")))

    def responses(x: str) -> tuple[Response, ...]:
        return (
            Lines(f"{x}-lines", 3),
            Scale(f"{x}-scale", 1, 5, words("low")),
            Choices(f"{x}-one", pair, many=False),
            Choices(f"{x}-many", pair, many=True),
            IfThen(f"{x}-if", f"{x}-then"),
        )

    return of(
        *(Task(f"a-{n}", "prompt", several, response) for n, response in enumerate(responses("several"))),
        *(
            Task(f"b-{n}", "rating", (), response, words("Sleep"))
            for n, response in enumerate(responses("title"))
        ),
    )


def nine_sessions() -> Document:
    """Return a Document of nine sessions, each with every kind of block."""
    document = every_node()
    (session,) = (part for part in document.parts if part.role == "session")
    others = [part for part in document.parts if part.role != "session"]
    sessions = (renamed(replace(session, number=n), f"s{n}-") for n in range(1, 10))
    return replace(document, parts=(others[0], *sessions, *others[1:]))


def renamed(node: Any, prefix: str) -> Any:
    """Give every id in a tree a prefix, so that a session can stand in a Document several times."""
    if isinstance(node, tuple):
        return tuple(renamed(item, prefix) for item in node)
    if not isinstance(node, Frozen):
        return node
    changes: dict[str, Any] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        changes[field.name] = (
            prefix + value if field.name == "id" or field.name.endswith("_id") else renamed(value, prefix)
        )
    return replace(node, **changes)


DOCUMENTS = {
    "every-node": every_node,
    "right-to-left": lambda: every_node("ليلى", language="ar", direction="rtl"),
    "long-questions": long_questions,
    "nine-sessions": nine_sessions,
}


@cache
def page_of(name: str) -> Element:
    return read(make(DOCUMENTS[name]()))


@pytest.fixture(params=sorted(DOCUMENTS))
def page(request: pytest.FixtureRequest) -> Element:
    """Return the page of each Document above."""
    return page_of(request.param)


# ---------------------------------------------------------------- names


def shape(page: Element) -> list[tuple[str, dict[str, str | None]]]:
    return [(element.tag, element.attributes) for element in page.elements()]


def assert_shown_as_typed(name: str) -> None:
    page = read(make(every_node(name)))
    assert shape(page) == shape(page_of("every-node"))
    typed = [element.text() for element in page.all("bdi") if not element["dir"]]
    assert len(typed) > 5
    assert set(typed) - {"Harbour Lane Counselling", "Dr Ada Marsh", "Between you and us."} == {name}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_has_no_effect_and_is_shown_as_typed(name: str) -> None:
    assert_shown_as_typed(name)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_no_name_changes_an_element_or_attribute(name: str) -> None:
    assert_shown_as_typed(name)


def test_half_a_surrogate_pair_does_not_stop_the_page() -> None:
    assert "Le\ufffdo" in read(make(of(Paragraph((Datum("Le\ud800o", "client.name"),))))).one("main").text()


def test_names_stand_in_the_text_alone() -> None:
    page = read(make(every_node("Xanthippe")))
    assert "Xanthippe" not in page.one("head").text()
    for element in page.elements():
        assert not any("xanthippe" in (value or "").lower() for value in element.attributes.values())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_practice_of_any_name_has_no_effect_and_is_shown_as_typed(name: str) -> None:
    page = read(
        make(replace(every_node(), practice=replace(practice(), name=name, clinician=name, footer=name)))
    )
    assert shape(page) == shape(page_of("every-node"))
    typed = [element.text() for part in ("header", "footer") for element in page.one(part).all("bdi")]
    assert typed.count(name) == 5


def test_a_practice_says_who_it_is_and_how_to_reach_it() -> None:
    page = page_of("every-node")
    picture = page.one("img")
    assert base64.b64decode(picture["src"].partition("base64,")[2]) == LOGO.encode()
    assert int(picture["width"]) == 3 * int(picture["height"])
    assert page.one("header").text().index("Harbour Lane") < page.one("header").text().index(
        "A Sample Program"
    )
    links = {element["href"]: element.text() for element in page.one("address").all("a")}
    assert links == {
        "tel:02079460000": "020 7946 0000",
        "mailto:hello@harbourlane.example": "hello@harbourlane.example",
        "https://harbourlane.example/": "harbourlane.example",
    }
    assert "Between you and us." in page.one("address").text()


@pytest.mark.parametrize("kind", KINDS[::5], ids=lambda kind: kind.name)
def test_a_png_of_any_kind_is_in_the_page_byte_for_byte(kind: Kind) -> None:
    signed = replace(practice(), logo=Logo("image/png", png(kind), 2.0))
    source = read(make(replace(every_node(), practice=signed))).one("img")["src"]
    assert source.partition("base64,")[0] == "data:image/png;"
    assert base64.b64decode(source.partition("base64,")[2]) == png(kind)


def test_a_page_without_a_practice_is_as_it_ever_was() -> None:
    page = read(make(replace(every_node(), practice=None)))
    assert not page.all("address")
    assert not page.all("img")
    assert "img-src" not in page.one("meta", http_equiv="Content-Security-Policy")["content"]
    assert page.one("style").text().startswith(stylesheet())
    assert page.one("style").text().count("--accent:") == stylesheet().count("--accent:")


@settings(max_examples=100, deadline=None)
@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_any_colour_of_a_practice_can_be_read_by_day_and_by_night(accent: str) -> None:
    first, day, night = re.findall(r"#[0-9a-f]{6}", accent_style(accent))
    assert first == day
    for shown, color in zip((day, night), colors(), strict=True):
        for ground in ("paper", "card", "wash", "on-accent"):
            assert contrast(shown, color[ground]) >= 4.5


def test_a_reader_without_a_name_gets_no_line_for_one() -> None:
    terms = [e.text() for e in read(make(replace(every_node(), reader=""))).one("header").all("dt")]
    assert terms == ["Made on", "Code"]


# ---------------------------------------------------------------- every block


def test_help_lines_are_whole() -> None:
    services = page_of("every-node").one("section", id="help")
    shown = " ".join(services.text().split())
    for part in (
        "116 123",
        "Samaritans",
        "anyone",
        "day and night",
        "samaritans.org",
        "999",
        "Australia",
        "13 11 14",
    ):
        assert part in shown
    dialled = {"tel:116123", "tel:999", "tel:131114", "tel:000", "tel:112"}
    assert {*dialled, "https://www.samaritans.org"} == {a["href"] for a in services.all("a")}


def test_a_number_that_is_more_than_a_number_is_shown_and_not_dialled() -> None:
    (part,) = (part for part in every_node().parts if part.role == "help")
    (lines,) = part.children
    assert isinstance(lines, HelpLines)
    group = lines.groups[0]
    (line,) = group.lines
    line = replace(line, number="079 option 1", web="")
    lines = replace(lines, groups=(replace(group, emergency=("112", "999"), lines=(line,)),))
    main = read(make(of(lines))).one("main")
    assert "079 option 1" in main.text()
    assert [a["href"] for a in main.all("a")] == ["tel:112", "tel:999"]


def test_a_session_shows_its_number_day_and_minutes_in_contents_and_text() -> None:
    page = page_of("every-node")
    for place in (page.one("nav").one("li", class_="session"), page.one("section", id="session-1")):
        head = " ".join(place.text().split())[:80]
        for part in ("Session 1", "Look back", "11 January 2027", "about 30 minutes"):
            assert part in head


def test_contents_link_to_every_part() -> None:
    document = nine_sessions()
    links = [a["href"] for a in page_of("nine-sessions").one("nav").all("a")]
    assert links == [f"#{part.id}" for part in document.parts]


def test_an_addition_bears_the_name_of_its_plugin() -> None:
    page = read(make(of(Addition("a <b>plugin", (paragraph("Hello."),)))))
    assert page.one("aside").text().split("\n")[:2] == ["Added by a <b>plugin", "Hello."]


def test_numbers_and_minutes_of_tasks_are_shown() -> None:
    kinds = [p.text() for p in page_of("every-node").all("p", class_="kind")]
    assert kinds[:5] == ["To begin", "From last time", "Prompt 1 about 5 minutes", "Prompt 2", "Prompt 3"]


# ---------------------------------------------------------------- answers


def answer_ids(document: Document) -> Iterator[str]:
    for block in walk(document):
        response = block.response if isinstance(block, Task) else getattr(block, "confirm", None)
        if response is not None:
            yield from response.answer_ids


def name_of(control: Element) -> str:
    """Return the name of a control: its own, or, of a box among several, that of the fieldset around it."""
    around = [e["name"] for e in control.ancestors() if e.tag == "fieldset" and e["name"]]
    assert bool(control["name"]) != bool(around), control.attributes
    return control["name"] or around[0]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_controls_names_are_the_answer_ids(name: str) -> None:
    names = [name_of(e) for e in page_of(name).one("main").elements() if e.tag in {"input", "textarea"}]
    assert [name for name, _ in itertools.groupby(names)] == list(answer_ids(DOCUMENTS[name]()))


def test_a_scale_offers_every_number_and_a_choice_every_value() -> None:
    page = page_of("every-node")
    values = {
        name: [
            (e["type"], e["value"] or (e["min"], e["max"]))
            for e in page.one("main").all("input")
            if name_of(e) == name
        ]
        for name in ("s1-prompt-b", "s1-prompt-c", "s1-checklist-a")
    }
    assert values == {
        "s1-prompt-b": [("number", ("0", "10"))],
        "s1-prompt-c": [("radio", "morning"), ("radio", "night")],
        "s1-checklist-a": [("checkbox", "slept"), ("checkbox", "ate")],
    }


def test_room_to_write_has_as_many_rows_as_asked_for_and_is_not_kept_by_the_browser() -> None:
    page = page_of("every-node")
    area = page.one("textarea", name="s1-prompt-a")
    assert (area["rows"], area.text()) == ("4", "")
    assert "spellcheck" not in area.attributes
    assert page.one("form")["autocomplete"] == "off"
    assert {e for e in page.elements() if e["name"] and e.tag in {"input", "textarea"}} <= set(
        page.one("form").elements()
    )


def test_the_question_is_the_controls_label() -> None:
    page = page_of("every-node")
    (label, *_) = page.one("textarea", name="s1-prompt-a").ancestors()
    asked = "Name a quiet hour with Alex. A small one is enough. Mine is usually …"
    assert (label.tag, label.text()) == ("label", asked)
    (label, *_) = page.one("input", name="s1-prompt-b").ancestors()
    assert (label.tag, label.text()) == ("label", "How steady is this week?0: not at all10: very")
    (_, group, *_) = page.all("input", name="s1-prompt-c")[0].ancestors()
    assert group.one("legend").text() == "Which hour is yours?"


def test_a_statement_has_no_box_of_its_own() -> None:
    check = SelfCheck(
        "check", words("If so, stop."), tuple(Statement(words(x), "a-part") for x in "abc"), None
    )
    assert not read(make(of(check))).all("input")


# ---------------------------------------------------------------- accessibility


def test_every_control_has_a_name_and_every_label_a_control(page: Element) -> None:
    ids = {element["id"]: element for element in page.elements() if element["id"]}
    for control in (*page.all("textarea"), *page.all("input")):
        if control["aria-label"]:
            continue
        around = [
            element for element in control.ancestors() if element.tag == "label" and element.text().strip()
        ]
        by_id = [ids[id_].text().strip() for id_ in control["aria-labelledby"].split()]
        assert around or (by_id and all(by_id)), control.attributes
    for label in page.all("label"):
        assert len(label.all("input") + label.all("textarea")) == 1
    assert all(button.text().strip() or button["id"] == "page--ask-yes" for button in page.all("button"))


def test_every_group_of_boxes_has_a_question(page: Element) -> None:
    ids = {element["id"]: element for element in page.elements() if element["id"]}
    for box in page.one("main").all("input"):
        if box["type"] == "number":
            continue
        # A box in a cell goes by the heads of its row and column.
        around = [box, *(e for e in box.ancestors() if e.tag == "fieldset")]
        named = next((e["aria-labelledby"].split() for e in around if e["aria-labelledby"]), [])
        asked = [ids[name] for name in named] or [around[1].one("legend")]
        assert all(one.text().strip() for one in asked)


def test_ids_are_unique_and_whatever_is_pointed_to_is_there(page: Element) -> None:
    ids = [element["id"] for element in page.elements() if element["id"]]
    assert len(set(ids)) == len(ids)
    for element in page.elements():
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(element[name].split()) <= set(ids)
        if element["href"].startswith("#"):
            assert element["href"][1:] in ids


def test_headings_start_at_one_and_skip_no_level(page: Element) -> None:
    levels = [int(e.tag[1]) for e in page.elements() if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def title_of(page: Element, section: str) -> Element:
    return next(e for e in page.one("section", id=section).elements() if re.fullmatch("h[1-6]", e.tag))


def test_sections_deeper_than_headings_go_share_the_last_level() -> None:
    inner: Any = paragraph("Down here.")
    for depth in range(8, 0, -1):
        inner = Section(f"depth-{depth}", "passage", words(f"Depth {depth}"), (inner,))
    page = read(make(replace(every_node(), parts=(inner,))))
    heading = {f"depth-{n}": title_of(page, f"depth-{n}").tag for n in range(1, 9)}
    assert list(heading.values()) == ["h2", "h3", "h4", "h5", "h6", "h6", "h6", "h6"]


def test_landmarks_language_and_direction() -> None:
    page = page_of("right-to-left")
    assert (page.one("html")["lang"], page.one("html")["dir"]) == ("ar", "rtl")
    assert [e.tag for e in page.one("body").children if isinstance(e, Element)] == [
        "a", "section", "header", "nav", "form", "footer", "script", "script", "span"
    ]  # fmt: skip
    assert [e.tag for e in page.one("form").children if isinstance(e, Element)] == ["main"]
    first = next(e for e in page.one("body").elements() if e.tag == "a")
    assert first["href"] == f"#{page.one('main')['id']}"


def test_no_link_stands_inside_another() -> None:
    title = (Reference("a-part", (Emphasis((Link("https://example.org", words("nested")),)),)),)
    page = read(make(of(Paragraph(title), Section("b", "passage", title, ()))))
    assert not [a for a in page.all("a") if any(e.tag == "a" for e in a.ancestors())]


# ---------------------------------------------------------------- what the page may do


def test_the_page_fetches_nothing_and_runs_its_one_script(page: Element) -> None:
    data, script = page.all("script")
    assert data.attributes == {"type": "application/json", "id": "page--data"}
    assert script.attributes == {}
    # The one link names a place on the page, and fetches nothing; that place stands behind the script.
    assert page.one("link").attributes == {"rel": "expect", "href": "#page--end", "blocking": "render"}
    assert [e["id"] for e in page.one("body").children if isinstance(e, Element)][-1] == "page--end"
    forbidden = {
        "iframe",
        "object",
        "embed",
        "base",
        "audio",
        "video",
        "svg",
    }
    for element in page.elements():
        assert element.tag not in forbidden
        for name in element.attributes:
            assert not name.startswith("on")
        if "src" in element.attributes:
            # As an image an SVG runs and fetches nothing, whatever it holds.
            assert element.tag == "img"
            assert re.match(r"data:image/(png|svg\+xml);base64,", element["src"])
        for name in element.attributes:
            assert name not in {"srcset", "style", "action", "formaction", "ping", "background"}
    # Outside a dialog such a form goes nowhere, whatever sends it.
    (form,) = page.all("form")
    assert form["method"] == "dialog"
    assert set(form.attributes) <= {"method", "autocomplete", "spellcheck", "writingsuggestions"}
    assert not [e for e in page.all("form")[0].ancestors() if e.tag == "dialog"]
    assert not re.search(r"url\(|@import|@font-face|image-set|src\(", page.one("style").text())


def test_the_policy_allows_the_one_style_sheet_and_the_one_script_and_nothing_else(page: Element) -> None:
    def hashed(element: Element) -> str:
        digest = hashlib.sha256(element.text().encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    policy = page.one("meta", http_equiv="Content-Security-Policy")["content"]
    assert policy.split("; ") == [
        "default-src 'none'",
        "img-src data:",
        f"script-src {hashed(page.all('script')[1])}",
        f"style-src {hashed(page.one('style'))}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    head = [e for e in page.one("head").children if isinstance(e, Element)]
    assert "charset" in head[0].attributes
    assert head[1]["content"] == policy, "a policy holds only for what comes after it"


def test_the_page_asks_not_to_be_indexed_and_tells_no_site_where_a_link_was(page: Element) -> None:
    assert page.one("meta", name="referrer")["content"] == "no-referrer"
    assert page.one("meta", name="robots")["content"] == "noindex"
    for a in page.all("a"):
        if a["href"].startswith("https:"):
            assert a["rel"] == "noreferrer"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "http://example.org", " https://a.b"]
)
def test_an_address_that_no_document_should_hold_is_not_linked_to(url: str) -> None:
    main = read(make(of(Paragraph((Link(url, words("here")),))))).one("main")
    assert not main.all("a")
    assert "here" in main.text()


@pytest.mark.parametrize(
    "url", ['https://example.org/?q="><script>&amp;', "mailto:a'b@example.org", "tel:+44116123"]
)
def test_an_address_is_linked_to_just_as_it_is(url: str) -> None:
    main = read(make(of(Paragraph((Link(url, words("here")),))))).one("main")
    assert [a["href"] for a in main.all("a")] == [url]
    assert not main.all("script")


def test_a_title_that_repeats_the_one_above_it_is_not_seen_twice() -> None:
    same, other = (Section(id_, "step", words(id_), ()) for id_ in ("same", "other"))
    page = read(make(of(same, other, title="same")))
    assert [title_of(page, id_)["class"] for id_ in ("same", "other")] == ["unseen", ""]


def test_a_reference_to_a_section_of_another_document_is_words_alone() -> None:
    main = read(make(of(Paragraph((Reference("elsewhere", words("Elsewhere")),))))).one("main")
    assert not main.all("a")
    assert "Elsewhere" in main.text()


def test_a_statement_whose_page_is_missing_stands_and_is_warned_about() -> None:
    warnings: list[str] = []
    check = SelfCheck("check-a", words("If so:"), (Statement(words("It is true."), "elsewhere"),), None)
    assert "It is true." in read(make(of(check), warnings)).one("main").text()
    assert len(warnings) == 1
    assert "elsewhere" in warnings[0]


def test_a_document_nested_too_deeply_is_an_error_that_says_so() -> None:
    block: Any = paragraph("Down here.")
    for _ in range(3000):
        block = Quotation((block,))
    with pytest.raises(RenderError, match="nested too deeply"):
        make(of(block))


# ---------------------------------------------------------------- bytes and looks


@pytest.mark.parametrize("name", EXAMPLES)
def test_nine_sessions_take_less_than_210_kilobytes_and_few_of_them_are_not_words(name: str) -> None:
    document = example(name)
    sessions = sum(part.role == "session" for part in document.parts)
    source = make(document, [])
    said = re.sub(r"<(style|script).*?</\1>|<[^>]*>", "", source, flags=re.DOTALL)
    # Where nothing is known, the help lines of every country and every alternative are longer than that by themselves.
    if sessions <= 9 and name != "nothing-known":
        assert len(source.encode()) < 210_000
    assert len(source.encode()) - len(said.encode()) < 155_000


def luminance(color: str) -> float:
    """Relative luminance, after WCAG 2.2."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colors() -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of the style sheet, by day and by night."""
    plain, both = re.findall(r":root *\{(.*?)\}", stylesheet(), re.DOTALL)[:2]
    day = dict(re.findall(r"--([\w-]+): *(#[0-9a-f]{6});", plain))
    pairs = re.findall(r"--([\w-]+): *light-dark\((#[0-9a-f]{6}), *(#[0-9a-f]{6})\);", both)
    # Browsers that do not know of both have those of the day.
    assert {name: light for name, light, _ in pairs} == day
    return day, {name: dark for name, _, dark in pairs}


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough_for_text_and_for_the_edges_of_controls(mode: int) -> None:
    color = colors()[mode]
    for text, ground in itertools.product(("ink", "quiet", "accent"), ("paper", "card", "wash")):
        assert contrast(color[text], color[ground]) >= 4.5, (text, ground)
    assert contrast(color["on-accent"], color["accent"]) >= 4.5
    for ground in ("paper", "card"):
        assert contrast(color["edge"], color[ground]) >= 3, ground


def test_the_style_sheet_knows_no_left_or_right() -> None:
    style = re.sub(r"/\*.*?\*/", "", page_of("every-node").one("style").text(), flags=re.DOTALL)
    assert not re.search(r"\b(left|right)\b", style)
