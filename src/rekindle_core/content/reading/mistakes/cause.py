"""A likely cause of a YAML syntax error."""

from __future__ import annotations

from rekindle_core.frozen import Frozen


class Cause(Frozen):
    """A mistake: its place, what is wrong there, and what to do."""

    at: int
    message: str
    hint: str
