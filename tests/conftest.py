"""What holds for every test."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings
from tests.network import refuse_network
from tests.support import SECRET, TRIES

# A busy machine is no fault of the code's; and a fault that was found once is to be found again.
settings.register_profile("rekindle", deadline=None, derandomize=True, max_examples=TRIES)
settings.load_profile("rekindle")


refuse_network()


# Python looks for garbage after every 700 new objects, and each tenth time at ten times as many: with ten thousand
# tests in memory that takes an eighth of the time. What tests leave behind is still found, later and at the end.
gc.set_threshold(50_000, 20, 50)


def pytest_configure(config: pytest.Config) -> None:
    """Name the slowest tests at the end, where CI asks for it; pytests that tests start are not asked."""
    if number := os.environ.get("TESTS_DURATIONS"):
        config.option.durations = int(number)


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests apart from what the user has: compiled packs, configuration, and the secret."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("config"))
    data = tmp_path_factory.mktemp("data")
    (data / "rekindle").mkdir()
    # The same in every process, so that codes and ids in files that are compared are the same as well.
    (data / "rekindle" / "secret").write_bytes(SECRET)
    os.environ["XDG_DATA_HOME"] = str(data)
    # Tests start thousands of processes: each would compile every module again that is not kept compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
