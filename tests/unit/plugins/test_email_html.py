"""The HTML part of mails: what it shows, to whom, and what it never does. How it looks is seen in `tests/browser`."""

from __future__ import annotations

import email
import email.policy
import itertools
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields
from tests.mails import Reader, example_pages
from tests.support import QUICK, bundled_pack
from tools.mail.inline import TABLE, make_table

from rekindle_core import (
    Datum,
    Document,
    HelpGroup,
    HelpLine,
    HelpLines,
    Link,
    Paragraph,
    Practice,
    Reference,
    Scale,
    Section,
    Task,
    Text,
    load_profile,
    make_plan,
    realise,
    render,
    walk,
)
from rekindle_core.document.colour import contrast
from rekindle_core.document.quoted import without_earlier
from rekindle_core.frozen import Frozen, replace
from rekindle_core.testing.samples import HOSTILE, every_node, practice
from rekindle_core.testing.strategies import documents
from rekindle_email.page import html_page
from rekindle_email.style import ACCENT, DARK_PANEL, PANEL

LOOKS = json.loads(TABLE.read_text(encoding="utf-8"))


def page_of(document: Document, **more: str) -> Reader:
    return Reader(html_page(document, "Session 1", **more))


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text))


def of(*blocks: Any) -> Document:
    """Return a Document with one section that holds `blocks`."""
    return replace(every_node(), parts=(Section("a-part", "opening", words("A part"), blocks),))


# ------------------------------------------------------------------ every block


def numbered(node: Any, count: Iterator[int]) -> Any:
    """Replace each Text by a word of its own, in the order of reading."""
    if isinstance(node, Text):
        return Text(f"w{next(count)}w")
    if isinstance(node, tuple):
        return tuple(numbered(item, count) for item in node)
    if not isinstance(node, Frozen):
        return node
    # What a session joins stands in its title already.
    names = [field.name for field in fields(node) if field.name != "joined"]
    # A title is read before what it stands over, and help before the response, though a Task's fields have them later.
    first = ["title", "body", "help"]
    names.sort(key=lambda name: first.index(name) if name in first else len(first))
    return replace(node, **{name: numbered(getattr(node, name), count) for name in names})


def unpointed(node: Any) -> Any:
    """Take away what shows a title a second time."""
    if isinstance(node, tuple):
        return tuple(unpointed(item) for item in node if not isinstance(item, Reference))
    if not isinstance(node, Frozen):
        return node
    changed = {field.name: unpointed(getattr(node, field.name)) for field in fields(node)}
    if "target" in changed:
        changed["target"] = ""
    if isinstance(node, Section):
        # A renderer is given a section in full or by its key points, and never shows both.
        changed["key"] = ()
    return replace(node, **changed)


@pytest.mark.slow
@QUICK
@given(documents())
@example(every_node())
def test_every_word_of_every_block_stands_once_and_in_order(document):
    count = itertools.count()
    document = numbered(unpointed(without_earlier(document)), count)
    shown = re.findall(r"w\d+w", page_of(document).words)
    assert shown == [f"w{n}w" for n in range(next(count))]


def test_the_sample_is_shown_with_its_labels():
    expected = [
        "Session 1", "Before you begin", "First, a look", "I am under eighteen.",
        "read instead: If you are young (Other pages)", "I have read these; none is true.",
        "Look back", "Date: 11 January 2027, about 30 minutes", "Leave this out if:", "To begin",
        "Prompt 1 (about 5 minutes)", "Name a quiet hour with Alex.", "A small one is enough.",
            "Mine is usually …", "Space to write", "Prompt 2", "10",
        "0 = not at all", "10 = very", "○\u00a0 Morning", "If it is late and", "then I will first",
            "Exercise: A walk (about 20 minutes)",
        "Checklist: Small things",
        "☐\u00a0 I slept.", "Sample wording: A short message", "Hello Alex", "Rating", "A small action", "Done",
        "To close", "Added by a-plugin", "A word from a plugin.", "To end with", "If you are young", "United Kingdom",
        "Emergency number: 999", "Samaritans: 116 123", "anyone; Hours: day and night",
        "samaritans.org", "When it is too much to carry", "Australia – Emergency number: 000 / 112",
        "Lifeline: 13 11 14", "None of this", "Harbour Lane Counselling",
        "Made on: 4 January 2027", "Code: 10000-",
    ]  # fmt: skip
    shown = page_of(replace(every_node(), title="Session 1")).words
    place = 0
    for each in expected:
        found = shown.find(each, place)
        assert found >= 0, f"{each!r} is not shown after {shown[max(0, place - 40) : place]!r}"
        place = found + len(each)


