"""A request that is refused: with which status, and why, as a value. Must not know: any value of the request."""

from __future__ import annotations

from typing import Literal, TypeAlias

Why: TypeAlias = Literal[
    "host",
    "elsewhere",
    "method",
    "no-session",
    "used-address",
    "form",
    "malformed",
    "too-large",
    "too-slow",
    "not-found",
    "ended",
]
"""Each has a page of its own in plain words: templates/refused/."""


class Refused(Exception):  # noqa: N818 - it is the project's word for what happens to a request
    """A request that is not answered with what it asks for.

    Attributes:
        status: The status of the response.
        why: Which rule it breaks.
    """

    def __init__(self, status: int, why: Why) -> None:
        super().__init__(why)
        self.status = status
        self.why: Why = why
