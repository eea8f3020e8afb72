"""One row of the table; its fields are the columns, in order."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """Something to answer or to read. Whatever is not so, or not known, is empty.

    Attributes:
        id: What no other row has.
        item: The pack's own id of what a task shows; it is the same in every program.
        session: The number of the session.
        date: The day of the session, such as 2027-01-11.
        part: The title of the part of the program, such as a session's.
        heading: The titles inside that part, and who added it.
        kind: What a task is, such as *Prompt*, in the Document's language.
        number: The number of the prompt.
        minutes: How long it is meant to take.
        text: What is asked, or to be read.
        answer: What kind of answer it takes, with all that there is to choose from.
    """

    id: str = ""
    item: str = ""
    session: str = ""
    date: str = ""
    part: str = ""
    heading: str = ""
    kind: str = ""
    number: str = ""
    minutes: str = ""
    text: str = ""
    answer: str = ""
