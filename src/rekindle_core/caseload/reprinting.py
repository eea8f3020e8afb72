"""Making an earlier program again, from the Document in the record.

Input: an open store, and a program that a client was given. Output: its files, and whether they are the same.
Must not know: where files go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from rekindle_core.caseload.giving import file_stem, versions_here
from rekindle_core.caseload.programs import FormatMade, Program, document_of
from rekindle_core.caseload.store.store import Store
from rekindle_core.document.excerpt import excerpt
from rekindle_core.document.length import shortened
from rekindle_core.document.nodes import Document
from rekindle_core.engine import render
from rekindle_core.errors import ConfirmationError
from rekindle_core.extension.format import Artifact
from rekindle_core.extension.manager import Plugins
from rekindle_core.frozen import Frozen
from rekindle_core.making.names import Made, as_excerpt, named_files
from rekindle_core.making.wanted import During, quietly
from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM


class Reprinted(Frozen):
    """An earlier program, made again.

    Attributes:
        stem: What its files are called.
        made: The files of each format.
        same: Whether every file has the bytes that it had the first time.
        changed: What has another version now, by name: the version then and now (`none` for neither).
        warnings: Sentences of formats about what they can't show.
    """

    stem: str
    made: tuple[Made, ...]
    same: bool
    changed: Mapping[str, tuple[str, str]]
    warnings: tuple[str, ...]

    @property
    def files(self) -> tuple[tuple[PurePosixPath, Artifact], ...]:
        """Every file with its name."""
        return tuple(named_files(self.stem, self.made))

    @property
    def says(self) -> str:
        """Whether it is the same, as a sentence."""
        if self.same:
            return "The files have the same bytes as the first time."
        why = "a format makes different bytes each time, or is locked"
        if self.changed:
            changed = ", ".join(f"{name} {then} → {now}" for name, (then, now) in self.changed.items())
            why = f"versions have changed ({changed})"
        return f"The files show the same Document as the first time; their bytes differ, because {why}."


def reprint(
    store: Store,
    program: Program,
    plugins: Plugins,
    *,
    confirmed: Collection[str] = (),
    during: During = quietly,
) -> Reprinted:
    """Make a program or handout again. With the same versions of what made it, the files have the same bytes.

    Args:
        store: The store.
        program: What the client was given.
        plugins: The plugins.
        confirmed: What a person has decided.
        during: Surrounds each step.

    Raises:
        ConfirmationError: A person had to decide about these files, and nobody has decided again.
        RekindleError: A format isn't there any more, or fails.
    """
    _see_decided(program, confirmed)
    document = document_of(store, program)
    warnings: list[str] = []
    made = []
    for one in program.details.formats:
        with during(f"Rendering {one.name}"):
            made.append(_rendered(one, document, plugins, confirmed, warnings))
    formats = zip(program.details.formats, made, strict=True)
    return Reprinted(
        file_stem(program),
        tuple(made),
        all(_same_bytes(one, each) for one, each in formats),
        _changed(program.details.versions, versions_here(plugins)),
        tuple(warnings),
    )


def _rendered(
    one: FormatMade, document: Document, plugins: Plugins, confirmed: Collection[str], warnings: list[str]
) -> Made:
    shown = shortened(document) if one.text == "key" else document
    shown = shown if document.sheet else excerpt(shown, one.steps)
    artifacts = render(
        shown, one.name, one.options, confirmed=confirmed, plugins=plugins, warn=warnings.append
    )
    return plugins.format(one.name), as_excerpt(artifacts) if one.steps else artifacts


def _see_decided(program: Program, confirmed: Collection[str]) -> None:
    """Check that a person decides again about files, where one had to when they were made."""
    before = [name for name in (REPLACED_PROGRAM, MAY_BE_FOUND) if name in program.details.confirmed]
    if missing := [name for name in before if name not in confirmed]:
        message = (
            "Before these files were made, someone had to decide whether they should be. That applies again."
        )
        hint = f"once you have agreed with the client again, add {' '.join(f'--confirm {one}' for one in missing)}."
        raise ConfirmationError(message, name=missing[0], more=missing[1:], hint=hint)


def _same_bytes(one: FormatMade, made: Made) -> bool:
    hashes = [hashlib.sha256(artifact.data).hexdigest() for artifact in made[1]]
    return not one.locked and hashes == [file.sha256 for file in one.files]


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {
        name: (then.get(name, "none"), now.get(name, "none"))
        for name in {**then, **now}
        if then.get(name) != now.get(name)
    }
