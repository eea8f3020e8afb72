"""What `--option` can set for the format `email`; read before the renderer is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """Which mails are made, and what their headers say beside what the Document says."""

    kind: Literal["weekly", "daily", "two-minute"] = field(
        default="weekly",
        metadata={
            "help": "a session a mail, a prompt a day, or one prompt and one small action for a week when that is "
            "all there is"
        },
    )
    private: Literal["auto", "yes"] = field(
        default="auto",
        metadata={
            "help": "whether what is seen from outside tells nothing but the session's number; auto: unless it is "
            "known that what the reader has is theirs alone"
        },
    )
    sender: str = field(
        default="",
        metadata={
            "help": "the address for From; without one, the practice's, unless the mail is private, or one that "
            "cannot exist, to be replaced"
        },
    )
    unsubscribe: str = field(
        default="",
        metadata={
            "help": "where a reader's wish to get no more of them goes: https://… that ends them at one POST, or "
            "mailto:…"
        },
    )
    draft: bool = field(
        default=True,
        metadata={"help": "whether a mail program opens it for editing, to be addressed and sent by hand"},
    )
