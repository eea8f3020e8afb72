"""The command line, as people use it: what it says, where it writes, how it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support import GARDEN, PROFILES, rekindle


def test_a_build_without_output_writes_here_and_says_what_it_wrote(tmp_path: Path) -> None:
    done = rekindle("build", "--set", "country=GB", "--date", "2027-01-04", "--id", "27-014", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["program-27-014.txt"]
    assert "Wrote program-27-014.txt" in done.stderr
    assert "9 sessions, 27 prompts; code 2" in done.stderr


def test_mail_goes_into_a_folder(tmp_path: Path) -> None:
    words = ("--format", "email", "--format", "text", "--set", "program.sessions=2", "--id", "a1")
    rekindle("build", *words, cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["program-a1", "program-a1.txt"]
    mails = sorted(path.name for path in (tmp_path / "program-a1").iterdir())
    assert mails == ["program-a1-session-01.eml", "program-a1-session-02.eml"]


def test_what_was_made_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    rekindle("build", "--output", "a.txt", cwd=tmp_path)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o600


def test_a_profile_comes_from_a_pipe() -> None:
    done = rekindle("build", "--profile", "-", "--output", "-", stdin='partner.name: "Alex"\n')
    assert "Alex" in done.stdout


def test_settings_go_over_the_profile() -> None:
    done = rekindle(
        "build", "-p", "-", "--set", "partner.name=Robin", "-o", "-", stdin='partner.name: "Alex"\n'
    )
    assert "Robin" in done.stdout
    assert "Alex" not in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["bild"], 2, "did you mean “build”?"),
        (["build", "--format", "pdff"], 2, "did you mean “pdf”?"),
        (["build", "--format", "pdf", "--option", "papr=a4"], 2, "did you mean “paper”?"),
        (["build", "--format", "pdf", "--option", "paper=a0"], 2, "a4 | letter"),
        (["build", "--option", "paper"], 2, "key=value"),
        (["build", "--set", "contct=none"], 1, "did you mean “contact”?"),
        (["build", "--set", "contact=nonne"], 1, "did you mean “none”?"),
        (["build", "--set", "contact"], 1, "fact=value"),
        (["build", "--seed", "-1"], 2, "--seed"),
        (["build", "--date", "tomorrow"], 2, "--date"),
        (["build", "--pack", "./nowhere/at-all"], 1, "nowhere/at-all/pack.yaml:1:1: missing-file"),
        (["build", "--pack", "rekindel"], 2, "did you mean “rekindle”?"),
        (["build", "--profile", "nowhere.yaml"], 1, "nowhere.yaml:1:1: unreadable"),
        (["build", "--format", "text", "--format", "html", "--output", "-"], 2, "one pipe"),
        (["build", "--format", "text", "--format", "html", "--output", "a.txt"], 2, "give a folder"),
        (["check", "nowhere"], 2, "There is no pack “nowhere”, and no folder with that name."),
        (["build", "--plugin", "nowhere.py"], 2, "There is no plugin nowhere.py."),
        (["profile", "check", "nowhere.yaml"], 1, "unreadable"),
        (["formats", "pfd"], 2, "did you mean “pdf”?"),
        (["build", "--wrong"], 2, "No such option"),
    ],
)
def test_an_error_says_what_to_do_and_has_its_exit_code(
    words: list[str], code: int, said: str, tmp_path: Path
) -> None:
    done = rekindle(*words, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_bad_source_date_epoch_is_named() -> None:
    done = rekindle("build", "--output", "-", SOURCE_DATE_EPOCH="soon")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH is “soon”" in done.stderr


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    done = rekindle("build", "--output", tmp_path / "file" / "inside.txt")
    assert done.returncode == 3
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.slow
def test_check_says_that_a_pack_is_in_order() -> None:
    assert "rekindle 0.1.0 has no errors: 9 steps" in rekindle("check").stdout
    assert "garden 1.0.0 has no errors: 3 steps" in rekindle("check", GARDEN).stdout


def test_a_profile_is_checked_and_its_schema_printed() -> None:
    done = rekindle("profile", "check", PROFILES / "told-to-stop.yaml")
    assert "has no errors" in done.stdout
    assert '"partner.pronouns"' in rekindle("profile", "schema").stdout


def test_formats_and_plugins_are_listed() -> None:
    listed = rekindle("formats").stdout
    assert [line.split()[0] for line in listed.splitlines()] == [
        "json",
        "email",
        "html",
        "markdown",
        "pdf",
        "text",
    ]
    assert "--option paper=a4" in rekindle("formats", "pdf").stdout
    assert "formats: pdf" in rekindle("plugins").stdout


@pytest.mark.slow
def test_explain_gives_a_reason_for_every_gate_step_and_prompt() -> None:
    from rekindle_core import load_pack

    pack = load_pack()
    said = rekindle("explain", "--full", "--profile", PROFILES / "trust-broken-by-client.yaml").stdout
    for gate in pack.gates:
        assert f"  {gate.title} ({gate.id}): " in said
    for step in pack.steps.values():
        assert f"  {step.id}: " in said
    for line in said.splitlines():
        if line.startswith(("  in ", "  out")):
            assert line.partition(": ")[2], line
    assert "Reviewed by: no clinician yet" in said


@pytest.mark.slow
def test_explain_says_of_every_prompt_of_every_step_that_stands_whether_it_is_in() -> None:
    from rekindle_core import load_pack

    pack = load_pack()
    said = rekindle("explain", "--full").stdout
    for unit in pack.steps.values():
        for prompt in unit.prompts:
            assert f"prompt {prompt.id}: " in said


@pytest.mark.parametrize("words", [["--version"], ["-V"]])
def test_the_version_is_answered(words: list[str]) -> None:
    assert rekindle(*words).stdout == "rekindle 0.1.0\n"


@pytest.mark.parametrize("command", ["build", "check", "explain", "formats", "plugins", "profile"])
def test_every_command_has_help_for_people(command: str) -> None:
    done = rekindle(command, "--help")
    assert done.returncode == 0
    assert "Usage: rekindle" in done.stdout
    assert len(done.stdout.splitlines()) > 5


def test_help_alone_shows_examples_and_ends_well() -> None:
    assert "rekindle build --format pdf" in rekindle("--help").stdout
    assert rekindle().returncode == 0


def test_text_does_not_load_what_pdf_needs() -> None:
    code = (
        "import sys; from rekindle_core.cli.app import app;"
        "app.main(['build', '-o', '-'], standalone_mode=False);"
        "heavy = ('typst', 'rekindle_pdf.render', 'rekindle_email.message', 'rekindle_html.page');"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rekindle_core", "explain"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        # At once, while it is still starting: its first line then finds nobody.
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_ctrl_c_is_quiet_and_leaves_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rekindle_core", "build", "--profile", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # What a shell runs in the background ignores the signal, and so would what the tests start there.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stderr is not None
        # It waits for the profile by now, or is still importing: a signal then is Python's own to show.
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().decode()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_code_makes_the_same_program_again_or_says_what_differs(tmp_path: Path) -> None:
    first = rekindle("build", "--seed", "77", "--date", "2027-01-04", "--output", tmp_path / "a.txt")
    code = first.stderr.split("code ")[1].split()[0]
    again = rekindle("build", "--code", code, "--date", "2027-01-04", "--output", tmp_path / "b.txt")
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()
    assert "not the program" not in again.stderr
    other = rekindle(
        "build", "--code", code, "--date", "2027-01-05", "--set", "contact=open", "--output", "-"
    )
    assert "something else differs" in other.stderr
    assert "the date differs" in other.stderr
    assert "the pack differs" not in other.stderr
    assert rekindle("build", "--code", code[:-1] + "?", "--output", "-").returncode == 2
