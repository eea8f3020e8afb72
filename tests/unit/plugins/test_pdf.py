"""The `pdf` format: what a file must hold, and what it must never do.

Files are read back with pikepdf, down to the tree that a screen reader walks; what stands on a page is
read with poppler, where that is installed.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rekindle_pdf
from rekindle_core import (
    Choices,
    Code,
    Datum,
    Document,
    Emphasis,
    HelpLines,
    IfThen,
    ItemList,
    Lines,
    Link,
    Option,
    Paragraph,
    PluginError,
    Quotation,
    Ratings,
    Reference,
    RenderError,
    Request,
    Response,
    Sample,
    Scale,
    Section,
    SelfCheck,
    Statement,
    Task,
    Text,
    walk,
)
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import HOSTILE, every_node
from rekindle_core.testing.strategies import documents

FEW = settings(deadline=None, derandomize=True, max_examples=25)
NAMES = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.sampled_from("äéñøžłÅĐş’·—αβγДмуїếờ"),
        st.sampled_from("ابتثليىמנועהकिशोरी\u200c\u200d🌻🙂👩"),
    ),
    min_size=1,
    max_size=60,
).filter(str.strip)

AWKWARD = st.text("abc é\n\t\u200b\u200d\u00ad\ufe0fא🌻ك-.", max_size=8)

# ---------------------------------------------------------------- making and reading files


def make(document: Document, *, warnings: list[str] | None = None, **given: Any) -> bytes:
    """Render a Document; an unexpected warning is a failure."""
    found: list[str] = []
    (format_,) = rekindle_pdf.rekindle_register_formats()
    options = format_.options(**given)
    (artifact,) = format_.load()(
        document, Request(options=options, render=lambda name, part: (), warn=found.append)
    )
    assert (artifact.suffix, artifact.media_type) == (".pdf", "application/pdf")
    if warnings is None:
        assert found == []
    else:
        warnings.extend(found)
    return artifact.data


@cache
def sample(name: str = "Alex") -> bytes:
    return make(every_node(name))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield the structure's elements in reading order."""

    def below(node: Any) -> Iterator[pikepdf.Dictionary]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from below(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from below(node.K)

    yield from below(pdf.Root.StructTreeRoot.K)


def shape(data: bytes) -> list[str]:
    """Return the kinds of the structure's elements: what a file says, but for the words."""
    with opened(data) as pdf:
        return [str(element.S) for element in elements(pdf)]


def links(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for page in pdf.pages:
        yield from (note for note in page.get("/Annots", []) if note.Subtype == "/Link")


def targets(data: bytes) -> list[str]:
    """Return the addresses that the file links to."""
    with opened(data) as pdf:
        return [str(link.A.URI) for link in links(pdf) if "/A" in link and "/URI" in link.A]


def bookmarks(items: list[pikepdf.OutlineItem]) -> list[str]:
    return [title for item in items for title in (item.title, *bookmarks(item.children))]


def poppler(tool: str, data: bytes, *arguments: str) -> str:
    path = shutil.which(tool) or pytest.skip(f"{tool} (poppler-utils) is not installed")
    run = subprocess.run([path, *arguments, "-", "-"], input=data, capture_output=True, check=True)
    return run.stdout.decode()


def squeezed(text: str) -> str:
    """Return text without white space, and without the marks that only steer its lines."""
    return re.sub("[\\s\u200b\u2068\u2069\u00ad]", "", text)


def words_of(data: bytes) -> str:
    """Return what stands on the pages, in the order in which it is written."""
    return squeezed(poppler("pdftotext", data, "-raw"))


def one_page(*blocks: Any, title: str = "A page") -> Document:
    section = Section("only", "opening", (Text(title),), blocks)
    return replace(every_node(), parts=(section,), practice=None)


def a_task(response: Response | None, *words: str) -> Task:
    return Task("t", "prompt", tuple(Paragraph((Text(text),)) for text in words), response, number=1)


# ---------------------------------------------------------------- all is there, once and in order


def test_sessions_show_their_number_day_and_length() -> None:
    text = words_of(sample())
    assert "Session111January2027·about30minutesLookBack".lower() in text.lower()


def test_the_foot_of_each_page_says_where_one_is() -> None:
    pages = poppler("pdftotext", make(replace(every_node(), practice=None)), "-raw").split("\f")
    code = every_node().code
    assert code in pages[0]
    assert squeezed(pages[3]).endswith(f"Session1Page4of8{code}")
    assert squeezed(pages[7]).endswith(f"HelpPage8of8{code}")


def test_an_addition_is_marked_with_its_plugin() -> None:
    assert "Addedbya-pluginAwordfromaplugin." in words_of(sample())


def test_a_statement_names_the_page_to_read_instead() -> None:
    """A self-check sends the reader to a page, by its title and its number on paper."""
    text = words_of(sample())
    assert "IamundereighteenreadinsteadIfyouareyoung(page7)".lower() in text.lower().replace(".", "")


def test_what_is_looked_up_begins_on_a_fresh_page_and_nothing_goes_on_on_the_cover_or_under_self_checks() -> (
    None
):
    with opened(sample()) as pdf:
        # The page is named by the element that holds the marked content, which may be a child.
        heads = [heading.Pg.objgen for heading in elements(pdf) if heading.S == "/H2"]
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    pages = dict(
        zip([part.id for part in every_node().parts], [numbers[head] for head in heads], strict=True)
    )
    assert min(pages.values()) == 2
    parts = every_node().parts
    fresh = [part.id for part in parts if part.role in ("alternatives", "help", "review")]
    fresh += [part.id for before, part in pairwise(parts) if before.role == "self-checks"]
    for name in fresh:
        before = [page for part, page in pages.items() if part != name and page <= pages[name]]
        assert max(before) < pages[name], name


def test_a_program_of_several_sessions_lists_its_parts_with_their_pages() -> None:
    document = every_node()
    opening, check, session, *rest = document.parts
    second = replace(session, id="session-2", number=2, title=(Text("Look ahead"),))
    data = make(replace(document, parts=(opening, check, session, second, *rest)))
    assert "/TOC" in shape(data)
    assert "/TOC" not in shape(sample())
    contents = squeezed(poppler("pdftotext", data, "-raw", "-f", "2", "-l", "2"))
    assert re.search(r"Session1Lookback3Session2Lookahead5Toendwith", contents)


# ---------------------------------------------------------------- tall and long


def boxes(data: bytes) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield each word on the pages with its sides, as shares of the page."""
    tree = ElementTree.fromstring(poppler("pdftotext", data, "-bbox"))
    space = "{http://www.w3.org/1999/xhtml}"
    for page in tree.iter(f"{space}page"):
        width, height = float(page.attrib["width"]), float(page.attrib["height"])
        for word in page.iter(f"{space}word"):
            at = {key: float(value) for key, value in word.attrib.items()}
            yield (
                word.text or "",
                at["xMin"] / width,
                at["yMin"] / height,
                at["xMax"] / width,
                at["yMax"] / height,
            )


def assert_on_the_pages(data: bytes) -> None:
    for word, left, top, right, bottom in boxes(data):
        assert 0.03 < left < right < 0.97, word
        assert 0.03 < top < bottom < 0.97, word


RESPONSES = st.one_of(
    st.none(),
    st.builds(Lines, st.just("a"), st.integers(0, 60)),
    st.builds(IfThen, st.just("a"), st.just("b"), st.integers(0, 30)),
    st.builds(lambda high: Scale("a", 0, high, (Text("none"),), (Text("all"),)), st.integers(0, 2000)),
    st.builds(
        lambda count, text: Choices("a", tuple(Option(f"o{n}", (Text(text),)) for n in range(count)), True),
        st.integers(0, 60),
        st.text("Wm ", max_size=200),
    ),
)


@pytest.mark.slow
@given(
    RESPONSES,
    st.lists(st.tuples(st.sampled_from(["W", "word ", "🙂"]), st.integers(0, 1500)), max_size=4),
    st.sampled_from(["a4", "letter"]),
)
@settings(FEW, max_examples=40)
def test_nothing_falls_off_a_page(
    response: Response | None, texts: list[tuple[str, int]], paper: str
) -> None:
    """Tasks are kept in one piece, but one that no page can hold is broken, and not cut off at the foot."""
    words = [text * (size // len(text)) + f" end{number}." for number, (text, size) in enumerate(texts)]
    data = make(one_page(a_task(response, *words)), paper=paper)
    assert_on_the_pages(data)
    shown = words_of(data)
    assert all(shown.count(f"end{number}.") == 1 for number in range(len(texts)))


@pytest.mark.slow
def test_a_question_stays_with_its_room_to_write() -> None:
    """Wherever a page ends, a prompt and its last option stand on one page."""
    options = tuple(Option(f"o{n}", (Text(f"option{n}"),)) for n in range(7))
    for lead in range(0, 40, 3):
        filler = Paragraph(tuple(Text("word " * 12) for _ in range(lead)))
        data = make(one_page(filler, a_task(Choices("a", options, True), "question?")))
        pages = poppler("pdftotext", data, "-raw").split("\f")
        (page,) = (page for page in pages if "question?" in page)
        assert "option6" in page


@pytest.mark.slow
def test_a_heading_stays_with_what_follows() -> None:
    for lead in range(20, 46):
        filler = Paragraph(tuple(Text("word " * 13) for _ in range(lead)))
        inner = Section("inner", "passage", (Text("Heading"),), (Paragraph((Text("Following."),)),))
        pages = poppler("pdftotext", make(one_page(filler, inner)), "-raw").split("\f")
        (page,) = (page for page in pages if "Heading" in page)
        assert "Following." in page


# ---------------------------------------------------------------- what somebody typed has no effect


@pytest.mark.parametrize("name", [*HOSTILE, "".join(HOSTILE)])
def test_a_hostile_name_changes_words_only(name: str) -> None:
    data = make(every_node(name))
    assert shape(data) == shape(sample())
    assert targets(data) == targets(sample())
    shown = words_of(data)
    # Letters from right to left are stored in the order in which they are seen.
    assert Counter(squeezed(name)) <= Counter(shown)
    if name.isascii():
        assert squeezed(name) in shown
    assert_on_the_pages(data)


@pytest.mark.slow
@given(NAMES)
@FEW
def test_any_name_changes_words_only(name: str) -> None:
    assert shape(make(every_node(name))) == shape(sample())


@pytest.mark.slow
@given(NAMES)
@FEW
def test_a_name_stands_nowhere_but_on_the_pages(name: str) -> None:
    """Names stay out of the file's metadata, its bookmarks, and the names of places in it."""
    mark = "Q7w" + name
    with opened(make(every_node(mark))) as pdf:
        beside = [str(pdf.docinfo), pdf.Root.Metadata.read_bytes().decode()]
        beside += bookmarks(pdf.open_outline().root)
        beside += [str(key) for key in pdf.Root.get("/Names", {})]
        assert "If you are young" in beside
        hidden = repr(pdf.Root.get("/Names", "")) + repr(pdf.Root.get("/Dests", ""))
    assert all("Q7w" not in text for text in (*beside, hidden))


def test_a_name_runs_along_no_foot_of_a_page() -> None:
    part = Section("p", "opening", (Text("For "), Datum("Q7wName", "client.name")), ())
    document = replace(every_node("Q7wName"), parts=(part,))
    assert words_of(make(document)).count("Q7wName") == 2  # the cover, and the heading


def test_ids_stay_out_of_the_file() -> None:
    """Section ids may say more than the page does."""
    with opened(sample()) as pdf:
        whole = b"".join(repr(item).encode() for item in pdf.objects)
    assert b"self-checks" not in whole
    assert b"alternative-a" not in whole


def test_an_address_that_no_page_should_link_to_is_not_linked() -> None:
    document = one_page(
        Paragraph(
            tuple(
                Link(url, (Text("here"),))
                for url in (
                    "javascript:alert(1)",
                    "file:///etc/passwd",
                    "https://a.example/",
                    "mailto:a@b.example",
                )
            )
        )
    )
    assert targets(make(document)) == ["https://a.example/", "mailto:a@b.example"]


def test_the_file_does_nothing_of_itself() -> None:
    with opened(sample("".join(HOSTILE))) as pdf:
        assert not {"/OpenAction", "/AA"} & set(pdf.Root.keys())
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(pdf.Root.get("/Names", {}).keys())
        assert {str(link.A.S) for link in links(pdf) if "/A" in link} <= {"/URI", "/GoTo"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("กิ่ง", "“ก” (U+0E01)"),
        ("日本", "“日” (U+65E5)"),
        ("a\ue000", "U+E000"),
        ("a\ud800", "U+D800"),
        ("\0", "U+0000"),
    ],
)
def test_a_letter_that_no_font_has_is_named_with_its_fact(name: str, shown: str) -> None:
    with pytest.raises(RenderError) as caught:
        make(every_node(name))
    assert caught.value.message == f"The PDF's fonts have no character for {shown} in the fact client.name."
    assert (
        caught.value.hint
        == "add a folder with a font that has it (--option fonts=DIR), or use --format html."
    )


def test_a_letter_is_named_with_the_fact_that_it_came_from() -> None:
    with pytest.raises(RenderError, match=r"“ก” \(U\+0E01\) in the fact partner\.name"):
        make(one_page(Paragraph((Emphasis((Datum("ก", "partner.name"),)),))))
    with pytest.raises(RenderError, match=r"“ก” \(U\+0E01\) that the pack uses"):
        make(one_page(Paragraph((Text("ก"),))))


# ---------------------------------------------------------------- the same file, every time


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from rekindle_core import Request\n"
        "from rekindle_core.testing.samples import every_node\n"
        "from rekindle_pdf import Options\n"
        "from rekindle_pdf.render import render\n"
        "request = Request(options=Options(), render=lambda *_: (), warn=print)\n"
        "if sys.argv[1] == 'warm': render(every_node('Somebody else'), request)\n"
        "sys.stdout.buffer.write(render(every_node(), request)[0].data)\n"
    )
    fonts = str(tmp_path)
    environments = (
        ("cold", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"}),
        ("warm", {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "TYPST_FONT_PATHS": fonts, "LANG": "ar"}),
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", script, state],
            env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(sys.path)},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for state, environment in environments
    ]
    assert made[0] == made[1] == sample()


