"""The output of `rekindle plugins` and `rekindle plugins doctor` for programs: `--report json`.

Input: the status of each plugin, and the doctor's findings. Output: JSON as described by
docs/reference/plugins.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rekindle_core.cli.plugins.examine import Found
    from rekindle_core.extension.manager import PluginStatus
    from rekindle_core.extension.problem import Problem


def print_listing(plugins: Iterable[Mapping[str, Any]], **more: Any) -> None:
    """Print a report as JSON.

    Args:
        plugins: Each plugin, from `status_json` or `found_json`.
        more: The other parts of the report.
    """
    report = {"format": 1, "plugins": list(plugins), **more}
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


def status_json(status: PluginStatus, problems: Iterable[Problem] | None = None) -> dict[str, Any]:
    """Return the status of a plugin; `problems` replace its own, if given."""
    return {
        "name": status.name,
        "version": status.version,
        "origin": status.origin,
        "state": status.state,
        "hooks": list(status.hooks),
        "formats": list(status.formats),
        "packs": list(status.packs),
        "commands": list(status.commands),
        "problems": [
            {"code": one.code, "message": one.message, "place": one.place, "hint": one.hint}
            for one in (status.problems if problems is None else problems)
        ],
    }


def found_json(found: Found, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the doctor's findings for a plugin."""
    return {
        **status_json(found.status, problems),
        "api": found.api,
        "import_seconds": round(found.seconds, 6),
        "tried": [
            {"format": name, "load_seconds": round(load, 6), "render_seconds": round(make, 6)}
            for name, load, make in found.times
        ],
    }
