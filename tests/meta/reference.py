"""Pages of the reference that are derived from code: `python -m tests.meta.reference` writes them anew.

- docs/reference/commands.md: what `--help` says of every command
- docs/reference/hooks.md: every hook, with its exact arguments
- docs/reference/api.md: every public name of `rekindle_core`
- docs/reference/testing.md: every public name of `rekindle_core.testing`
- docs/reference/pack-files.md: every key of every file that authors write
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence

import click
import yaml
from click.testing import CliRunner
from tests.meta.api_pages import Source, entry
from tests.meta.schema_pages import sections
from tests.support import ROOT

import rekindle_core
import rekindle_core.testing
from rekindle_core.cli.app import app

FOLDER = ROOT / "docs/reference"
_DERIVED = "<!-- Derived from the code by `python -m tests.meta.reference`: change it there. -->\n"

PARTS = {
    "From files to a program": "content.building.load content.model.pack profile.load profile.profile profile.overrides"
    " planning.plan realisation.realise engine counselor.pages practice.load"
    " handout.value handout.realise handout.counselor",
    "What a plugin gives and is given": "extension.hookspecs extension.format extension.offers extension.api",
    "Which plugins there are": "extension.manager extension.problem",
    "Reading a Document": (
        "document.walk document.words document.characters document.visible document.phone document.colour"
        " document.cover document.excerpt document.length document.codec frozen"
    ),
    "The nodes of a Document": (
        "document.inline document.nodes document.option document.ratings.grid document.tables.table"
        " document.tables.cells document.practice"
    ),
    "Answers": (
        "answers.ids answers.values answers.places answers.charted answers.recalled answers.fit "
        "answers.merge answers.codec"
    ),
    "What can go wrong": "errors diagnostics",
}
"""The parts of the page on the public names, each with the modules whose names it holds."""


def commands_page() -> str:
    """Return the page with the help of every command."""
    lead = (
        "# Every command's help\n\n"
        f"{_DERIVED}\n"
        "What `--help` says, word for word. [The command line](../command-line.md) shows the commands at work, and"
        " [Configuration](../configuration.md) how to set an option permanently.\n"
    )
    sections = (
        f"## {' '.join(words)}\n\n```text\n{_help(words[1:])}```\n" for words in _commands(app, ["rekindle"])
    )
    return "\n".join([lead, *sections])


def _commands(command: click.Command, words: Sequence[str]) -> Iterator[Sequence[str]]:
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=words[-1])
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from _commands(found, [*words, name])


def _help(words: Sequence[str]) -> str:
    done = CliRunner().invoke(app, [*words, "--help"], prog_name="rekindle", terminal_width=80)
    assert done.exit_code == 0, done.output
    return done.stdout


def hooks_page(source: Source) -> str:
    """Return the page on the hooks."""
    lead = (
        "# Hooks\n\n"
        f"{_DERIVED}\n"
        "A plugin is a module. Its functions that are marked with `hookimpl` and bear one of these names are called;"
        " it takes those of the arguments that it needs. [Plugins](../plugins.md) says how one is written and"
        " found.\n"
    )
    return "\n".join([lead, *(entry(hook, _in_api, level=2) for hook in source.hooks("extension.hookspecs"))])


def _in_api(name: str) -> str | None:
    return f"api.md#{name.lower()}" if name in rekindle_core.__all__ else None


def api_page(source: Source) -> str:
    """Return the page on the public names."""
    lead = (
        "# The public names\n\n"
        f"{_DERIVED}\n"
        "All that `rekindle_core` offers by name, and all that a plugin needs: `from rekindle_core import Document`."
        " What is not here may change at any time.\n"
    )
    homes = rekindle_core._HOMES
    parts = [lead]
    for title, modules in PARTS.items():
        parts.append(f"## {title}\n")
        for module in modules.split():
            names = [source.named(module, name) for name in homes[module].split()]
            # In the order of the module, which is that in which they build on one another.
            names.sort(key=lambda item: 0 if item.is_alias else item.lineno or 0)
            parts += [entry(item, _on_page) for item in names]
    parts.append(_words())
    return "\n".join(parts)


def testing_page(source: Source) -> str:
    """Return the page on the names for tests."""
    lead = (
        "# The names for tests\n\n"
        f"{_DERIVED}\n"
        "What `rekindle_core.testing` offers. [Testing a format](../testing.md) shows what it is good for.\n"
    )
    homes = rekindle_core.testing._HOMES
    names = [source.named(f"testing.{home}", name) for home in homes for name in homes[home].split()]
    return "\n".join([lead, *(entry(item, _in_api, level=2) for item in names)])


def _words() -> str:
    language = yaml.safe_load(
        (ROOT / "src/rekindle_core/content/languages/en.yaml").read_text(encoding="utf-8")
    )
    lines = [
        "## The interface's words\n",
        'What `Document.words` holds in English. `label(document.words, "session", n=3)` fills one in.\n',
        "| key | in English |",
        "| --- | --- |",
        *(f"| `{key}` | {said} |" for key, said in language["words"].items()),
    ]
    return "\n".join(lines) + "\n"


def _on_page(name: str) -> str | None:
    return f"#{name.lower()}" if name in rekindle_core.__all__ else None


def pack_files_page() -> str:
    """Return the page on the files that authors write."""
    lead = (
        "# Every key of every file\n\n"
        f"{_DERIVED}\n"
        "What can be in the files of a pack, in a language.yaml, in a practice.yaml, and in the answers that a"
        " [page](../html.md) saves. Your editor shows the same"
        " [as you type](../editors.md), from the schemas in [content/schema/](../../content/schema/);"
        " [Writing a pack](../authoring.md) says what it is all good for.\n"
    )
    return "\n".join([lead, *sections()])


def pages() -> dict[str, str]:
    """Return every derived page by its file name."""
    source = Source()
    made = {
        "commands.md": commands_page(),
        "hooks.md": hooks_page(source),
        "api.md": api_page(source),
        "testing.md": testing_page(source),
        "pack-files.md": pack_files_page(),
    }
    return {name: _formatted(name, text) for name, text in made.items()}


def _formatted(name: str, text: str) -> str:
    """Return a page whose blocks of code look as those of all other pages do."""
    command = [sys.executable, "-m", "ruff", "format", "--quiet", "--stdin-filename", str(FOLDER / name), "-"]
    return subprocess.run(
        command, input=text, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def main() -> None:
    """Write every page anew."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
