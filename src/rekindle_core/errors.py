"""The errors that callers may get, grouped by who has to act.

Each carries `code`, the kebab-case name of its section in docs/reference/errors.md, and `exit_code`, the exit
code of the command line: 1 content or profile at fault, 2 usage, 3 plugin or environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rekindle_core.diagnostics import Diagnostic


class RekindleError(Exception):
    """The base class of every error that Rekindle raises on purpose."""

    code = "error"
    exit_code = 3

    def __init__(self, message: str, *, code: str | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} Hint: {self.hint}" if self.hint else self.message


class DiagnosedError(RekindleError):
    """An error with a list of faults, each with its place in a file.

    Attributes:
        diagnostics: The faults.
        texts: The texts that were read, by the file name in the faults, so that a report can show the line as
            it was checked. A name may be missing.
    """

    exit_code = 1

    def __init__(self, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str] | None = None) -> None:
        self.diagnostics = tuple(diagnostics)
        self.texts: Mapping[str, str] = MappingProxyType(dict(texts or {}))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class ContentError(DiagnosedError):
    """A pack cannot be used; its author must act. All faults of all its files are listed."""

    code = "content"


class ProfileError(DiagnosedError):
    """A profile, or a value set for one, cannot be used; its author must act."""

    code = "profile"


class ConfirmationError(RekindleError):
    """A person has to look at something before a program is made; the person who makes it must act.

    Attributes:
        name: The name to confirm it with, once a person has looked.
        names: Everything that must be confirmed; `name` is the first.
        dated: Whether each is confirmed with the date on which someone asked.
    """

    code = "needs-confirmation"
    exit_code = 1

    def __init__(
        self, message: str, *, name: str, more: Sequence[str] = (), hint: str = "", dated: bool = False
    ) -> None:
        super().__init__(message, hint=hint or f"once you have, add --confirm {name}.")
        self.name = name
        self.names = (name, *more)
        self.dated = dated


class PracticeError(DiagnosedError):
    """A practice.yaml, or the logo that it names, cannot be used; its author must act."""

    code = "practice"


class UsageError(RekindleError):
    """A call asks for something that doesn't exist or doesn't fit together; the caller must act."""

    code = "usage"
    exit_code = 2


class PluginError(RekindleError):
    """A plugin cannot be loaded or breaks its promise; its author must act."""

    code = "plugin"


class RenderError(RekindleError):
    """The format cannot show this Document; the message says what to change."""

    code = "render"


class AnswersError(RekindleError):
    """A file contains no readable answers; the message says what it is, and the hint what to do instead."""

    code = "answers"
    exit_code = 1


class OutputError(RekindleError):
    """A file or folder cannot be read or written; the person who runs the machine has to act."""

    code = "output"


class RekindleDeprecationWarning(DeprecationWarning):
    """A plugin uses something that will be removed; the message says what to use instead."""


_NEVER = re.compile(r"Expected code to be unreachable, but got: (\w+)\(")
"""What `assert_never` raises. The rest of it is the value, which may contain what a reader typed."""


def describe(error: BaseException) -> str:
    """Return an exception in one line, with its type if the message alone says little."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        text = ""  # It is a plugin's exception, and may fail here too.
    if isinstance(error, PluginError):
        return text
    if isinstance(error, AssertionError) and (found := _NEVER.match(text)):
        text = f"there is no case for {found[1]}; add `case {found[1]}():`"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
