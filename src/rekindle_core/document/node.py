"""The base of every node of a Document.

Must not know: what any node means.
"""

from __future__ import annotations

from rekindle_core.frozen import Frozen


class Node(Frozen, array_like=False, forbid_unknown_fields=True):
    """A node of the tree; its JSON form is an object with its `type` and its fields, and nothing else."""
