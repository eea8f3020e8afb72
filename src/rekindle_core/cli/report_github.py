"""Faults as annotations of a GitHub workflow: shown beside the lines of a pull request.

    ::error file=garden/pack.yaml,line=3,col=1,title=unknown-key::There is no key “idd” here.%0Ahint: …

Comes in: faults. Goes out: workflow commands, one a line. The form and its escapes are GitHub's:
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence

from rekindle_core.diagnostics import Diagnostic

# What ends a line would end the command, and what follows would be a command of its own.
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github_report(faults: Sequence[Diagnostic]) -> str:
    """Return a workflow command for each fault; nothing, where there is none."""
    return "".join(f"{_command(fault)}\n" for fault in faults)


def _command(fault: Diagnostic) -> str:
    said = f"{fault.message}\nhint: {fault.hint}" if fault.hint else fault.message
    said += f"\nexample profile: {fault.example}" if fault.example else ""
    given = {
        "file": fault.position.file,
        "line": str(fault.position.line),
        "col": str(fault.position.column),
        "title": fault.code,
    }
    properties = ",".join(f"{key}={value.translate(_IN_PROPERTY)}" for key, value in given.items())
    return f"::error {properties}::{said.translate(_IN_DATA)}"
