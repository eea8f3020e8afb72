"""The Markdown format: that it reads back as the Document's own words, whatever these are."""

from __future__ import annotations

import doctest
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.support import QUICK, fold

import rekindle_markdown.escaping
from rekindle_core import (
    Addition,
    Choices,
    Code,
    Datum,
    Document,
    Emphasis,
    IfThen,
    Inlines,
    ItemList,
    LineBreak,
    Lines,
    Link,
    Option,
    Paragraph,
    Quotation,
    Reference,
    Request,
    Sample,
    Scale,
    Section,
    SelfCheck,
    Strong,
    Task,
    Text,
    UsageError,
    on_one_line,
    plain,
    walk,
)
from rekindle_core.document.nodes import HelpLines, Practice
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import HOSTILE, every_node
from rekindle_core.testing.strategies import documents, typed_texts
from rekindle_markdown import Options, rekindle_register_formats

COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like", {"linkify": False, "html": True})

_PIECES = [*"*_[]()<>&`#-+.!|~\\=$:\"'", *"1290 ab;x\t", "amp", "&#35;", "<b>", "–", "“", "€", "\u00a0", "é"]
MARKS = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join)
UNSHRUNK = (Phase.explicit, Phase.generate)
"""A whole Document takes minutes to shrink; a paragraph, below, takes seconds and finds the same."""

TEXTS = st.one_of(MARKS, typed_texts())
NAMES = [
    *HOSTILE,
    "1. a", "12) b", "- a", "+ a", "> a", "# a", "a #", "#tag", "===", "---", "***", "* * *", "___", "```", "~~~", "1.",
    "| a | b |", "&amp;", "&#42;", "&lt;b&gt;", "<https://x.example>", "![i](u)", "[^1]", "a*b*c", "a_b_c", "**b**",
    "__b__", "`c`", "\\", "\\*", "a\\", "  x", "\tx", "<!-- c -->", "<?p?>", "[x]: https://x.example", "[ ] x", "~~a~~",
    "$x$", "!", "a\n\n# b", "_", "*", "`", "``", "(", "]", "](x)", "&", "&copy", "&copy;", "A & B", "C#", "2)",
]  # fmt: skip


def markdown_of(document: Document, **options: int) -> str:
    (format_,) = rekindle_register_formats()
    request = Request(options=Options(**options), render=lambda name, shown: (), warn=pytest.fail)
    (artifact,) = format_.load()(document, request)
    assert artifact.suffix == ".md"
    assert artifact.media_type == "text/markdown"
    return artifact.data.decode()


def with_blocks(*blocks: object) -> Document:
    parts = (Section("only", "passage", (Text("Only"),), blocks),)
    return replace(every_node(), parts=parts, practice=None, notice="")


def prose(*inlines: object) -> Paragraph:
    return Paragraph(inlines)


def parsed(text: str, parser: MarkdownIt = COMMONMARK) -> list[Token]:
    """Return all tokens, those inside lines in the place of their line."""
    return [found for token in parser.parse(text) for found in (token.children or [token])]


def shown(text: str, parser: MarkdownIt = COMMONMARK) -> str:
    """Return the words that a program shows."""
    words = (
        {"softbreak": " ", "hardbreak": " "}.get(token.type, token.content) for token in parsed(text, parser)
    )
    return "".join(words)


def squeezed(text: str) -> str:
    return "".join(fold(text).split())


def words_in(document: Document) -> Iterator[str]:
    """Yield the words of the Document that a page must hold, in its order."""
    for block in walk(document):
        match block:
            case Section() | Task():
                yield from leaves(block.title)
            case Paragraph():
                yield from leaves(block.children)
            case Sample():
                yield from leaves(block.title)
            case SelfCheck():
                yield from leaves(block.lead)
                for statement in block.statements:
                    yield from leaves(statement.text)
            case Addition():
                yield block.plugin
            case _:
                pass


