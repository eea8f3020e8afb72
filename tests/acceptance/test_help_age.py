"""Help lines whose source is old: said on stderr to whoever builds, and on the page in every format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support import FORMATS, build, readable, rekindle

CHECK = "check before you rely on it"


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_says_to_check_what_is_older_than_a_year(name: str, tmp_path: Path) -> None:
    files = build(tmp_path, "--set", "country=US", formats=(name,))
    text = " ".join(readable(file, data) for file, data in files.items())
    if name == "json":
        assert text.count('"stale": true') >= 2
        assert '"stale": false' in text
    else:
        assert text.count(CHECK) >= 2
        assert text.index("The Hotline") < text.index(CHECK)


def test_build_warns_and_names_the_oldest_first(tmp_path: Path) -> None:
    done = rekindle("build", "--set", "country=US", "--date", "2027-01-04", "--output", f"{tmp_path}/")
    (note,) = [line for line in done.stderr.splitlines() if "help lines" in line]
    assert re.match(r"Note: Of \d+ help lines \d+ have a source more than a year from 2027-01-04", note)
    dates = re.findall(r"\((\d{4}-\d\d-\d\d)\)", note)
    assert "The Hotline 800-799-7233 (2022-01-20)" in note
    assert dates == sorted(dates)
    done = rekindle("build", "--set", "country=US", "--date", "2022-02-01", "--output", f"{tmp_path}/")
    assert "The Hotline" not in done.stderr
