"""Rebuilding a tree of nodes with some of them changed.

Input: a node, or a tuple of them, and what to do with each. Output: the same tree with the changed
nodes. Must not know: what is changed, or why.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import fields

from rekindle_core.frozen import Frozen, replace


def rebuilt(node: Any, change: Callable[[Any], Any]) -> Any:
    """Return a tree in which each node is replaced by what `change` returns for it, the innermost first."""
    if isinstance(node, tuple):
        return tuple(rebuilt(item, change) for item in node)
    if not isinstance(node, Frozen):
        return node
    return change(
        replace(node, **{field.name: rebuilt(getattr(node, field.name), change) for field in fields(node)})
    )
