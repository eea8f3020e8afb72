"""The name of a new project: valid, and not yet taken.

Input: the name as typed. Output: the project's full and short name, or a UsageError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rekindle_core.errors import UsageError
from rekindle_core.frozen import Frozen

if TYPE_CHECKING:
    from rekindle_core.extension.manager import Plugins

_PREFIX = "rekindle-"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40


class Names(Frozen):
    """The names of a project: `rekindle-slow-tea`, `slow-tea` for short, and the module `rekindle_slow_tea`."""

    project: str
    short: str
    module: str


def project_names(typed: str, kind: str, taken: Iterable[str], plugins: Plugins) -> Names:
    """Return the names of a project.

    Args:
        typed: The name, with or without the prefix `rekindle-`.
        kind: The kind, for messages: `format`, `blocks`, `command` or `pack`.
        taken: The names that are already used for this kind.
        plugins: All plugins; no two can have the same name.

    Raises:
        UsageError: The name is invalid or taken.
    """
    short = typed.removeprefix(_PREFIX)
    if not _NAME.fullmatch(short) or len(short) > _LONGEST:
        raise UsageError(
            f"“{short}” cannot be the name of a {'plugin' if kind == 'blocks' else kind}.",
            code="bad-name",
            hint=(
                f"use lower-case letters, digits and hyphens, at most {_LONGEST}, and start with a letter, "
                "such as slow-tea."
            ),
        )
    project = f"{_PREFIX}{short}"
    names = Names(project, short, project.replace("-", "_"))
    if owner := next(_owners(names, kind, taken, plugins), ""):
        hint = f"choose another name, for example {short}-2 or my-{short}."
        raise UsageError(f"The name “{short}” is taken: {owner}.", code="name-taken", hint=hint)
    return names


def _owners(names: Names, kind: str, taken: Iterable[str], plugins: Plugins) -> Iterator[str]:
    """Yield descriptions of everything that already has one of the names."""
    if names.short in taken:
        yield f"there is already a {kind} {names.short}"
    with suppress(PackageNotFoundError):
        yield f"the project {names.project} {version(names.project)} is installed"
    if find_spec(names.module):
        yield f"there is already a Python module {names.module}"
    if names.short in {status.name for status in plugins.statuses}:
        yield f"there is already a plugin {names.short}"
