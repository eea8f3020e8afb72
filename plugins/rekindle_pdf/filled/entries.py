"""An entry of a dictionary in a PDF.

Input: what may be a dictionary, and a key. Output: the entry. Must not know: what any entry means.

The library reports a missing key with an exception, which takes ten times as long as looking for the key. Most of the
keys that are looked for here are missing from most fields.
"""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary


def entry(holder: Any, key: str, default: Any = None) -> Any:
    """Return an entry; the default if it is missing or `holder` is not a dictionary."""
    return holder[key] if isinstance(holder, Dictionary) and key in holder else default
