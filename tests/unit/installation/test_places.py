"""The user's folders are where platformdirs says."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from rekindle_core.installation.places import cache_folder, config_folder

SETTINGS = [
    {},
    {"XDG_CONFIG_HOME": "/some/where", "XDG_CACHE_HOME": "/else"},
    {"XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": " "},
    {"HOME": "/home/somebody"},
]


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_users_folders_are_where_platformdirs_says(
    settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert config_folder() == Path(platformdirs.user_config_path("rekindle", appauthor=False))
    assert cache_folder() == Path(platformdirs.user_cache_path("rekindle", appauthor=False)) / "packs"


def test_another_system_has_the_folders_that_platformdirs_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: Path("/Library/rekindle"))
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: Path("/Caches/rekindle"))
    assert config_folder() == Path("/Library/rekindle")
    assert cache_folder() == Path("/Caches/rekindle/packs")