@pytest.mark.parametrize(
    ("session", "shown"), [(1, "Look back"), (11, "Session 1: Look back"), (None, "Session 1: Look back")]
)
@pytest.mark.parametrize("title", ["Session 1", "One", "A Sample Program"])
def test_a_session_is_called_by_its_number_unless_the_mail_is(session, title, shown):
    """Whatever the words of its title are."""
    html = html_page(replace(every_node(), title=title), "S", session=session)
    assert f">{shown}</h2>" in html


def test_a_title_that_repeats_the_one_above_it_is_not_shown_twice():
    step = Section("b", "step", words("The same"), (Section("c", "passage", words("Within"), ()),))
    page = page_of(
        replace(every_node(), parts=(Section("a", "session", words("The same"), (step,), number=1),))
    )
    assert page.words.count("The same") == 1
    assert [tag for tag, _ in page.tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h3"]


def test_a_notice_is_shown_before_everything_else():
    shown = page_of(replace(every_node(), notice="For the counselor alone.")).words
    assert shown.index("For the counselor alone.") < shown.index("Before you begin")


def test_a_link_holds_no_other_link():
    inner = Link("https://example.org/inner", words("inner"))
    page = page_of(of(Paragraph((Link("https://example.org/outer", (Text("outer "), inner)),))))
    assert "outer inner" in page.words
    links = [given["href"] for tag, given in page.tags if tag == "a"]
    assert links[0] == "https://example.org/outer"
    assert "https://example.org/inner" not in links


def test_long_scales_show_their_ends_and_short_ones_every_number():
    rating = Task("a", "rating", (), Scale("s", 0, 100), words("How warm is it?"))
    assert re.search(r"0\s+…\s+100", page_of(of(rating)).words)
    rating = replace(rating, response=Scale("s", 1, 5))
    assert re.search(r"1\s+2\s+3\s+4\s+5", page_of(of(rating)).words)


# ------------------------------------------------------------------ help


def helped(*lines: HelpLine, emergency: tuple[str, ...] = ()) -> Reader:
    return page_of(of(HelpLines("h", (), (HelpGroup(words("Here"), emergency, lines),), ())))


LINE = HelpLine("a", "Somebody", "116 123", "anyone", "by day", "https://www.example.org/")


def test_a_service_is_shown_with_all_that_is_known_of_it():
    page = helped(replace(LINE, purpose=words("When it is too much")))
    assert "Somebody: 116 123When it is too muchanyone; Hours: by dayexample.org" in page.words
    links = [given["href"] for tag, given in page.tags if tag == "a"]
    assert links[:2] == ["tel:116123", "https://www.example.org/"]


def test_a_number_that_is_more_than_a_number_is_shown_and_not_dialled():
    page = helped(replace(LINE, number="text HOME to 741741", web=""))
    assert "Somebody: text HOME to 741741" in page.words
    assert not [given["href"] for tag, given in page.tags if tag == "a" and "741" in (given["href"] or "")]


def test_each_of_two_emergency_numbers_can_be_dialled():
    page = helped(emergency=("999", "112"))
    assert "Emergency number: 999 / 112" in page.words
    assert {"tel:999", "tel:112"} <= {given.get("href") for _, given in page.tags}


def test_a_line_of_one_of_many_places_is_a_paragraph_with_the_place_in_front():
    page = helped(replace(LINE, place="Narnia", emergency=("999", "112")))
    assert (
        "Narnia – Emergency number: 999 / 112Somebody: 116 123; anyone; Hours: by day; example.org"
        in page.words
    )
    assert {"tel:999", "tel:112", "tel:116123"} <= {given.get("href") for _, given in page.tags}


# ------------------------------------------------------------------ the practice


def test_a_practice_signs_at_the_foot_with_ways_to_reach_it_in_its_colour():
    html = html_page(every_node(), "Session 1")
    page = Reader(html)
    foot = page.words[page.words.index("None of this") :]
    for shown in (
        "Harbour Lane Counselling",
        "Dr Ada Marsh",
        "020 7946 0000",
        "harbourlane.example",
        "Between you and us.",
    ):
        assert page.words.count(shown) >= 1
        assert shown in foot
    links = {given["href"] for tag, given in page.tags if tag == "a"}
    assert {"tel:02079460000", "mailto:hello@harbourlane.example", "https://harbourlane.example/"} <= links
    assert "color:#2a6f97" in html
    assert ACCENT not in html


def test_a_mail_without_a_practice_has_a_colour_all_the_same():
    html = html_page(replace(every_node(), practice=None), "Session 1")
    assert f"color:{ACCENT}" in html
    assert "var(" not in html


def test_a_practice_of_a_name_alone_is_signed_with_that():
    assert "Harbour LaneMade on" in page_of(replace(every_node(), practice=Practice("Harbour Lane"))).words


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_any_colour_of_a_practice_can_be_read_by_day_and_by_night(accent):
    html = html_page(replace(every_node(), practice=Practice("A", accent=accent)), "Session 1")
    (day,) = set(re.findall(r'<h1 style="color:(#[0-9a-f]{6})', html))
    (night,) = re.findall(r"\.title\{color:(#[0-9a-f]{6}) !important", html)
    for ground in (PANEL, "#ffffff"):
        assert contrast(day, ground) >= 4.5
    for ground in (DARK_PANEL, "#212526"):
        assert contrast(night, ground) >= 4.5


# ------------------------------------------------------------------ from outside


def test_the_first_words_are_those_of_the_preview_and_then_nothing():
    html = html_page(every_node(), "Session 1", preheader="Something <for> today")
    page = Reader(html)
    assert page.preview.rstrip("\u034f\u00a0") == "Something <for> today"
    # As many as any mail program previews; Gmail shows about a hundred.
    assert page.preview.count("\u00a0") >= 100
    assert html.index("Something &lt;for&gt; today") < html.index("<h1")


def test_without_words_for_the_preview_it_is_the_title():
    page = page_of(replace(every_node(), title="Session 3"))
    assert page.preview.rstrip("\u034f\u00a0") == "Session 3"


def test_a_mail_fetches_nothing_and_asks_for_nothing():
    traps = (
        Link("javascript:alert(1)", words("a trap")),
        Link("http://x.example", words("two")),
        Link("//x.example", ()),
    )
    document = every_node()
    document = replace(document, parts=(*document.parts, Section("more", "passage", (), (Paragraph(traps),))))
    html = html_page(document, "Session 1")
    page = Reader(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "form", "input", "button", "object", "base"}
    attributes = {key for _, given in page.tags for key in given}
    assert not attributes & {"src", "srcset", "background", "id"}
    assert not [key for key in attributes if key.startswith("on")]
    assert not re.search(r"url\(|@import|@font-face", html)
    targets = [given["href"] or "" for tag, given in page.tags if tag == "a"]
    assert targets
    assert all(target.startswith(("https:", "mailto:", "tel:")) for target in targets)


# ------------------------------------------------------------------ whatever somebody types


def unseen(text: str) -> str:
    """Leave out what may be missing of a name: controls and marks of direction; and fold white space."""
    marks = {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}
    kept = (
        char for char in text if char not in marks and (char.isspace() or unicodedata.category(char) != "Cc")
    )
    return " ".join("".join(kept).split())


def assert_shown_as_typed(name: str) -> None:
    made, plain = page_of(every_node(name)), page_of(every_node("Alex"))
    assert [(tag, given) for tag, given in made.tags] == plain.tags
    assert f"Name a quiet hour with {unseen(name)}." in unseen(made.words)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_has_no_effect_and_is_shown_as_typed(name):
    assert_shown_as_typed(name)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Zl", "Zp")), min_size=1, max_size=40).filter(unseen))
def test_no_name_changes_an_element_or_attribute(name):
    assert_shown_as_typed(f"A{name}Z")


@pytest.mark.parametrize("name", ["Alex \u202eevil", "\u2066\u2066\u2069x", "a\u2069\u2069b"])
def test_a_name_brings_no_marks_of_direction(name):
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html_page(every_node(name), "Session 1"))


