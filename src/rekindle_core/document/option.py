"""An option: one thing to tick, in a list or in a table."""

from __future__ import annotations

from rekindle_core.document.inline import Inlines
from rekindle_core.document.node import Node


class Option(Node):
    """One thing to tick."""

    value: str
    label: Inlines
