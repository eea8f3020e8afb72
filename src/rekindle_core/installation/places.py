"""The locations of a user's files: configuration, compiled packs, and Rekindle's own data.

`platformdirs` knows the conventions of every system, but takes a while to load. So the most common
convention, the XDG variables and their defaults, is implemented here; a test compares the two.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "rekindle"
PRACTICE = "practice.yaml"


def config_folder() -> Path:
    """Return the user's configuration folder."""
    if _follows_xdg():
        return _xdg("XDG_CONFIG_HOME", ".config")
    import platformdirs

    return platformdirs.user_config_path(NAME, appauthor=False)


def from_home(path: Path) -> str:
    """Return a path as people write it, with ~ for the home folder."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


def practice_file() -> str | None:
    """Return the path of the user's own practice.yaml, if there is one."""
    path = config_folder() / PRACTICE
    return str(path) if path.is_file() else None


def cache_folder() -> Path:
    """Return the user's folder for compiled packs."""
    if _follows_xdg():
        return _xdg("XDG_CACHE_HOME", ".cache") / "packs"
    import platformdirs

    return platformdirs.user_cache_path(NAME, appauthor=False) / "packs"


def data_folder() -> Path:
    """Return the folder for data that can't be made again, such as the installation's secret."""
    if _follows_xdg():
        return _xdg("XDG_DATA_HOME", ".local/share")
    import platformdirs

    return platformdirs.user_data_path(NAME, appauthor=False)


def records_file() -> Path:
    """Return the path of the client records, if there are any."""
    return data_folder() / "clients" / "clients.db"


def _follows_xdg() -> bool:
    return sys.platform == "linux" and "ANDROID_DATA" not in os.environ


def _xdg(variable: str, default: str) -> Path:
    home = os.environ.get(variable, "").strip()
    # The specification says to ignore relative values, which would depend on the working folder.
    if not os.path.isabs(home):  # noqa: PTH117
        home = os.path.expanduser(f"~/{default}")  # noqa: PTH111
    return Path(home, NAME)