def test_a_name_that_runs_against_the_page_is_kept_apart():
    assert "\u2068נועה\u2069" in page_of(every_node("נועה")).words
    assert "\u2068Zoë\u2069" in page_of(every_node("Zoë", language="he", direction="rtl")).words


@pytest.mark.parametrize("name", HOSTILE)
def test_a_practice_of_any_name_has_no_effect(name):
    signed = replace(every_node(), practice=replace(practice(), name=name, clinician=name, footer=name))
    page = page_of(signed)
    assert page.tags == page_of(every_node()).tags
    assert unseen(page.words).count(unseen(name)) >= 3


def test_half_a_surrogate_pair_does_not_stop_a_mail():
    assert "Le\ufffdo" in page_of(of(Paragraph((Datum("Le\ud800o", "client.name"),)))).words


def test_a_subject_of_any_kind_stays_in_its_place():
    subject = '"><script>alert(1)</script>\r\n'
    page = Reader(html_page(every_node(), subject))
    assert page.tags[-1] == page_of(every_node()).tags[-1]
    assert "script" not in {tag for tag, _ in page.tags}
    (label,) = {given["aria-label"] for _, given in page.tags if "aria-label" in given}
    assert label == '"><script>alert(1)</script> '


# ------------------------------------------------------------------ language and direction


