"""Testing one plugin in a separate process: `rekindle plugins doctor` starts one for each.

Input on stdin: the plugin, its time limit, and a program to try it on. Output on stdout: lines of JSON,
one at the start of each task, and a last one with the findings. A plugin may print, hang, or end the process.
So its output to stdout is redirected, and a watchdog outside the interpreter ends what takes too long and
says where it was.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from rekindle_core.document.codec import document_from_json
from rekindle_core.document.nodes import Document
from rekindle_core.engine import JSON_FORMAT, candidates, render
from rekindle_core.errors import RekindleDeprecationWarning, RekindleError
from rekindle_core.extension.manager import Plugins, PluginStatus, load_plugins
from rekindle_core.extension.problem import MisfitError, Problem
from rekindle_core.frozen import Frozen, replace

SLOW = 0.2
"""The seconds that an import may take, because every start that needs plugins waits for it."""


class Found(Frozen):
    """The findings for one plugin.

    Attributes:
        status: Its status.
        priority: Its place among the plugins.
        api: The versions that it declares to work with.
        seconds: The time of its import.
        times: The time of each format for its import, and for a program.
        problems: The problems in addition to those in the status.
    """

    status: PluginStatus
    priority: int = 0
    api: str = ""
    seconds: float = 0.0
    times: tuple[tuple[str, float, float], ...] = ()
    problems: tuple[Problem, ...] = ()


def examine(
    name: str, origin: str, files: list[str], document: Document, begin: Callable[[str], None]
) -> Found:
    """Load one plugin and try everything it adds.

    Args:
        name: Its name.
        origin: Where it comes from.
        files: The files of --plugin.
        document: A program to try it on.
        begin: Called at the start of each task.
    """
    from rekindle_core.cli.commands import COMMANDS

    (candidate,) = (one for one in candidates(files) if (one.name, one.origin) == (name, origin))
    module: list[Any] = [None]
    took = [0.0]
    times: list[tuple[str, float, float]] = []

    def load() -> object:
        began = time.perf_counter()
        try:
            module[0] = candidate.load()
        finally:
            took[0] = time.perf_counter() - began
        return module[0]

    begin("being imported")
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", RekindleDeprecationWarning)
        # Without the included plugins, so that its offers are visible even if a name is taken.
        plugins = load_plugins([replace(candidate, load=load)], commands=COMMANDS)
        (status,) = plugins.statuses
        problems = list(_tried(plugins, status, document, begin, times))
    problems += [_deprecated(one) for one in heard if issubclass(one.category, RekindleDeprecationWarning)]
    if took[0] > SLOW:
        problems.append(_slow(took[0]))
    return Found(
        status,
        getattr(module[0], "rekindle_priority", 100),
        str(getattr(module[0], "rekindle_api", "")),
        took[0],
        tuple(times),
        tuple(problems),
    )


def _tried(
    plugins: Plugins,
    status: PluginStatus,
    document: Document,
    begin: Callable[[str], None],
    times: list[tuple[str, float, float]],
) -> Iterator[Problem]:
    """Yield the problems of a plugin's offers, trying each one."""
    from rekindle_core.cli.loading import UnusableCommand, open_command

    whole = Plugins(
        plugins.statuses,
        (*plugins.formats.values(), *_others(plugins)),
        plugins.packs.values(),
        (),
        plugins.adders,
    )
    begin("adding blocks")
    document, told = _added(whole, document)
    for sentence in told:
        yield Problem("plugin-blocks", sentence)
    for name in status.formats:
        begin(f"making {name}")
        began = time.perf_counter()
        told = []
        try:
            whole.renderer(name)
            loaded = time.perf_counter()
            render(document, name, plugins=whole, warn=told.append)
            times.append((name, loaded - began, time.perf_counter() - loaded))
        except RekindleError as error:
            yield Problem(error.code, error.message, hint=error.hint)
        for sentence in told:
            if "kept out of stdout" in sentence:
                yield Problem("plugin-stdout", sentence, hint="print to stderr, or pass it to request.warn.")
            if "changed the working folder" in sentence:
                yield Problem("plugin-folder", sentence, hint="use absolute paths.")
    for pack in status.packs:
        begin(f"checking {pack}")
        try:
            _check(whole, pack)
        except RekindleError as error:
            first = str(error).splitlines()[0]
            yield Problem("content", f"The pack {pack} has errors: {first}", hint=f"rekindle check {pack}")
    for command in plugins.commands.values():
        begin(f"loading {command.name}")
        opened = open_command(command)
        if isinstance(opened, UnusableCommand):
            yield Problem("plugin-load", str(opened.epilog), hint="install what it needs.")


def _others(plugins: Plugins) -> Iterator[Any]:
    """Yield the formats that other formats build on, unless the plugin has them itself."""
    from rekindle_core.extension.discovery import OURS

    ours = load_plugins([one for one in candidates() if one.origin == OURS], builtin=(JSON_FORMAT,))
    return (format_ for name, format_ in ours.formats.items() if name not in plugins.formats)


def _added(plugins: Plugins, document: Document) -> tuple[Document, list[str]]:
    """Return a program with the plugin's additions, and the problems they caused."""
    if not plugins.adders:
        return document, []
    from rekindle_core.extension.additions import with_additions

    told: list[str] = []
    document = with_additions(document, plugins.adders, told.append)
    return document, [sentence for sentence in told if " added blocks to " not in sentence]


def _check(plugins: Plugins, name: str) -> None:
    from rekindle_core.content.building.compile import check_pack
    from rekindle_core.content.reading.raw import read_pack

    check_pack(read_pack(plugins.pack(name).folder, beside=True))


def _deprecated(heard: warnings.WarningMessage) -> Problem:
    return MisfitError(
        str(heard.message),
        code="plugin-deprecated",
        hint="change it before the name is removed.",
        place=f"{heard.filename}:{heard.lineno}",
    ).problem


def _slow(seconds: float) -> Problem:
    return MisfitError(
        f"It takes {1000 * seconds:.0f} ms to import, and every command that needs plugins waits for it.",
        code="plugin-slow",
        hint="move slow imports into the load functions; python -X importtime shows which are slow.",
    ).problem


def main() -> None:
    """Answer the doctor."""
    import msgspec

    head, _, text = sys.stdin.buffer.read().partition(b"\n")
    asked, document = json.loads(head), document_from_json(text)
    # The doctor's own output stays open; from here on, stdout itself leads to a file.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with tempfile.TemporaryFile() as spilled:
        os.dup2(spilled.fileno(), 1)
        faulthandler.dump_traceback_later(asked["limit"], exit=True)

        def begin(what: str) -> None:
            print(json.dumps({"begun": what}), file=answer, flush=True)

        found = examine(asked["name"], asked["origin"], asked["files"], document, begin)
        sys.stdout.flush()
        spilled.seek(0)
        words = " ".join(spilled.read(200).decode("utf-8", "replace").split())
    if words:
        problem = MisfitError(
            f"It wrote “{words:.60}” to stdout, bypassing Python. Stdout is reserved for output, so builds "
            "discard it.",
            code="plugin-stdout",
            hint="write to stderr; give subprocesses stdout=subprocess.DEVNULL.",
        ).problem
        found = replace(found, problems=(*found.problems, problem))
    faulthandler.cancel_dump_traceback_later()
    print(msgspec.json.encode(found).decode(), file=answer, flush=True)
    # Threads that a plugin has started must not keep the process alive.
    os._exit(0)


if __name__ == "__main__":
    main()
