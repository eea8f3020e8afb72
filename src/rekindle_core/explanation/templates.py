"""Filling in the templates of a language for reasons.

Must not know: what they express.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from rekindle_core.content.model.language import Language

_SLOT = re.compile(r"\{(\w+)\}")


def joined(language: Language, key: str, parts: Iterable[str]) -> str:
    """Join parts from the left, with a template that has {before} and {after}."""
    return reduce(lambda before, after: fill(language, key, before=before, after=after), parts)


def fill(language: Language, key: str, **values: str | int) -> str:
    """Fill in a template. The inserted values are never parsed again, so they may contain braces."""
    template = language.reasons[key]
    return _SLOT.sub(lambda slot: str(values.get(slot[1], slot[0])), template)
