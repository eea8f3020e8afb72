"""The version of the plugin API, and the range of versions that a plugin declares.

The first number is raised when something that plugins use is changed or removed, or when the Document can
contain a new kind of node; the second when something is added.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

API_VERSION = "2.1"
"""The version that plugins are written against; docs/plugins.md says when it is raised."""

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_CLAUSE = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*(\d{1,6}(?:\.\d{1,6})?)\s*")


def supports(range_: str, version: str = API_VERSION) -> bool:
    """Return whether a version is in a range such as `>=2.0,<3`.

    >>> supports(">=2.0,<3", "2.4"), supports(">=2.5", "2.4")
    (True, False)

    Raises:
        ValueError: The range has another form.
    """
    clauses = [_CLAUSE.fullmatch(clause) for clause in range_.split(",")]
    if not all(clauses):
        raise ValueError(f"“{range_}” isn't a range of versions such as “>=2.0,<3”")
    return all(_COMPARISONS[found[1]](_pair(version), _pair(found[2])) for found in clauses if found)


def _pair(version: str) -> tuple[int, int]:
    major, _, minor = version.partition(".")
    return int(major), int(minor or 0)
