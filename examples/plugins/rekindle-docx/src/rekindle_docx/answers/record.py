"""What a document notes for whoever reads answers back, and what has been answered already.

Input: places for answers, one by one, as they are laid out. Output: a tag for each; a part of the file in XML, and
the same read back. Must not know: how any place is set.

A control's tag may have 64 characters, so it cannot say all that there is to say of an answer. The part does, in an
order of its own: a custom XML part, which Word leaves alone. It holds ids, and no word that anybody reads.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from lxml import etree

from rekindle_docx.xml import name

if TYPE_CHECKING:
    from rekindle_core import Answer, Document

PART = "/customXml/item1.xml"
_SPACE = "urn:rekindle:answers:1"
_LONGEST = 64
"""Word refuses a document in which a tag is longer."""

Type: TypeAlias = Literal["text", "number", "choice", "choices"]


@dataclass(frozen=True, slots=True)
class Spot:
    """One control.

    Attributes:
        answer: The `answer_id` of the place that it is part of.
        type: What kind of answer belongs there.
        option: What a box stands for.
        question: The bookmark around the question; of a cell in a table those around the question, the row and the
            column. Empty where there is none.
    """

    answer: str
    type: Type
    option: str = ""
    question: str = ""


@dataclass(slots=True)
class Record:
    """Collects the controls of a document, by their tags.

    Attributes:
        answers: What has been answered already, by `answer_id`.
        spots: The controls so far.
    """

    answers: Mapping[str, Answer]
    spots: dict[str, Spot] = field(default_factory=dict)

    def tag(self, spot: Spot) -> str:
        """Return the tag of one more control: what it is about where that fits, or else a number."""
        tag = f"{spot.answer}:{spot.option}" if spot.option else spot.answer
        if len(tag) > _LONGEST or tag in self.spots:
            tag = f"answer-{len(self.spots) + 1}"
        self.spots[tag] = spot
        return tag

    def part(self, document: Document) -> bytes:
        """Return the part of the file that says what each control is about, and of which program it is."""
        about = {"program": document.program_id, "pack": document.pack, "version": document.pack_version}
        top = etree.Element(f"{{{_SPACE}}}answers", about, nsmap={None: _SPACE})
        for tag, spot in self.spots.items():
            said = {"tag": tag, "answer": spot.answer, "type": spot.type}
            said |= {key: value for key in ("option", "question") if (value := getattr(spot, key))}
            top.append(etree.Element(f"{{{_SPACE}}}place", said))
        return etree.tostring(top, xml_declaration=True, encoding="UTF-8", standalone=True)


@dataclass(frozen=True, slots=True)
class Noted:
    """What a document that came back notes: its program and pack, and its controls by their tags."""

    program: str
    pack: str
    version: str
    spots: Mapping[str, Spot]


def read_part(top: etree._Element) -> Noted | None:
    """Return what a part notes; None if it is another program's."""
    if top.tag != f"{{{_SPACE}}}answers":
        return None
    spots = {}
    for place in top:
        said = {str(key): str(value) for key, value in place.attrib.items()}
        kind = next((one for one in get_args(Type) if one == said.get("type")), None)
        if kind and said.get("answer"):
            spots[said.get("tag", "")] = Spot(
                said["answer"], kind, said.get("option", ""), said.get("question", "")
            )
    program, pack, version = (str(top.get(key, "")) for key in ("program", "pack", "version"))
    return Noted(program, pack, version, spots)


def mark_question(shown: list[etree._Element], question: str, number: int) -> str:
    """Set a bookmark around a question, and return its name.

    What was asked is read from between: whoever changes a sentence in Word changes the question. Where the document
    shows more than the question, such as an address behind a link, there is no bookmark, and it is not known.

    Args:
        shown: The blocks of the question; the bookmark is added to them.
        question: The question, as answers keep it.
        number: A number that no other bookmark has.
    """
    paragraphs = [block for block in shown if block.tag == name("w:p")]
    said = "".join(str(text.text or "") for block in shown for text in block.iter(name("w:t")))
    if len(paragraphs) != len(shown) or not paragraphs or _read(said) != _read(question):
        return ""
    bookmark = f"_RekindleAsked{number}"
    start = etree.Element(name("w:bookmarkStart"), {name("w:id"): str(number), name("w:name"): bookmark})
    end = etree.Element(name("w:bookmarkEnd"), {name("w:id"): str(number)})
    first = paragraphs[0].find(name("w:pPr"))
    if first is None:
        paragraphs[0].insert(0, start)
    else:
        first.addnext(start)
    paragraphs[-1].append(end)
    return bookmark


def mark_words(shown: Iterable[etree._Element], number: int) -> tuple[list[etree._Element], str]:
    """Return runs with a bookmark around them, and its name; `number` is one that no other bookmark has."""
    bookmark = f"_RekindleAsked{number}"
    start = etree.Element(name("w:bookmarkStart"), {name("w:id"): str(number), name("w:name"): bookmark})
    end = etree.Element(name("w:bookmarkEnd"), {name("w:id"): str(number)})
    return [start, *shown, end], bookmark


def _read(words: str) -> str:
    return "".join(one for one in words if not one.isspace() and unicodedata.category(one) != "Cf")
