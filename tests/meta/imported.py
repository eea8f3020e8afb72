"""Which modules a command imports: `python -m tests.meta.imported` writes the lists anew.

Each file in `imports/` begins with `$` and a command; then come the packages that it imports, one a line. Of
our own packages the parts are told apart; of the standard library what is slow to load is named, and the
rest is left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support import GARDEN, ROOT

IMPORTS = ROOT / "tests/meta/imports"
SLOW = (
    *("argparse", "asyncio", "configparser", "csv", "dataclasses", "difflib", "email", "http"),
    *("importlib.metadata", "multiprocessing", "secrets", "socket", "ssl", "subprocess", "tempfile"),
    *("tomllib", "unittest", "urllib.request", "xml", "zipfile"),
)
"""What of the standard library takes long enough to load to be worth naming."""

_RUN = """
import sys
from rekindle_core.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    with open(sys.argv[0], "w") as file:
        file.write("\\n".join(sys.modules))
"""


def imported(command: str) -> list[str]:
    """Return what a command imports in a new process, the pack compiled before."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(GARDEN, folder / "garden")
        (folder / "alex.json").write_text('{"gardener.name": "Alex", "soil": "clay"}', encoding="utf-8")
        env = {**os.environ, "XDG_CACHE_HOME": name, "XDG_CONFIG_HOME": name, "PYTHONHASHSEED": "0"}
        for key in [key for key in env if key.startswith(("COVERAGE", "COV_"))]:
            del env[key]
        list_ = folder / "modules.txt"
        for _ in range(2):
            words = [
                sys.executable,
                "-c",
                f"import sys; sys.argv[0] = {str(list_)!r}\n{_RUN}",
                *command.split()[1:],
            ]
            subprocess.run(
                words, cwd=folder, env=env, check=True, capture_output=True, stdin=subprocess.DEVNULL
            )
        return sorted({part for module in list_.read_text().splitlines() if (part := _part(module))})


def _part(module: str) -> str:
    """Return the package that a module counts as, or nothing where it does not count."""
    top, *inner = module.split(".")
    if top in ("cython_runtime", "idna", "typing_extensions"):
        return ""  # what happens to be installed beside us
    if top == "rekindle_core":
        return ".".join([top, *inner[:1]])
    if top in sys.stdlib_module_names or top.startswith("_"):
        return next((name for name in SLOW if module == name or module.startswith(f"{name}.")), "")
    return top


def main() -> None:
    """Write every list anew."""
    for path in sorted(IMPORTS.glob("*.txt")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        path.write_text("\n".join([first, *imported(first.removeprefix("$ "))]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
