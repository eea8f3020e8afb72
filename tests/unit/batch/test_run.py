"""The same command continues a batch: what is made stays, and what has changed is made again."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.rosters import DAY, HereOnly, run_batch, setup_of, states

from rekindle_core.batch.manifest import NAME
from rekindle_core.batch.run import MOST_FAILED
from rekindle_core.errors import PluginError, RekindleError
from rekindle_core.frozen import replace

ROWS = "id,soil,hours\nA-1,clay,3\nA-2,sand,4\n"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.*")) if path.name != NAME}


def test_a_second_run_makes_nothing_again(roster: Path, out: Path) -> None:
    assert states(run_batch(roster, out)) == ["made", "made"]
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.txt")}
    assert states(run_batch(roster, out)) == ["kept", "kept"]
    assert {path: path.stat().st_mtime_ns for path in out.glob("*.txt")} == before


def test_a_changed_row_is_made_again_and_no_other(roster: Path, out: Path) -> None:
    run_batch(roster, out)
    roster.write_text(ROWS.replace("sand", "clay"), encoding="utf-8")
    assert states(run_batch(roster, out)) == ["kept", "made"]


def test_rows_may_move_and_be_added(roster: Path, out: Path) -> None:
    run_batch(roster, out)
    roster.write_text("id,soil,hours\nA-0,clay,1\nA-2,sand,4\nA-1,clay,3\n", encoding="utf-8")
    assert states(run_batch(roster, out)) == ["made", "kept", "kept"]


@pytest.mark.parametrize("change", ["seed", "option", "version", "format"])
def test_another_option_version_or_format_makes_all_again(roster: Path, out: Path, change: str) -> None:
    setup = setup_of()
    run_batch(roster, out, setup=setup)
    later = {
        "seed": replace(setup, seed=2),
        "option": setup_of({"text": {"text": "key"}}),
        "format": setup_of({"text": {}, "markdown": {}}),
        "version": replace(setup, surroundings=(*setup.surroundings, ("plugin new", "1.0"))),
    }[change]
    if change == "version":
        with pytest.raises(PluginError) as refused:
            run_batch(roster, out, setup=later)
        assert refused.value.code == "worker-differs"
        assert "plugin new" in refused.value.message
    else:
        assert states(run_batch(roster, out, setup=later)) == ["made", "made"]


def test_a_file_that_is_gone_is_made_again_with_the_same_bytes(roster: Path, out: Path) -> None:
    run_batch(roster, out)
    before = files(out)
    (out / "program-A-1.txt").unlink()
    assert states(run_batch(roster, out)) == ["made", "kept"]
    assert files(out) == before


def test_a_file_that_someone_changed_is_kept_and_its_row_fails(roster: Path, out: Path) -> None:
    run_batch(roster, out)
    (out / "program-A-1.txt").write_text("with answers", encoding="utf-8")
    outcomes = run_batch(roster, out)
    assert states(outcomes) == ["failed", "kept"]
    assert outcomes[0].error[0] == "file-exists"
    assert (out / "program-A-1.txt").read_text(encoding="utf-8") == "with answers"
    assert states(run_batch(roster, out, force=True)) == ["made", "kept"]


def test_what_was_made_keeps_its_day_unless_one_is_asked_for(roster: Path, out: Path) -> None:
    run_batch(roster, out)
    later = DAY + dt.timedelta(days=40)
    roster.write_text(f"{ROWS}A-3,clay,1\n", encoding="utf-8")
    assert states(run_batch(roster, out, date=later)) == ["kept", "kept", "made"]
    assert states(run_batch(roster, out, date=later, redate=True)) == ["made", "made", "kept"]


def test_rows_without_an_id_are_named_by_an_id_that_says_nothing_and_continue_as_well(
    roster: Path, out: Path
) -> None:
    roster.write_text("soil,hours\nclay,3\nsand,4\n", encoding="utf-8")
    assert states(run_batch(roster, out)) == ["made", "made"]
    assert states(run_batch(roster, out, date=DAY + dt.timedelta(days=1))) == ["kept", "kept"]


def test_a_row_that_kills_its_worker_is_named_and_the_others_are_made(roster: Path, out: Path) -> None:
    rows = "".join(f"A-{number},clay,{number}\n" for number in range(20))
    roster.write_text(f"id,soil,hours\n{rows}", encoding="utf-8")
    outcomes = run_batch(roster, out, executors=HereOnly(lambda work: work.id == "A-7"))
    failed = [one for one in outcomes if one.state != "made"]
    assert [(one.id, one.error[0]) for one in failed] == [("A-7", "row-killed")]
    assert len(list(out.glob("*.txt"))) == 19
    assert states(run_batch(roster, out)).count("made") == 1


def test_where_nothing_works_the_batch_stops_soon(roster: Path, out: Path) -> None:
    rows = "".join(f"A-{number},clay,{number % 60}\n" for number in range(200))
    roster.write_text(f"id,soil,hours\n{rows}", encoding="utf-8")
    out.mkdir()
    for number in range(200):
        (out / f"program-A-{number}.txt").write_text("another program", encoding="utf-8")
    with pytest.raises(RekindleError, match=f"first {MOST_FAILED} rows failed"):
        run_batch(roster, out)


def test_rows_that_were_left_out_are_in_the_manifest_by_their_code_alone(roster: Path, out: Path) -> None:
    roster.write_text("id,soil,dream\nA-1,Zebediah,x\nA-2,clay,Zebediah\n", encoding="utf-8")
    assert states(run_batch(roster, out)) == ["left", "made"]
    text = (out / NAME).read_text(encoding="utf-8")
    assert [json.loads(line).get("code", "") for line in text.splitlines()] == ["", "unknown-value", ""]
    assert "Zebediah" not in text


def test_paper_follows_the_country_of_each_row(roster: Path, out: Path, tmp_path: Path) -> None:
    """An option that one row's country sets must not stay for the next row."""
    roster.write_text("id,country\nA-1,US\nA-2,GB\n", encoding="utf-8")
    run_batch(roster, out, setup=setup_of({"pdf": {}}))
    alone = tmp_path / "alone.csv"
    alone.write_text("id,country\nA-2,GB\n", encoding="utf-8")
    run_batch(alone, tmp_path / "alone", setup=setup_of({"pdf": {}}))
    assert files(tmp_path / "alone")["program-A-2.pdf"] == files(out)["program-A-2.pdf"]


def test_names_that_would_meet_never_replace_one_another(roster: Path, out: Path) -> None:
    """The counselor's pages of A-1 have the name that the program of A-1-counselor would have."""
    roster.write_text("id,soil\nA-1,clay\nA-1-counselor,sand\n", encoding="utf-8")
    outcomes = run_batch(roster, out, setup=setup_of({"text": {"counselor": "yes"}}))
    assert sorted(states(outcomes)) == ["failed", "made"]
    assert [one.error[0] for one in outcomes if one.error] == ["file-exists"]
