"""Finding and loading plugins: those that fail are left out and reported with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import pluggy

from rekindle_core.diagnostics import did_you_mean
from rekindle_core.document.nodes import Document
from rekindle_core.errors import PluginError, UsageError, describe
from rekindle_core.extension import hookspecs
from rekindle_core.extension.apart import apart
from rekindle_core.extension.discovery import NAMES, Candidate, is_wanted
from rekindle_core.extension.format import Format, Renderer
from rekindle_core.extension.format_names import FROM_PLUGINS, meant
from rekindle_core.extension.offers import Command, NamedPack
from rekindle_core.extension.opening import Opened, conduct_problems, open_candidate
from rekindle_core.extension.options import see_options
from rekindle_core.extension.problem import MisfitError, Problem, ended, place_of, raised_at
from rekindle_core.extension.returned import items_of, loads_without_arguments, type_name
from rekindle_core.frozen import Frozen, replace
from rekindle_core.stopping import see_stopped

NAME = re.compile(r"[a-z][a-z0-9-]*")

Adder: TypeAlias = tuple[str, Callable[[Document], Any]]
"""A plugin's name, and its hook that adds blocks."""

Reader: TypeAlias = tuple[str, Callable[[bytes, str], Any]]
"""A plugin's name, and its hook that reads answers from a file."""

_OFFERS: tuple[tuple[str, type[Any], str], ...] = (
    ("rekindle_register_formats", Format, "format"),
    ("rekindle_register_packs", NamedPack, "pack"),
    ("rekindle_register_commands", Command, "command"),
)


_FORMS: Mapping[type[Any], str] = {
    Format: 'Format("slides", "slides for a group", load=lambda: render)',
    NamedPack: 'NamedPack("swimming", Path(__file__).parent / "pack")',
    Command: 'Command("shop", "where to buy it", load=lambda: shop)',
}
"""An example of each kind of offer."""


class PluginStatus(Frozen):
    """The status of a candidate.

    Attributes:
        name: Its name.
        origin: The distribution that declares it, or its file.
        version: Its version, if known.
        state: Whether it is in use, was left out because of a problem, or was not loaded because it is not
            wanted.
        hooks: The hooks that it implements.
        formats: The names of the formats in use.
        packs: The names of the packs in use.
        commands: The names of the commands in use.
        problems: Its problems; a plugin in use can also have some.
    """

    name: str
    origin: str
    version: str = ""
    state: Literal["in use", "left out", "not loaded"] = "in use"
    hooks: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Plugins:
    """The plugins of one program run. There is no global manager: whatever needs one creates it."""

    def __init__(
        self,
        statuses: Sequence[PluginStatus] = (),
        formats: Iterable[Format] = (),
        packs: Iterable[NamedPack] = (),
        commands: Iterable[Command] = (),
        adders: Iterable[Adder] = (),
        readers: Iterable[Reader] = (),
    ) -> None:
        self.statuses = tuple(statuses)
        self.formats = {format_.name: format_ for format_ in formats}
        self.packs = {pack.name: pack for pack in packs}
        self.commands = {command.name: command for command in commands}
        self.adders = tuple(adders)
        self.readers = tuple(readers)

    def format(self, name: str) -> Format:
        """Return the format with this name, in upper or lower case, or with this alias, such as `md`.

        Raises:
            UsageError: No plugin offers it.
            PluginError: Its options cannot be read.
        """
        known = meant(name, self.formats)
        if known not in self.formats:
            message = f"There is no format “{name}”."
            raise UsageError(message, code="unknown-format", hint=self._format_hint(known))
        format_ = self.formats[known]
        see_options(format_)
        return format_

    def pack(self, name: str) -> NamedPack:
        """Return the pack with this name.

        Raises:
            UsageError: No plugin offers it.
        """
        if name not in self.packs:
            message = f"There is no pack “{name}”, and no folder with that name."
            raise UsageError(message, code="unknown-pack", hint=self._hint(name, self.packs))
        return self.packs[name]

    def _hint(self, name: str, known: Mapping[str, object]) -> str:
        hint = did_you_mean(name, known) or f"available: {', '.join(known) or 'none'}."
        return f"{hint}{self.left_out()}"

    def _format_hint(self, name: str) -> str:
        names = ", ".join(self.formats) or "none"
        near = did_you_mean(name, self.formats)
        hint = f"{near} Available: {names}." if near else f"available: {names}."
        plugin = FROM_PLUGINS.get(name)
        more = f" The {name} format is in the plugin {plugin}, in examples/plugins." if plugin else ""
        return f"{hint}{more}{self.left_out()}"

    def left_out(self) -> str:
        """Return a sentence about the plugins that were left out, after a space; empty if there are none."""
        told = [f"{one.name} ({one.problems[-1]})" for one in self.statuses if one.state == "left out"]
        told += [
            f"{one.name} ({NAMES} does not name it)" for one in self.statuses if one.state == "not loaded"
        ]
        return f" Left out: {'; '.join(told)}" if told else ""

    def renderer(self, name: str) -> Renderer:
        """Import and return the renderer of a format.

        Raises:
            UsageError: No plugin offers the format.
            PluginError: Something that the renderer needs cannot be imported.
        """
        format_ = self.format(name)
        if wrong := loads_without_arguments(format_.load, name):
            raise wrong
        try:
            renderer = format_.load()
        except BaseException as error:
            see_stopped(error)
            where = raised_at(error)
            raise PluginError(
                f"The plugin for the {name} format cannot be loaded: {describe(error)}"
                f"{f' ({where})' if where else ''}.",
                code="plugin-load",
                hint="install what it needs, or choose another format.",
            ) from error
        if not callable(renderer):
            raise PluginError(
                f"The plugin for the {name} format cannot be loaded: load returned {type_name(renderer)}; "
                "expected a function.",
                code="plugin-load",
                hint="return the function that renders: load=lambda: render.",
            )
        return renderer


