"""What `--option` can set for the format `email`; read before the renderer is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """Which emails are made, and what their headers say besides what the Document says."""

    kind: Literal["weekly", "daily", "two-minute"] = field(
        default="weekly",
        metadata={
            "help": (
                "one email per session, one prompt a day, or one prompt and one small action for a week "
                "that has room for no more"
            )
        },
    )
    private: Literal["auto", "yes"] = field(
        default="auto",
        metadata={
            "help": (
                "whether subjects and file names show only the session's number; auto: unless the "
                "reader's device and papers are known to be private"
            )
        },
    )
    sender: str = field(
        default="",
        metadata={
            "help": (
                "the From address; by default the practice's, or, in private emails, a placeholder to replace"
            )
        },
    )
    unsubscribe: str = field(
        default="",
        metadata={
            "help": "where readers unsubscribe: https://… that accepts one-click POST requests, or mailto:…"
        },
    )
    draft: bool = field(
        default=True,
        metadata={"help": "whether email programs open it as a draft, to be addressed and sent by hand"},
    )
