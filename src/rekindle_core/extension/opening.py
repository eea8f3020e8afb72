"""Opening one candidate: importing it, and checking its hooks before any of them is called.

Input: a Candidate. Output: the imported object, or the Problem that keeps it out.
"""

from __future__ import annotations

import inspect
import re
from types import ModuleType
from typing import Any

from rekindle_core.diagnostics import did_you_mean
from rekindle_core.extension import hookspecs
from rekindle_core.extension.apart import Meanwhile, apart
from rekindle_core.extension.api import API_VERSION, supports
from rekindle_core.extension.discovery import Candidate
from rekindle_core.extension.problem import MisfitError, Problem, import_problem, place_of
from rekindle_core.extension.returned import type_name
from rekindle_core.frozen import Frozen
from rekindle_core.stopping import see_stopped

DEFAULT_PRIORITY = 100

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class Opened(Frozen):
    """A candidate that was opened: `plugin` is None if a problem keeps it out."""

    candidate: Candidate
    plugin: Any = None
    hooks: tuple[str, ...] = ()
    priority: int = DEFAULT_PRIORITY
    problems: tuple[Problem, ...] = ()


def open_candidate(candidate: Candidate) -> Opened:
    """Import a candidate and inspect it; whatever it does, only a request to stop the program gets through."""
    if not _NAME.fullmatch(candidate.name):
        return Opened(candidate, problems=(_name_problem(candidate.name),))
    plugin, problem = None, None
    with apart() as meanwhile:
        try:
            plugin = candidate.load()
        except BaseException as error:
            see_stopped(error)
            problem = import_problem(error, candidate.module)
    see_stopped()
    told = conduct_problems(meanwhile, "while it was imported")
    if problem:
        return Opened(candidate, problems=(*told, problem))
    try:
        hooks = _fitting_hooks(plugin)
        return Opened(candidate, plugin, hooks, _priority(plugin), told)
    except MisfitError as error:
        return Opened(candidate, problems=(*told, error.problem))
    except BaseException as error:
        see_stopped(error)
        return Opened(candidate, problems=(*told, import_problem(error, candidate.module)))


def _name_problem(name: str) -> Problem:
    return MisfitError(
        f"“{name}” isn't a valid plugin name: the ids of what it adds start with it.",
        code="bad-name",
        hint=(
            "rename the file or the entry point, using only ASCII letters, digits, hyphens, underscores "
            "and dots."
        ),
    ).problem


def conduct_problems(meanwhile: Meanwhile, when: str) -> tuple[Problem, ...]:
    """Return the problems of a plugin that prints to stdout, or changes the working folder.

    Args:
        meanwhile: Its side effects.
        when: What the plugin was doing.
    """
    problems = []
    if meanwhile.printed:
        misfit = MisfitError(
            f"It printed “{meanwhile.printed}” {when}. Stdout is reserved for output, so this was kept out "
            "of it.",
            code="plugin-stdout",
            hint="print to stderr, or pass it to request.warn.",
        )
        problems.append(misfit.problem)
    if meanwhile.moved_to:
        misfit = MisfitError(
            f"It changed the working folder to {meanwhile.moved_to} {when}. The change was undone, because "
            "users' paths are relative to it.",
            code="plugin-folder",
            hint="use absolute paths.",
        )
        problems.append(misfit.problem)
    return tuple(problems)


def _fitting_hooks(plugin: object) -> tuple[str, ...]:
    """Return the names of the hooks that a plugin implements.

    Raises:
        MisfitError: It isn't a module, is for another version, or has an invalid hook.
    """
    if not isinstance(plugin, ModuleType) and not hasattr(plugin, "__dict__"):
        raise MisfitError(
            f"The entry point is {type(plugin).__name__}, not a module.",
            code="plugin-hook",
            hint='write it as name = "module".',
        )
    _see_version(plugin)
    found = []
    for name, value in vars(plugin).items():
        marked = _is_marked(value)
        if name in hookspecs.HOOKS and inspect.isfunction(value) and not marked:
            raise MisfitError(
                f"{name} is not marked as a hook.",
                code="plugin-hook",
                hint="add @hookimpl above it.",
                place=place_of(value),
            )
        if marked:
            _see_name(name, value)
            _see_arguments(name, value)
            found.append(name)
    return tuple(name for name in hookspecs.HOOKS if name in found)


def _is_marked(value: Any) -> bool:
    try:
        return isinstance(getattr(value, f"{hookspecs.PROJECT}_impl", None), dict)
    except BaseException as error:
        see_stopped(error)
        return False  # An object that responds to names that it doesn't have.


def _see_version(plugin: object) -> None:
    range_ = getattr(plugin, "rekindle_api", None)
    if range_ is None:
        return
    place = str(getattr(plugin, "__file__", None) or "")
    try:
        fits = supports(range_)
    except (ValueError, TypeError, AttributeError):
        raise MisfitError(
            f"rekindle_api is not a range of versions: {range_ if isinstance(range_, str) else type_name(range_)}.",
            code="plugin-api",
            hint='write, for example, rekindle_api = ">=2.0,<3".',
            place=place,
        ) from None
    if not fits:
        raise MisfitError(
            f"It needs version {range_} of the plugin API, but this is {API_VERSION}.",
            code="plugin-api",
            hint="install the version of the plugin that matches this version of Rekindle.",
            place=place,
        )


def _priority(plugin: object) -> int:
    priority = getattr(plugin, "rekindle_priority", DEFAULT_PRIORITY)
    if type(priority) is not int:
        raise MisfitError(
            f"rekindle_priority is {type_name(priority)}; expected a whole number.",
            code="plugin-hook",
            hint=f"remove it, or write, for example, rekindle_priority = {DEFAULT_PRIORITY}.",
        )
    return priority


def _see_name(name: str, function: Any) -> None:
    if name not in hookspecs.HOOKS:
        near = did_you_mean(name, hookspecs.HOOKS)
        raise MisfitError(
            f"There is no hook {name}.",
            code="plugin-hook",
            hint=near or f"available: {', '.join(hookspecs.HOOKS)}.",
            place=place_of(function),
        )


def _see_arguments(name: str, function: Any) -> None:
    known = list(inspect.signature(getattr(hookspecs, name)).parameters)
    for parameter in inspect.signature(function).parameters.values():
        needed = parameter.default is parameter.empty and parameter.kind in (
            parameter.POSITIONAL_ONLY,
            parameter.POSITIONAL_OR_KEYWORD,
            parameter.KEYWORD_ONLY,
        )
        if needed and (parameter.name not in known or parameter.kind is parameter.KEYWORD_ONLY):
            hint = did_you_mean(parameter.name, known)
            raise MisfitError(
                f"{name} has an argument “{parameter.name}”, which the hook doesn't pass.",
                code="plugin-arguments",
                hint=hint or f"write it as def {name}({', '.join(known)}).",
                place=place_of(function),
            )
