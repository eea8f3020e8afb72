"""From Markdown to the template tree: what each construct becomes, and what is refused where."""

from __future__ import annotations

from functools import cache
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import QUICK

from rekindle_core.content.model.template import (
    Agreement,
    Break,
    FactSlot,
    Hyperlink,
    Listing,
    Mention,
    Para,
    PhraseSlot,
    Piece,
    Prose,
    Quote,
    Span,
    Spans,
    Styled,
    Verbatim,
    Words,
    spans_of,
    words_of,
)
from rekindle_core.content.reading.prose import MOST_DEPTH, MOST_TEXT, ProseFault, ProseParser
from rekindle_core.content.reading.yaml_reader import read_yaml

PARTNER = Mention("partner")


@cache
def parser(quotes: str = "‘’“”") -> ProseParser:
    """Return a parser that knows two people."""
    return ProseParser(frozenset({"partner", "reader"}), quotes)


def prose(text: str) -> Prose:
    """Return the tree of Markdown that is in order."""
    tree, faults = parser().parse(text)
    assert faults == ()
    return tree


def spans(text: str) -> Spans:
    """Return the spans of one paragraph that is in order."""
    (para,) = prose(text)
    assert isinstance(para, Para)
    return para.children


def faults(text: str) -> tuple[ProseFault, ...]:
    """Return what is wrong with some Markdown."""
    return parser().parse(text)[1]


def para(*children: Span | str) -> Para:
    """Return a paragraph, of words where text is given."""
    return Para(tuple(Words(item) if isinstance(item, str) else item for item in children))


def styled(style: Literal["emphasis", "strong"], *children: Span) -> Styled:
    """Return styled spans."""
    return Styled(style, children)


# ------------------------------------------------------------------ what becomes what


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One.", [para("One.")]),
        ("One.\n\nTwo.", [para("One."), para("Two.")]),
        ("- a\n- b", [Listing(False, ((para("a"),), (para("b"),)))]),
        ("* a\n* b", [Listing(False, ((para("a"),), (para("b"),)))]),
        ("1. a\n2. b", [Listing(True, ((para("a"),), (para("b"),)))]),
        ("- a\n\n  more\n- b", [Listing(False, ((para("a"), para("more")), (para("b"),)))]),
        ("- a\n  - b", [Listing(False, ((para("a"), Listing(False, ((para("b"),),))),))]),
        ("> a\n> b", [Quote((para("a b"),))]),
        ("> - a", [Quote((Listing(False, ((para("a"),),)),))]),
        ("a\n\n- b\n\n> c", [para("a"), Listing(False, ((para("b"),),)), Quote((para("c"),))]),
        ("1 + 1. Not a list", [para("1 + 1. Not a list")]),
        ("#hard", [para("#hard")]),
    ],
)
def test_paragraphs_lists_and_quotations_become_pieces(text: str, pieces: list[Piece]) -> None:
    assert prose(text) == tuple(pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* b", (styled("emphasis", Words("a")), Words(" b"))),
        ("_a_", (styled("emphasis", Words("a")),)),
        ("**a**", (styled("strong", Words("a")),)),
        ("**a *b***", (styled("strong", Words("a "), styled("emphasis", Words("b"))),)),
        ("*{partner}*", (styled("emphasis", PARTNER),)),
        ("`a`", (Verbatim("a"),)),
        ("`*a*` b", (Verbatim("*a*"), Words(" b"))),
        ("a\nb", (Words("a b"),)),
        ("a  \nb", (Words("a"), Break(), Words("b"))),
        ("a\\\nb", (Words("a"), Break(), Words("b"))),
        ("[a](https://x.org)", (Hyperlink("https://x.org", (Words("a"),)),)),
        ("[a](tel:999)", (Hyperlink("tel:999", (Words("a"),)),)),
        ("[a](#help)", (Hyperlink("#help", (Words("a"),)),)),
        ("[a](mailto:a@x.org)", (Hyperlink("mailto:a@x.org", (Words("a"),)),)),
        ("[see {partner}](https://x.org)", (Hyperlink("https://x.org", (Words("see "), PARTNER)),)),
        ("a < b > c & d", (Words("a < b > c & d"),)),
        ("&amp; stays", (Words("&amp; stays"),)),
        ("a | b", (Words("a | b"),)),
        ("2 * 3 * 4", (Words("2 * 3 * 4"),)),
        ("a -- b... (c)", (Words("a -- b... (c)"),)),
    ],
)
def test_marks_inside_a_line_become_spans(text: str, expected: Spans) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{partner}", (PARTNER,)),
        ("{ partner }", (PARTNER,)),
        ("Ask {partner}.", (Words("Ask "), PARTNER, Words("."))),
        ("{partner}{reader}", (PARTNER, Mention("reader"))),
        ("{partner's} bed", (Mention("partner", possessive=True), Words(" bed"))),
        ("{partner.they: was | were} in", (Agreement("partner", "they", ("was", "were")), Words(" in"))),
        ("{@a-b} {c.d}", (PhraseSlot("a-b"), Words(" "), FactSlot("c.d"))),
        ("**a {partner}**", (styled("strong", Words("a "), PARTNER),)),
    ],
)
def test_slots_become_nodes_and_the_words_around_them_stay(text: str, expected: Spans) -> None:
    assert spans(text) == expected