def leaves(inlines: Inlines) -> Iterator[str]:
    """Yield texts one by one: behind a reference, a page may say where it leads to."""
    for inline in inlines:
        match inline:
            case Text() | Datum() | Code():
                yield inline.text
            case LineBreak():
                pass
            case _:
                yield from leaves(inline.children)


def in_order(words: Iterator[str], text: str) -> None:
    place = 0
    for piece in map(squeezed, map(on_one_line, words)):
        found = text.find(piece, place)
        assert found >= 0, f"{piece!r} is not shown after {text[max(0, place - 40) : place]!r}"
        place = found + len(piece)


# ------------------------------------------------------------------ it parses back


@pytest.mark.slow
@pytest.mark.parametrize("parser", [COMMONMARK, GITHUB], ids=["commonmark", "github"])
@settings(QUICK, max_examples=60, phases=UNSHRUNK)
@given(document=documents(texts=TEXTS))
def test_a_document_reads_back_in_its_own_words_and_order(parser: MarkdownIt, document: Document) -> None:
    text = markdown_of(document)
    in_order(words_in(document), squeezed(shown(text, parser)))
    kinds = {token.type for token in parsed(text, parser)}
    assert not kinds & {"html_block", "html_inline", "image", "fence", "code_block", "table_open", "s_open"}


@pytest.mark.slow
@settings(QUICK, max_examples=300)
@given(
    st.recursive(
        st.one_of(
            TEXTS.map(Text),
            TEXTS.map(lambda text: Datum(text, "a.name")),
            TEXTS.map(Code),
            st.just(LineBreak()),
        ),
        lambda inner: st.one_of(
            *(
                st.lists(inner, max_size=3).map(lambda found, kind=kind: kind(tuple(found)))
                for kind in (Emphasis, Strong)
            ),
            st.lists(inner, min_size=1, max_size=2).map(
                lambda found: Link("https://example.org/", (Text("w"), *found))
            ),
        ),
        max_leaves=8,
    ).map(lambda inline: (inline,))
    | st.lists(TEXTS.map(Text), max_size=4).map(tuple)
)
def test_a_paragraph_is_one_paragraph_of_the_same_words(inlines: Inlines) -> None:
    """Between two others, nothing of it leaks, and nothing but its links are links."""
    text = markdown_of(with_blocks(prose(Text("Before.")), prose(*inlines), prose(Text("After."))))
    stretch = text[text.index("Before.") : text.index("After.") + 6]
    said = squeezed(on_one_line(plain(inlines)))
    assert squeezed(shown(stretch)) == f"Before.{said}After."
    kinds = [token.type for token in COMMONMARK.parse(stretch)]
    assert set(kinds) <= {"paragraph_open", "inline", "paragraph_close"}
    assert kinds.count("paragraph_open") == (3 if said else 2)


@pytest.mark.slow
@pytest.mark.parametrize("parser", [COMMONMARK, GITHUB], ids=["commonmark", "github"])
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_adds_nothing_but_itself(name: str, parser: MarkdownIt) -> None:
    """Its tokens are those of a harmless name."""
    plain_, hostile = (parsed(markdown_of(every_node(given)), parser) for given in ("Alex", name))
    assert shape(hostile) == shape(plain_)
    assert squeezed(shown(markdown_of(every_node(name)), parser)).count(squeezed(on_one_line(name))) >= 6


def shape(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens if token.type not in ("text", "text_special")]


@pytest.mark.slow
@settings(QUICK, max_examples=150)
@given(TEXTS)
def test_a_name_reads_back_wherever_it_stands(name: str) -> None:
    said = squeezed(on_one_line(name))
    datum = Datum(name, "a.name")
    blocks = (
        Section("s", "passage", (datum,), (prose(datum),)),
        ItemList(False, ((prose(datum),), (Quotation((prose(datum),)),))),
        Task("t", "checklist", (), Choices("a", (Option("o", (datum,)),), many=True), title=(datum,)),
        prose(Strong((datum,)), Text(" "), Emphasis((Text("so"), Strong((datum,))))),
    )
    text = squeezed(shown(markdown_of(with_blocks(*blocks))))
    stretch = text[text.index("Only") + 4 : text.rindex("Madeon")]
    assert stretch == f"{said}{said}{said}{said}Checklist:{said}[]{said}{said}so{said}"


