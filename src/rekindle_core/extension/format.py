"""The types that an output plugin registers, receives and returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Protocol

from msgspec import field

from rekindle_core.answers.values import Answer
from rekindle_core.document.nodes import Document
from rekindle_core.frozen import Frozen

if TYPE_CHECKING:
    # For type checkers: plain `Request` means `Request[Any]`.
    from typing_extensions import TypeVar

    Options = TypeVar("Options", default=Any)
else:
    from typing import TypeVar

    Options = TypeVar("Options")


class Artifact(Frozen):
    """One file made from a Document.

    `suffix` follows the program's file name (`.pdf`, `-session-02.eml`), so a plugin never has to know where
    its files go. It starts with a dot or a hyphen and contains no folder.
    """

    suffix: str
    media_type: str
    data: bytes


class Request(Frozen, Generic[Options]):
    """What a renderer gets in addition to the Document: `Request[MyOptions]` if its options are MyOptions.

    Attributes:
        options: The format's own options: an instance of the Format's dataclass.
        render: Renders a Document in another format, by its name and with its default options, for a format
            that contains another (an email contains plain text).
        warn: Takes one sentence about something that this format cannot show; the user sees it.
        answers: The reader's answers, by `answer_id`: only those that fit. Without `takes_answers`, a format
            gets none.
    """

    options: Options
    render: Callable[[str, Document], Sequence[Artifact]]
    warn: Callable[[str], None]
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))


class Renderer(Protocol):
    """Turns a Document into files, without reading or writing any.

    A renderer is pure: the same Document and options give the same bytes, in any process. It shows
    every block, once and in order, and escapes every text.
    """

    def __call__(self, document: Document, request: Request[Any]) -> Sequence[Artifact]:
        """Return the files.

        Raises:
            RenderError: This Document cannot be shown in this format; the message says what to change.
        """
        ...


@dataclass(frozen=True, slots=True)
class NoOptions:
    """The options of a format that has none."""


class Format(Frozen):
    """An output format, as a plugin registers it.

    Attributes:
        name: What follows `--format`: lower-case letters, digits and hyphens.
        summary: One line for `rekindle formats`.
        load: Imports and returns the renderer. It is called only when the format is used, so that its imports
            cost nothing until then.
        options: A frozen dataclass; each field has a type of `str`, `int`, `bool` or a `Literal` of strings,
            a default, and `metadata={"help": …}`. With `"appearance": True` (or a tuple of values), a
            `rekindle.toml` in the working directory and the environment can set it.
        binary: Whether its files can't be shown in a terminal; `--output -` to a terminal is then rejected.
        many: Whether it makes more than one file, and so needs a folder.
        addressed: Whether its files go directly to the reader, like an email. The counselor's pages are never
            made in such a format.
        takes_answers: Whether it shows the answers of its Request, in fields or as text.
    """

    name: str
    summary: str
    load: Callable[[], Renderer]
    options: type[Any] = field(default=NoOptions)
    binary: bool = False
    many: bool = False
    addressed: bool = False
    takes_answers: bool = False
