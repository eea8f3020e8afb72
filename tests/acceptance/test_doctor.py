"""`rekindle plugins doctor`: ten ways for a plugin to fail, each found, placed and told with what to do."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.support import rekindle

pytestmark = pytest.mark.slow

HEAD = """\
from rekindle_core import Artifact, Format, Insertion, Paragraph, Text, hookimpl

def good(document, request):
    return [Artifact(".txt", "text/plain", b"words")]

"""


def offering(body: str, name: str = "deck") -> str:
    """Return a plugin with one format, whose renderer has this body."""
    code = (
        f"{HEAD}def render(document, request):\n    {body}\n\n@hookimpl\ndef rekindle_register_formats():\n"
    )
    return f"{code}    return [Format('{name}', 'cards', lambda: render)]\n"


GOOD = "return good(document, request)"

FAULTS = {
    # The plugin; the line where the fault stands (0 where none is told); the code; what is said; what to do.
    "import_error": (
        "x = 1\nx.y\n",
        2,
        "plugin-import",
        "AttributeError: 'int' object has no",
        "report it to its author",
    ),
    "syntax_error": ("x = 1\ndef (:\n", 2, "plugin-syntax", "This is not Python 3.", "correct it there"),
    "missing_dependency": (
        "import a_module_that_is_not_there\n",
        1,
        "plugin-dependency",
        "needs the module a_module_that_is_not_there",
        f"install the package that contains it, for {re.escape(sys.executable)}",
    ),
    "wrong_hook_name": (
        f"{HEAD}@hookimpl\ndef rekindle_register_fromats():\n    return []\n",
        6,
        "plugin-hook",
        "There is no hook rekindle_register_fromats",
        "did you mean “rekindle_register_formats”",
    ),
    "wrong_signature": (
        f"{HEAD}@hookimpl\ndef rekindle_add_blocks(doc, profile):\n    return []\n",
        6,
        "plugin-arguments",
        "rekindle_add_blocks has an argument “doc”",
        r"write it as def rekindle_add_blocks\(document\)",
    ),
    "duplicate_format": (
        offering(GOOD, "text"),
        0,
        "plugin-name-taken",
        "The format name text is already used by text",
        "rename it, or set a lower rekindle_priority",
    ),
    "raises_in_render": (
        offering("return document.no_such_field"),
        7,
        "plugin-failed",
        "The plugin for the deck format failed: AttributeError",
        "--debug shows where",
    ),
    "returns_the_wrong_type": (
        offering("return [document.title]"),
        0,
        "plugin-failed",
        "returned a str as item 1; expected a list of Artifact",
        r'return \[Artifact\("\.txt"',
    ),
    "writes_to_stdout": (
        offering(f"print('half done'); {GOOD}"),
        0,
        "plugin-stdout",
        "The deck format printed “half done”",
        "print to stderr, or pass it to request.warn",
    ),
    "endless_import": (
        "import time\nwhile True:\n    time.sleep(0.1)\n",
        3,
        "plugin-time",
        "It took longer than 6 s while being imported",
        "--time-limit gives it more time",
    ),
    # And some more.
    "writes_past_python": (
        f"import os\n{HEAD}os.write(1, b'raw words')\n",
        0,
        "plugin-stdout",
        "It wrote “raw words” to stdout, bypassing Python",
        "write to stderr",
    ),
    "ends_python": (
        "import os\nos._exit(7)\n",
        0,
        "plugin-import",
        "It ended Python with exit code 7",
        "fix it",
    ),
    "endless_render": (
        offering("exec('while True: pass')"),
        7,
        "plugin-time",
        "It took longer than 6 s while making deck",
        "look for an endless loop",
    ),
    "slow_import": (
        "import time\ntime.sleep(0.3)\n",
        0,
        "plugin-slow",
        "ms to import",
        "into the load functions",
    ),
    "another_api": (
        "rekindle_api = '>=9'\n",
        0,
        "plugin-api",
        "version >=9 of the plugin API",
        "install the version",
    ),
    "blocks_nowhere": (
        f"{HEAD}@hookimpl\ndef rekindle_add_blocks():\n    return [Insertion('sesion-1', 'end', ())]\n",
        0,
        "plugin-blocks",
        "There is no section “sesion-1” that plugins can add to",
        "did you mean “session-1”",
    ),
}


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> CompletedProcess[str]:
    """Return what the doctor says of all of them at once, beside one of ours."""
    folder = tmp_path_factory.mktemp("plugins")
    for name, (code, *_) in FAULTS.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    return rekindle("--plugin", folder, "plugins", "doctor", *FAULTS, "text", "--time-limit", "6", cwd=folder)


@pytest.mark.parametrize("name", FAULTS)
def test_what_where_and_what_to_do(name: str, examined: CompletedProcess[str]) -> None:
    _, line, code, said, cure = FAULTS[name]
    own = re.search(rf"^look  {name} .*\n((?:      .*\n)*)", examined.stdout, re.MULTILINE)
    assert own, examined.stdout
    where = rf"{name}\.py:{line}" if line else ""
    assert re.search(f"{code}: .*{re.escape(said)}.* Hint: .*{cure}", own[1]), own[1]
    assert re.search(where, own[1]), own[1]
    assert "Traceback" not in own[1]


def test_none_of_them_reaches_another(examined: CompletedProcess[str]) -> None:
    """They are named in order, ours is fine, and the exit code is that of a plugin at fault."""
    assert re.search(r"^ok    text ", examined.stdout, re.MULTILINE)
    assert examined.returncode == 3
    assert f"{len(FAULTS)} of {len(FAULTS) + 1} need attention." in examined.stdout
    assert examined.stderr == ""


def test_a_plugin_in_order_is_told_with_what_it_brings_and_how_long_it_takes(tmp_path: Path) -> None:
    code = f"rekindle_api = '>=2.0,<3'\n{offering(GOOD)}"
    (tmp_path / "deck.py").write_text(code, encoding="utf-8")
    done = rekindle("--plugin", "deck.py", "plugins", "doctor", "deck", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert re.search(
        r"^ok    deck  deck\.py\n +imported in \d+ ms; API >=2\.0,<3\n"
        r" +format deck: loaded in \d+ ms, made a program in \d+ ms\n",
        done.stdout,
        re.MULTILINE,
    )


def test_a_misspelt_name_gets_the_nearest(tmp_path: Path) -> None:
    done = rekindle("plugins", "doctor", "txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "There is no plugin “txt”. Hint: did you mean “text”?" in done.stderr


def test_the_doctor_loads_nothing_into_its_own_process(tmp_path: Path) -> None:
    """One that ends Python when it is imported does not end the doctor."""
    (tmp_path / "bad.py").write_text("import os\nos._exit(5)\n", encoding="utf-8")
    done = rekindle("--plugin", "bad.py", "plugins", "doctor", "text", cwd=tmp_path)
    assert done.returncode == 0


def test_what_is_written_past_python_reaches_no_product(tmp_path: Path) -> None:
    raw = "import os; os.write(1, b'raw words'); " + GOOD
    (tmp_path / "loud.py").write_text(
        "import os\nos.write(1, b'raw too')\n" + offering(raw), encoding="utf-8"
    )
    done = rekindle("build", "--plugin", "loud.py", "--format", "deck", "--output", "-", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "words")
    assert "raw words" in done.stderr
