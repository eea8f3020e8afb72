"""From Documents of earlier formats to the current one.

Input: a Document from an earlier version of Rekindle. Output: the same, with the fields that it didn't
have.

This is the only module that reads facts from ids and texts: in formats 1 and 2, only the ids said which step
a section shows; up to format 3, a rating's id contained its session, and several emergency numbers were one
text. No renderer has to know about this.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from rekindle_core.document.nodes import Document, Section, Task
from rekindle_core.document.walk import joined_title, walk
from rekindle_core.frozen import replace


def to_today(data: dict[str, Any], number: int) -> Document:
    """Return the Document of an earlier format.

    Args:
        data: The JSON object without its format; it is changed.
        number: The format, from 1 on.

    Raises:
        msgspec.ValidationError: It is not a Document of this format.
    """
    if number == 1:
        _with_program_id(data)
    if number <= 3:
        _with_numbers_and_items(data)
    document = msgspec.convert(data, Document)
    return _with_steps(document) if number <= 2 else document


def _with_program_id(data: dict[str, Any]) -> None:
    """Convert the fields of a Document from format 1 to format 2.

    Format 1 had a hash of the reader's answers. The program's id is now a hash of that hash: it is as easy to
    compute from facts as the original, but the original hash goes no further.
    """
    digest = data.pop("digest", None)
    if isinstance(digest, str):
        data["program_id"] = hashlib.sha256(f"format 1: {digest}".encode()).hexdigest()[:12]


def _with_numbers_and_items(data: dict[str, Any]) -> None:
    """Convert the fields of a Document from format 1, 2 or 3 to format 4.

    Several emergency numbers were one text (`999 / 112`), and only the id showed that an item is repeated in
    each session: `rating-sleep-s3`.
    """
    # An explicit stack: the data may be nested more deeply than Python can recurse.
    stack: list[tuple[Any, str]] = [(data, "")]
    while stack:
        value, session = stack.pop()
        if isinstance(value, list):
            stack.extend((item, session) for item in value)
        if not isinstance(value, dict):
            continue
        if value.get("role") == "session":
            session = f"-s{value.get('number')}"
        if value.get("type") == "HelpGroup" and isinstance(numbers := value.get("emergency"), str):
            value["emergency"] = list(filter(None, numbers.split(" / ")))
        if value.get("type") == "HelpLine":
            # The client was told how old a source is; now only the counselor's pages say so.
            value.pop("verified", None)
            value.pop("stale", None)
        if value.get("type") == "Task" and isinstance(name := value.get("id"), str):
            value["item"] = name.removesuffix(session) if value.get("kind") == "rating" else name
        stack.extend((item, session) for item in value.values())


def _with_steps(document: Document) -> Document:
    """Return a Document of format 2 with the steps that its sessions show."""
    return replace(
        document,
        parts=tuple(_session(part) if part.role == "session" else part for part in document.parts),
    )


def _session(session: Section) -> Section:
    children = tuple(
        replace(child, step=child.id.removeprefix(f"{session.id}-"))
        if isinstance(child, Section) and child.role == "step" and child.id.startswith(f"{session.id}-")
        else child
        for child in session.children
    )
    steps = [child for child in children if isinstance(child, Section) and child.step]
    if not steps:
        return replace(session, step=_only_step(session))
    titles = tuple(step.title for step in steps)
    joined = titles if joined_title(titles) == session.title else ()
    return replace(session, children=children, joined=joined)


def _only_step(session: Section) -> str:
    """Return the step of a session that shows one, from the ids of its answers: `s3_space_space-walk`."""
    start = f"s{session.number}_"
    for block in walk(session):
        if isinstance(block, Task) and block.response is not None:
            name = block.response.answer_ids[0]
            step, found, _ = name.removeprefix(start).rpartition(f"_{block.id}")
            # Answers that belong to no step, such as ratings, have the session in that position.
            if name.startswith(start) and found and step != "session":
                return step
    return ""
