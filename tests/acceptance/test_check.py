"""`rekindle check`, as authors and their editors use it: what it tells and to whom, and what it mends."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.support import GARDEN, ROOT, copy_pack, filed_alternative, garden_text, rekindle

from rekindle_core.content.reading.raw import kind_of

LOOK, DIG = "steps/01-look.yaml", "steps/02-dig.yaml"
FAULTS_SCHEMA = Draft202012Validator(
    json.loads((ROOT / "docs/reference/faults.schema.json").read_text(encoding="utf-8"))
)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a folder with the garden pack in it, in which two files have three faults."""
    look = garden_text(LOOK, '"Look at the plot"', "Look at the plot").replace("{@spot}", "{@spott}")
    copy_pack(tmp_path, {LOOK: look, DIG: garden_text(DIG, "Start small.", "名前 {helpr}.")})
    return tmp_path


SHOWN = """\
garden/steps/01-look.yaml:2:8: unquoted-prose: Prose needs quotes; without them, a # or a colon would silently cut it.
  2 | title: Look at the plot
    |        ^
  hint: put straight quotes around it: title: "Look at the plot"

garden/steps/01-look.yaml:8:91: unknown-slot: There is no phrase list “spott”.
  8 | …el: 1, minutes: 5, technique: looking, about: self, text: "Name {@spott} in the shade.", moti…
    |                                                                  ^
  hint: did you mean “{@spot}”?

garden/steps/02-dig.yaml:3:14: unknown-slot: There is no person or text “helpr”.
  3 | opening: "名前 {helpr}."
    |                ^
  hint: did you mean “helper”?

Found 3 errors.
"""

# ------------------------------------------------------------------ reports


def test_each_fault_is_shown_with_its_line_a_caret_and_a_hint(faulty: Path) -> None:
    done = rekindle("check", "garden", cwd=faulty)
    assert (done.returncode, done.stdout) == (1, "")
    blocks = done.stderr.split("\n\n")
    # Where a long line is cut is for the tests of the excerpt.
    assert [re.sub(r"\n +8 \|.*\n.*", "", block) for block in blocks] == [
        re.sub(r"\n +8 \|.*\n.*", "", block) for block in SHOWN.split("\n\n")
    ]
    line, caret = (row.partition("| ")[2] for row in blocks[1].splitlines()[1:3])
    assert line[caret.index("^") :].startswith("{@spott} in the shade")


def test_the_json_report_tells_the_same_to_programs(faulty: Path) -> None:
    done = rekindle("check", "garden", "--report", "json", cwd=faulty)
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    FAULTS_SCHEMA.validate(report)
    assert [
        f"{item['file']}:{item['line']}:{item['column']}: {item['code']}" for item in report["faults"]
    ] == [": ".join(block.split(": ")[:2]) for block in SHOWN.split("\n\n")[:-1]]
    assert report["faults"][2] == {
        "file": "garden/steps/02-dig.yaml",
        "line": 3,
        "column": 14,
        "code": "unknown-slot",
        "message": "There is no person or text “helpr”.",
        "hint": "did you mean “helper”?",
        "docs": "docs/reference/errors.md#unknown-slot",
    }


def test_the_github_report_annotates_each_fault(faulty: Path) -> None:
    done = rekindle("check", "garden", "--report", "github", cwd=faulty)
    assert (done.returncode, done.stderr) == (1, "")
    assert len(done.stdout.splitlines()) == 3
    assert done.stdout.splitlines()[2] == (
        "::error file=garden/steps/02-dig.yaml,line=3,col=14,title=unknown-slot::There is no person or "
        "text “helpr”.%0Ahint: did you mean “helper”?"
    )


@pytest.mark.slow
def test_a_pack_in_order_ends_well_in_every_report() -> None:
    text, github = rekindle("check", GARDEN), rekindle("check", GARDEN, "--report", "github")
    assert (text.returncode, github.returncode) == (0, 0)
    assert text.stdout == github.stdout
    assert "has no errors" in text.stdout
    done = rekindle("check", GARDEN, "--report", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"format": 1, "faults": []}