def test_language_and_direction_stand_where_mail_programs_leave_them():
    page = page_of(every_node("Noa", language="he", direction="rtl"))
    (outer,) = (given for tag, given in page.tags if tag == "div" and "lang" in given)
    assert (outer["lang"], outer["dir"]) == ("he", "rtl")
    assert {given.get("dir") for tag, given in page.tags if tag == "table"} == {"rtl"}


@pytest.mark.parametrize(("direction", "start", "end"), [("ltr", "left", "right"), ("rtl", "right", "left")])
def test_lines_begin_on_the_side_of_the_direction(direction, start, end):
    html = html_page(every_node(direction=direction), "Session 1")
    assert f"border-{start}:" in html
    assert f"padding-{start}:" in html
    assert not re.search(rf"(border|padding|margin)-{end}", html)
    assert "inline-start" not in html


def test_a_telephone_number_reads_from_the_left_in_every_direction():
    page = page_of(every_node(language="he", direction="rtl"))
    assert [given["dir"] for tag, given in page.tags if tag == "span"] == ["ltr"] * 6
    assert not [tag for tag, _ in page_of(every_node()).tags if tag == "span"]


# ------------------------------------------------------------------ for every mail program


def test_the_styles_in_use_are_those_of_the_style_sheet():
    """`python tools/mail/inline.py` writes them anew."""
    assert TABLE.read_text(encoding="utf-8") == make_table()


