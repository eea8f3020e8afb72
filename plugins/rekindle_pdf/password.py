"""What a file is locked with: from the environment, from somebody's fingers or, if it must be, from the option.

Comes in: the option `password`. Goes out: the password. Must not know: how a file is locked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from getpass import getpass

from rekindle_core import UsageError

_FROM = "env:"


def read_password(given: str, warn: Callable[[str], None]) -> str:
    """Return a password.

    Args:
        given: `ask`, to have it typed twice, unseen; `env:NAME`, to take it from an environment variable;
            anything else is the password itself; nothing leaves the file open.
        warn: Takes a sentence about what is unwise.

    Raises:
        UsageError: There is nobody to ask, the two differ, or the variable is empty.
    """
    if given == "ask":
        return _ask()
    if given.startswith(_FROM):
        name = given.removeprefix(_FROM)
        if not (password := os.environ.get(name, "")):
            raise _fault(f"The environment variable {name or '(without a name)'} holds no password.")
        return password
    if given:
        warn("A password on the command line stays in the shell's history; password=ask has it typed unseen.")
    return given


def _ask() -> str:
    if not sys.stdin.isatty():
        raise _fault("There is nobody here to ask for a password.")
    password = getpass("Password for the PDF: ")
    if not password:
        raise _fault("No password was given.")
    if getpass("The same again: ") != password:
        raise _fault("The two passwords differ.")
    return password


def _fault(message: str) -> UsageError:
    hint = "use password=ask in a terminal, or password=env:NAME with a variable that is set."
    return UsageError(message, code="no-password", hint=hint)