@pytest.mark.slow
@pytest.mark.parametrize("report", ["text", "json", "github"])
def test_a_profile_is_told_of_in_the_same_reports(report: str) -> None:
    done = rekindle("profile", "check", "-", "--report", report, stdin="# Alex\ncontact: nonne\n")
    assert done.returncode == 1
    if report == "text":
        assert done.stderr.splitlines()[:3] == [
            "-:2:10: unknown-value: The fact contact can't be “nonne”.",
            "  2 | contact: nonne",
            "    |          ^",
        ]
    elif report == "json":
        (item,) = json.loads(done.stdout)["faults"]
        assert (item["file"], item["line"], item["column"], item["code"]) == ("-", 2, 10, "unknown-value")
    else:
        assert done.stdout.startswith("::error file=-,line=2,col=10,title=unknown-value::The fact contact")


def test_a_pack_at_fault_is_told_of_where_a_profile_is_checked(faulty: Path) -> None:
    done = rekindle("profile", "check", "-", "--pack", "garden", "--report", "json", cwd=faulty, stdin="{}")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["faults"]) == 3


@pytest.mark.slow
def test_every_command_shows_faults_so(faulty: Path) -> None:
    assert (
        rekindle("build", "--pack", "garden", cwd=faulty).stderr
        == rekindle("check", "garden", cwd=faulty).stderr
    )
    done = rekindle("build", "--set", "country=GB", "--set", "contact=nonne")
    assert done.returncode == 1
    # A setting is a line of its own.
    assert done.stderr.splitlines()[:3] == [
        "--set:2:9: unknown-value: The fact contact can't be “nonne”.",
        "  2 | contact=nonne",
        "    |         ^",
    ]


def test_an_unknown_fact_is_pointed_at_by_its_name() -> None:
    done = rekindle("profile", "check", "-", stdin='contct: "none"\n')
    assert done.stderr.startswith("-:1:1: unknown-fact")


@pytest.mark.slow
def test_what_a_file_holds_cannot_command_the_terminal(tmp_path: Path) -> None:
    copy_pack(tmp_path, {"phrases.yaml": b'"\\e[31mred\\n": 1 # \x1b[2J\n'})
    (tmp_path / "p.yaml").write_text('"\\e[31mred\\n::error::x": 1\n', encoding="utf-8")
    for words in (
        ["check", "garden"],
        ["profile", "check", "p.yaml"],
        ["profile", "check", "p.yaml", "--report=github"],
    ):
        done = rekindle(*words, cwd=tmp_path)
        assert done.returncode == 1
        assert "\x1b" not in done.stderr
        assert not re.search(r"^::error::x", done.stdout + done.stderr, re.MULTILINE)


def in_terminal(cwd: Path, *words: str, **env: str) -> str:
    """Run the command line with a terminal as its stderr, and return what it shows there."""
    ours, theirs = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    command = [sys.executable, "-m", "rekindle_core", *words]
    with subprocess.Popen(
        command, cwd=cwd, env={**kept, "TERM": "xterm", **env}, stdout=subprocess.DEVNULL, stderr=theirs
    ) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                more = os.read(ours, 4096)
            except OSError:
                break
            if not more:
                break
            said += more
    os.close(ours)
    assert process.returncode == 1
    # On a busy machine there is a line in between that tells what is waited for.
    return re.sub(r"\r\x1b\[K(?:[^\r\n]* … \d+ s)?", "", said.decode().replace("\r\n", "\n"))


@pytest.mark.slow
def test_a_terminal_gets_colour_unless_somebody_minds(faulty: Path) -> None:
    coloured = in_terminal(faulty, "check", "garden")
    assert "\x1b[31m" in coloured
    plain = in_terminal(faulty, "check", "garden", NO_COLOR="1")
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "\x1b" not in in_terminal(faulty, "check", "garden", TERM="dumb")
    assert "\x1b[31m" in in_terminal(faulty, "check", "garden", NO_COLOR="")


