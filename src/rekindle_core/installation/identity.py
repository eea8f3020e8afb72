"""Where a program's id comes from on this machine: what was given, or the installation's secret."""

from __future__ import annotations

from rekindle_core.installation.secret import installation_secret
from rekindle_core.planning.identity import Identity


def find_identity(program_id: str | None) -> tuple[Identity, str]:
    """Return where a program's id comes from, and what there is to say of it (empty for nothing).

    Args:
        program_id: The id that someone gave, if they gave one.

    Raises:
        UsageError: The id cannot be used.
        OutputError: There is something else in the place of the installation's secret.
    """
    if program_id is not None:
        # An empty id would stand for none at all; a blank is refused with the rest.
        return Identity(given=program_id or " "), ""
    secret = installation_secret()
    return Identity(secret=secret.key), secret.note
