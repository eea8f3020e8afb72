"""Rendering in another process: another seed for hashes, another day on the calendar, another language.

Input: a plugin, a format, a Document. Output: the SHA-256 of its files. Must not know: their contents.

The two places are 25 hours apart, so it is never the same day in both: anything that a renderer takes from
the clock differs.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType, ModuleType

from rekindle_core.document.codec import document_from_json, document_to_json
from rekindle_core.document.nodes import Document
from rekindle_core.engine import JSON_FORMAT, find_plugins, render
from rekindle_core.extension.discovery import Candidate, installed
from rekindle_core.extension.format import Artifact
from rekindle_core.extension.manager import Plugins, load_plugins
from rekindle_core.planning.exposure import REPLACED_PROGRAM

PLACES: Sequence[Mapping[str, str]] = (
    MappingProxyType({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}),
    MappingProxyType({"PYTHONHASHSEED": "2", "TZ": "Pacific/Niue", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}),
)


def plugins_with(module: ModuleType | None) -> Plugins:
    """Return the installed plugins, preceded by the given one, which need not be installed."""
    if module is None:
        return find_plugins()
    candidate = Candidate(module.__name__, "the plugin under test", lambda: module)
    return load_plugins((candidate, *installed()), builtin=(JSON_FORMAT,))


def digests(artifacts: Iterable[Artifact]) -> list[list[str]]:
    """Return the suffix and the SHA-256 of each file."""
    return [[artifact.suffix, hashlib.sha256(artifact.data).hexdigest()] for artifact in artifacts]


def digests_elsewhere(
    module: ModuleType | None,
    format_name: str,
    options: Mapping[str, str],
    document: Document,
    place: Mapping[str, str],
) -> list[list[str]]:
    """Render in a separate process, and return the digests of the files.

    Raises:
        RuntimeError: The process failed; the message is the end of its output.
    """
    given = {
        "module": [module.__name__, module.__file__ or ""] if module else None,
        "format": format_name,
        "options": dict(options),
        "document": document_to_json(document),
    }
    done = subprocess.run(  # noqa: S603 - this very interpreter, on the code under test
        [sys.executable, "-c", f"from {__name__} import _main; _main()"],
        input=json.dumps(given),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **place},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError("\n".join(done.stderr.splitlines()[-3:]))
    found: list[list[str]] = json.loads(done.stdout)
    return found


def _main() -> None:
    given = json.loads(sys.stdin.buffer.read())
    module = _imported(*given["module"]) if given["module"] else None
    artifacts = render(
        document_from_json(given["document"]),
        given["format"],
        given["options"],
        confirmed=(REPLACED_PROGRAM,),
        plugins=plugins_with(module),
    )
    sys.stdout.write(json.dumps(digests(artifacts)))


def _imported(name: str, file: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError:
        spec = importlib.util.spec_from_file_location(name, file) if file else None
        if spec is None or spec.loader is None:
            raise
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module
