"""Trying a format: Documents are rendered, files are read back, and errors are reported.

Input: an author's description of a format. Output: the contents of its files, and failures that say what
to do. Must not know: what a format promises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, NoReturn, TypeVar

import pytest

from rekindle_core.answers.values import Answers
from rekindle_core.document import nodes as n
from rekindle_core.document.codec import document_to_json
from rekindle_core.document.cover import is_replaced
from rekindle_core.engine import render
from rekindle_core.errors import RekindleError, RenderError, describe
from rekindle_core.extension.format import Artifact
from rekindle_core.extension.manager import Plugins
from rekindle_core.frozen import replace
from rekindle_core.planning.exposure import MAY_BE_FOUND, REPLACED_PROGRAM
from rekindle_core.testing.elsewhere import plugins_with
from rekindle_core.testing.marks import mark_texts
from rekindle_core.testing.promises import Limits, as_often, misplaced, texts_missing
from rekindle_core.testing.reading import Reading, read_file, squeezed
from rekindle_core.testing.samples import every_node

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")

NAME = "Qvorzhyk"
"""A name that is not in any word of any language."""


@cache
def _plugins_with(module: ModuleType | None) -> Plugins:
    return plugins_with(module)


class Trial:
    """A format as described by its author; `RendererSuite` explains the attributes."""

    format_name: str
    plugin: ModuleType | None = None
    options: Mapping[str, str] = MappingProxyType({})
    limits: Limits = Limits()
    examples: int = 25

    @property
    def _plugins(self) -> Plugins:
        return _plugins_with(self.plugin)

    @property
    def _kind(self) -> n.TaskKind:
        """A kind of task that the format always shows."""
        return self.limits.only[0] if self.limits.only else "prompt"

    def read(self, artifact: Artifact) -> Sequence[Reading]:
        """Return what a person can read in a file, and what else it contains.

        Args:
            artifact: One of the files that the format made.

        Returns:
            One Reading for most files; several for a file that contains the same in several forms, as an email
            does; none for a file that goes along and is not the program, such as a calendar.
        """
        try:
            return read_file(artifact)
        except LookupError:
            self._fail(
                f"No reader is available for “{artifact.media_type}”. Override `read`, and return the "
                "file's text as a Reading."
            )

    def render(self, document: n.Document, **options: str) -> tuple[Artifact, ...]:
        """Render a Document as the command line does, with the suite's options and any others given.

        Raises:
            RekindleError: As `rekindle_core.render` says.
        """
        words = {**self.options, **{name.replace("_", "-"): value for name, value in options.items()}}
        return self._render(document, words)

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = tmp_path / "empty"
        self.folder.mkdir()
        monkeypatch.chdir(self.folder)

    # ------------------------------------------------------------------ how it is done

    def _render(
        self,
        document: n.Document,
        options: Mapping[str, str],
        warn: Callable[[str], None] | None = None,
        answers: Answers | None = None,
    ) -> tuple[Artifact, ...]:
        return render(
            document,
            self.format_name,
            options,
            answers=answers,
            confirmed=(REPLACED_PROGRAM, MAY_BE_FOUND),
            plugins=self._plugins,
            warn=warn,
        )

    def _words(self, document: n.Document, answers: Answers) -> str:
        """Return what is read from a Document with answers, in the first of its files' forms."""
        form, *_ = self._read_all(self._render(document, self.options, answers=answers))
        return "".join(reading.words for reading in form)

    def _render_another(self, name: str, document: n.Document) -> tuple[Artifact, ...]:
        return render(document, name, confirmed=(REPLACED_PROGRAM,), plugins=self._plugins)

    def _made(self, document: n.Document) -> tuple[Artifact, ...] | None:
        """Return the files made from a Document; None if an export refuses a page, as it may."""
        try:
            return self.render(document)
        except RenderError as error:
            if self.limits.only and is_replaced(document) and error.hint:
                return None
            self._fail(f"It could not be rendered: {error}", document)
        except RekindleError as error:
            self._fail(f"It could not be rendered: {error}", document)

    def _forms(self, document: n.Document) -> list[tuple[Reading, ...]]:
        artifacts = self._made(document)
        return [] if artifacts is None else self._read_all(artifacts)

    def _read_all(self, artifacts: Sequence[Artifact]) -> list[tuple[Reading, ...]]:
        """Return what is read: for each form that files come in, a Reading of each file."""
        files: list[tuple[Reading, ...]] = []
        for artifact in artifacts:
            try:
                readings = tuple(self.read(artifact))
            except Exception as error:  # whatever a reader of such files raises
                self._fail(
                    f"The file {artifact.suffix} cannot be read back: {describe(error)}. Escape all text "
                    "where you write it, or check what `read` does."
                )
            if readings:
                files.append(readings)
        if not files:
            self._fail("None of its files was read: `read` returned no Reading.")
        if len(set(map(len, files))) > 1:
            self._fail("Some files have more forms than others: check what `read` returns.")
        return list(zip(*files, strict=True))

    def _in_each_form(
        self, document: n.Document, find: Callable[[n.Document, Sequence[str]], list[str]]
    ) -> list[str]:
        return [
            fault
            for form in self._forms(document)
            for fault in find(document, [squeezed(reading.words) for reading in form])
        ]

    def _misplaced(self, document: n.Document, *, typed: bool = True) -> list[str]:
        marked = mark_texts(document, typed=typed)
        many = self._plugins.format(self.format_name).many

        def find(_: n.Document, files: Sequence[str]) -> list[str]:
            return misplaced(marked, files, self.limits, many=many)

        return self._in_each_form(marked.document, find)

    def _unless_refused(self, document: n.Document) -> list[tuple[Reading, ...]]:
        """Return what is read from a Document; nothing if the format refuses its texts, as it may."""
        try:
            return self._read_all(self.render(document))
        except RenderError as error:
            if not error.hint:
                self._fail(f"It rejects text without a hint: {error}", document)
            return []
        except RekindleError as error:
            self._fail(f"It could not be rendered: {error}", document)

    def _typed(self, harmless: list[tuple[Reading, ...]], name: str) -> list[str]:
        """Return what is wrong with the display of a name, compared with a harmless one."""
        faults = []
        for plain, form in zip(harmless, self._unless_refused(every_node(name)), strict=False):
            wanted = sum(squeezed(reading.words).count(NAME) for reading in plain)
            words = "".join(squeezed(reading.words) for reading in form)
            if not as_often(squeezed(name), wanted, words):
                faults.append(
                    f"The name “{name}” doesn't appear exactly as typed in all {wanted} places. Escape "
                    "all text where you write it, and don't change it."
                )
        return faults

    def _lost(self, document: n.Document) -> list[str]:
        forms = self._unless_refused(document)
        if not self.limits.complete:
            return []
        if self.limits.review_elsewhere:
            document = replace(
                document, parts=tuple(part for part in document.parts if part.role != "review")
            )
        words = ["".join(squeezed(reading.words) for reading in form) for form in forms]
        return [fault for shown in words for fault in texts_missing(document, shown, self.limits.only)]

    def _try(
        self,
        strategy: Callable[[], SearchStrategy[T]],
        find: Callable[[T], list[str]],
        reduce: Callable[[T, Callable[[T], bool]], T] | None = None,
    ) -> None:
        """Look for a random value that causes a fault, and show the smallest one found."""
        pytest.importorskip(
            "hypothesis", reason="random Documents need it: pip install 'rekindle-core[testing]'"
        )
        from hypothesis import HealthCheck, Phase, given, settings

        failing: list[T] = []

        def see(value: T) -> None:
            self._see(find(value), value if isinstance(value, n.Document) else None)

        def fails(value: T) -> bool:
            try:
                see(value)
            except pytest.fail.Exception:
                return True
            return False

        @settings(
            max_examples=self.examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy())
        def look(value: T) -> None:
            if fails(value):
                failing.append(value)

        look()
        if failing:
            least = min(failing, key=lambda value: len(repr(value)))
            see(reduce(least, fails) if reduce else least)

    def _see(self, faults: Sequence[str], document: n.Document | None = None) -> None:
        if faults:
            self._fail("\n".join(f"- {fault}" for fault in dict.fromkeys(faults)), document)

    def _fail(self, reason: str, document: n.Document | None = None) -> NoReturn:
        options = "".join(f" --option {name}={value}" for name, value in self.options.items())
        message = [
            f"The {self.format_name} format{options} breaks a promise that every format makes:",
            reason,
        ]
        if document is not None:
            path = self.folder.parent / "document.json"
            with suppress(RecursionError):
                path.write_text(document_to_json(document), encoding="utf-8")
                message.append(f"The Document is in {path}")
        pytest.fail("\n".join(message), pytrace=False)
