"""`rekindle packs new`: a project for a content pack, complete with tests."""

from __future__ import annotations

from pathlib import Path

import click

from rekindle_core.cli.projects.options import project_options
from rekindle_core.cli.terminal.messages import note


@click.command(
    epilog="""\b
Examples:
    rekindle packs new garden
    rekindle packs new huerto --language es
    rekindle packs new garden --output ~/work/garden
"""
)
@project_options
@click.option(
    "--language",
    metavar="TAG",
    default="en",
    show_default=True,
    help="The language of the pack: en, es, or any other (adds a language.yaml to translate).",
)
def new(name: str, output: Path | None, language: str) -> None:
    """Create a content pack: a project for the pack NAME.

    It is small but complete, with a gate, help lines and tests, and passes `rekindle check` and `rekindle
    audit`. In another language it also has a language.yaml that explains each key: complete for Spanish; for
    other languages, with the English words to translate.
    """
    from rekindle_core.cli.loading import plugins_in_use
    from rekindle_core.cli.projects.language_text import language_tag, language_text, words_come_with
    from rekindle_core.cli.projects.names import project_names
    from rekindle_core.cli.projects.write import write_project

    tag, plugins = language_tag(language), plugins_in_use()
    names = project_names(name, "pack", plugins.packs, plugins)
    known = words_come_with(tag)
    templates = ("pack", *(["pack-es"] if known == "es" else ()), *(["pack-language"] if tag != "en" else ()))
    more = {"language": tag, "words": "" if tag == "en" else language_text(tag)}
    folder = write_project(templates, names, output, what="A content pack", more=more)
    note(
        f"Wrote {folder}. Next, in the environment that has Rekindle:\n    cd {folder}\n"
        f"    python -m pip install -e '.[test]'\n    python -m pytest\n"
        f"    rekindle check {names.short}\n    rekindle build --pack {names.short} --output -"
    )
    if not known:
        pack = folder / "src" / names.module / "pack"
        note(
            f"The text in {pack} is in English: translate it and {pack / 'language.yaml'}. Until all "
            "of that file is translated, `rekindle check` lists what is missing, and `build` makes no "
            "program."
        )