# ------------------------------------------------------------------ mending


@pytest.mark.slow
def test_fix_mends_says_what_it_mended_and_tells_what_is_left(faulty: Path) -> None:
    look = faulty / "garden" / LOOK
    look.write_bytes(b"\xef\xbb\xbf" + look.read_bytes().replace(b"\n", b"\r\n"))
    look.chmod(0o640)
    done = rekindle("check", "garden", "--fix", cwd=faulty)
    assert done.returncode == 1
    for said in (
        "garden/pack.yaml:1:1: fixed: added the line that names the schema\n",
        "garden/steps/01-look.yaml:1:1: fixed: removed the byte order mark\n",
        "garden/steps/01-look.yaml:3:8: fixed: put quotes around the text\n",
        "garden/steps/01-look.yaml:9:91: unknown-slot",
        "Found 2 errors.\n",
    ):
        assert said in done.stderr
    first, *others = look.read_text(encoding="utf-8").splitlines(keepends=True)
    assert first.startswith("# yaml-language-server: $schema=")
    assert "".join(others) == garden_text(LOOK).replace("{@spot}", "{@spott}")
    assert look.stat().st_mode & 0o777 == 0o640
    before = {path: path.read_bytes() for path in faulty.rglob("*") if path.is_file()}
    again = rekindle("check", "garden", "--fix", cwd=faulty)
    assert "fixed:" not in again.stderr
    assert {path: path.read_bytes() for path in faulty.rglob("*") if path.is_file()} == before


def test_fix_leaves_a_file_alone_that_cannot_be_read(tmp_path: Path) -> None:
    broken = {LOOK: b"title: [ \r\n", DIG: b"title: \xff \r\n"}
    folder = copy_pack(tmp_path, dict(broken))
    done = rekindle("check", "garden", "--fix", cwd=tmp_path)
    assert done.returncode == 1
    assert {name: (folder / name).read_bytes() for name in broken} == broken


