"""Writing a new project from a template: `rekindle plugins new` and `rekindle packs new`.

Input: the names of templates and the project's. Output: a folder, complete or not at all.

A template is a folder in `templates/`. Each of its files ends in `.in`; Placeholders such as `{{name}}` are
filled in, and so are MODULE and NAME in file names; a leading `dot-` in a name becomes a dot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from rekindle_core._version import __version__
from rekindle_core.cli.projects.names import Names
from rekindle_core.errors import OutputError, UsageError
from rekindle_core.staging import staging

_TEMPLATES = Path(__file__).parent.parent.parent / "templates"


def write_project(
    templates: Sequence[str],
    names: Names,
    folder: Path | None,
    *,
    what: str,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Write a project, and return its folder.

    Args:
        templates: The templates to combine, such as `plugin` and `format`; files of a later one replace those
            of earlier ones.
        names: Its names.
        folder: Where to write it; by default a folder with the project's name, here.
        what: Its description, such as `An output format`.
        more: Other placeholders, by name.

    Raises:
        UsageError: The folder already exists.
        OutputError: It cannot be written.
    """
    folder = folder or Path(names.project)
    if folder.exists():
        raise UsageError(
            f"{folder} already exists.", code="file-exists", hint="choose another folder with --output."
        )
    values = {
        "name": names.short,
        "project": names.project,
        "module": names.module,
        "title": names.short.replace("-", " ").capitalize(),
        "what": what,
        "version": __version__,
        "api": _api_range(),
        **more,
    }
    try:
        with staging(folder.parent) as place:
            new = place / folder.name
            for template in templates:
                _fill(_TEMPLATES / template, new, values)
            new.replace(folder)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror or error}."
        hint = "check the folder's permissions, or choose another folder with --output."
        raise OutputError(message, code="cannot-write", hint=hint) from error
    return folder


def _api_range() -> str:
    from rekindle_core.extension.api import API_VERSION

    return f">={API_VERSION},<{int(API_VERSION.partition('.')[0]) + 1}"


def _fill(template: Path, folder: Path, values: Mapping[str, str]) -> None:
    for path in sorted(template.rglob("*.in")):
        name = path.relative_to(template).as_posix().removesuffix(".in")
        name = re.sub(r"(^|/)dot-", r"\1.", name)
        name = name.replace("MODULE", values["module"]).replace("NAME", values["name"].replace("-", "_"))
        text = path.read_text(encoding="utf-8")
        for key, value in values.items():
            text = text.replace(f"{{{{{key}}}}}", value)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
