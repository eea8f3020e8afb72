"""What can keep the server from starting, by who must act."""

from __future__ import annotations

from rekindle_core.errors import OutputError, UsageError


class ServeExtraError(OutputError):
    """The libraries that serve pages are not installed."""

    code = "no-server"

    def __init__(self, missing: str) -> None:
        hint = 'install it: pip install "rekindle-core[serve]".'
        super().__init__(
            f"Pages in the browser need the library {missing}, which is not installed.", hint=hint
        )


class PortError(UsageError):
    """The port that was asked for cannot be opened."""

    code = "port-in-use"

    def __init__(self, port: int, why: str) -> None:
        hint = "leave --port out to use any free port, or choose another number, such as --port 8710."
        super().__init__(f"Port {port} can't be opened on this machine: {why}.", hint=hint)


class BusyServerError(OutputError):
    """Another process has the lock of the one server, and doesn't say where it is."""

    code = "server-busy"

    def __init__(self) -> None:
        hint = "wait a moment and try again; if that doesn't help, end the other process, or restart the computer."
        super().__init__("Rekindle is already running, but doesn't answer.", hint=hint)
