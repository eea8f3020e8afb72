"""The id of an answer: what it belongs to, and the name of its field in every format.

Input: session, unit, item, occurrence and part. Output: a name without a dot; and the id, from a name.
Must not know: Documents, packs, or any format.

A session's number changes with the number of sessions. So a question is identified by its unit, item and
occurrence: the `key`, which stays the same from one build to the next.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from msgspec import Meta

from rekindle_core.document.node import Node as _Value

_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"

Part: TypeAlias = Annotated[str, Meta(pattern=rf"^(|if|then|{_ID}_{_ID})$", max_length=200)]
"""Which part of an answer it is, if a question has several places; in a table, a cell by its row and column."""

Key: TypeAlias = tuple[str, str, int, Part]
"""Unit, item, occurrence and part: what stays the same when a program is built again."""

_NAME = re.compile(
    rf"s([1-9][0-9]{{0,4}})_({_ID})_({_ID})(?:_([2-9]|[1-9][0-9]{{1,4}}))?(?:_(if|then|{_ID}_{_ID}))?"
)
_NO_UNIT = "session"


class AnswerId(_Value, tag=False, omit_defaults=True):
    """What an answer belongs to, within one program.

    Attributes:
        item: The pack's id of the item that asked, such as a prompt; or the whole name of a place that is not
            the pack's.
        session: The number of the session that asked, from 1; 0 outside sessions.
        unit: The step, or the alternative that replaces it; empty for items that belong to the whole session.
        occurrence: Which time the program asks it, from 1: a rating is repeated in each session. 0 if
            unknown, as in files from earlier versions of Rekindle.
        part: The part of an if-then plan, or the cell of a table; otherwise empty.
    """

    item: Annotated[str, Meta(min_length=1, max_length=300)]
    session: Annotated[int, Meta(ge=0, le=99_999)] = 0
    unit: Annotated[str, Meta(max_length=100)] = ""
    occurrence: Annotated[int, Meta(ge=0, le=99_999)] = 1
    part: Part = ""

    def __post_init__(self) -> None:
        found = _NAME.fullmatch(self.name)
        counted = self.unit, self.part, self.occurrence > 1
        if (found is not None) != (self.session > 0) or (not found and any(counted)) or self.unit == _NO_UNIT:
            raise ValueError("session, unit, item, occurrence and part do not go together")

    @property
    def name(self) -> str:
        """The name of its field, and its `answer_id` in a Document.

        >>> AnswerId("space-walk", 3, "space").name, AnswerId("rating-calm", 4, occurrence=4).name
        ('s3_space_space-walk', 's4_session_rating-calm_4')
        >>> AnswerId("space-log", 3, "space", part="row-1_moment").name
        's3_space_space-log_row-1_moment'
        """
        if not self.session:
            return self.item
        number = f"_{self.occurrence}" if self.occurrence > 1 else ""
        part = f"_{self.part}" if self.part else ""
        return f"s{self.session}_{self.unit or _NO_UNIT}_{self.item}{number}{part}"

    @property
    def key(self) -> Key:
        """What stays the same when the program is built again."""
        return self.unit, self.item, self.occurrence, self.part

    @classmethod
    def from_name(cls, name: str, *, counted: bool = True) -> AnswerId:
        """Return the id for a name.

        Args:
            name: The name of a field, or an `answer_id`.
            counted: Whether the name contains the occurrence; names from earlier versions of Rekindle don't.

        >>> AnswerId.from_name("s3_space_space-walk").key
        ('space', 'space-walk', 1, '')
        """
        found = _NAME.fullmatch(name)
        if not found:
            return cls(name)
        session, unit, item, number, part = found.groups()
        occurrence = int(number or 1) if counted else 0
        return cls(item, int(session), "" if unit == _NO_UNIT else unit, occurrence, part or "")