@pytest.mark.slow
def test_fix_names_the_packs_own_schemas_if_it_has_some(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    assert "copy " in rekindle("check", "garden", "--fix", cwd=tmp_path).stderr
    (line, *_) = (folder / DIG).read_text(encoding="utf-8").splitlines()
    assert line == f"# yaml-language-server: $schema={(ROOT / 'content/schema/step.schema.json').as_uri()}"
    other = copy_pack(tmp_path / "other", filed_alternative())
    (other / "schema").mkdir()
    for path in (ROOT / "content/schema").iterdir():
        (other / "schema" / path.name).write_bytes(path.read_bytes())
    assert "copy " not in rekindle("check", other, "--fix").stderr
    for path in other.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert (path.parent / first.removeprefix("# yaml-language-server: $schema=")).is_file()
        assert str(ROOT) not in first


def test_fix_follows_a_link_and_leaves_no_other_file(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path, {DIG: None})
    real = tmp_path / "elsewhere.yaml"
    real.write_bytes(garden_text(DIG).replace("\n", "\r\n").encode())
    (folder / DIG).symlink_to(real)
    before = sorted(tmp_path.rglob("*"))
    assert rekindle("check", "garden", "--fix", cwd=tmp_path).returncode == 0
    assert (folder / DIG).is_symlink()
    assert b"\r" not in real.read_bytes()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.slow
def test_the_bundled_pack_has_nothing_to_mend() -> None:
    assert "mended" not in rekindle("check", ROOT / "content", "--fix").stderr


# ------------------------------------------------------------------ what is not saved


def test_an_unsaved_file_is_checked_among_those_on_disk(faulty: Path) -> None:
    on_disk = (faulty / "garden" / LOOK).read_bytes()
    text = garden_text(LOOK, "{@spot}", "{@pest-nose}")
    done = rekindle("check", "-", "garden", "--as", LOOK, cwd=faulty, stdin=text)
    assert done.returncode == 1
    # The fault of the other file, and those of this one on disk, are not told.
    assert "Found 1 error." in done.stderr
    assert "garden/steps/01-look.yaml:8:91: unknown-slot: There is no phrase list “pest-nose”." in done.stderr
    assert "did you mean “{@pest-note}”?" in done.stderr
    assert (faulty / "garden" / LOOK).read_bytes() == on_disk


@pytest.mark.slow
def test_an_unsaved_file_in_order_ends_well_and_others_are_only_mentioned(faulty: Path) -> None:
    done = rekindle("check", "-", "garden", cwd=faulty, stdin=garden_text(LOOK))
    assert (done.returncode, done.stderr) == (0, "")
    said = (
        "garden/steps/01-look.yaml has no errors, as far as can be checked: other files of the pack have 1 "
        "fault.\n"
    )
    assert done.stdout == said
    done = rekindle("check", "-", "garden", "--report", "json", cwd=faulty, stdin=garden_text(LOOK))
    assert json.loads(done.stdout)["faults"] == []


def test_the_file_may_be_named_as_editors_do_and_the_pack_stand_first(faulty: Path) -> None:
    stdin = garden_text(DIG, "Start small.", "Start {spade}.")
    path = (faulty / "garden" / DIG).as_posix()
    done = rekindle("check", "garden", "-", "--report", "json", "--as", path, cwd=faulty, stdin=stdin)
    (item,) = json.loads(done.stdout)["faults"]
    assert (item["file"], item["line"], item["code"]) == ("garden/steps/02-dig.yaml", 3, "unknown-slot")


def test_what_is_half_written_is_told_of_where_it_breaks() -> None:
    done = rekindle("check", "-", GARDEN, stdin="gates:\n  - id: [\n")
    assert done.returncode == 1
    assert "gates.yaml:" in done.stderr
    assert "yaml-syntax" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-", str(GARDEN)], "--as steps/01-look.yaml"),
        (["-", str(GARDEN), "--as", "gate.yaml"], "did you mean “gates.yaml”?"),
        (["-", str(GARDEN), "--fix"], "can't change stdin"),
        ([str(GARDEN), "--as", LOOK], "add -"),
        ([str(GARDEN), "other"], "Only one pack"),
        ([str(GARDEN), "--report", "xml"], "'text', 'json', 'github'"),
    ],
)
def test_a_call_that_does_not_fit_together_is_refused(words: list[str], said: str) -> None:
    done = rekindle("check", *words, stdin="")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


# ------------------------------------------------------------------ editors


def test_the_catalogue_has_every_kind_of_file_once() -> None:
    catalogue = json.loads((ROOT / "docs/reference/catalog.json").read_text(encoding="utf-8"))
    assert set(catalogue) == {"$schema", "version", "schemas"}
    found: dict[str, str] = {}
    for entry in catalogue["schemas"]:
        assert set(entry) == {"name", "description", "fileMatch", "url"}
        base, _, file = entry["url"].rpartition("/")
        assert base == "https://rekindle.invalid/schema"
        found |= dict.fromkeys(entry["fileMatch"], file)
    names = [path.relative_to(GARDEN).as_posix() for path in GARDEN.rglob("*.yaml")]
    for name in [*names, "alternatives/quiet.yaml"]:
        path, kind = GARDEN / name, kind_of(name)
        (match,) = [file for pattern, file in found.items() if path.match(pattern.removeprefix("**/"))]
        assert match == f"{kind}.schema.json"
    # What a page saves is written by it, and no file that anybody edits.
    others = {"shared.schema.json"}
    schemas = {path.name for path in (ROOT / "content/schema").glob("*.json")} - others
    assert set(found.values()) == schemas


def test_the_problem_matcher_of_the_docs_reads_the_report(faulty: Path) -> None:
    page = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
    (task,) = (
        json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL) if "tasks" in block
    )
    pattern = task["tasks"][0]["problemMatcher"]["pattern"]
    lines = rekindle("check", "garden", cwd=faulty).stderr.splitlines()
    places = [match[pattern["line"]] for line in lines if (match := re.match(pattern["regexp"], line))]
    assert places == ["2", "8", "3"]
