"""An option that a pack offers: one thing to tick, in a list or in a table."""

from __future__ import annotations

from rekindle_core.content.model.template import Spans
from rekindle_core.frozen import Frozen


class OptionSpec(Frozen):
    """One thing to tick."""

    id: str
    text: Spans
