"""Programs in JavaScript that tests look at products with, and a real browser.

They are no part of the project's own installation: `npm install --prefix tests/node` brings the first, the system's
package `chromium` the second. A test that misses one of them is skipped, and says how to get it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

NODE = Path(__file__).parent / "node"


def package(name: str) -> Path:
    """Return the folder of an npm package that tests use."""
    folder = NODE / "node_modules" / name
    return folder if folder.is_dir() else pytest.skip("`npm install --prefix tests/node` was not run")


def run_node(script: str, *words: str | Path, stdin: str | None = None) -> str:
    """Run one of the scripts beside `package.json`, and return what it says."""
    node = shutil.which("node") or pytest.skip("node is not installed")
    package("")
    command = [node, str(NODE / script), *map(str, words)]
    run = subprocess.run(
        command, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def check_html(*files: Path) -> list[str]:
    """Return what the Nu HTML checker has to say of files: a line for each error or warning."""
    java = shutil.which("java") or pytest.skip("java is not installed")
    jar = package("vnu-jar") / "build" / "dist" / "vnu.jar"
    run = subprocess.run(
        [java, "-jar", jar, "--stdout", "--exit-zero-always", "--format", "gnu", *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    return run.stdout.splitlines()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the system's Chromium, without a window."""
    executable = shutil.which("chromium") or pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        # Root has no sandbox in a container; the pages are our own.
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
