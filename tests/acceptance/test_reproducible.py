"""The same input gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support import PROFILES, build


@pytest.mark.slow
@pytest.mark.parametrize("name", ["custom-pronouns-arabic", "nothing-known"])
def test_bytes_do_not_depend_on_the_process_or_its_hash_seed(name: str, tmp_path: Path) -> None:
    profile = PROFILES / f"{name}.yaml"
    first = build(tmp_path / "a", "--profile", profile, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    second = build(tmp_path / "b", "--profile", profile, PYTHONHASHSEED="4711", TZ="America/Lima")
    assert first == second


@pytest.mark.slow
def test_another_seed_gives_another_choice(tmp_path: Path) -> None:
    first = build(tmp_path / "a", formats=("text",))
    second = build(tmp_path / "b", "--seed", "2", formats=("text",))
    assert first != second


def test_the_date_comes_from_source_date_epoch(tmp_path: Path) -> None:
    from tests.support import rekindle

    done = rekindle("build", "--output", "-", SOURCE_DATE_EPOCH="1800000000")
    assert "15 January 2027" in done.stdout
