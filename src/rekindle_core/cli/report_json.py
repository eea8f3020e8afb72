"""Faults for programs: one JSON object, whose schema is docs/reference/faults.schema.json.

Comes in: faults. Goes out: JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rekindle_core.diagnostics import Diagnostic

FAULTS_FORMAT = 1
"""The number of the form; it changes when a reader of the old one would misread the new one."""


def json_report(faults: Sequence[Diagnostic]) -> str:
    """Return a report for programs; without faults its list is empty."""
    items = [fault_item(fault) for fault in faults]
    # Plain ASCII: a name that is not text (half of a surrogate pair) stays an escape, and is still JSON.
    return json.dumps({"format": FAULTS_FORMAT, "faults": items}, indent=2) + "\n"


def fault_item(fault: Diagnostic) -> dict[str, Any]:
    """Return a fault as plain data.

    `docs` is where the code is explained: a page of the repository, and the section of it.
    """
    return {
        "file": fault.position.file,
        "line": fault.position.line,
        "column": fault.position.column,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
        "docs": f"docs/reference/errors.md#{fault.code}",
    }
