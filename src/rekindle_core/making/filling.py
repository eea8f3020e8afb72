"""Answers that are filled in: fitted into the program, and reported without repeating them.

Input: the answers of files, and the client's Document. Output: what each format is given. The counselor's pages
get none. Must not know: where a file is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rekindle_core.answers.fit import OTHER_PROGRAM, Fit, fit_answers, see_program
from rekindle_core.answers.merge import merge_answers
from rekindle_core.answers.telling import fit_sentences
from rekindle_core.answers.values import Answers
from rekindle_core.diagnostics import counted
from rekindle_core.document.nodes import Document
from rekindle_core.errors import AnswersError, ConfirmationError
from rekindle_core.frozen import Frozen
from rekindle_core.making.answers_file import AnswersFile
from rekindle_core.planning.exposure import MAY_BE_FOUND, see_answers_agreed


class Filled(Frozen):
    """The answers to fill in.

    Attributes:
        answers: The answers, under the ids of the program.
        confirmed: The names that a person confirmed.
        sentences: Sentences about the answers that were left out.
    """

    answers: Answers
    confirmed: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def counted(self) -> str:
        """The number of answers filled in, in words."""
        return f"; {counted(len(self.answers.answers), 'answer')} filled in"

    def within(self, document: Document) -> Answers:
        """Return the answers that have a place in a Document, which may be a part of the program."""
        return fit_answers(document, self.answers, confirmed=self.confirmed).answers


def filled(
    files: Sequence[AnswersFile], document: Document, confirmed: Sequence[str], *, on_screen: bool
) -> Filled:
    """Return the answers from files that fit a program.

    Args:
        files: The answers.
        document: The program.
        confirmed: The names that a person confirmed.
        on_screen: Whether the output is only shown in this terminal.

    Raises:
        ConfirmationError: A person has to decide first: whether the answers may go into this program, or whether a
            file may contain them.
        AnswersError: A file has answers of another pack.
    """
    fits = [_fit(file, document) for file in files]
    answers = merge_answers([fit.answers for fit in fits]).answers
    if on_screen:
        confirmed = (*confirmed, MAY_BE_FOUND)
    _see_confirmed([*_others(files, document), *_agreed(document, answers)], confirmed)
    sentences = (sentence for fit in fits for sentence in fit_sentences(fit))
    return Filled(answers, tuple(confirmed), tuple(dict.fromkeys(sentences)))


def _fit(file: AnswersFile, document: Document) -> Fit:
    try:
        return fit_answers(document, file.answers, confirmed=[OTHER_PROGRAM])
    except AnswersError as error:
        raise AnswersError(f"{file.path}: {error.message}", code=error.code, hint=error.hint) from None


def _others(files: Sequence[AnswersFile], document: Document) -> Iterator[ConfirmationError]:
    """Yield the names to confirm for files that belong to another program."""
    for file in files:
        try:
            see_program(document, file.answers)
        except ConfirmationError as error:
            yield ConfirmationError(f"{file.path}: {error.message}", name=error.name, hint=error.hint)


def _agreed(document: Document, answers: Answers) -> Iterator[ConfirmationError]:
    """Yield the names to confirm before a file contains answers."""
    if answers.answers:
        try:
            see_answers_agreed(document, ())
        except ConfirmationError as error:
            yield error


def _see_confirmed(needed: Sequence[ConfirmationError], confirmed: Sequence[str]) -> None:
    """Check that everything has been confirmed; other errors are reported immediately."""
    missing = [error for error in needed if error.name not in confirmed]
    if missing:
        names = list(dict.fromkeys(error.name for error in missing))
        words = " ".join(f"--confirm {name}" for name in names)
        hint = f"once you have read it and agreed with the reader, add {words}."
        message = " ".join(error.message for error in missing)
        raise ConfirmationError(message, name=names[0], more=names[1:], hint=hint)
