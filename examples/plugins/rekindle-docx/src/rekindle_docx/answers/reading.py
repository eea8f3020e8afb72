"""Reading answers from a Word document that came back.

Input: a file's bytes. Output: Answers; None for what is no Word document. Must not know: Documents.

What a control is about is noted in a part of the file (`record`); its tag leads there. Where a program has dropped
that part, the tag alone says what it can, and the program is not known. The file is read to a limit; nothing that it
names is fetched, and nothing that it declares is expanded.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from rekindle_core import (
    Answer,
    AnswerId,
    Answers,
    AnswersError,
    ChoicesValue,
    ChoiceValue,
    Cleared,
    NumberValue,
    PackName,
    TextValue,
    Value,
)
from rekindle_docx.answers.record import Noted, Spot, read_part
from rekindle_docx.xml import name

MOST_BYTES = 30_000_000
"""How much each part may unpack to; the longest program of the bundled pack has two million bytes."""
_MOST_PARTS = 1_000
_MOST_TEXT = 1_000_000
_LONGEST, _LONGEST_ID, _MOST_OPTIONS, _LONGEST_NUMBER = 100, 300, 1_000, 9
_BODY = "word/document.xml"
_TRUE = ("1", "true", "on")
_GAPS = {name("w:tab"): "\t", name("w:br"): "\n", name("w:cr"): "\n", name("w:noBreakHyphen"): "\u2011"}
_LEFT_OUT = (
    name("w:moveFrom"),
    name("w:del"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
"""What is not in the text: words that were moved away or deleted, and the second telling of a drawing."""


def read_docx_answers(data: bytes) -> Answers | None:
    """Return the answers in a Word document; None if the file is none.

    Raises:
        AnswersError: It is damaged, or not one that this plugin has made.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if _BODY not in file.namelist():
                return None
            if len(file.namelist()) > _MOST_PARTS:
                raise _too_large()
            body, noted = _parsed(file, _BODY), _noted(file)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise _damaged() from None
    except etree.XMLSyntaxError:
        raise _damaged() from None
    controls = list(_controls(body))
    if noted is None:
        noted = Noted("", "", "", dict(_by_tags(controls)))
    if not any(tag in noted.spots for tag, _ in controls):
        raise AnswersError(
            "This Word document has none of the fields that a program has.",
            code="foreign-file",
            hint="give a document that rekindle build --format docx has made, with its answers filled in.",
        )
    answers = tuple(_answers(controls, noted.spots, _questions(body)))
    pack = PackName(noted.pack, noted.version) if noted.pack else None
    return Answers(noted.program, pack, answers)


def _parsed(file: zipfile.ZipFile, part: str) -> etree._Element:
    with file.open(part) as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _too_large()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _damaged()
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _noted(file: zipfile.ZipFile) -> Noted | None:
    for part in file.namelist():
        if part.startswith("customXml/item") and part.endswith(".xml") and "Props" not in part:
            noted = read_part(_parsed(file, part))
            if noted and max(map(len, (noted.program, noted.pack, noted.version))) <= _LONGEST:
                return noted
    return None