# ------------------------------------------------------------------ escapes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\{partner\}", (Words("{partner}"),)),
        (r"a \| b", (Words("a | b"),)),
        ("a } b", (Words("a } b"),)),
        (r"\\{partner}", (Words("\\"), PARTNER)),
        (r"\*a\*", (Words("*a*"),)),
        (r"{partner: a \| b | c \} d}", (Agreement("partner", "", ("a | b", "c } d")),)),
        (r"{partner: \{a | b}", (Agreement("partner", "", ("{a", "b")),)),
        (r"\{{partner}\}", (Words("{"), PARTNER, Words("}"))),
    ],
)
def test_a_backslash_gives_the_characters_of_slots_themselves(text: str, expected: Spans) -> None:
    assert spans(text) == expected


# ------------------------------------------------------------------ quotation marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a"', (Words("“a”"),)),
        ("'a'", (Words("‘a’"),)),
        ("don't", (Words("don’t"),)),
        ("\"a 'b' c\"", (Words("“a ‘b’ c”"),)),
        ('"{partner}"', (Words("“"), PARTNER, Words("”"))),
        ("'{partner}'", (Words("‘"), PARTNER, Words("’"))),
        ('"Hi," said {partner}.', (Words("“Hi,” said "), PARTNER, Words("."))),
        ('{partner} said "no"', (PARTNER, Words(" said “no”"))),
        ('"Ask {partner}"', (Words("“Ask "), PARTNER, Words("”"))),
        ('"{partner} came"', (Words("“"), PARTNER, Words(" came”"))),
        ("{partner}'s dog", (PARTNER, Words("’s dog"))),
        ("'{@a}', \"{b.c}\"", (Words("‘"), PhraseSlot("a"), Words("’, “"), FactSlot("b.c"), Words("”"))),
        (
            '"{partner.they: was | were}"',
            (Words("“"), Agreement("partner", "they", ("was", "were")), Words("”")),
        ),
        ('"*{partner}*"', (Words("“"), styled("emphasis", PARTNER), Words("”"))),
        (r"\"a\"", (Words('"a"'),)),
        ('`"a"`', (Verbatim('"a"'),)),
    ],
)
def test_quotation_marks_become_typographic_around_words_and_slots_alike(text: str, expected: Spans) -> None:
    assert spans(text) == expected


def test_quotation_marks_are_the_languages_own() -> None:
    tree, _ = parser("‚‘«»").parse("\"a\" 'b'")
    assert tree == (para("«a» ‚b‘"),)