@pytest.mark.slow
@settings(QUICK, max_examples=40, phases=UNSHRUNK)
@given(documents(texts=TEXTS))
def test_lines_end_in_words_and_the_file_in_one_line_feed(document: Document) -> None:
    text = markdown_of(document)
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char != "\n"]


def test_a_space_that_does_not_break_is_no_end_of_a_line() -> None:
    scale = Scale("a", 0, 10, (Text("bad"),), (Text("good\xa0"),))
    assert "10 = good\n" in markdown_of(with_blocks(Task("a", "rating", (), scale)))


# ------------------------------------------------------------------ what is shown


def test_stress_links_and_code_are_marked_as_such() -> None:
    kinds = [token.type for token in parsed(markdown_of(with_blocks(every_node().parts[0].children[0])))]
    assert [kinds.count(kind) for kind in ("em_open", "strong_open", "code_inline", "link_open")] == [
        1,
        1,
        1,
        1,
    ]
    assert "*stressed*" in markdown_of(every_node())


def test_stress_inside_stress_is_nested() -> None:
    text = markdown_of(with_blocks(prose(Strong((Text("do not "), Emphasis((Text("ever"),)), Text("."))))))
    assert "**do not _ever_.**" in text


def test_stress_that_cannot_be_marked_leaves_the_words() -> None:
    text = markdown_of(with_blocks(prose(Text("a"), Emphasis((Text("“b”"),)), Text("c"))))
    assert "a“b”c" in text


def test_headings_go_by_depth_and_references_lead_to_them() -> None:
    text = markdown_of(every_node())
    for heading in (
        "# A Sample Program",
        "## Session 1: Look back",
        "### Look back",
        "#### For Alex",
        "### United Kingdom",
    ):
        assert f"\n\n{heading}\n" in f"\n\n{text}"
    assert "See [Help](#help)." in text
    assert "read instead: [If you are young](#if-you-are-young)" in text


def test_a_heading_that_stands_twice_is_told_by_its_part_and_not_linked_to() -> None:
    titles = [Section(f"s{n}", "passage", (Text("Twice"),), ()) for n in range(2)]
    text = markdown_of(with_blocks(*titles, prose(Reference("s1", ()))))
    assert "Twice (Only)" in text
    assert "](#" not in text


def test_neighbouring_lists_stay_apart() -> None:
    lists = [
        ItemList(ordered, ((prose(Text("a")),), (prose(Text("b")),)))
        for ordered in (False, False, True, True)
    ]
    kinds = [token.type for token in COMMONMARK.parse(markdown_of(with_blocks(*lists)))]
    assert kinds.count("bullet_list_open") == 2
    assert kinds.count("ordered_list_open") == 2


@pytest.mark.parametrize("space", [0, 1, 5])
def test_space_is_the_number_of_empty_lines_for_a_written_answer(space: int) -> None:
    task = Task("t", "prompt", (prose(Text("Ask.")),), Lines("a", 4), number=1)
    text = markdown_of(with_blocks(task, prose(Text("After."))), space=space)
    assert text.count("*Space to write:*\n" + "\n" * (space + 1) + "After.") == (1 if space else 0)
    assert ("Space" in text) == bool(space)