def test_the_grounds_that_colours_are_chosen_for_are_those_of_the_style_sheet():
    assert f"background-color:{PANEL}" in LOOKS["looks"]["td.panel"]["style"]
    assert f".panel{{background-color:{DARK_PANEL} " in LOOKS["head"]


def test_no_style_rests_on_a_sheet_for_what_keeps_things_apart():
    """Where the sheet in the head is dropped, colours, frames and room around things are still there."""
    html = html_page(every_node(), "Session 1")
    assert html.count("<style>") == 1
    for look in ("td.part", "td.panel", "td.set-apart", "td.room"):
        style = LOOKS["looks"][look]["style"]
        assert "font:" in style
        assert "padding:" in style
        assert "border" in style


def test_only_cells_and_quotations_have_borders_and_padding():
    """Outlook on Windows gives them to nothing else; it indents a list and a quotation by itself."""
    for look, attributes in LOOKS["looks"].items():
        if re.search(r"(border|padding|height)", re.sub("line-height", "", attributes["style"])):
            assert look.partition(".")[0] in {"td", "ul", "ol", "blockquote", "body"}, look


def test_every_table_is_announced_as_no_table():
    tables = [given for tag, given in page_of(every_node()).tags if tag == "table"]
    assert len(tables) > 5
    assert {given["role"] for given in tables} == {"presentation"}


@pytest.mark.slow
def test_headings_start_at_one_and_skip_no_level():
    for name, html in [*example_pages().items(), ("every node", html_page(every_node(), "S"))]:
        levels = [int(tag[1]) for tag, _ in Reader(html).tags if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), name


def test_every_mail_of_the_examples_is_smaller_than_sixty_kilobytes():
    sizes = {name: len(html.encode()) for name, html in example_pages().items()}
    assert len(sizes) > 50
    assert max(sizes.values()) < 60 * 1024, sorted(sizes.items(), key=lambda item: -item[1])[:5]


def test_outlook_on_windows_gets_a_column_of_its_own():
    for html in example_pages().values():
        assert html.count("<!--[if mso]>") == html.count("<![endif]-->") == 2


@pytest.mark.parametrize(("country", "kind"), [("GB", "weekly"), ("", "weekly")])
def test_whatever_gmail_cuts_off_a_mail_its_help_lines_are_before_that(country: str, kind: str) -> None:
    pack = bundled_pack()
    facts = {"program.sessions": 1, **({"country": country} if country else {})}
    words_ = "somewhere near you, on every day of the year " * 2
    own = tuple(
        HelpLine(f"practice-line-{n}", f"Team {n}", f"020 7946 {n:04}", words_, words_, "", words(words_))
        for n in range(20)
    )
    document = realise(pack, make_plan(pack, load_profile(pack, facts)), own_lines=own)
    *parts, last = document.parts
    # A mail of one session that a pack with more to say would make.
    more = Section("more", "passage", words("More"), (paragraph("so much to say, and more of it, " * 1500),))
    document = replace(document, parts=(*parts, more, last))
    said: list[str] = []
    first, *_ = render(document, "email", {"kind": kind}, warn=said.append)
    body = email.message_from_bytes(first.data, policy=email.policy.default).get_body(("html",))
    assert body is not None
    html = body.get_content().encode()
    assert len(html) > 102 * 1024, "a mail that is not cut off proves nothing here"
    shown = html[: 100 * 1000].decode(errors="ignore")
    lines = [block for part in document.parts for block in walk(part) if isinstance(block, HelpLines)]
    for group in (group for block in lines for group in block.groups):
        for number in (*group.emergency[:1], *(line.number for line in group.lines)):
            assert number in shown
    (told,) = [sentence for sentence in said if "Gmail" in sentence]
    assert "more sessions" in told
    assert ("`country: GB`" in told) == (not country)
    assert ("kind=daily" in told) == (kind == "weekly")
