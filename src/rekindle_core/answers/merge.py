"""Merging answers from several files: the newer of two answers to one question is kept.

Input: Answers of one program, in the order of the files. Output: Answers, and which were replaced.
Must not know: Documents, files, or any format.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from rekindle_core.answers.values import Answer, Answers
from rekindle_core.errors import AnswersError
from rekindle_core.frozen import Frozen, replace

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


class Merged(Frozen):
    """The result of merging several files.

    Attributes:
        answers: All answers.
        replaced: The answers that were replaced by newer, different ones.
    """

    answers: Answers
    replaced: tuple[Answer, ...] = ()


def merge_answers(files: Sequence[Answers]) -> Merged:
    """Return the answers from several files of one program; if two differ, the newer one is kept.

    An answer without a time counts as older than one with a time; if two are equally old, the one from the
    later file is kept. A cleared answer also replaces an older one. A place without an answer replaces
    nothing.

    Args:
        files: At least one.

    Raises:
        AnswersError: They belong to several programs.
    """
    programs = list(dict.fromkeys(one.program_id for one in files))
    if len(programs) > 1:
        said = " and ".join(name or "one without an id" for name in programs)
        hint = (
            "merge the files of each program separately; `rekindle build --answers FILE` fills answers "
            "into another build."
        )
        raise AnswersError(
            f"These answers come from several programs: {said}.", code="other-program", hint=hint
        )
    kept: dict[str, Answer] = {}
    replaced: list[Answer] = []
    for answer in (answer for one in files for answer in one.answers):
        before = kept.setdefault(answer.id.name, answer)
        older, newer = sorted((before, answer), key=lambda one: one.when or _LONG_AGO)
        kept[answer.id.name] = newer
        if older.value != newer.value:
            replaced.append(older)
    packs = [one.pack for one in files if one.pack]
    answers = replace(files[-1], pack=packs[-1] if packs else None, answers=tuple(kept.values()))
    return Merged(answers, tuple(replaced))


def see_once(answers: Answers) -> None:
    """Check that no place has two answers.

    Raises:
        AnswersError: A place has two.
    """
    counts = Counter(answer.id.name for answer in answers.answers)
    if twice := [name for name, count in counts.items() if count > 1]:
        raise AnswersError(
            f"The file has two answers for one place: {twice[0][:80]}.",
            code="damaged-answers",
            hint="save it again from the page or program that made it.",
        )
