"""Plugins that end the process, change the working folder, or lie in it: each is named, and nothing else suffers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support import GARDEN, hear_signals, rekindle

REKINDLE = (sys.executable, "-m", "rekindle_core")
PACK = ("--pack", str(GARDEN), "--date", "2027-01-04")

HEAD = """
import asyncio, os, signal, sys, time
from rekindle_core import Artifact, Format, hookimpl
"""
FORMAT = """
def render(document, request):
    {render}
    return [Artifact(".txt", "text/plain", b"made")]

def load():
    {load}
    return render

@hookimpl
def rekindle_register_formats():
    {register}
    return [Format("{name}", "a test", load)]

@hookimpl
def rekindle_add_blocks(document):
    {add}
    return []
"""
ENDS = {
    "cancelled": "raise asyncio.CancelledError",
    "generator": "raise GeneratorExit",
    "keyboard": "raise KeyboardInterrupt",
    "exit": "sys.exit(4)",
    "own": "raise type('Own', (BaseException,), {})('by design')",
}
RAISED = {
    "cancelled": "CancelledError",
    "generator": "GeneratorExit",
    "keyboard": "KeyboardInterrupt",
    "exit": "SystemExit: 4",
    "own": "Own: by design",
}


def plugin(folder: Path, name: str, top: str = "", **code: str) -> Path:
    """Write a plugin in a file, with code at its top or in one of its functions."""
    body = FORMAT.format(
        name=name.replace("_", "-"),
        **{part: code.get(part, "pass") for part in ("render", "load", "register", "add")},
    )
    path = folder / f"{name}.py"
    path.write_text(f"{HEAD}\n{top}\n{body}", encoding="utf-8")
    return path


# --------------------------------------------------------------------------- what a plugin raises


def test_a_plugin_that_ends_the_process_while_it_is_loaded_is_left_out(tmp_path: Path) -> None:
    for kind, line in ENDS.items():
        plugin(tmp_path, f"top_{kind}", top=line)
        plugin(tmp_path, f"register_{kind}", register=line)
    done = rekindle("plugins", "--plugin", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    for kind, raised in RAISED.items():
        if kind != "exit":  # that of an import has words of its own
            assert f"top_{kind}.py:5: plugin-import: It cannot be imported: {raised}." in done.stdout
        assert f"plugin-offer: rekindle_register_formats failed: {raised}." in done.stdout
    assert "It exits when it is imported" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("where", ["render", "load"])
def test_what_a_format_raises_is_the_fault_of_its_plugin(where: str, kind: str, tmp_path: Path) -> None:
    path = plugin(tmp_path, "ends", **{where: ENDS[kind]})
    done = rekindle("build", *PACK, "--plugin", path, "-f", "ends", "-o", f"{tmp_path}/out/")
    assert done.returncode == 3
    assert "The plugin for the ends format" in done.stderr
    assert RAISED[kind] in done.stderr
    assert "ends.py:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_adding_blocks_raises_leaves_the_program_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    for kind, line in ENDS.items():
        plugin(tmp_path / "plugins", f"adds_{kind}", add=line)
    done = rekindle("build", *PACK, "--plugin", tmp_path / "plugins", "-o", tmp_path / "a.txt")
    assert done.returncode == 0, done.stderr
    for kind, raised in RAISED.items():
        assert f"The plugin adds_{kind} added nothing: " in done.stderr
        assert f"rekindle_add_blocks failed: {raised}." in done.stderr
    assert "\nCode: " in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_in_a_program_that_imports_rekindle_ctrl_c_is_ctrl_c(tmp_path: Path) -> None:
    path = plugin(tmp_path, "slow", render="os.kill(os.getpid(), signal.SIGINT); time.sleep(9)")
    code = f"""
from rekindle_core import find_plugins, load_pack, load_profile, make_plan, realise, render
pack = load_pack({str(GARDEN)!r})
document = realise(pack, make_plan(pack, load_profile(pack)))
try:
    render(document, "slow", plugins=find_plugins([{str(path)!r}]))
except KeyboardInterrupt:
    print("stopped")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, preexec_fn=hear_signals
    )
    assert (done.stdout, done.returncode) == ("stopped\n", 0), done.stderr


# --------------------------------------------------------------------------- signals


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
@pytest.mark.parametrize(
    "work",
    [
        "time.sleep(30)",
        # It takes a signal for a fault of its own work, or goes on.
        "\n    try:\n        time.sleep(30)\n    except BaseException:\n        raise RuntimeError('failed') from None",
        "\n    try:\n        time.sleep(30)\n    except BaseException:\n        pass",
    ],
    ids=["works", "wraps", "swallows"],
)
def test_a_signal_is_never_the_fault_of_the_plugin_at_work(
    work: str, number: str, code: int, tmp_path: Path
) -> None:
    path = plugin(
        tmp_path,
        "slow",
        render=f"open({str(tmp_path / 'begun')!r}, 'w').close(); {work.lstrip()}"
        if not work.startswith("\n")
        else f"open({str(tmp_path / 'begun')!r}, 'w').close(){work}",
    )
    process = subprocess.Popen(
        [
            *REKINDLE,
            "build",
            *PACK,
            "--plugin",
            str(path),
            "-f",
            "text",
            "-f",
            "slow",
            "-o",
            f"{tmp_path}/out/",
        ],
        stderr=subprocess.PIPE,
        preexec_fn=hear_signals,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "begun").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(getattr(signal, number))
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"plugin" not in said
    assert b"Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["begun", "slow.py"]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
