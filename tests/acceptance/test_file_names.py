"""What files are called, and which are replaced: no program is ever lost to another one's."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import GARDEN, QUICK, rekindle

from rekindle_core import UsageError
from rekindle_core.cli.programs.names import destinations, file_stem
from rekindle_core.engine import JSON_FORMAT
from rekindle_core.extension.format import Artifact
from rekindle_core.frozen import replace

PACK = ("--pack", str(GARDEN), "--date", "2027-01-04")
REKINDLE = (sys.executable, "-m", "rekindle_core")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --------------------------------------------------------------------------- two clients


def test_two_clients_in_one_folder_have_four_files(tmp_path: Path) -> None:
    """As the guide for a client has it: each program with the counselor's pages, in the folder where one works."""
    for name in ("Ada", "Ben"):
        (tmp_path / f"{name}.yaml").write_text(f'gardener.name: "{name}"\n', encoding="utf-8")
        done = rekindle("build", *PACK, "-p", f"{name}.yaml", "--option", "counselor=yes", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "Replaced" not in done.stderr
        (tmp_path / f"{name}.yaml").unlink()
    made = names(tmp_path)
    assert len(made) == 4
    ids = {name.removesuffix(".txt").removesuffix("-counselor") for name in made}
    assert len(ids) == 2
    for id_ in ids:
        client, counselor = (
            (tmp_path / f"{id_}{end}").read_text(encoding="utf-8") for end in (".txt", "-counselor.txt")
        )
        (name,) = (name for name in ("Ada", "Ben") if name in client)
        assert name in counselor
    # The names tell nothing of anybody.
    assert not [name for name in made if "Ada" in name or "Ben" in name]


def test_the_same_program_is_replaced_and_that_is_said(tmp_path: Path) -> None:
    words = ("build", *PACK, "--format", "html", "--format", "text", "--id", "a1", "--seed", "5")
    assert "Replaced" not in rekindle(*words, cwd=tmp_path).stderr
    again = rekindle(*words, "--option", "text.width=40", cwd=tmp_path)
    assert again.returncode == 0
    assert "Replaced program-a1.html (the same program)" in again.stderr
    assert "Replaced program-a1.txt (the same program)" in again.stderr
    assert "Wrote" not in again.stderr


@pytest.mark.slow
def test_an_excerpt_does_not_replace_the_whole_program(tmp_path: Path) -> None:
    words = ("build", *PACK, "--format", "html", "--format", "text", "--id", "a1")
    rekindle(*words, cwd=tmp_path)
    whole = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    done = rekindle(*words, "--option", "html.steps=1", "--option", "text.steps=1", cwd=tmp_path)
    assert "Replaced" not in done.stderr
    assert {name: (tmp_path / name).read_bytes() for name in whole} == whole
    assert names(tmp_path) == sorted((*whole, "program-a1-excerpt.html", "program-a1-excerpt.txt"))
    again = rekindle(*words, "--option", "html.steps=1", "--option", "text.steps=1", cwd=tmp_path)
    assert "Replaced program-a1-excerpt.html (the same program)" in again.stderr
    # A name that is given is taken as it is.
    rekindle(*words, "--option", "steps=1", "--name", "sheet", cwd=tmp_path)
    assert (tmp_path / "sheet.html").is_file()


ANSWERS = ("--set", "soil=clay")


@pytest.mark.slow
@pytest.mark.parametrize("place", [("--output", "a/"), ("--name", "plot")])
def test_an_id_that_two_clients_have_replaces_no_file_of_the_other(
    place: tuple[str, ...], tmp_path: Path
) -> None:
    """In no format: a client's answers may be in the file that would be lost."""
    formats = ("text", "html", "json", "markdown", "pdf", "email")
    words = (
        "build",
        *PACK,
        "--id",
        "014",
        *place,
        *(word for name in formats for word in ("--format", name)),
    )
    assert rekindle(*words, cwd=tmp_path).returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    refused = rekindle(*words, *ANSWERS, cwd=tmp_path)
    assert refused.returncode == 2
    assert all(str(path.relative_to(tmp_path)) in refused.stderr for path in before)
    assert "it has the same id, but the code 2" in refused.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert rekindle(*words, *ANSWERS, "--force", cwd=tmp_path).returncode == 0


def test_a_given_id_lets_the_same_answers_be_built_on_another_day(tmp_path: Path) -> None:
    words = ("build", *PACK, "--id", "014", "--format", "html", "--format", "text")
    rekindle(*words, cwd=tmp_path)
    done = rekindle(*words, "--date", "2027-02-01", cwd=tmp_path)
    assert done.stderr.count("(the same program)") == 2, done.stderr


def test_a_longer_id_is_another_id(tmp_path: Path) -> None:
    """`program-a-excerpt.txt` is the whole program of one id, and the excerpt of another."""
    rekindle("build", *PACK, "--id", "a-excerpt", cwd=tmp_path)
    done = rekindle("build", *PACK, *ANSWERS, "--id", "a", "--option", "steps=1", cwd=tmp_path)
    assert done.returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("suffix", "words", "held"),
    [
        ("html", ("--format", "html"), "program one"),
        ("json", ("--format", "json"), "program one"),
        ("txt", ("--format", "text"), "it has the code 2"),
        ("pdf", ("--format", "pdf"), "it may be another program"),
    ],
)
@pytest.mark.parametrize("place", ["name", "output"])
def test_another_programs_file_is_replaced_by_force_alone(
    suffix: str, words: tuple[str, ...], held: str, place: str, tmp_path: Path
) -> None:
    where = ("--name", "alex") if place == "name" else ("--output", f"alex.{suffix}")
    first = rekindle("build", *PACK, *words, *where, "--id", "one", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    before = (tmp_path / f"alex.{suffix}").read_bytes()
    refused = rekindle("build", *PACK, *words, *where, "--id", "two", cwd=tmp_path)
    assert refused.returncode == 2
    assert (
        f"file-exists: Nothing was written, because these files would be overwritten: alex.{suffix} ({held}"
        in refused.stderr
    )
    assert "--force" in refused.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {f"alex.{suffix}": before}
    forced = rekindle("build", *PACK, *words, *where, "--id", "two", "--force", cwd=tmp_path)
    assert forced.returncode == 0
    assert f"Replaced alex.{suffix} ({held}" in forced.stderr
    assert (tmp_path / f"alex.{suffix}").read_bytes() != before


def test_a_file_in_the_way_of_one_format_keeps_all_of_them_away(tmp_path: Path) -> None:
    (tmp_path / "alex.html").write_text("a letter", encoding="utf-8")
    words = ("--format", "text", "--format", "html", "--option", "counselor=yes", "--name", "alex")
    assert rekindle("build", *PACK, *words, cwd=tmp_path).returncode == 2
    assert names(tmp_path) == ["alex.html"]
    assert (tmp_path / "alex.html").read_text(encoding="utf-8") == "a letter"


def test_an_empty_file_and_the_very_same_file_are_no_ones_loss(tmp_path: Path) -> None:
    (tmp_path / "made.txt").touch()
    words = ("build", *PACK, "--output", "made.txt")
    assert rekindle(*words, cwd=tmp_path).returncode == 0
    assert rekindle(*words, cwd=tmp_path).returncode == 0


def test_a_name_stands_for_files_and_folders_alike(tmp_path: Path) -> None:
    words = ("--format", "email", "--format", "text", "--option", "text.counselor=yes", "--name", "Spring 27")
    assert rekindle("build", *PACK, *words, cwd=tmp_path).returncode == 0
    assert names(tmp_path) == ["Spring 27", "Spring 27-counselor.txt", "Spring 27.txt"]
    assert names(tmp_path / "Spring 27")[0].startswith("Spring 27-session-01")


# --------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        "..",
        ".hidden",
        "-f",
        "~",
        "a/b",
        "a\\b",
        "c:x",
        "a*",
        "a?",
        'a"',
        "a<b",
        "a|b",
        "con",
        "NUL.x",
        "com1",
        "LPT\u00b9",
        "a.",
        "a ",
        " a",
        "a\nb",
        "a\x00b",
        "a\u202eb",
        "a\u200bb",
        "x" * 101,
        "\u00e9" * 51,
    ],
)
def test_a_name_that_some_system_would_refuse_or_hide_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="isn't a valid file name") as refused:
        file_stem(name)
    assert refused.value.code == "bad-file-name"


