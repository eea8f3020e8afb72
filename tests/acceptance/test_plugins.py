"""Plugins that fail, beside those that work: each is named with its reason, and the rest goes on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.support import rekindle

HEAD = """
from rekindle_core import Artifact, Format, hookimpl

def format_of(name, render):
    return Format(name, "a test", lambda: render)
"""

FAULTS = {
    "no_import": (
        "import nothing_of_this_name",
        "ModuleNotFoundError: No module named 'nothing_of_this_name'",
    ),
    "no_syntax": ("def (", "SyntaxError"),
    "misspelt": (
        HEAD + "@hookimpl\ndef rekindle_register_format():\n    return ()\n",
        "there is no hook rekindle_register_format; did you mean rekindle_register_formats?",
    ),
    "unmarked": (HEAD + "def rekindle_register_formats():\n    return ()\n", "is not marked with @hookimpl"),
    "taken": (
        HEAD + "@hookimpl\ndef rekindle_register_formats():\n    return (format_of('json', None),)\n",
        "the format name json is already taken",
    ),
    "not_formats": (
        HEAD + "@hookimpl\ndef rekindle_register_formats():\n    return ('pdf',)\n",
        "which is no proper Format",
    ),
    "arguments": (
        HEAD + "@hookimpl\ndef rekindle_register_formats(formats):\n    return ()\n",
        "rekindle_register_formats",
    ),
}

RENDERERS = {
    "raises": ("raise ZeroDivisionError('by design')", "ZeroDivisionError: by design"),
    "gives-nothing": ("return ()", "gave no file"),
    "gives-text": ("return ('text',)", "no proper Artifact"),
    "leaves-the-folder": ("return (Artifact('/../../x.txt', 'text/plain', b''),)", "no proper Artifact"),
}


def install(folder: Path, name: str, code: str) -> dict[str, str]:
    """Put a distribution with one plugin onto the path of processes that are given what is returned."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[rekindle]\n{name} = {name}\n", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


@pytest.mark.parametrize("name", FAULTS)
def test_a_plugin_that_cannot_be_used_is_named_with_its_reason_and_left_out(
    name: str, tmp_path: Path
) -> None:
    code, reason = FAULTS[name]
    env = install(tmp_path, name, code)
    listed = rekindle("plugins", **env)
    assert listed.returncode == 0
    assert f"{name} 1.0" in listed.stdout
    assert reason in listed.stdout
    built = rekindle("build", "--output", "-", **env)
    assert built.returncode == 0
    assert "The Next Honest Step" in built.stdout


@pytest.mark.parametrize("name", RENDERERS)
def test_a_renderer_that_fails_is_named_and_leaves_no_file(name: str, tmp_path: Path) -> None:
    line, reason = RENDERERS[name]
    code = (
        f"{HEAD}\ndef render(document, request):\n    {line}\n\n@hookimpl\ndef rekindle_register_formats():\n"
    )
    code += f"    return (format_of('{name}', render),)\n"
    (tmp_path / "site").mkdir()
    env = install(tmp_path / "site", "failing", code)
    (tmp_path / "out").mkdir()
    done = rekindle("build", "--format", "text", "--format", name, "--output", f"{tmp_path}/out/", **env)
    assert done.returncode == 3
    assert f"The plugin for the format {name}" in done.stderr
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").iterdir())
    shown = rekindle("--debug", "build", "--format", name, "--output", "-", **env)
    assert "Traceback" in shown.stderr


def test_without_its_plugins_the_core_still_works(tmp_path: Path) -> None:
    """Take the entry points away, and JSON is left."""
    from rekindle_core import load_pack, load_profile, make_plan, realise
    from rekindle_core.engine import JSON_FORMAT, render
    from rekindle_core.extension.manager import load_plugins

    pack = load_pack()
    document = realise(pack, make_plan(pack, load_profile(pack)))
    plugins = load_plugins((), builtin=(JSON_FORMAT,))
    (artifact,) = render(document, "json", plugins=plugins)
    assert artifact.data.startswith(b"{")
