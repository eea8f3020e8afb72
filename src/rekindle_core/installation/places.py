"""Where a user's own files are: configuration, compiled packs, and what Rekindle keeps.

`platformdirs` knows every system's ways. Loading it takes a while, so the one way of most systems, the XDG
variables and their defaults, is gone without it; a test holds the two together.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "rekindle"
PRACTICE = "practice.yaml"


def config_folder() -> Path:
    """Return where this user's configuration is."""
    if _follows_xdg():
        return _xdg("XDG_CONFIG_HOME", ".config")
    import platformdirs

    return platformdirs.user_config_path(NAME, appauthor=False)


def from_home(path: Path) -> str:
    """Return a path as people write it, with ~ for their own folder."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


def practice_file() -> str | None:
    """Return where this user's own practice.yaml is, if there is one."""
    path = config_folder() / PRACTICE
    return str(path) if path.is_file() else None


def cache_folder() -> Path:
    """Return where compiled packs are kept for this user."""
    if _follows_xdg():
        return _xdg("XDG_CACHE_HOME", ".cache") / "packs"
    import platformdirs

    return platformdirs.user_cache_path(NAME, appauthor=False) / "packs"


def data_folder() -> Path:
    """Return where Rekindle keeps data that can't be made again, such as the installation's secret."""
    if _follows_xdg():
        return _xdg("XDG_DATA_HOME", ".local/share")
    import platformdirs

    return platformdirs.user_data_path(NAME, appauthor=False)


def records_file() -> Path:
    """Return where a counselor's client records are, if there are any."""
    return data_folder() / "clients" / "clients.db"


def _follows_xdg() -> bool:
    return sys.platform == "linux" and "ANDROID_DATA" not in os.environ


def _xdg(variable: str, default: str) -> Path:
    home = os.environ.get(variable, "").strip()
    # The specification has relative values ignored: one would point into whatever folder a person is in.
    if not os.path.isabs(home):  # noqa: PTH117
        home = os.path.expanduser(f"~/{default}")  # noqa: PTH111
    return Path(home, NAME)