def test_the_day_is_the_documents() -> None:
    with opened(sample()) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20270104120000")


def test_no_rule_over_the_pages_captures_what_differs_between_readers() -> None:
    """What is laid out under a rule is laid out anew when the rule changes; so the title's stands last."""
    lines = (Path(rekindle_pdf.__file__).parent / "template" / "main.typ").read_text().rstrip().splitlines()
    rules = [line for line in lines if re.match(r"#(set|show)\b", line)]
    assert [line for line in rules if "data" in line] == ["#set document(title: data.title)"] == [lines[-1]]
    frame = re.search(r"#let frame = \((.*?)\n\)", "\n".join(lines), re.DOTALL)
    assert frame
    taken = set(re.findall(r"data\.([a-z_.]+)", frame[1]))
    assert taken == {"language", "region", "direction", "sheet", "words.page", "words.page_of"}


def test_a_forked_process_says_so_and_does_not_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    sample()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with pytest.raises(PluginError, match="forked"):
        make(every_node())


# ---------------------------------------------------------------- for screen readers


def test_the_file_says_what_a_screen_reader_asks() -> None:
    with opened(make(every_node(language="pt-BR"))) as pdf:
        assert str(pdf.Root.Lang) == "pt-BR"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "A Sample Program"
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert "<pdfaid:part>2</pdfaid:part>" in metadata
        assert all(page.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page)


