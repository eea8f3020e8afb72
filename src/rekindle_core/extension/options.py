"""A format's options: from `key=value` words to the frozen dataclass that the Format names."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rekindle_core.diagnostics import did_you_mean
from rekindle_core.errors import PluginError, RekindleError, UsageError, describe
from rekindle_core.extension.format import Format
from rekindle_core.extension.problem import ended
from rekindle_core.extension.returned import type_name
from rekindle_core.stopping import see_stopped


@dataclass(frozen=True, slots=True)
class CommonOptions:
    """The options of every format."""

    counselor: bool = dataclasses.field(
        default=False,
        metadata={
            "help": "whether to make the counselor's pages too, as a separate file; not for the client"
        },
    )
    text: Literal["full", "key"] = dataclasses.field(
        default="full",
        metadata={
            "help": "passages in full, or only their key points if they have any",
        },
    )
    steps: str = dataclasses.field(
        default="",
        metadata={
            "help": "only these steps, by title or id, or sessions by number; separate them with commas"
        },
    )


YES = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class OptionInfo:
    """The description of one option."""

    name: str
    values: str
    default: str
    help: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The values, if they can be listed."""
        return tuple(self.values.split(" | ")) if " | " in self.values else ()


def describe_options(format_: Format) -> tuple[OptionInfo, ...]:
    """Return the options of a format, in the order of its dataclass."""
    return _described(format_.options)


def common_options(format_: Format | None = None) -> tuple[OptionInfo, ...]:
    """Return the options that every format has; for a format that goes to the reader, only those that work there."""
    described = _described(CommonOptions)
    if format_ is not None and format_.addressed:
        return tuple(option for option in described if option.name != "counselor")
    return described


def _described(declared: type[Any]) -> tuple[OptionInfo, ...]:
    types = typing.get_type_hints(declared)
    return tuple(
        OptionInfo(
            name=option.name.replace("_", "-"),
            values=_values(types[option.name]),
            default=_shown(option.default),
            help=str(option.metadata.get("help", "")),
        )
        for option in dataclasses.fields(declared)
    )


def see_options(format_: Format) -> None:
    """Check that the options that a plugin declares for a format are valid.

    Raises:
        PluginError: They are invalid, or one has a name that is not available.
    """
    given: object = format_.options
    if not isinstance(given, type):
        raise PluginError(
            f"The {format_.name} format's options are {type_name(given)}; expected a frozen dataclass.",
            code="plugin-options",
            hint="pass the class itself: options=TeaOptions.",
        )
    try:
        own = {option.name for option in describe_options(format_)}
        format_.options()
    except BaseException as error:
        see_stopped(error)
        raise PluginError(
            ended(f"The {format_.name} format's options cannot be read: {describe(error)}"),
            code="plugin-options",
            hint="use a frozen dataclass; each field is a str, int, bool or Literal, and has a default.",
        ) from error
    if taken := own.intersection(option.name for option in common_options()):
        raise PluginError(
            f"The {format_.name} format has an option named {', '.join(sorted(taken))}, which every format "
            "already has.",
            code="plugin-options",
            hint="give it another name.",
        )


def takes(format_: Format, name: str, value: str) -> bool:
    """Return whether a format has an option with a list of values, and this is one of them."""
    type_ = typing.get_type_hints(format_.options).get(name)
    return typing.get_origin(type_) is Literal and value in typing.get_args(type_)


def is_appearance(format_: Format, name: str, value: str) -> bool:
    """Return whether a value of an option only changes how things look, as the format declares.

    `metadata={"appearance": True}` declares it for every value, a tuple for some. An option without a
    declaration may do more: decide what is in a file, who can open it, or what is read.
    """
    for option in dataclasses.fields(format_.options):
        if option.name == name.replace("-", "_"):
            declared = option.metadata.get("appearance", False)
            return declared is True or (isinstance(declared, tuple) and value in declared)
    return False


def homes_of(key: str, formats: Sequence[Format]) -> tuple[Format, ...]:
    """Return the formats that have an option; `key` may begin with a format's name and a dot."""
    prefix, dot, name = key.replace("_", "-").rpartition(".")
    return tuple(
        format_
        for format_ in formats
        if (not dot or format_.name == prefix)
        and any(option.name == name for option in (*describe_options(format_), *common_options()))
    )


