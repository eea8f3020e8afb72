"""The templates of a language for reasons, filled in.

Must not know: what is said with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from rekindle_core.content.model.language import Language

_SLOT = re.compile(r"\{(\w+)\}")


def joined(language: Language, key: str, parts: Iterable[str]) -> str:
    """Return parts joined from the left by a template with {before} and {after}."""
    return reduce(lambda before, after: fill(language, key, before=before, after=after), parts)


def fill(language: Language, key: str, **values: str | int) -> str:
    """Return a template filled in. What is filled in is never looked at again: it may contain braces."""
    template = language.reasons[key]
    return _SLOT.sub(lambda slot: str(values.get(slot[1], slot[0])), template)