def test_places_for_answers() -> None:
    tasks = [
        Task("a", "rating", (), Scale("a", 0, 10, (Text("bad"),), (Text("good"),))),
        Task("b", "checklist", (), Choices("b", (Option("o", (Text("Slept."),)),), many=True), minutes=5),
        Task("c", "prompt", (), Choices("c", (Option("o", (Text("Night"),)),), many=False), number=7),
        Task("d", "exercise", (), IfThen("d", "e"), title=(Text("A plan"),)),
    ]
    text = markdown_of(with_blocks(*tasks), space=1)
    for expected in (
        "**Ratings**\n\n0 1 2 3 4 5 6 7 8 9 10\n\n0 = bad\n\n10 = good\n",
        "**Checklist** (about 5 minutes)\n\n- [ ] Slept.\n",
        "**Prompt 7**\n\n- ( ) Night\n",
        "**Exercise: A plan**\n\n*If …*\n\n\n*then …*\n",
    ):
        assert expected in text


def test_help_lines_are_shown_whole() -> None:
    (block,) = [block for block in walk(every_node()) if isinstance(block, HelpLines)]
    text = markdown_of(with_blocks(block))
    assert (
        "- **999** Emergency number\n- **116 123** Samaritans\n  - anyone; Hours: day and night\n"
        "  - <https://www.samaritans.org>\n"
    ) in text
    assert "- **Australia** (Emergency number: 000 / 112): **13 11 14** Lifeline\n" in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_addresses_of_the_web_mail_and_telephones_are_linked_to(url: str) -> None:
    kinds = [token.type for token in parsed(markdown_of(with_blocks(prose(Link(url, (Text("x"),))))))]
    assert "link_open" not in kinds


@pytest.mark.parametrize(
    "url", ["https://example.org/a(b)c d<e>", "https://example.org/?a=1&copy;=2", "mailto:a_b@example.org"]
)
def test_an_address_arrives_whole(url: str) -> None:
    for words in ((Text("x"),), ()):
        tokens = parsed(markdown_of(with_blocks(prose(Link(url, words)))))
        (link,) = [token for token in tokens if token.type == "link_open"]
        wanted = (
            url.replace("(", "%28")
            .replace(")", "%29")
            .replace(" ", "%20")
            .replace("<", "%3C")
            .replace(">", "%3E")
        )
        assert link.attrs["href"] == wanted


@pytest.mark.parametrize("space", [-1, 41])
def test_options_that_make_no_page_are_refused(space: int) -> None:
    with pytest.raises(UsageError) as caught:
        Options(space=space)
    assert caught.value.code == "bad-option"
    assert caught.value.hint


def test_examples_in_docstrings_are_true() -> None:
    result = doctest.testmod(rekindle_markdown.escaping)
    assert result.attempted > 0
    assert result.failed == 0


def test_the_practice_and_the_notice_stand_on_the_page() -> None:
    practice = Practice(
        "*Oak* & Ash", "Dr. [Elm]", "0123", "a_b@example.org", "https://oak.example/", "Closed in May."
    )
    text = markdown_of(replace(every_node(), practice=practice, notice="For *one* reader."))
    said = shown(text)
    assert said.index("For *one* reader.") < said.index("Before you begin")
    at = said.rindex("For *one* reader.")
    for words in (
        "*Oak* & Ash",
        "Dr. [Elm]",
        "0123",
        "a_b@example.org",
        "https://oak.example/",
        "Closed in May.",
    ):
        at = said.index(words, at)
    assert at < said.index("Made on")


def test_a_link_behind_an_exclamation_mark_is_no_image() -> None:
    link = Link("https://example.org/a", (Text("here"),))
    text = markdown_of(with_blocks(prose(Text("Look!"), Text(""), link)))
    assert r"Look\![here](https://example.org/a)" in text
    assert "Look!here" in squeezed(shown(text, COMMONMARK))


def test_code_that_looks_like_a_label_with_an_address_is_shown() -> None:
    text = markdown_of(with_blocks(prose(Link("https://example.org/a", (Code("a]:9"),)), Text(" b"))))
    assert "a]:9b" in squeezed(shown(text, COMMONMARK))
