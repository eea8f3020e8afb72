"""Finding and loading plugins: what works is used, what fails is named with its reason and left out."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence
from types import ModuleType

import pluggy

from rekindle_core.diagnostics import did_you_mean
from rekindle_core.errors import PluginError, UsageError, describe
from rekindle_core.extension import hookspecs
from rekindle_core.extension.discovery import Candidate
from rekindle_core.extension.format import Format, Renderer
from rekindle_core.extension.options import common_options, describe_options
from rekindle_core.frozen import Frozen

FORMAT_NAME = re.compile(r"[a-z][a-z0-9-]*")


class PluginStatus(Frozen):
    """What became of a candidate: `problem` is empty for one that is in use."""

    name: str
    origin: str
    formats: tuple[str, ...]
    problem: str = ""


class Plugins:
    """The plugins of one program run. There is no global manager: whoever needs one makes it."""

    def __init__(self, statuses: Sequence[PluginStatus], formats: Iterable[Format]) -> None:
        self.statuses = tuple(statuses)
        self.formats = {format_.name: format_ for format_ in formats}

    def format(self, name: str) -> Format:
        """Return the format of that name.

        Raises:
            UsageError: No plugin offers it.
        """
        if name in self.formats:
            return self.formats[name]
        failed = [f"{status.name} ({status.problem})" for status in self.statuses if status.problem]
        hint = did_you_mean(name, self.formats) or f"there are {', '.join(self.formats) or 'no formats'}."
        if failed:
            hint += f" Left out: {'; '.join(failed)}"
        raise UsageError(f"There is no format “{name}”.", code="unknown-format", hint=hint)

    def renderer(self, name: str) -> Renderer:
        """Import and return the renderer of a format.

        Raises:
            UsageError: No plugin offers the format.
            PluginError: What the renderer needs cannot be imported.
        """
        format_ = self.format(name)
        try:
            return format_.load()
        except Exception as error:
            raise PluginError(
                f"The plugin for the format {name} cannot be loaded: {describe(error)}.",
                code="plugin-load",
                hint="install what it needs, or choose another format.",
            ) from error


def load_plugins(candidates: Iterable[Candidate], builtin: Iterable[Format] = ()) -> Plugins:
    """Load candidates in order; a failing one takes nothing else down.

    Args:
        candidates: Such as `installed()`.
        builtin: Formats of the core itself, whose names are taken before any plugin's.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    formats: dict[str, Format] = {format_.name: format_ for format_ in builtin}
    statuses: list[PluginStatus] = []
    for candidate in candidates:
        try:
            offered = _offered(manager, candidate)
        except (Exception, SystemExit) as error:
            statuses.append(PluginStatus(candidate.name, candidate.origin, (), describe(error)))
            continue
        taken: list[str] = []
        fresh: list[Format] = []
        for format_ in offered:
            if format_.name in formats:
                taken.append(format_.name)
            else:
                formats[format_.name] = format_
                fresh.append(format_)
        problem = f"the format name {', '.join(taken)} is already taken" if taken else ""
        statuses.append(
            PluginStatus(candidate.name, candidate.origin, tuple(item.name for item in fresh), problem)
        )
    return Plugins(statuses, formats.values())


def _offered(manager: pluggy.PluginManager, candidate: Candidate) -> tuple[Format, ...]:
    plugin = candidate.load()
    _refuse_misspelt_hooks(plugin)
    manager.register(plugin, candidate.name)
    try:
        caller = manager.subset_hook_caller(
            "rekindle_register_formats",
            remove_plugins=[other for other in manager.get_plugins() if other is not plugin],
        )
        offered = tuple(format_ for formats in caller() for format_ in formats)
        for format_ in offered:
            if not isinstance(format_, Format) or not FORMAT_NAME.fullmatch(format_.name):
                raise PluginError(f"rekindle_register_formats gave {format_!r}, which is no proper Format")
            _see_options(format_)
    except BaseException:
        manager.unregister(plugin)
        raise
    return offered


def _see_options(format_: Format) -> None:
    try:
        own = {option.name for option in describe_options(format_)}
        format_.options()
    except Exception as error:
        raise PluginError(
            f"the options of the format {format_.name} cannot be read: {describe(error)}"
        ) from error
    if taken := own.intersection(option.name for option in common_options()):
        names = ", ".join(sorted(taken))
        raise PluginError(f"the format {format_.name} has an option {names}, which every format has already")


def _refuse_misspelt_hooks(plugin: object) -> None:
    known = [name for name in vars(hookspecs) if name.startswith("rekindle_")]
    if not isinstance(plugin, ModuleType) and not hasattr(plugin, "__dict__"):
        raise PluginError(f"the entry point gives {type(plugin).__name__}, not a module")
    for name, value in vars(plugin).items():
        marked = hasattr(value, f"{hookspecs.PROJECT}_impl")
        if name in known and inspect.isfunction(value) and not marked:
            raise PluginError(f"{name} is not marked with @hookimpl")
        if marked and name not in known:
            import difflib

            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            raise PluginError(f"there is no hook {name}" + (f"; did you mean {near[0]}?" if near else ""))