def test_an_apostrophe_inside_an_arm_is_typographic_like_any_other() -> None:
    """`{partner.they: isn't | aren't}` must not print a straight mark beside curly ones."""
    assert spans("{partner.they: isn't | aren't}") == (Agreement("partner", "they", ("isn’t", "aren’t")),)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("**{partner}**s", (Styled("strong", (Mention("partner"),)), Words("s"))),
        ("*{partner}*s", (Styled("emphasis", (Mention("partner"),)), Words("s"))),
        ("re**{partner}**", (Words("re"), Styled("strong", (Mention("partner"),)))),
        ("re**{partner}**s", (Words("re"), Styled("strong", (Mention("partner"),)), Words("s"))),
        ("{partner}**s**", (Mention("partner"), Styled("strong", (Words("s"),)))),
        ("**so**{partner}", (Styled("strong", (Words("so"),)), Mention("partner"))),
        ("_{partner}_", (Styled("emphasis", (Mention("partner"),)),)),
        # As in `_words_s`: within a word an underscore is one.
        ("_{partner}_s", (Words("_"), Mention("partner"), Words("_s"))),
        ("** {partner}**", (Words("** "), Mention("partner"), Words("**"))),
        ("{partner}_s_", (Mention("partner"), Styled("emphasis", (Words("s"),)))),
        ("{partner}**(s)**", (Mention("partner"), Styled("strong", (Words("(s)"),)))),
        ("**({partner})**", (Styled("strong", (Words("("), Mention("partner"), Words(")"))),)),
    ],
)
def test_a_mark_beside_a_slot_is_a_mark(text: str, tree: Spans) -> None:
    assert spans(text) == tree


# ------------------------------------------------------------------ refusals

REFUSED = {
    "heading": ("a\n\n# b\n\nc", "a heading", "# b"),
    "heading by underlining": ("a\n\nb\n===\n\nc", "a heading", "b"),
    "indented block": ("a\n\n    b\n\nc", "an indented block", "b"),
    "fenced block": ("a\n\n```\nb\n```\n\nc", "a fenced block of code", "b"),
    "HTML block": ("a\n\n<div>b</div>\n\nc", "HTML", "<div>b</div>"),
    "HTML comment": ("a\n\n<!-- b -->\n\nc", "HTML", "<!-- b -->"),
    "HTML inside a line": ("a <br> c", "HTML", "<br>"),
    "image": ("a ![b](https://x.org/b.png) c", "an image", "b"),
    "image without words": ("a\n\nb ![](https://x.org/b.png) c", "an image", "![]("),
    "image after another": ("![](/a)", "an image", "![]("),
    "ruled line": ("a\n\n---\n\nc", "a horizontal rule", "---"),
    "table": ("| a | b |\n|---|---|\n| c | d |", "a table", "| a | b |"),
    "heading in a list": ("- # b", "a heading", "# b"),
    "table in a quotation": ("> | a | b |\n> |---|---|\n> | c | d |", "a table", "| a | b |"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_format_shows_alike_is_refused(name: str) -> None:
    text, what, _ = REFUSED[name]
    (fault,) = faults(text)
    assert fault.code == "unsupported-markup"
    assert fault.message.startswith(f"Prose can't contain {what}")


def test_a_carriage_return_ends_a_line_too() -> None:
    (fault,) = faults("a\r\r***\r\nc")
    assert (fault.code, fault.near) == ("unsupported-markup", "***")


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_construct_is_pointed_at(name: str) -> None:
    """In a block of many lines, the fault names the line that it is in."""
    text, _, near = REFUSED[name]
    source = read_yaml("text: |\n" + "".join(f"  {line}\n" for line in text.split("\n")), "f.yaml")
    (fault,) = faults(source.data["text"])
    found = source.find(("text",), fault.near, fault.nth)
    line = next(
        number for number, line in enumerate(source.text.split("\n"), 1) if number > 1 and near in line
    )
    assert found.line == line


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("", "empty-prose", "The text is empty"),
        (" \n\n ", "empty-prose", "The text is empty"),
        ("\u00a0", "empty-prose", "The text is empty"),
        ("-", "empty-prose", "The text is empty"),
        (">", "empty-prose", "The text is empty"),
        ("- a\n-", "empty-prose", "empty"),
        ("{partner", "bad-slot", "never closed"),
        ("{partner\nis}", "bad-slot", "never closed"),
        ("a {", "bad-slot", "never closed"),
        ("{}", "bad-slot", "{} is not a slot"),
        ("{Partner}", "bad-slot", "{Partner} is not a slot"),
        ("{partner: | a}", "bad-slot", "with a word in each place"),
        ("{@Foo}", "bad-slot", "write a phrase slot as @"),
        ("{a{b}", "bad-slot", "is not a slot"),
        ("*{partner*", "bad-slot", "never closed"),
        ("`{partner}`", "slot-in-code", "printed literally"),
        ("`a {`", "slot-in-code", "printed literally"),
        ("[a](https://x.org/{partner})", "slot-in-link", "never filled in"),
        ("[a](https://x.org/%7Bpartner%7D)", "slot-in-link", "never filled in"),
        ("[a](http://x.org)", "bad-link", "“http://x.org”"),
        ("[a](x.org)", "bad-link", "“x.org”"),
        ("[a](/b)", "bad-link", "“/b”"),
        ("[a](#b)", "bad-link", "or to #help; this one goes to “#b”"),
        ("[a]()", "bad-link", "“”"),
        ("[a](ftp://x.org)", "bad-link", "“ftp://x.org”"),
        ("[a](javascript:alert%281%29)", "bad-link", "javascript:"),
        ("[a](file:///etc)", "bad-link", "file:"),
        ("[a](data:text/html,b)", "bad-link", "data:"),
    ],
)
def test_a_fault_has_a_code_and_says_what_is_wrong(text: str, code: str, part: str) -> None:
    (fault,) = faults(text)
    assert fault.code == code
    assert part in fault.message