def read_options(format_: Format, given: Mapping[str, str]) -> Any:
    """Return the format's options dataclass, made from `key=value` words.

    Args:
        format_: The format.
        given: Option names, with hyphens or underscores, and their values as typed.

    Raises:
        UsageError: The format doesn't have the option, or the value is invalid.
        PluginError: The plugin's own dataclass rejects values of the right types.
    """
    return _read(format_.options, format_.name, given)


def split_options(format_: Format, given: Mapping[str, str]) -> tuple[CommonOptions, dict[str, str]]:
    """Split the options for a format into the common ones and its own.

    Args:
        format_: The format.
        given: The result of `divide_options` for it.

    Raises:
        UsageError: A value is invalid.
    """
    names = {option.name for option in common_options()}
    common = {name: text for name, text in given.items() if name in names}
    own = {name: text for name, text in given.items() if name not in names}
    return _read(CommonOptions, format_.name, common), own


def _read(declared: type[Any], format_name: str, given: Mapping[str, str]) -> Any:
    types = typing.get_type_hints(declared)
    values: dict[str, Any] = {}
    for name, text in given.items():
        key = name.replace("-", "_")
        if key not in types:
            known = [option.name for option in _described(declared)]
            raise UsageError(
                f"The {format_name} format has no option “{name}”.",
                code="unknown-option",
                hint=did_you_mean(name, known) or f"it has {', '.join(known) or 'no options'}.",
            )
        values[key] = _convert(format_name, name, types[key], text)
    try:
        return declared(**values)
    except RekindleError:
        raise
    except BaseException as error:
        see_stopped(error)
        message = f"The {format_name} format's options cannot be made: {describe(error)}."
        hint = "try other values of --option; --debug shows where."
        raise PluginError(message, code="plugin-failed", hint=hint) from error


def divide_options(options: Sequence[str], formats: Sequence[Format]) -> dict[str, dict[str, str]]:
    """Return the options for each format, checked.

    Args:
        options: Words of the form `key=value`, for every format with such an option, or `format.key=value`,
            for that format only.
        formats: The requested formats.

    Raises:
        UsageError: A word doesn't have that form, or no requested format has such an option.
    """
    known = {
        format_.name: {option.name for option in (*describe_options(format_), *common_options())}
        for format_ in formats
    }
    given: dict[str, dict[str, str]] = {format_.name: {} for format_ in formats}
    for option in options:
        key, equals, value = option.partition("=")
        prefix, dot, name = key.replace("_", "-").rpartition(".")
        if not equals or not name:
            hint = "write, for example, paper=letter."
            raise UsageError(f"“{option}” isn't in the form key=value.", code="bad-option", hint=hint)
        homes = [home for home in known if name in known[home] and (home == prefix or not dot)]
        if not homes:
            every = sorted(
                {f"{home}.{item}" if dot else item for home, items in known.items() for item in items}
            )
            hint = did_you_mean(key, every) or f"available: {', '.join(every) or 'none'}."
            message = (
                f"{' and '.join(known)} has no option “{key}”."
                if not dot
                else f"There is no option “{key}” here."
            )
            raise UsageError(message, code="unknown-option", hint=hint)
        for home in homes:
            given[home][name] = value
    for format_ in formats:
        _, own = split_options(format_, given[format_.name])
        read_options(format_, own)
    return given


def _convert(format_name: str, name: str, type_: Any, text: str) -> Any:
    if type_ is bool and text.lower() in YES:
        return YES[text.lower()]
    if type_ is int and text.isascii() and text.isdigit() and len(text) <= 6:
        return int(text)
    if type_ is str or (typing.get_origin(type_) is Literal and text in typing.get_args(type_)):
        return text
    raise UsageError(
        f"The “{name}” option of {format_name} can't be “{text}”.",
        code="bad-option",
        hint=f"use {_values(type_)}.",
    )


def _values(type_: Any) -> str:
    if typing.get_origin(type_) is Literal:
        return " | ".join(typing.get_args(type_))
    return {bool: "yes | no", int: "a whole number", str: "text"}[type_]


def _shown(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
