"""Opening one candidate: importing it, and seeing that its hooks fit, before any of them is called.

Comes in: a Candidate. Goes out: what was imported, or the Problem that keeps it out.
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
    """A candidate that was looked at: `plugin` is None where a problem keeps it out."""

    candidate: Candidate
    plugin: Any = None
    hooks: tuple[str, ...] = ()
    priority: int = DEFAULT_PRIORITY
    problems: tuple[Problem, ...] = ()


def open_candidate(candidate: Candidate) -> Opened:
    """Import a candidate and look at it; whatever it does, only who stops the program stops it."""
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
        f"“{name}” cannot be the name of a plugin: ids of what it adds begin with it.",
        code="bad-name",
        hint="rename the file or the entry point: letters of ASCII, digits, hyphens, underscores and dots.",
    ).problem


def conduct_problems(meanwhile: Meanwhile, when: str) -> tuple[Problem, ...]:
    """Return the problems of a plugin that prints to stdout, or changes the working folder.

    Args:
        meanwhile: What it did.
        when: What was done with the plugin then.
    """
    problems = []
    if meanwhile.printed:
        misfit = MisfitError(
            f"It printed “{meanwhile.printed}” {when}. Stdout is for products, so it was kept out of there.",
            code="plugin-stdout",
            hint="print to stderr, or pass it to request.warn.",
        )
        problems.append(misfit.problem)
    if meanwhile.moved_to:
        misfit = MisfitError(
            f"It changed the working folder to {meanwhile.moved_to} {when}. That was undone, since paths that users "
            "give are told from there.",
            code="plugin-folder",
            hint="name files by their whole paths.",
        )
        problems.append(misfit.problem)
    return tuple(problems)


def _fitting_hooks(plugin: object) -> tuple[str, ...]:
    """Return the names of the hooks that a plugin implements.

    Raises:
        MisfitError: It is no module, is for another version, or a hook of it does not fit.
    """
    if not isinstance(plugin, ModuleType) and not hasattr(plugin, "__dict__"):
        raise MisfitError(
            f"The entry point gives {type(plugin).__name__}, not a module.",
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
                hint="put @hookimpl above it.",
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
        return False  # an object that answers for names which it does not have


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
            hint='write for instance rekindle_api = ">=1.0,<2".',
            place=place,
        ) from None
    if not fits:
        raise MisfitError(
            f"It works with version {range_} of the plugin API, and this is {API_VERSION}.",
            code="plugin-api",
            hint="install the version of the plugin that goes with this Rekindle.",
            place=place,
        )


def _priority(plugin: object) -> int:
    priority = getattr(plugin, "rekindle_priority", DEFAULT_PRIORITY)
    if type(priority) is not int:
        raise MisfitError(
            f"rekindle_priority is {type_name(priority)}; expected a whole number.",
            code="plugin-hook",
            hint=f"leave it out, or write for instance rekindle_priority = {DEFAULT_PRIORITY}.",
        )
    return priority


def _see_name(name: str, function: Any) -> None:
    if name not in hookspecs.HOOKS:
        near = did_you_mean(name, hookspecs.HOOKS)
        raise MisfitError(
            f"There is no hook {name}.",
            code="plugin-hook",
            hint=near or f"there are {', '.join(hookspecs.HOOKS)}.",
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
                f"{name} wants an argument “{parameter.name}”, which it is not given.",
                code="plugin-arguments",
                hint=hint or f"write it as def {name}({', '.join(known)}).",
                place=place_of(function),
            )
