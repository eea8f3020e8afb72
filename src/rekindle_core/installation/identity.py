"""The source of a program's id on this computer: the given id, or the installation's secret."""

from __future__ import annotations

from rekindle_core.installation.secret import installation_secret
from rekindle_core.planning.identity import Identity


def find_identity(program_id: str | None) -> tuple[Identity, str]:
    """Return the source of a program's id, and a note about it (may be empty).

    Args:
        program_id: The given id, if any.

    Raises:
        UsageError: The id is invalid.
        OutputError: The secret's file is damaged.
    """
    if program_id is not None:
        # An empty id would mean no id at all; a blank one is rejected with the rest.
        return Identity(given=program_id or " "), ""
    secret = installation_secret()
    return Identity(secret=secret.key), secret.note
