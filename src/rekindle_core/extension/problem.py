"""A problem with a plugin: what is wrong, where, and what to do about it.

Input: an exception from a plugin, or a fault in it. Output: a Problem, which can be reported in one
line.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

from rekindle_core.diagnostics import shown_path
from rekindle_core.errors import PluginError, describe
from rekindle_core.frozen import Frozen

_OWN = os.path.dirname(os.path.dirname(__file__)) + os.sep  # noqa: PTH120
_PYTHON = os.path.dirname(os.__file__) + os.sep  # noqa: PTH120


class Problem(Frozen):
    """One problem with a plugin; `code` has a section in docs/reference/errors.md."""

    code: str
    message: str
    place: str = ""
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        text = f"{where}{self.code}: {self.message}"
        return f"{text} Hint: {self.hint}" if self.hint else text


class MisfitError(PluginError):
    """A plugin, or one of its offers, cannot be used; `place` says where the problem is."""

    def __init__(self, message: str, *, code: str, hint: str = "", place: str = "") -> None:
        super().__init__(message, code=code, hint=hint)
        self.place = place

    @property
    def problem(self) -> Problem:
        """The problem, as a value."""
        return Problem(self.code, self.message, self.place, self.hint)


def ended(sentence: str) -> str:
    """Return a sentence with exactly one punctuation mark at its end.

    >>> ended("It is late"), ended("Is it late?")
    ('It is late.', 'Is it late?')
    """
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def place_of(function: Callable[..., Any]) -> str:
    """Return the position of a function."""
    code = getattr(function, "__code__", None)
    return f"{_shown(code.co_filename)}:{code.co_firstlineno}" if code else ""


def import_problem(error: BaseException, module: str) -> Problem:
    """Return the problem that prevented a plugin from being imported.

    Args:
        error: The exception from the import.
        module: The module to import.
    """
    match error:
        case MisfitError():
            return error.problem
        case PluginError():
            return Problem("plugin-import", error.message, raised_at(error), error.hint)
        case SyntaxError():
            place = f"{_shown(error.filename)}:{error.lineno or 1}" if error.filename else ""
            fault = MisfitError(
                ended(f"This is not Python {sys.version_info[0]}.{sys.version_info[1]}: {error.msg}"),
                code="plugin-syntax",
                hint="correct it there.",
                place=place,
            )
        case ModuleNotFoundError(name=str(name)):
            fault = _missing(error, name, module)
        case ImportError(name=str(name)) if name.partition(".")[0] == "rekindle_core":
            fault = MisfitError(
                ended(f"It was written for another version of Rekindle: {error.msg}"),
                code="plugin-api",
                hint="install the version of the plugin that matches this version of Rekindle.",
                place=raised_at(error),
            )
        case SystemExit():
            fault = MisfitError(
                "It exits when it is imported: it is a script, not a module.",
                code="plugin-import",
                hint="move its top-level code into functions.",
                place=raised_at(error),
            )
        case _:
            fault = MisfitError(
                ended(f"It cannot be imported: {describe(error)}"),
                code="plugin-import",
                hint="fix it, or report it to its author.",
                place=raised_at(error),
            )
    return fault.problem


def _missing(error: ModuleNotFoundError, name: str, module: str) -> MisfitError:
    if name == module or module.startswith(f"{name}."):
        return MisfitError(
            f"Its entry point names the module {name}, which doesn't exist.",
            code="plugin-import",
            hint="reinstall the plugin; if you are its author, check the entry point in pyproject.toml.",
        )
    return MisfitError(
        f"It needs the module {name}, which is not installed.",
        code="plugin-dependency",
        hint=f"install the package that contains it, for {sys.executable}.",
        place=raised_at(error),
    )


def raised_at(error: BaseException) -> str:
    """Return the innermost position of an exception outside the files of Python and Rekindle."""
    found = ""
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if is_foreign(file):
            found = f"{_shown(file)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def is_foreign(file: str) -> bool:
    """Return whether a code file belongs neither to Python nor to Rekindle's core."""
    if file.startswith(("<", _OWN)):
        return False
    return not file.startswith(_PYTHON) or f"{os.sep}site-packages{os.sep}" in file


def stuck_at(dump: str) -> str:
    """Return the innermost position outside the files of Python and Rekindle, in output of `faulthandler`."""
    for file, line in re.findall(r'^  File "(.+)", line (\d+)', dump, re.MULTILINE):
        if is_foreign(file):
            return f"{_shown(file)}:{line}"
    return ""


def _shown(file: str) -> str:
    from pathlib import Path

    return shown_path(Path(file))