@pytest.mark.parametrize("nested", [False, True])
def test_headings_begin_at_one_and_skip_no_level(nested: bool) -> None:
    document = every_node()
    if nested:
        deep: Any = Paragraph((Text("x"),))
        for number in range(12):
            deep = Section(f"d{number}", "passage", (Text(f"t{number}"),), (deep,))
        document = replace(document, parts=(*document.parts, deep))
    levels = [int(kind[2:]) for kind in shape(make(document)) if re.fullmatch("/H[1-6]", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(levels) > 8


@pytest.mark.slow
@given(documents(texts=AWKWARD))
@FEW
def test_any_document_can_be_set(document: Document) -> None:
    """Whatever is empty, repeated, missing or odd in it; and its headings still skip no level."""
    levels = [int(kind[2:]) for kind in shape(make(document, warnings=[])) if re.fullmatch("/H[1-6]", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_lists_quotations_and_links_are_tagged_as_such() -> None:
    kinds = Counter(shape(sample()))
    blocks = list(walk(every_node()))
    choices = [block.response for block in blocks if isinstance(getattr(block, "response", None), Choices)]
    checks = [block for block in blocks if isinstance(block, SelfCheck)]
    confirms = [check.confirm for check in checks if check.confirm]
    lists = [block for block in blocks if isinstance(block, ItemList)]
    grids = [block.response for block in blocks if isinstance(getattr(block, "response", None), Ratings)]
    assert kinds["/L"] == len(lists) + len(choices) + len(grids) + len(checks) + len(confirms)
    assert kinds["/LI"] == (
        sum(len(block.items) for block in lists)
        + sum(len(choice.options) for choice in [*choices, *confirms])
        + sum(len(grid.rows) for grid in grids)
        + sum(len(check.statements) for check in checks)
    )
    assert kinds["/BlockQuote"] == sum(isinstance(block, Quotation) for block in blocks)
    with opened(sample()) as pdf:
        assert kinds["/Link"] == len(list(links(pdf)))


def test_every_link_is_in_the_tree_and_says_where_it_leads() -> None:
    with opened(sample()) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for link in links(pdf):
            assert parents[int(link.StructParent)].S == "/Link"
            assert str(link.Contents)


def test_a_reference_leads_to_the_page_that_it_names() -> None:
    document = every_node()
    with opened(make(document)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        inside = [link for link in links(pdf) if "/URI" not in link.get("/A", {})]
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        found = [(str(link.Contents), pages[places[str(link.Dest)][0].objgen]) for link in inside]
    young = ("If you are young, page 7", 7)
    session = next(one for one in found if one[0].startswith("Session 1"))
    assert found == [young, young, session, ("Help, page 8", 8)]
    assert session == (f"Session 1, page {session[1]}", session[1])
    words = words_of(make(document))
    assert f"Prompt4(page{session[1]})" in words
    assert "SeeHelp(page8)" in words


@pytest.mark.parametrize("after", ["\u00ad", " \u00ad", "\u00ad.", "\u00ad\u00ad"])
def test_a_soft_hyphen_after_a_link_does_not_stop_a_page_from_right_to_left(after: str) -> None:
    link = Link("https://example.org/", (Text("here"),))
    for node in (Text(after), Code(after), Datum(after, "partner.name")):
        page = replace(one_page(Paragraph((link, node))), direction="rtl", language="he")
        assert targets(make(page)) == ["https://example.org/"]


def test_a_reference_to_nowhere_is_words() -> None:
    document = one_page(Paragraph((Reference("nowhere", (Text("there"),)),)))
    assert "there" in words_of(make(document))
    assert "/Link" not in shape(make(document))


def test_a_self_check_that_names_no_page_warns() -> None:
    check = SelfCheck("check-a", (), (Statement((Text("So it is."),), "nowhere"),), None)
    warnings: list[str] = []
    make(one_page(check), warnings=warnings)
    assert warnings == ["In check-a a line refers to a page, “nowhere”, that is not in this document."]


def test_a_page_from_right_to_left_is_the_mirror_image() -> None:
    ways = [make(every_node("Alex", direction=direction)) for direction in ("ltr", "rtl")]  # type: ignore[arg-type]
    assert shape(ways[0]) == shape(ways[1])
    (left,) = (box for box in boxes(ways[0]) if box[0] == "Ratings")
    (right,) = (box for box in boxes(ways[1]) if box[0] == "Ratings")
    assert left[3] == pytest.approx(1 - right[1], abs=0.005)


def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    tool = shutil.which("qpdf") or pytest.skip("qpdf is not installed")
    path = tmp_path / "sample.pdf"
    path.write_bytes(sample())
    assert subprocess.run([tool, "--check", path], capture_output=True, check=False).returncode == 0


def test_only_the_fonts_that_come_along_are_used() -> None:
    """No machine's own fonts: they would differ, and may not be embedded."""
    own = {path.stem.replace("-", "") for path in FONTS.glob("*.ttf")} | {"DejaVuSansMono"}
    with opened(make(every_node("".join(HOSTILE)))) as pdf:
        used = {
            str(item.BaseFont).rpartition("+")[2].replace("-", "")
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert used
    used.discard("/ZapfDingbats")  # named only, for programs that draw ticks of their own
    assert used <= own | {f"{name}Regular" for name in own}, used - own


FONTS = Path(rekindle_pdf.__file__).parent / "fonts"


def test_every_font_has_its_licence_beside_it() -> None:
    families = {path.stem.partition("-")[0] for path in FONTS.glob("*.ttf")}
    assert families
    assert families == {path.stem.removesuffix("-OFL") for path in FONTS.glob("*-OFL.txt")}
    assert all("SIL OPEN FONT LICENSE" in path.read_text() for path in FONTS.glob("*-OFL.txt"))


# ---------------------------------------------------------------- options, and odd Documents


def test_paper_is_a4_or_letter() -> None:
    for paper, size in (("a4", (595, 842)), ("letter", (612, 792))):
        with opened(make(every_node(), paper=paper)) as pdf:
            assert tuple(round(float(side)) for side in [*pdf.pages[0].mediabox][2:]) == size


def test_the_package_is_light_until_a_file_is_made() -> None:
    script = (
        "import rekindle_pdf, sys; rekindle_pdf.rekindle_register_formats(); sys.exit('typst' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0


def test_what_is_empty_does_no_harm() -> None:
    nothing = one_page(
        Paragraph(()),
        ItemList(False, ()),
        ItemList(True, ((),)),
        Quotation(()),
        Sample("s", (), ()),
        a_task(Choices("c", (), True)),
        a_task(Scale("c", 5, 1)),
        SelfCheck("s", (), (), None),
        HelpLines("h", (), (), ()),
        Section("only", "step", (), ()),
        Paragraph((Emphasis(()), Link("https://a.example", ()), Reference("only", ()))),
    )
    assert make(nothing)
    assert make(replace(nothing, title="", code="", reader="", parts=()))


@pytest.mark.parametrize("wrap", [ItemList, Quotation, Emphasis])
def test_endless_nesting_is_an_error_and_no_crash(wrap: Any) -> None:
    for depth in (100, 400, 5000):
        inner: Any = Text("x") if wrap is Emphasis else Paragraph((Text("x"),))
        for _ in range(depth):
            inner = ItemList(False, ((inner,),)) if wrap is ItemList else wrap((inner,))
        with pytest.raises(RenderError, match="nested too deeply"):
            make(one_page(Paragraph((inner,)) if wrap is Emphasis else inner))


def test_sections_may_nest_deeply() -> None:
    deep: Any = Paragraph((Text("innermost"),))
    for number in range(100):
        deep = Section(f"d{number}", "passage", (Text(f"t{number}"),), (deep,))
    assert "innermost" in words_of(make(one_page(deep)))


def test_a_word_that_the_document_lacks_is_an_error() -> None:
    with pytest.raises(RenderError, match="no word for “"):
        make(replace(every_node(), words={}))
