"""The request for a program or a handout, and its result.

Input: nothing. Output: frozen values. Must not know: how anything is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from rekindle_core.content.model.pack import Pack
from rekindle_core.document.nodes import Document
from rekindle_core.extension.format import Artifact, Format
from rekindle_core.extension.manager import Plugins
from rekindle_core.extension.options import CommonOptions, split_options
from rekindle_core.frozen import Frozen
from rekindle_core.making.names import Made, named_files
from rekindle_core.making.remarks import Remark
from rekindle_core.planning.plan import Plan

if TYPE_CHECKING:
    from rekindle_core.practice.load import PracticeFile

AskedFormat: TypeAlias = tuple[Format, CommonOptions, dict[str, str]]
"""A format that is asked for, the options that every format has, and its own."""

During: TypeAlias = Callable[[str], AbstractContextManager[None]]
"""What surrounds each step of the work; it is told which, as ‘Rendering pdf’."""


def quietly(what: str) -> AbstractContextManager[None]:
    """Do a step, and tell nobody."""
    return nullcontext()


def asked_formats(plugins: Plugins, options: Mapping[str, Mapping[str, str]]) -> tuple[AskedFormat, ...]:
    """Return the formats that are asked for.

    Args:
        plugins: The plugins.
        options: By the name of each format its options, as `--option` takes them: `{"pdf": {"paper": "letter"}}`.

    Raises:
        UsageError: There is no such format, or it has no such option.
        PluginError: The plugin's options cannot be used.
    """
    return tuple(
        (format_, *split_options(format_, given))
        for format_, given in ((plugins.format(name), given) for name, given in options.items())
    )


class Wanted(Frozen):
    """What is asked for.

    Attributes:
        formats: The formats, each with its options.
        plugins: The plugins.
        date: The day for which it is made.
        seed: Varies the selection.
        program_id: What names it apart from its pages; None has it computed.
        practice: What the practice's file says.
        confirmed: What a person has decided.
        on_screen: Whether it is only shown, on the screen of the person who asks.
        named: Whether the person who asks names the files.
        code: The code of an earlier program that this is to be again.
        remarks: Sentences that are to be among the notes, such as those on the practice's file.
    """

    formats: Sequence[AskedFormat]
    plugins: Plugins
    date: dt.date
    seed: int = 1
    program_id: str | None = None
    practice: PracticeFile | None = None
    confirmed: tuple[str, ...] = ()
    on_screen: bool = False
    named: bool = False
    code: str | None = None
    remarks: tuple[str, ...] = ()


class MadeProgram(Frozen):
    """A program or handout, made and not yet written anywhere.

    Attributes:
        pack: The pack.
        plan: The plan; of a handout, the one that it is on.
        document: The client's Document, whole.
        wanted: What was asked for.
        made: The client's files, by format.
        beside: The counselor's files, which are never part of the client's.
        stem: What files are called when nobody names them.
        given_id: Whether someone gave the id.
        summary: What was made, in a few words.
        remarks: What the person who hands it over should know.
        items: Of a handout, the ids of its items.
    """

    pack: Pack
    plan: Plan
    document: Document
    wanted: Wanted
    made: Sequence[Made]
    beside: Sequence[Made]
    stem: str
    given_id: bool
    summary: str
    remarks: tuple[Remark, ...]
    items: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[tuple[PurePosixPath, Artifact], ...]:
        """Every file with the name that it has when nobody names it, the client's first."""
        return tuple(named_files(self.stem, self.made, self.beside))