def load_plugins(
    candidates: Iterable[Candidate],
    builtin: Iterable[Format] = (),
    *,
    packs: Iterable[NamedPack] = (),
    commands: Iterable[str] = (),
) -> Plugins:
    """Load candidates, and order them by priority, then by name. A failing one doesn't affect the others.

    Args:
        candidates: Such as `installed()`.
        builtin: The core's own formats, whose names are taken before any plugin's.
        packs: The core's own packs.
        commands: The names of existing commands.
    """
    candidates = tuple(candidates)
    idle = [candidate for candidate in candidates if not is_wanted(candidate)]
    opened = [open_candidate(candidate) for candidate in candidates if is_wanted(candidate)]
    loading = _Loading(builtin, packs, commands)
    for one in sorted(opened, key=lambda one: (one.priority, one.candidate.name)):
        loading.take(one)
    for candidate in idle:
        loading.statuses.append(
            PluginStatus(candidate.name, candidate.origin, candidate.version, "not loaded")
        )
    return loading.plugins()


class _Loading:
    """Everything loaded so far: the first offer keeps a name."""

    def __init__(
        self, formats: Iterable[Format], packs: Iterable[NamedPack], commands: Iterable[str]
    ) -> None:
        self.manager = pluggy.PluginManager(hookspecs.PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.offers: dict[str, dict[str, Any]] = {
            "format": {one.name: one for one in formats},
            "pack": {one.name: one for one in packs},
            "command": {},
        }
        self.owners = {(kind, name): "Rekindle" for kind in self.offers for name in self.offers[kind]}
        self.owners |= {("command", name): "Rekindle" for name in commands}
        self.adders: list[Adder] = []
        self.readers: list[Reader] = []
        self.statuses: list[PluginStatus] = []
        self.names: set[str] = set()

    def take(self, opened: Opened) -> None:
        """Accept a plugin's offers, all or none; only if a name is taken, the rest stays in use."""
        candidate = opened.candidate
        status = PluginStatus(
            candidate.name,
            candidate.origin,
            candidate.version or str(getattr(opened.plugin, "__version__", "")),
            hooks=opened.hooks,
            problems=opened.problems,
        )
        with apart() as meanwhile:
            try:
                offered = self._offered(opened)
            except BaseException as error:
                see_stopped(error)
                problem = error.problem if isinstance(error, MisfitError) else _offer_problem(error)
                status = replace(status, problems=(*status.problems, problem))
                offered = None
        see_stopped()
        told = conduct_problems(meanwhile, "while it was loaded")
        status = replace(status, problems=(*told, *status.problems))
        if offered is None:
            self.statuses.append(replace(status, state="left out"))
            return
        self.names.add(candidate.name)
        names: dict[str, list[str]] = {kind: [] for kind in self.offers}
        taken: list[Problem] = []
        for kind, offer in offered:
            if (owner := self.owners.get((kind, offer.name))) is not None:
                taken.append(name_taken(kind, offer.name, owner))
            else:
                self.owners[kind, offer.name] = candidate.name
                self.offers[kind][offer.name] = offer
                names[kind].append(offer.name)
        if "rekindle_add_blocks" in opened.hooks:
            self.adders.append((candidate.name, self._caller(opened.plugin, "rekindle_add_blocks")))
        if "rekindle_read_answers" in opened.hooks:
            self.readers.append((candidate.name, self._caller(opened.plugin, "rekindle_read_answers")))
        self.statuses.append(
            replace(
                status,
                formats=tuple(names["format"]),
                packs=tuple(names["pack"]),
                commands=tuple(names["command"]),
                problems=(*status.problems, *taken),
            )
        )

    def _offered(self, opened: Opened) -> list[tuple[str, Any]] | None:
        """Return a plugin's offers, each with its kind; None for a plugin that was not opened."""
        plugin, name = opened.plugin, opened.candidate.name
        if plugin is None:
            return None
        if name in self.names or self.manager.is_registered(plugin):
            raise MisfitError(
                f"Another plugin is also named {name}, and it takes precedence.",
                code="plugin-name-taken",
                hint="uninstall one of them, or rename it.",
            )
        self.manager.register(plugin, name)
        try:
            return [
                (kind, offer)
                for hook, type_, kind in _OFFERS
                if hook in opened.hooks
                for offer in _offers_of(
                    hook, type_, self._caller(plugin, hook), place_of(getattr(plugin, hook))
                )
            ]
        except BaseException:
            self.manager.unregister(plugin)
            raise

    def _caller(self, plugin: object, hook: str) -> Callable[..., Any]:
        """Return a function that calls one plugin's hook with the arguments that it takes."""

        def only(*values: object) -> Any:
            # At the time of the call, because otherwise a plugin that is registered later would be called
            # too.
            others = [other for other in self.manager.get_plugins() if other is not plugin]
            call = self.manager.subset_hook_caller(hook, remove_plugins=others)
            given = dict(zip(call.spec.argnames if call.spec else (), values, strict=True))
            results = call(**given)
            # A hook that returned None is left out of the results.
            return results[0] if results else None

        return only

    def plugins(self) -> Plugins:
        """Return everything that was loaded."""
        formats, packs, commands = (self.offers[kind].values() for kind in ("format", "pack", "command"))
        return Plugins(self.statuses, formats, packs, commands, self.adders, self.readers)


def _offers_of(hook: str, type_: type[Any], call: Callable[[], Any], place: str) -> list[Any]:
    """Return the result of a hook.

    Raises:
        MisfitError: It raises, or returns something else.
    """
    try:
        offered = items_of(
            call(), type_, giver=hook, code="plugin-offer", hint=f"return [{_FORMS[type_]}].", place=place
        )
    except MisfitError:
        raise
    except BaseException as error:
        see_stopped(error)
        raise MisfitError(
            ended(f"{hook} failed: {describe(error)}"),
            code="plugin-offer",
            hint=f"return [{_FORMS[type_]}].",
            place=raised_at(error) or place,
        ) from error
    for offer in offered:
        name: object = offer.name
        if not isinstance(name, str) or not NAME.fullmatch(name):
            shown = f"“{name[:40]}”" if isinstance(name, str) else type_name(name)
            raise MisfitError(
                f"{hook} returned a {type_.__name__} whose name is {shown}.",
                code="plugin-offer",
                hint="use lower-case letters, digits and hyphens, and start with a letter, such as slow-tea.",
                place=place,
            )
    return offered


def _offer_problem(error: BaseException) -> Problem:
    return MisfitError(
        f"Its offers cannot be read: {describe(error)}.",
        code="plugin-offer",
        hint="fix it, or report it to its author.",
        place=raised_at(error),
    ).problem


def name_taken(kind: str, name: str, owner: str) -> Problem:
    """Return the problem of an offer whose name is already taken."""
    return MisfitError(
        f"The {kind} name {name} is already used by {owner}, which takes precedence.",
        code="plugin-name-taken",
        hint="rename it, or set a lower rekindle_priority to take precedence."
        if owner != "Rekindle"
        else "choose another name.",
    ).problem