@pytest.mark.parametrize(
    ("text", "lost"),
    [("[a](https://x.org 'the title')", "the title"), ("3. a\n4. b", "3")],
)
def test_nothing_that_is_written_is_dropped_in_silence(text: str, lost: str) -> None:
    """What the tree has no place for is a fault, rather than left out or numbered anew."""
    tree, found = parser().parse(text)
    assert found or lost in repr(tree)


@pytest.mark.parametrize(
    ("code", "text"),
    [("bad-slot", "{"), ("bad-slot", "{A}"), ("slot-in-code", "`{a}`"), ("slot-in-link", "[a](https://x/{b})"),
     ("bad-link", "[a](b)")],
)  # fmt: skip
def test_a_fault_about_a_slot_or_link_says_what_to_do(code: str, text: str) -> None:
    (fault,) = faults(text)
    assert fault.code == code
    assert fault.hint


def test_all_faults_of_a_text_are_found() -> None:
    text = "# a\n\n{B} and {C} and [d](e)\n\n> <i>f</i> `{g}`\n\n- {"
    codes = [fault.code for fault in faults(text)]
    assert codes == [
        "unsupported-markup", "bad-slot", "bad-slot", "bad-link",
        "unsupported-markup", "unsupported-markup", "slot-in-code", "bad-slot",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("{A} {B} {A}", [(2, 3), (2, 7), (2, 11)]),
        ("a {partner}\nb {Partner}", [(3, 5)]),
        ("*{A}* {A}", [(2, 4), (2, 9)]),
        ("[a](https://x.org) [b](c)", [(2, 24)]),
        ("[a](b) [c](d)", [(2, 5), (2, 12)]),
        ("a <b> c\nd <b> e", [(2, 5), (3, 5)]),
        ("`{a}`\n`{a}`", [(2, 4), (3, 4)]),
        ("`b` ok\n<b>", [(3, 3)]),
    ],
)
def test_each_fault_is_found_where_it_stands(text: str, places: list[tuple[int, int]]) -> None:
    """Also where the same characters stand before it in the same text."""
    source = read_yaml("text: |\n" + "".join(f"  {line}\n" for line in text.split("\n")), "f.yaml")
    found = [source.find(("text",), fault.near, fault.nth) for fault in faults(source.data["text"])]
    # Columns may be those of the construct or of what it is about, two characters on.
    assert [place.line for place in found] == [line for line, _ in places]
    assert all(abs(place.column - column) <= 2 for place, (_, column) in zip(found, places, strict=True)), (
        found
    )


# ------------------------------------------------------------------ one line


def test_one_line_of_prose_gives_its_spans() -> None:
    assert parser().parse_line("Ask *{partner}*.") == (
        (Words("Ask "), styled("emphasis", PARTNER), Words(".")),
        (),
    )


