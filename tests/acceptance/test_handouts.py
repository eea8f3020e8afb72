"""`rekindle catalogue` and `rekindle handout`: found, made, refused and written as a counselor meets it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pikepdf
import pytest
from click.shell_completion import ShellComplete
from jsonschema import Draft202012Validator
from tests.support import GARDEN, PROFILES, ROOT, readable, rekindle

from rekindle_core import document_from_json
from rekindle_core.cli.app import app

SCHEMA = json.loads((ROOT / "docs/reference/catalogue.schema.json").read_text(encoding="utf-8"))
PACK = ("--pack", GARDEN, "--no-practice")
FORMATS = ("text", "markdown", "html", "pdf", "email", "json")


def page_count(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as file:
        return len(file.pages)


def made(folder: Path, *words: str | Path) -> dict[str, bytes]:
    done = rekindle("handout", *words, "--id", "a1", "--date", "2027-01-04", "--output", f"{folder}/")
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_catalogue_for_programs_keeps_to_its_schema_and_finds_what_the_page_finds() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    report = json.loads(rekindle("catalogue", "--pack", GARDEN, "water", "--report", "json").stdout)
    assert not list(Draft202012Validator(SCHEMA).iter_errors(report))
    found = [one["id"] for one in report["items"]]
    page = rekindle("catalogue", "--pack", GARDEN, "water").stdout
    assert found == ["look-clay", "look-water"]
    assert re.findall(r"^  (\S+)", page, re.MULTILINE) == found
    assert f"rekindle handout {found[0]}" in page


@pytest.mark.slow
def test_the_catalogue_suggests_a_command_that_works_and_marks_what_needs_a_profile(tmp_path: Path) -> None:
    page = rekindle("catalogue", "--pack", GARDEN).stdout
    (command,) = re.findall(r"To make a sheet: rekindle (.*) --format pdf", page)
    assert rekindle(*command.split(), "--pack", GARDEN, cwd=tmp_path).returncode == 0
    page = rekindle("catalogue", "--pack", GARDEN, "--step", "alt-bees").stdout
    assert "(alt-bees); only for clients to whom its gate applies" in page
    assert "--profile FILE --format pdf" in page
    refused = rekindle(
        "handout", re.findall(r"^  (\S+)", page, re.MULTILINE)[0], "--pack", GARDEN, cwd=tmp_path
    )
    assert refused.returncode == 1
    assert "add --profile FILE" in refused.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["", "zucchini"], "No items contain “zucchini”."),
        (["zucchini"], "Try another word"),
        (["clay", "moss"], "Try fewer words or options: “clay” (1 item), “moss” (1 item)."),
        (["clay", "--level", "1"], "Try fewer words or options: “clay” (1 item)."),
        (["--minutes", "1"], "Leave out an option"),
    ],
)
def test_where_nothing_fits_the_catalogue_says_what_to_try(words: list[str], said: str) -> None:
    done = rekindle("catalogue", "--pack", GARDEN, *words)
    assert done.returncode == 0
    assert said in done.stdout


def test_every_format_has_the_items_the_stop_and_the_help_and_no_cover(tmp_path: Path) -> None:
    words = [word for name in FORMATS for word in ("--format", name)]
    files = made(tmp_path, "look-water", "look-corner", *PACK, *words)
    assert sorted(files) == [f"handout-a1.{one}" for one in ("eml", "html", "json", "md", "pdf", "txt")]
    for name, data in files.items():
        text = " ".join(readable(name, data).split())
        places = [
            text.index(one)
            for one in (
                "I have given the plot up.",
                "in the shade",
                "Kneel at the water",
                "Stop when your back hurts",
            )
        ]
        assert places == sorted(places), name
        # The pack's opening and closing are of a program.
        assert "A plot is made one hour at a time" not in text
        assert "Contents" not in text or name.endswith(".json")
    assert document_from_json(files["handout-a1.json"]).sheet
    assert page_count(files["handout-a1.pdf"]) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "most"),
    [((), 1), (("--option", "paper=letter"), 1), (("--option", "size=large"), 2)],
)
def test_a_sheet_of_an_exercise_for_a_known_reader_fits_its_paper(
    options: tuple[str, ...], most: int, tmp_path: Path
) -> None:
    profile = ("--profile", PROFILES / "trust-broken-by-client.yaml", "--no-practice")
    files = made(tmp_path, "space-wave", *profile, "--format", "pdf", *options)
    assert page_count(files["handout-a1.pdf"]) <= most


@pytest.mark.slow
def test_more_than_a_sheet_holds_is_made_and_said(tmp_path: Path) -> None:
    items = (
        "space-three-plans",
        "space-wave",
        "space-urge-log",
        "understand-cause-map",
        "yourself-values",
    )
    done = rekindle("handout", *items, "--no-practice", "--format", "pdf", "--output", tmp_path / "a.pdf")
    number = page_count((tmp_path / "a.pdf").read_bytes())
    assert number > 2
    assert f"Note: It takes {number} pages; a handout has one or two. Choose fewer items." in done.stderr


def test_what_is_withheld_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    for setting in ("pond=yes", "moved_away=yes"):
        done = rekindle("handout", "look-water", *PACK, "--set", setting, "--output", f"{tmp_path}/")
        assert done.returncode == 1
        assert done.stderr.startswith("rekindle: withheld: No handout is made")
        assert not list(tmp_path.iterdir())


def test_the_same_confirmations_are_asked_for_as_for_a_program(tmp_path: Path) -> None:
    profile = ("--profile", PROFILES / "told-to-stop.yaml", "--set", "may_print=no", "--no-practice")
    words = ("handout", "space-wave", *profile, "--output", f"{tmp_path}/")
    refused = rekindle(*words)
    assert refused.returncode == 1
    assert "may-be-found" in refused.stderr
    assert not list(tmp_path.iterdir())
    assert rekindle(*words, "--confirm", "may-be-found").returncode == 0


def test_the_counselors_page_is_a_file_of_its_own_and_the_clients_stays_the_same(tmp_path: Path) -> None:
    without = made(tmp_path / "1", "look-water", *PACK)
    both = made(tmp_path / "2", "look-water", *PACK, "--counselor")
    assert sorted(both) == ["handout-a1-counselor.txt", "handout-a1.txt"]
    assert both["handout-a1.txt"] == without["handout-a1.txt"]
    assert b"Not for whom: pond" in both["handout-a1-counselor.txt"].replace(b"*", b"")


def test_another_sheet_is_not_replaced_without_force_and_the_same_one_is(tmp_path: Path) -> None:
    place = ("--output", tmp_path / "sheet.txt")
    assert rekindle("handout", "look-water", *PACK, *place).returncode == 0
    refused = rekindle("handout", "look-corner", *PACK, *place)
    assert refused.returncode == 2
    assert "file-exists" in refused.stderr
    assert rekindle("handout", "look-corner", *PACK, *place, "--force").returncode == 0
    assert "Replaced" in rekindle("handout", "look-corner", *PACK, *place).stderr


def test_the_option_steps_is_for_programs(tmp_path: Path) -> None:
    done = rekindle("handout", "look-water", *PACK, "--option", "steps=look")
    assert done.returncode == 2
    assert "`steps` works only with `build`" in done.stderr


def test_the_python_of_the_docs_makes_a_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/handouts.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(code, "docs/handouts.md", "exec"), {})
    assert "Three plans for three moments" in capsys.readouterr().out


def offered_by_the_shell(words: list[str], typed: str) -> list[str]:
    given = [words[0], "--pack", str(GARDEN), *words[1:]]
    return [one.value for one in ShellComplete(app, {}, "rekindle", "").get_completions(given, typed)]


def test_the_shell_completes_ids_steps_and_techniques() -> None:
    assert offered_by_the_shell(["handout"], "look-wa") == ["look-wall", "look-water"]
    # What is on the sheet already is not offered again, and neither is what cannot be on one.
    assert offered_by_the_shell(["handout", "look-wall"], "look-wa") == ["look-water"]
    assert offered_by_the_shell(["handout"], "rating") == []
    assert offered_by_the_shell(["catalogue", "--step"], "") == ["look", "dig", "sow", "alt-bees"]
    assert offered_by_the_shell(["catalogue", "--technique"], "loo") == ["looking"]