def _controls(body: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the controls that have a tag, in order."""
    for control in body.iter(name("w:sdt")):
        tag = control.find(f"{name('w:sdtPr')}/{name('w:tag')}")
        if tag is not None:
            yield str(tag.get(name("w:val"), "")), control


def _by_tags(controls: list[tuple[str, etree._Element]]) -> Iterator[tuple[str, Spot]]:
    """Yield what tags say by themselves."""
    for tag, control in controls:
        answer, colon, option = tag.partition(":")
        if AnswerId.from_name(answer).session and bool(colon) == (_checked(control) is not None):
            yield tag, Spot(answer, "choices" if colon else "text", option)


def _checked(control: etree._Element) -> bool | None:
    """Return whether a box is ticked; None for what is no box."""
    box = control.find(f"{name('w:sdtPr')}/{name('w14:checkbox')}")
    if box is None:
        return None
    state = box.find(name("w14:checked"))
    return state is not None and str(state.get(name("w14:val"), "1")) in _TRUE


def _answers(
    controls: list[tuple[str, etree._Element]], spots: Mapping[str, Spot], questions: Mapping[str, str]
) -> Iterator[Answer]:
    by_answer: dict[str, list[tuple[Spot, etree._Element]]] = {}
    seen: set[str] = set()
    for tag, control in controls:
        if tag in spots:
            if tag in seen:
                raise _twice(tag)
            seen.add(tag)
            by_answer.setdefault(spots[tag].answer, []).append((spots[tag], control))
    for answer, held in by_answer.items():
        spot, control = held[0]
        value = _written(control, answer) if spot.type == "text" else _ticked(held)
        if value is not None:
            found = AnswerId.from_name(answer)
            if len(found.item) > _LONGEST_ID or len(found.unit) > _LONGEST:
                raise _damaged()
            yield Answer(found, value, _question(spot.question, questions)[:20_000], "docx")


def _question(bookmarks: str, questions: Mapping[str, str]) -> str:
    """Return what was asked; of a cell, with its row and column. Nothing where a part of it is not known."""
    parts = [questions.get(bookmark, "") for bookmark in bookmarks.split()]
    if len(parts) == 3 and all(parts):
        asked, row, column = parts
        return f"{asked} \N{EN DASH} {row}: {column}"
    return parts[0] if len(parts) == 1 else ""


def _ticked(held: list[tuple[Spot, etree._Element]]) -> Value | None:
    """Return the boxes that are ticked. Where one may be, and two are, whoever knows the program says so."""
    options = tuple(dict.fromkeys(spot.option for spot, control in held if _checked(control)))
    if not options:
        return None
    if len(options) > _MOST_OPTIONS or not all(0 < len(one) <= _LONGEST_ID for one in options):
        raise _damaged()
    if held[0][0].type == "choices" or len(options) > 1:
        return ChoicesValue(options)
    (only,) = options
    number = only.removeprefix("-")
    if (
        held[0][0].type == "number"
        and number.isascii()
        and number.isdigit()
        and len(number) <= _LONGEST_NUMBER
    ):
        return NumberValue(int(only))
    return ChoiceValue(only)


def _written(control: etree._Element, answer: str) -> Value | None:
    """Return what is written in a control. The words that say where to write are no answer."""
    content = control.find(name("w:sdtContent"))
    text = "".join(_text(content)) if content is not None else ""
    text = text.removeprefix("\n")
    if control.find(f"{name('w:sdtPr')}/{name('w:showingPlcHdr')}") is not None:
        # Some programs leave that in, and the ruled lines, when something is typed.
        text = text.strip("\n")
        return TextValue(text) if text.strip() else None
    if len(text) > _MOST_TEXT:
        raise AnswersError(
            f"The field {answer[:60]} contains more text than any answer can.",
            code="answers-size",
            hint="shorten it, and save the document.",
        )
    return TextValue(text) if text.strip() else Cleared()


def _text(content: etree._Element) -> Iterator[str]:
    for node in content.iter(name("w:p"), name("w:t"), *_GAPS):
        if any(above.tag in _LEFT_OUT for above in node.iterancestors()):
            continue
        if node.tag == name("w:p"):
            yield "\n"
        elif node.tag == name("w:t"):
            if not _is_hint(node):
                yield str(node.text or "")
        # Tabs also stand in properties, where they are no characters.
        elif (run := node.getparent()) is not None and run.tag == name("w:r"):
            yield _GAPS[str(node.tag)]


def _is_hint(text: etree._Element) -> bool:
    run = text.getparent()
    style = run.find(f"{name('w:rPr')}/{name('w:rStyle')}") if run is not None else None
    return style is not None and style.get(name("w:val")) == "PlaceholderText"


def _questions(body: etree._Element) -> dict[str, str]:
    """Return the words within each bookmark of a question, by the bookmark's name."""
    open_: dict[str, tuple[str, list[str]]] = {}
    found: dict[str, str] = {}
    for node in body.iter(name("w:bookmarkStart"), name("w:bookmarkEnd"), name("w:p"), name("w:t")):
        number = str(node.get(name("w:id"), ""))
        if node.tag == name("w:bookmarkStart"):
            bookmark = str(node.get(name("w:name"), ""))
            if bookmark.startswith("_RekindleAsked"):
                open_[number] = bookmark, []
        elif node.tag == name("w:bookmarkEnd"):
            if number in open_:
                bookmark, words = open_.pop(number)
                found[bookmark] = " ".join("".join(words).split())
        else:
            for _, words in open_.values():
                words.append(" " if node.tag == name("w:p") else str(node.text or ""))
    return found


def _damaged() -> AnswersError:
    return AnswersError(
        "The Word document is damaged, and its answers cannot be read.",
        code="damaged-answers",
        hint="open it in Word, save a copy, and use the copy.",
    )


def _too_large() -> AnswersError:
    return AnswersError(
        f"The Word document unpacks to more than {MOST_BYTES // 1_000_000} MB.",
        code="answers-size",
        hint="use the document that was filled in, without pictures added to it.",
    )


def _twice(tag: str) -> AnswersError:
    return AnswersError(
        f"The Word document holds the field {tag[:60]} twice, so nobody knows which answer counts.",
        code="damaged-answers",
        hint="delete one of the two in Word, and save the document.",
    )