@pytest.mark.parametrize("text", ["a\n\nb", "- a", "> a", "1. a"])
def test_more_than_a_line_is_refused_where_a_line_must_stand(text: str) -> None:
    found, (fault,) = parser().parse_line(text)
    assert found == ()
    assert fault.code == "not-one-line"


@pytest.mark.parametrize(
    ("text", "code"), [("# a", "unsupported-markup"), ("", "empty-prose"), ("{A}", "bad-slot")]
)
def test_a_line_with_another_fault_is_not_also_said_to_be_no_line(text: str, code: str) -> None:
    _, (fault,) = parser().parse_line(text)
    assert fault.code == code


# ------------------------------------------------------------------ any text

MARKDOWN = st.lists(
    st.sampled_from(
        ["a", " ", "\n", "\n\n", "{", "}", "{partner}", "{@b}", "{partner: a | b}", "\\", "|", "*", "**", "_", "`",
         "[", "](", ")", "https://x.org", "<", ">", "!", "# ", "- ", "1. ", "> ", "    ", "'", '"', "---", "é", "\t"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(st.one_of(MARKDOWN, st.text(max_size=40)))
@QUICK
def test_any_text_gives_a_tree_or_faults_that_can_be_found(text: str) -> None:
    tree, found = parser().parse(text)
    assert tree or found
    for fault in found:
        assert fault.message
    for span in spans_of(tree):
        assert isinstance(span, Span)
        assert not isinstance(span, Words) or span.text


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=20))
@QUICK
def test_any_word_can_be_written_with_backslashes(word: str) -> None:
    """Every ASCII mark can be escaped, and what is escaped is kept as it is."""
    escaped = "".join("\\" + mark if mark.isascii() and not mark.isalnum() else mark for mark in word)
    assert " ".join(words_of(prose("x" + escaped))) == "x" + word


# --------------------------------------------------------------------------- what could bring a parser down


@pytest.mark.parametrize(
    "text",
    [
        "*" * 500 + "a" + "*" * 500,
        "*a " * 500 + "b" + "*" * 500,
        "_a *b " * 300 + "c" + "* _" * 300,
        "- " + "*" * 500 + "a" + "*" * 500,
        "> " * 500 + "a",
    ],
)
def test_what_is_nested_beyond_all_need_is_a_fault(text: str) -> None:
    found = faults(text)
    assert found
    assert {one.code for one in found} <= {"unsupported-markup", "empty-prose"}


def test_marks_are_nested_as_deep_as_is_allowed_and_no_deeper() -> None:
    """Each pair of stars is a strong; deeper than that there is a fault, found in the text."""
    whole = "**" * MOST_DEPTH + "a" + "**" * MOST_DEPTH
    depth, (span,) = 0, spans(whole)
    while isinstance(span, Styled):
        depth, (span,) = depth + 1, span.children
    assert (depth, span) == (MOST_DEPTH, Words("a"))
    (fault,) = faults(f"Hello.\n\n**{whole}**")
    assert (fault.code, fault.near) == ("unsupported-markup", f"**{whole}**")


@pytest.mark.parametrize("levels", [10, 20, 90])
def test_lists_that_are_nested_too_deeply_are_called_so_and_not_empty(levels: int) -> None:
    lines = ["  " * level + "- a" for level in range(levels)]
    assert prose("\n".join(lines[:9]))
    (fault,) = faults("\n".join(lines))
    assert (fault.code, fault.near, fault.nth) == ("unsupported-markup", "- a", 9)
    assert "nested too deeply" in fault.message
    (fault,) = faults("\n".join(["> " * levels * 2 + "a"]))
    assert "nested too deeply" in fault.message


@pytest.mark.parametrize("mark", ["![", "[", "`a``", '"*a* ', "{", "&#x", "<a "])
def test_a_text_of_the_greatest_length_is_parsed_and_a_longer_one_is_a_fault(mark: str) -> None:
    text = (mark * MOST_TEXT)[:MOST_TEXT]
    tree, found = parser().parse(text)
    assert tree or found
    assert not any(one.code == "too-long" for one in found)
    assert [one.code for one in faults(f"{text}a")] == ["too-long"]
