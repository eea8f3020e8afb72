"""Checking the return value of a plugin's function: the expected list, or an error that says what came instead.

Input: an unknown value. Output: a list of the type that the caller needs.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from rekindle_core.errors import PluginError
from rekindle_core.extension.format import Artifact
from rekindle_core.extension.problem import MisfitError, place_of

T = TypeVar("T")

_SUFFIX = re.compile(r"[.-][A-Za-z0-9._-]{1,80}")
_RETURN = 'return [Artifact(".txt", "text/plain", text.encode())]'
_SIGNATURE = "def render(document: Document, request: Request) -> list[Artifact]:"


def type_name(value: object) -> str:
    """Describe the type of a value, without showing the value: `None`, `a str`, `an Artifact`.

    >>> type_name(5)
    'an int'
    """
    if value is None or isinstance(value, bytes):
        return "None" if value is None else "bytes"
    name = type(value).__name__
    return f"an {name}" if name[:1] in "aeiouAEIO" else f"a {name}"


def items_of(
    returned: object, type_: type[T], *, giver: str, code: str, hint: str, place: str = ""
) -> list[T]:
    """Return the items of a list that a plugin returned; iterating over it may run the plugin's code.

    Args:
        returned: The return value.
        type_: The type that each item must have.
        giver: Who returned it; the message begins with this.
        code: The code of the error.
        hint: What to do about it.
        place: The position of the plugin's function.

    Raises:
        MisfitError: It isn't a list, or an item has another type.
    """
    expected = f"expected a list of {type_.__name__}"
    if isinstance(returned, str | bytes | type_) or not isinstance(returned, Iterable):
        message = f"{giver} returned {type_name(returned)}; {expected}."
        raise MisfitError(message, code=code, hint=hint, place=place)
    items = list(returned)
    if isinstance(returned, Mapping) and not all(isinstance(item, type_) for item in items):
        message = f"{giver} returned {type_name(returned)}; {expected}."
        raise MisfitError(message, code=code, hint=hint, place=place)
    for number, item in enumerate(items, start=1):
        if not isinstance(item, type_):
            message = f"{giver} returned {type_name(item)} as item {number}; {expected}."
            raise MisfitError(message, code=code, hint=hint, place=place)
    return items


def artifacts_of(returned: object, format_name: str, renderer: Callable[..., Any]) -> tuple[Artifact, ...]:
    """Return the files that a renderer made.

    Raises:
        PluginError: It returned something else, or files that can't be written.
    """
    giver, place = f"The plugin for the {format_name} format", place_of(renderer)
    if inspect.iscoroutine(returned):
        returned.close()
        raise _failed(
            f"{giver} returned a coroutine; expected a list of Artifact.", "write def, without async.", place
        )
    try:
        found = items_of(returned, Artifact, giver=giver, code="plugin-failed", hint=f"{_RETURN}.")
    except MisfitError as error:
        raise _failed(error.message, error.hint, place) from None
    suffixes: list[str] = []
    for artifact in found:
        data: object = artifact.data
        suffix: object = artifact.suffix
        if not isinstance(suffix, str) or not _SUFFIX.fullmatch(suffix):
            shown = (
                f"the suffix {suffix[:40]!r}" if isinstance(suffix, str) else f"{type_name(suffix)} as suffix"
            )
            hint = "a suffix follows the file's name: .pdf, or -session-02.eml."
            raise _failed(f"{giver} returned an Artifact with {shown}.", hint, place)
        if not isinstance(data, bytes):
            hint = "encode the text: data=text.encode()." if isinstance(data, str) else f"{_RETURN}."
            message = (
                f"{giver} returned an Artifact {suffix} whose data is {type_name(data)}; expected bytes."
            )
            raise _failed(message, hint, place)
        if suffix in suffixes:
            hint = "give each file a different suffix: -1.txt, -2.txt."
            raise _failed(f"{giver} returned two Artifacts with the suffix {suffix}.", hint, place)
        suffixes.append(suffix)
    if not found:
        raise _failed(f"{giver} returned no Artifact.", f"{_RETURN}.", place)
    return tuple(found)


def _signature(function: Callable[..., Any]) -> str:
    """Return a function's name and the names of its arguments, without default values."""
    empty = inspect.Parameter.empty
    given = [
        one.replace(annotation=empty, default=empty)
        for one in inspect.signature(function).parameters.values()
    ]
    return f"{getattr(function, '__name__', 'the renderer')}({', '.join(map(str, given))})"


def loads_without_arguments(load: Callable[..., Any], format_name: str) -> PluginError | None:
    """Return the error for a format whose `load` is the renderer itself; None if it can be called without arguments."""
    try:
        inspect.signature(load).bind()
    except TypeError:
        message = f"The {format_name} format's load is {_signature(load)}, and is called without arguments"
        where = f" ({place_of(load)})" if place_of(load) else ""
        hint = f"write load=lambda: {getattr(load, '__name__', 'render')}."
        return PluginError(f"{message}{where}.", code="plugin-load", hint=hint)
    except ValueError:
        pass  # Some C functions can't be inspected.
    return None


def wrong_signature(renderer: Callable[..., Any], format_name: str) -> PluginError | None:
    """Return the error for a renderer that doesn't take a Document and a Request; None if it does."""
    try:
        inspect.signature(renderer).bind("document", "request")
    except TypeError:
        has = f"The plugin for the {format_name} format has {_signature(renderer)}"
        message = f"{has}, which cannot take a Document and a Request."
        return _failed(message, f"{_SIGNATURE}", place_of(renderer))
    except ValueError:
        pass  # Some C functions can't be inspected.
    return None


def _failed(message: str, hint: str, place: str) -> PluginError:
    where = f" ({place})" if place else ""
    return PluginError(f"{message.removesuffix('.')}{where}.", code="plugin-failed", hint=hint)