@pytest.mark.parametrize("seconds", [0, 0.1, 0.2])
def test_a_signal_while_a_pdf_is_set_ends_as_a_shell_tells_it(
    seconds: float, number: str, code: int, tmp_path: Path
) -> None:
    """While the compiler is imported or at work, which hears of it only when it is done."""
    words = ("--verbose", "build", "-f", "pdf", "-f", "html", "-o", f"{tmp_path}/out/")
    process = subprocess.Popen(
        [*REKINDLE, *words],
        stderr=subprocess.PIPE,
        preexec_fn=hear_signals,
    )
    assert process.stderr is not None
    while not process.stderr.readline().startswith((b"Finding the words", b"rekindle: ")):
        pass
    time.sleep(seconds)
    process.send_signal(getattr(signal, number))
    _, said = process.communicate(timeout=120)
    assert process.returncode == code
    assert b"Traceback" not in said
    assert b"plugin" not in said
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------- the working folder


@pytest.mark.slow
def test_a_plugin_that_changes_the_working_folder_is_named_and_that_is_undone(tmp_path: Path) -> None:
    work, other = tmp_path / "work", tmp_path / "other"
    work.mkdir()
    other.mkdir()
    move = f"os.chdir({str(other)!r})"
    for part in ("top", "register", "load", "render", "add"):
        plugin(tmp_path, f"moves_{part}", **{part: move})
    words = [
        word
        for part in ("top", "register", "load", "render", "add")
        for word in ("--plugin", tmp_path / f"moves_{part}.py")
    ]
    done = rekindle(
        *words, "build", *PACK, "-f", "text", "-f", "moves-render", "-f", "moves-load", "--id", "a1", cwd=work
    )
    assert done.returncode == 2  # two formats have one suffix
    assert "Two files would be named program-a1.txt" in done.stderr
    done = rekindle(*words, "build", *PACK, "-f", "moves-render", "--id", "a1", cwd=work)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in work.iterdir()] == ["program-a1.txt"]
    assert list(other.iterdir()) == []
    said = f"changed the working folder to {other}"
    assert f"Note: The moves-render format {said}; the change was undone." in done.stderr
    assert f"Note: The plugin moves_add {said} in rekindle_add_blocks; the change was undone." in done.stderr
    for part, when in (("top", "imported"), ("register", "loaded")):
        assert (
            f"the plugin moves_{part} is in use: plugin-folder: It {said} while it was {when}." in done.stderr
        )


def installed(folder: Path, name: str) -> None:
    """Put a plugin into a folder as an installer would, which leaves a mark when it is imported."""
    mark = f"open({str(folder / 'ran')!r}, 'w').close()\n"
    (folder / f"{name}.py").write_text(mark, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[rekindle]\n{name} = {name}\n", encoding="utf-8")


def command_of(kind: str) -> list[str]:
    script = Path(sys.executable).with_name("rekindle")
    return [str(script)] if kind == "rekindle" and script.exists() else list(REKINDLE)


@pytest.mark.parametrize(
    ("kind", "path"),
    [("module", None), ("module", ""), ("rekindle", ""), ("rekindle", os.pathsep), ("rekindle", "sub"),
     ("rekindle", f".{os.pathsep}/nowhere")],
)  # fmt: skip
def test_no_plugin_is_loaded_from_the_working_folder(kind: str, path: str | None, tmp_path: Path) -> None:
    installed(tmp_path, "planted")
    (tmp_path / "sub").mkdir()
    installed(tmp_path / "sub", "planted_too")
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [*command_of(kind), "plugins"],
        cwd=tmp_path,
        env=env if path is None else {**env, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.rglob("ran"))
    assert "planted" not in done.stdout
    assert "Note: the plugin planted in the working folder was not loaded" in done.stderr


def test_a_folder_that_is_named_by_its_whole_path_is_the_users_own_choice(tmp_path: Path) -> None:
    installed(tmp_path, "planted")
    done = rekindle("plugins", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert "planted" in done.stdout
    assert (tmp_path / "ran").exists()


def test_a_module_in_the_working_folder_stands_in_for_none_that_rekindle_uses(tmp_path: Path) -> None:
    for name in ("click", "yaml", "typst", "pluggy", "rekindle_text"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('planted')", encoding="utf-8")
    done = rekindle("build", *PACK, "-f", "pdf", "-f", "text", "-o", "out/", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
