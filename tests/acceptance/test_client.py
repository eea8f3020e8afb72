"""`rekindle client` as a counselor uses it: one record from the first build to erasing."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.support import GARDEN, rekindle
from tests.unit.caseload.stores import FEW, PASSPHRASE, new_store, raw

from rekindle_core import document_from_json
from rekindle_core.answers.codec import answers_to_json
from rekindle_core.answers.places import answer_places
from rekindle_core.answers.values import Answer, Answers, NumberValue, PackName, TextValue
from rekindle_core.caseload.store import keys
from rekindle_core.caseload.store.store import open_store
from rekindle_core.cli.app import app
from rekindle_core.document.nodes import Lines, Ratings
from rekindle_core.errors import RekindleError

LABEL = "Zephyrine-14"
PACK = ("--pack", str(GARDEN))


@pytest.fixture(autouse=True)
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder to work in, a store in it, and a passphrase in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("P", PASSPHRASE)
    monkeypatch.setenv("N", "another passphrase")
    monkeypatch.setattr(keys, "ITERATIONS", FEW)
    new_store(tmp_path / "data/rekindle/clients/clients.db").close()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["client", *words, "--passphrase", "env:P"])


def call(*words: str) -> Result:
    done = run(*words)
    assert done.exit_code == 0, (words, done.output, done.exception)
    assert LABEL not in done.stderr
    return done


def refused(*words: str) -> RekindleError:
    done = run(*words)
    assert isinstance(done.exception, RekindleError), (done.output, done.exception)
    assert LABEL not in str(done.exception)
    return done.exception


def begin(*words: str) -> None:
    call("add", LABEL, "--partner", "none", *PACK, "--set", "gardener.name=Ada", "--set", "soil=clay", *words)


def ids() -> list[str]:
    return [line.split()[0] for line in call("programs", LABEL).stdout.splitlines()]


def answered(program_id: str, text: str = "Moss.") -> Path:
    """Write a file of answers to a program."""
    document = document_from_json(Path(f"program-{program_id}.json").read_bytes())
    given = [
        Answer(
            place.id,
            NumberValue(4) if isinstance(place.response, Ratings) else TextValue(text),
            place.question,
        )
        for place in answer_places(document)
        if isinstance(place.response, Ratings | Lines)
    ]
    path = Path(f"answers-{program_id}.json")
    path.write_text(answers_to_json(Answers(program_id, PackName("garden"), tuple(given))), encoding="utf-8")
    return path


def items(program_id: str) -> set[str]:
    text = Path(f"program-{program_id}.json").read_text("utf-8")
    return {
        name.split("_")[2] for name in re.findall(r'"(s\d+_[a-z-]+_[a-z-]+)', text) if "_session_" not in name
    }


def test_the_next_program_repeats_nothing_and_the_one_before_can_be_made_again() -> None:
    begin()
    made = ("build", LABEL, *PACK, "-f", "json", "-f", "html", "-f", "text", "--date", "2027-01-11")
    call(*made)
    call(*made)
    first, second = ids()
    assert items(first)
    assert items(second)
    assert not items(first) & items(second)
    before = {path.name: path.read_bytes() for path in Path().glob("program-*")}
    assert len(before) == 6
    assert all("Zephyrine" not in name and b"Zephyrine" not in data for name, data in before.items())
    for path in Path().glob("program-*"):
        path.unlink()
    again = call("reprint", LABEL, first)
    assert "same bytes as the first time" in again.stderr
    call("reprint", LABEL)
    assert {path.name: path.read_bytes() for path in Path().glob("program-*")} == before
    Path(f"program-{first}.txt").write_text("something else", encoding="utf-8")
    assert refused("reprint", LABEL, first).code == "file-exists"
    # After 0 days everything may come again.
    call(*made, "--repeat-after", "0")
    assert items(ids()[-1]) & items(first)


def test_a_reprint_says_which_versions_have_changed() -> None:
    begin()
    call("build", LABEL, *PACK, "-f", "text")
    (path,) = Path().glob("program-*.txt")
    path.unlink()
    with open_store(Path("data/rekindle/clients/clients.db"), PASSPHRASE) as store, store.writing():
        ((details,),) = store.rows("SELECT details FROM programs")
        other = json.loads(details)
        other["versions"]["text"] = "0.0.1"
        other["formats"][0]["files"][0]["sha256"] = "0" * 64
        store.run("UPDATE programs SET details = ?", json.dumps(other))
    said = call("reprint", LABEL).stderr
    assert "the same Document" in said
    assert "text 0.0.1 → " in said


def test_what_cannot_be_written_is_not_recorded() -> None:
    begin()
    Path("blocked").write_text("", encoding="utf-8")
    done = run("build", LABEL, *PACK, "-f", "text", "--output", "blocked/")
    assert done.exit_code != 0
    assert call("programs", LABEL).stdout == "Nothing has been given yet.\n"


def test_a_file_that_may_be_found_needs_the_decision_again(tmp_path: Path) -> None:
    begin()
    call("build", LABEL, *PACK, "-f", "text", "--confirm", "may-be-found")
    for path in Path().glob("program-*"):
        path.unlink()
    assert refused("reprint", LABEL).code == "needs-confirmation"
    call("reprint", LABEL, "--confirm", "may-be-found")
    # Nobody has said that paper is safe with this client.
    assert refused("copy", LABEL, *PACK).code == "needs-confirmation"
    assert not Path("copy.txt").exists()


def test_answers_progress_next_and_copy() -> None:
    begin()
    call("build", LABEL, *PACK, "-f", "json")
    (program,) = ids()
    path = str(answered(program, "Moss and a wren."))
    kept = call("answers", LABEL, path, *PACK)
    assert "rating" in kept.stderr
    assert f"--consent {program}" in kept.stderr
    assert "wren" not in call("answers", LABEL).stdout + kept.stderr
    call("answers", LABEL, "--consent", program, "--on", "2027-01-11")
    call("answers", LABEL, path, *PACK)
    assert "Moss and a wren." in call("answers", LABEL).stdout
    shown = call("progress", LABEL, *PACK).stdout
    assert "first answer 4" in shown
    for name in ("html", "pdf"):
        call("progress", LABEL, *PACK, "--format", name)
        data = Path(f"ratings.{name}").read_bytes()
        assert b"Zephyrine" not in data
        assert stat.S_IMODE(Path(f"ratings.{name}").stat().st_mode) == 0o600
    assert "<script" not in Path("ratings.html").read_text("utf-8")
    said = call("next", LABEL, *PACK).stdout
    order = [said.index(word) for word in ("Risk first", "Given", "Done and skipped", "Ratings", "Ask again")]
    assert order == sorted(order)
    call("copy", LABEL, *PACK, "--confirm", "may-be-found")
    copy = Path("copy.txt").read_text("utf-8")
    for word in ("Ada", "clay", program, "Moss and a wren.", "Kept so that"):
        assert word in copy
    for word in ("gate", LABEL):
        assert word not in copy
    assert "erased" in call("answers", LABEL, "--revoke", program).stderr
    assert "wren" not in call("answers", LABEL).stdout


def test_partners_are_warned_about_and_never_read_for_one_another() -> None:
    begin()
    assert refused("add", "B").code == "partner-unknown"
    assert "Both partners" in call("add", "B", "--partner", LABEL).stderr
    call("build", LABEL, *PACK, "-f", "json")
    (program,) = ids()
    error = refused("answers", "B", str(answered(program)), *PACK)
    assert error.code == "no-client-program"
    for words in (("build", "B", *PACK), ("programs", LABEL), ("show", "B"), ("next", "B", *PACK)):
        assert "partner is your client too" in call(*words).stderr
    call("edit", "B", "--partner", "none")
    assert "partner is your client" not in call("show", LABEL).stderr


def test_a_safety_answer_needs_a_note_and_the_history_tells() -> None:
    call("add", LABEL, "--partner", "none", "--set", "safety.afraid=yes")
    error = refused("profile", LABEL, "--set", "safety.afraid=no")
    assert (error.code, error.exit_code) == ("needs-note", 1)
    call("profile", LABEL, "--set", "safety.afraid=no", "--note", "asked alone")
    history = call("profile", LABEL, "--history").stdout
    assert "safety.afraid: yes → no" in history
    assert "Note: asked alone" in history
    assert "Went from “yes” to “no”" in call("next", LABEL).stdout


def test_export_import_hold_erase_backup_restore_and_passphrase() -> None:
    begin()
    call("build", LABEL, *PACK, "-f", "json")
    call("export", LABEL, "--output", "out.json")
    call("backup", "b.backup")
    call("hold", LABEL)
    assert refused("erase", LABEL, "--yes").code == "record-held"
    call("hold", LABEL, "--release")
    (program,) = ids()
    erased = call("erase", LABEL, "--yes").stderr
    assert f"files whose names begin with program-{program}" in erased
    assert "out.json" in erased
    assert "b.backup" in erased
    assert refused("show", LABEL).code == "no-client"
    call("import", "out.json")
    assert "1 program" in call("list").stdout
    call("edit", LABEL, "--label", "K-2")
    assert call("passphrase", "--new", "env:N").stdout.startswith("Recovery key: ")
    assert refused("list").code == "store-unusable"
    call("restore", "b.backup")
    assert LABEL in call("list").stdout
    assert raw(Path(), "Zephyrine") == ["out.json"]


def test_a_passphrase_is_never_on_the_command_line_and_comes_from_a_descriptor(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["client", "list", "--passphrase", PASSPHRASE])
    assert isinstance(done.exception, RekindleError)
    assert PASSPHRASE not in str(done.exception)
    for where in ("env:NOT_SET", "fd:99", "fd:x"):
        done = CliRunner().invoke(app, ["client", "list", "--passphrase", where])
        assert getattr(done.exception, "code", "") == "passphrase"
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    done = CliRunner().invoke(app, ["client", "list", "--passphrase", f"fd:{reading}"])
    os.close(reading)
    assert done.stdout == "There are no clients.\n", done.exception
    done = CliRunner().invoke(app, ["client", "list"])
    assert "only be typed in a terminal" in str(done.exception)


def test_the_first_client_makes_the_store(tmp_path: Path) -> None:
    assert refused("list", "--store", "new/a.db").code == "no-store"
    made = call("add", LABEL, "--partner", "none", "--store", "new/a.db")
    assert re.fullmatch(r"Recovery key: (?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}\n", made.stdout)
    assert "professional body" in made.stderr
    assert call("add", "B", "--partner", "none", "--store", "new/a.db").stdout == ""
    assert call("list", "--store", "new/a.db").stdout.splitlines() == [
        "B             0 programs",
        f"{LABEL}  0 programs",
    ]


def test_where_names_what_is_kept_and_removes_it_but_never_a_held_record() -> None:
    begin()
    call("hold", LABEL)
    shown = CliRunner().invoke(app, ["where"]).stdout
    assert "clients.db" in shown
    assert "(nothing there)" in shown
    removing = ["where", "--remove", "records", "--remove", "backups", "--yes", "--passphrase", "env:P"]
    done = CliRunner().invoke(app, removing)
    assert getattr(done.exception, "code", "") == "record-held"
    call("hold", LABEL, "--release")
    call("backup", "b.backup")
    done = CliRunner().invoke(app, removing)
    assert done.exit_code == 0
    assert "Not erased: the backup of" in done.stderr
    assert str(Path("b.backup").absolute()) in done.stderr
    assert list(Path("data/rekindle/clients").iterdir()) == []


@pytest.mark.slow
def test_a_version_and_a_build_load_no_sqlite_and_an_error_is_no_traceback(tmp_path: Path) -> None:
    script = (
        "import sys; from rekindle_core.cli.app import app\n"
        "app.main(sys.argv[1:], standalone_mode=False); print('apsw' in sys.modules)"
    )
    for words in (["--help"], ["build", *PACK, "-o", "x.txt"], ["client", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *words], capture_output=True, text=True, cwd=tmp_path
        )
        assert not done.stdout.endswith("True\n"), words
    done = rekindle("client", "list", "--passphrase", "env:N", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("rekindle: store-unusable: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["export", LABEL, "-o", "a.json"], ["copy", LABEL, "--confirm", "may-be-found"]]
)
def test_a_file_that_is_there_is_not_replaced(words: list[str]) -> None:
    begin()
    path = Path("a.json" if words[0] == "export" else "copy.txt")
    path.write_text("mine", encoding="utf-8")
    assert refused(*words).code == "file-exists"
    assert path.read_text("utf-8") == "mine"


def test_a_handout_is_recorded_and_its_items_do_not_come_in_the_next_program() -> None:
    begin()
    call("build", LABEL, *PACK, "-f", "json")
    call("add", "B", "--partner", "none")
    call("handout", "B", "look-sun", *PACK, "-f", "json")
    again = call("handout", "B", "look-sun", *PACK, "-f", "text")
    assert "given these before: look-sun" in again.stderr
    call("build", "B", *PACK, "-f", "json", "--name", "b")
    assert "look-sun" not in json.dumps(json.loads(Path("b.json").read_text("utf-8")))


def test_no_command_writes_over_the_records_themselves() -> None:
    begin()
    for suffix in ("", "-keys", "-lock"):
        path = f"data/rekindle/clients/clients.db{suffix}"
        assert "belongs to the client records" in str(refused("export", LABEL, "-o", path, "--force"))
    assert LABEL in call("list").stdout


def test_a_profile_of_another_pack_is_named() -> None:
    begin()
    call("build", LABEL, *PACK, "-f", "json")
    call("answers", LABEL, str(answered(ids()[0])), *PACK)
    for words in (["next", LABEL], ["copy", LABEL], ["progress", LABEL]):
        assert refused(*words).code == "other-pack"


def test_without_the_library_nobody_types_a_passphrase_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apsw", None)
    monkeypatch.setattr("rekindle_core.cli.clients.opening.read_secret", pytest.fail)
    monkeypatch.setattr("rekindle_core.cli.clients.add.read_secret", pytest.fail)
    for words in (["list"], ["add", LABEL, "--partner", "none", "--store", "new.db"]):
        error = refused(*words)
        assert (error.code, error.exit_code) == ("no-cipher", 3)
        assert "rekindle-core[caseload]" in str(error)
    assert "clients.db" in CliRunner().invoke(app, ["where"]).stdout
