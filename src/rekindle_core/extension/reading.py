"""Asking plugins for the answers in a file: the first one that recognizes the file handles it.

Input: a file's bytes, and the plugins' hooks. Output: Answers, or an error that says whose fault it is.
Must not know: any format.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rekindle_core.answers.cleaning import cleaned
from rekindle_core.answers.values import Answers
from rekindle_core.errors import PluginError, RekindleError, describe
from rekindle_core.extension.apart import apart
from rekindle_core.extension.manager import Reader
from rekindle_core.extension.problem import raised_at
from rekindle_core.extension.returned import type_name
from rekindle_core.stopping import see_stopped

HOOK = "rekindle_read_answers"


def ask_readers(data: bytes, password: str, readers: Iterable[Reader]) -> Answers | None:
    """Return the answers in a file; None if no plugin recognizes it.

    Raises:
        RekindleError: A plugin recognizes the file, and says why its answers can't be read.
        PluginError: A plugin fails, or returns something else.
    """
    for name, call in readers:
        with apart():
            try:
                found: object = call(data, password)
            except RekindleError:
                raise
            except BaseException as error:
                see_stopped(error)
                raise _failed(name, f"{HOOK} failed: {describe(error)}", raised_at(error)) from error
        see_stopped()
        if found is None or found == ():  # pluggy leaves out None.
            continue
        if not isinstance(found, Answers):
            raise _failed(name, f"{HOOK} returned {type_name(found)}; expected Answers or None")
        try:
            return cleaned(found)
        except (msgspec.ValidationError, TypeError, AttributeError, ValueError) as error:
            raise _failed(name, f"{HOOK} returned invalid Answers: {error}") from None
    return None


def _failed(plugin: str, what: str, place: str = "") -> PluginError:
    where = f" ({place})" if place else ""
    message = f"The plugin {plugin}: {what.removesuffix('.')}{where}."
    return PluginError(message, code="plugin-failed", hint="the error is in the plugin; --debug shows where.")