@pytest.mark.parametrize(
    "name", ["alex", "Spring 2027", "2027-014", "Jos\u00e9", "\u5f20\u4f1f", "a.b", "x" * 100]
)
def test_other_names_are_taken_as_they_are(name: str) -> None:
    assert file_stem(name) == name


def test_a_name_goes_with_files_alone(tmp_path: Path) -> None:
    done = rekindle("build", *PACK, "--name", "alex", "--output", "-", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--name sets file names" in done.stderr


def test_a_name_beside_a_file_is_refused(tmp_path: Path) -> None:
    done = rekindle("build", *PACK, "--name", "alex", "--output", "b.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "Hint: remove --name, or give a folder: --output b/ --name alex." in done.stderr
    assert names(tmp_path) == []


@pytest.mark.parametrize("output", [None, "out", "out/"])
def test_each_file_has_its_extension_and_mails_a_folder_of_their_own(
    output: str | None, tmp_path: Path
) -> None:
    """Whether a path was there before or not, and however many formats are made."""
    to = ("--output", output) if output else ()
    home = tmp_path / (output or "")
    rekindle("build", *PACK, "--format", "html", "--id", "a", *to, cwd=tmp_path)
    assert names(home) == ["program-a.html"]
    rekindle("build", *PACK, "--format", "email", "--format", "text", "--id", "a", *to, cwd=tmp_path)
    assert names(home) == ["program-a", "program-a.html", "program-a.txt"]
    assert names(home / "program-a")[0] == "program-a-session-01.eml"


@given(st.text(max_size=60))
@QUICK
def test_a_name_that_is_taken_stays_in_its_folder(name: str) -> None:
    try:
        stem = file_stem(name)
    except UsageError:
        return
    ((path, _),) = destinations(
        "out/", stem, "program", [(JSON_FORMAT, (Artifact(".json", "application/json", b""),))]
    )
    assert path.parent == Path("out")
    assert len(path.name.encode()) + 90 + len("-counselor") <= 255


def test_two_files_of_one_name_are_refused() -> None:
    one, other = (Artifact(suffix, "text/plain", b"") for suffix in (".txt", ".TXT"))
    with pytest.raises(UsageError, match="Two files would be named"):
        destinations(
            None, "a", "program", [(JSON_FORMAT, (one,)), (replace(JSON_FORMAT, name="other"), (other,))]
        )


# --------------------------------------------------------------------------- places that are no files


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    call = f"{' '.join(REKINDLE)} build --pack {GARDEN} --date 2027-01-04"
    done = subprocess.run(
        ["bash", "-c", command.replace("BUILD", call)], cwd=folder, capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
def test_stdout_may_be_named_by_a_path(path: str, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/stdout")
    done = shell(f"BUILD --output {path} | head -n 1", tmp_path)
    assert done.stdout.startswith("===")
    assert "Wrote stdout" in done.stderr
    # What stands in a file before it stays there, as it would with `-`.
    shell(f"(echo first; BUILD --output {path}) > made.txt; BUILD --output {path} >> made.txt", tmp_path)
    text = (tmp_path / "made.txt").read_text(encoding="utf-8")
    assert text.startswith("first\n===")
    assert text.count("\nCode: ") == 2
    assert names(tmp_path) == ["link", "made.txt"]


def test_a_process_may_take_what_is_made(tmp_path: Path) -> None:
    done = shell(
        "BUILD --output >(cat > taken.txt); sleep 1; BUILD --quiet --output >(head -c 9 >/dev/null)", tmp_path
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "\nCode: " in (tmp_path / "taken.txt").read_text(encoding="utf-8")
    assert names(tmp_path) == ["taken.txt"]


def test_a_pipe_whose_reader_has_had_enough_keeps_no_file_away(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    reader = threading.Thread(target=lambda: (tmp_path / "a.txt").open("rb").close())
    reader.start()
    done = rekindle(
        "build", "--format", "text", "--format", "html", "--output", f"{tmp_path}/", "--name", "a"
    )
    reader.join(20)
    assert done.returncode == 0, done.stderr
    assert names(tmp_path) == ["a.html", "a.txt"]


def test_links_that_lead_round_in_a_circle_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    for path in (tmp_path / "a.txt", tmp_path / "a.txt" / "made.txt"):
        done = rekindle("build", *PACK, "--output", path)
        assert done.returncode == 3
        assert f"{path} cannot be written: Too many levels of symbolic links." in done.stderr
    assert names(tmp_path) == ["a.txt", "b.txt"]


@pytest.mark.slow
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_new_folders_are_their_owners_alone(umask: int, tmp_path: Path) -> None:
    kept = {"XDG_CACHE_HOME": str(tmp_path / "c/c"), "XDG_DATA_HOME": str(tmp_path / "d/d")}
    done = subprocess.run(
        [
            *REKINDLE,
            "build",
            "--format",
            "text",
            "--format",
            "email",
            "--output",
            str(tmp_path / "o/o/o") + "/",
        ],
        env={**os.environ, **kept},
        umask=umask,
        capture_output=True,
    )
    assert done.returncode == 0
    made = list(tmp_path.rglob("*"))
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made if path.is_file()} == {0o600}
    assert [path.name for path in made if path.name == "secret"]
    assert [path.name for path in made if path.name.startswith("pack-")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("build", "--practice", "LOOP", "--output", "-"), 1),
        (("build", "--profile", "LOOP", "--output", "-"), 1),
        (("--plugin", "LOOP", "formats"), 2),
        (("--plugin", "~nobody-of-this-name/x.py", "formats"), 2),
        (("build", "--format", "pdf", "--option", "fonts=LOOP"), 2),
        (("build", "--format", "pdf", "--option", "fonts=~nobody-of-this-name/x"), 2),
        (("build", "--format", "pdf", "--option", "theme=LOOP"), 2),
        (("check", "LOOP"), 1),
        (("profile", "show", "LOOP"), 1),
    ],
)
def test_a_path_that_leads_nowhere_is_the_fault_of_no_plugin(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    done = rekindle(*(word.replace("LOOP", str(loop)) for word in words), cwd=tmp_path)
    assert "Traceback" not in done.stderr
    assert "plugin-failed" not in done.stderr
    assert done.returncode == code, done.stderr


def test_a_working_folder_that_was_deleted_is_said_where_it_is_needed(tmp_path: Path) -> None:
    build = f"{' '.join(REKINDLE)} build --pack {GARDEN} --id a1"
    for words, code in (("", 3), ("--output -", 0), (f"--output {tmp_path}/a.txt", 0)):
        (tmp_path / "gone").mkdir()
        done = shell(f"cd gone; rmdir ../gone; {build} {words}", tmp_path)
        assert done.returncode == code, done.stderr
        if code:
            assert "program-a1.txt cannot be written: No such file or directory." in done.stderr
