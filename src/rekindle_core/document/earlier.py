"""From Documents of earlier formats to today's form.

Comes in: what an earlier version of Rekindle wrote. Goes out: the same with the fields that it had no place for.

This is the one place that reads facts out of ids: in formats 1 and 2, the ids alone said which step a section
shows. No renderer has to know how they were made.
"""

from __future__ import annotations

import hashlib
from typing import Any

from rekindle_core.document.nodes import Document, Section, Task
from rekindle_core.document.walk import joined_title, walk
from rekindle_core.frozen import replace


def from_first_format(data: dict[str, Any]) -> None:
    """Bring the fields of a Document of format 1 into the form of the second.

    It had a hash of the reader's answers. What names the program now is a hash of that one: it is as easily
    computed from facts as the file that it came in, but that hash itself goes no further.
    """
    digest = data.pop("digest", None)
    if isinstance(digest, str):
        data["program_id"] = hashlib.sha256(f"format 1: {digest}".encode()).hexdigest()[:12]


def with_steps(document: Document) -> Document:
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
    """Return the step of a session that shows one, as the ids of its answers have it: `s3_space_space-walk`."""
    start = f"s{session.number}_"
    for block in walk(session):
        if isinstance(block, Task) and block.response is not None:
            name = block.response.answer_ids[0]
            step, found, _ = name.removeprefix(start).rpartition(f"_{block.id}")
            # Answers that belong to no step, such as ratings, have the session in its place.
            if name.startswith(start) and found and step != "session":
                return step
    return ""
