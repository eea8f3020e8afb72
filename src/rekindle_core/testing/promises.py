"""What every format promises about a Document's words: each is there, once, in order, and none is added.

Input: a marked Document, and the words of the files made from it. Output: a sentence for each broken
promise, which names the node and says what to do. Must not know: pytest, or how files are read.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import assert_never, get_args

from rekindle_core.document import nodes as n
from rekindle_core.document.cover import covered
from rekindle_core.document.walk import walk
from rekindle_core.frozen import Frozen
from rekindle_core.testing.marks import KEY_POINT, Mark, Marked, marks_in
from rekindle_core.testing.reading import squeezed

_TASKS = ("task", "rating")

MOST = 5
"""At most this many broken promises are reported at once; the rest is mostly repetition."""


class Limits(Frozen):
    """The promises that a format says it does not keep.

    Attributes:
        complete: Whether everything is shown, or a selection of the tasks without what may be skipped: prose
            of a section that is `skippable`, and what is left of one once nothing is to be done there.
        self_checks_first: Whether self-checks come at the start of the file, instead of where they belong.
        review_elsewhere: Whether the page that collects the ratings of all sessions is left to another file, as by
            emails, each of which has one session.
        help_in_brief: Whether only the first file has all help lines, and each other one what cannot wait: of each
            group the number for emergencies, and the first line.
        only: The kinds of task that it exports, such as `("prompt",)` for a table or a deck of cards. Every task of
            these kinds has to be there, with everything that keeps the reader safe; the rest may be missing.
        answers_elsewhere: Whether answers are written somewhere else, as with slides on a wall.
        imprint_earlier: Whether the last part of a discreet Document, which says whose pages these are, comes before
            the parts that are looked up (review, alternatives, help), so that it needs no page of its own.
    """

    complete: bool = True
    self_checks_first: bool = False
    review_elsewhere: bool = False
    help_in_brief: bool = False
    only: tuple[n.TaskKind, ...] = ()
    answers_elsewhere: bool = False
    imprint_earlier: bool = False

    def __post_init__(self) -> None:
        """Check that the kinds are kinds.

        Raises:
            ValueError: There is no such kind of task.
        """
        kinds = get_args(n.TaskKind)
        if not set(self.only) <= set(kinds):
            raise ValueError(
                f"Limits(only={self.only!r}) is not a tuple of task kinds, such as {kinds[1:2]!r}. The kinds are "
                f"{', '.join(kinds)}."
            )


def misplaced(marked: Marked, files: Sequence[str], limits: Limits, *, many: bool) -> list[str]:
    """Return what is missing, duplicated or out of order.

    Args:
        marked: The rendered Document.
        files: The squeezed words of each file.
        limits: What the format leaves open.
        many: Whether it makes several files, such as one for each session; then the parts around the sessions
            may be in any of them.
    """
    shown = [marks_in(words) for words in files]
    return [
        *_missing(marked, shown, limits),
        *_doubled(marked, shown, limits),
        *_out_of_order(marked, shown, limits, many=many),
        *_late_checks(marked, shown),
        *_unnamed_targets(marked, shown, limits, many=many),
        *_key_points(files),
    ][:MOST]


def _missing(marked: Marked, shown: Sequence[Sequence[int]], limits: Limits) -> Iterator[str]:
    """Yield what is missing; if a node is missing, only that is reported."""
    found = {number for file in shown for number in file}
    selected = bool(limits.only) or not limits.complete
    wanted: Sequence[Mark] = _needed(marked.marks, found, limits) if selected else marked.marks
    if limits.review_elsewhere:
        parts = marked.document.parts
        wanted = [mark for mark in wanted if parts[mark.part].role != "review"]
    all_of = Counter(around for mark in wanted for around in mark.around)
    missing = [mark for mark in wanted if mark.number not in found]
    lost_of = Counter(around for mark in missing for around in mark.around)
    told: dict[str, None] = {}
    for mark in missing:
        whole = (f"{around} is missing" for around in mark.around if lost_of[around] == all_of[around])
        told[next(whole, f"Words of {mark.place} are missing")] = None
    for what in told:
        yield f"{what}. Show every block in full, wherever it can occur."


def _needed(marks: Sequence[Mark], found: Collection[int], limits: Limits) -> list[Mark]:
    """Return what a selection has to contain: for an export, all tasks of its kinds, otherwise none."""
    told = {mark.number for mark in marks if mark.kind in ("prose", "help") and not mark.skippable}
    needed = told | {mark.number for mark in marks if mark.task in limits.only}
    shown = needed if limits.only else needed.union(found)
    # If anything of a section is there, so are its self-checks, and a plugin's additions have its name.
    there = {around for mark in marks if mark.number in shown for around in mark.around}
    # It also has its title; an export may omit the titles of the sections around its tasks.
    titled = {mark.home for mark in marks if mark.number in told} if limits.only else there
    return [
        mark
        for mark in marks
        if mark.number in needed
        or (mark.kind == "title" and mark.home in titled)
        or (mark.kind == "check" and mark.home in there)
        or (mark.kind == "plugin" and mark.place in there)
    ]


def _doubled(marked: Marked, shown: Sequence[Sequence[int]], limits: Limits) -> Iterator[str]:
    sessions = {index for index, part in enumerate(marked.document.parts) if part.role == "session"}
    everywhere = Counter(number for file in shown for number in file)
    in_a_file = [Counter(file) for file in shown]
    told = ""
    for mark in marked.marks:
        # A title may be in the contents, at the head of a page, and wherever something points to it.
        # So may the text of a table's column, if each row is a card.
        if mark.kind in ("title", "column") or mark.place == told:
            continue
        # Cards are shuffled, so each may repeat what to read first.
        if limits.only and mark.kind in ("check", "help", "plugin"):
            continue
        once = mark.kind in _TASKS and mark.part in sessions
        times = (
            everywhere[mark.number] if once else max((count[mark.number] for count in in_a_file), default=0)
        )
        if times > 1:
            told = mark.place
            yield f"Words of {mark.place} appear {times} times. Show every block once."


def _out_of_order(
    marked: Marked, shown: Sequence[Sequence[int]], limits: Limits, *, many: bool
) -> Iterator[str]:
    parts = marked.document.parts
    # The title of a section may accompany its self-checks.
    checked = {mark.home for mark in marked.marks if mark.kind == "check"}
    marks = [
        mark
        for mark in marked.marks
        if not limits.self_checks_first
        or not (_is_about_checks(mark, parts) or (mark.kind == "title" and mark.home in checked))
    ]
    # Columns are named before the rows of a table, or within each of them.
    marks = [mark for mark in marks if mark.kind != "column"]
    if limits.only:
        # A column repeats titles, and a self-check may name a section that has no rows.
        marks = [mark for mark in marks if mark.kind != "title"]
    loose = marked.document.direction == "rtl"
    if not many:
        yield from _strays(marks, [number for file in shown for number in file], loose=loose)
        return
    # What frames the sessions may go with any file; each part of it is in order, and so are the sessions.
    for _, part in groupby(marks, key=lambda mark: mark.part):
        listed = list(part)
        for file in shown:
            yield from _strays(listed, file, loose=loose)
    tasks = [mark for mark in marks if mark.kind in _TASKS and parts[mark.part].role == "session"]
    yield from _strays(tasks, [number for file in shown for number in file], loose=loose)


def _is_about_checks(mark: Mark, parts: Sequence[n.Section]) -> bool:
    return mark.kind == "check" or parts[mark.part].role == "self-checks"


def _strays(marks: Iterable[Mark], shown: Sequence[int], *, loose: bool) -> Iterator[str]:
    """Yield the first mark that comes before what it should follow.

    In a page from right to left, files may contain the words of a line in the order in which they are seen;
    so no order is required within a paragraph there, nor among the details of one help line.
    """
    there = set(shown)
    at, last = -1, ""
    for _, group in groupby(
        (mark for mark in marks if mark.number in there),
        key=lambda mark: (mark.group, 0 if loose or mark.kind == "help" else mark.number),
    ):
        furthest, place = at, ""
        for mark in group:
            try:
                furthest = max(furthest, shown.index(mark.number, at + 1))
            except ValueError:
                yield f"{mark.place} comes before {last}, but should follow it. Keep the Document's order."
                return
            place = mark.place
        at, last = furthest, place


def _late_checks(marked: Marked, shown: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield self-checks that come after a task of their section instead of before it."""
    for index, mark in enumerate(marked.marks):
        if mark.kind != "check":
            continue
        behind = [
            one.number for one in marked.marks[index:] if one.kind in _TASKS and one.section == mark.section
        ]
        for file in shown:
            if mark.number not in file:
                continue
            if any(number in file and file.index(number) < file.index(mark.number) for number in behind):
                yield f"{mark.place} comes after a task that it should precede. Show self-checks first."
                return


def _unnamed_targets(
    marked: Marked, shown: Sequence[Sequence[int]], limits: Limits, *, many: bool
) -> Iterator[str]:
    # Once where something points to it, and once as its heading, unless an export leaves the section out.
    left_out: set[int] = set()
    if limits.only:
        left_out = {mark.number for mark in marked.marks}
        left_out -= {mark.number for mark in _needed(marked.marks, (), limits)}
    for mark in marked.marks:
        numbers = marked.titles.get(mark.target, ()) if mark.target else ()
        for file in shown:
            # If each session is a file, the page to read instead may be in another one.
            to_be_named = mark.number in file and (not many or any(number in file for number in numbers))
            if to_be_named and any(
                file.count(number) < (1 if number in left_out else 2) for number in numbers
            ):
                yield f"{mark.place} doesn't say what to read instead. Name the section of its `target`."
                return


def _key_points(files: Sequence[str]) -> Iterator[str]:
    if any(KEY_POINT in words.casefold() for words in files):
        yield "A section's key points are shown as well as its prose. Ignore `key`."


# ------------------------------------------------------------------ what is not marked


def help_missing(document: n.Document, files: Sequence[str], *, in_brief: bool = False) -> list[str]:
    """Return the incomplete help lines; a file may be all that its reader has, so each file has them.

    With `in_brief`, only the first file has to have all. Every other file has the first line of each group;
    if lines each have their own place, it has one line for each place, from the first group with such lines.
    """
    faults: list[str] = []
    for block in walk(document):
        if not isinstance(block, n.HelpLines):
            continue
        first: list[n.HelpLine] = []
        for group in block.groups:
            for number in group.emergency:
                faults += _absent("HelpGroup", {"an emergency number": number}, files)
            placed = [line for line in group.lines if line.place]
            first = first or placed
            for line in group.lines:
                kept = line in first if line.place else line is group.lines[0]
                there = files if kept or not in_brief else files[:1]
                wanted = {
                    "`name`": line.name,
                    "`number`": line.number,
                    "`serves`": line.serves,
                    "`hours`": line.hours,
                    "`web`": bare(line.web),
                    "`place`": line.place,
                }
                for number in line.emergency:
                    faults += _absent(f"HelpLine {line.id}", {"an emergency number": number}, there)
                faults += _absent(f"HelpLine {line.id}", wanted, there)
    return faults[:MOST]


def frame_missing(document: n.Document, files: Sequence[str], *, exported: bool = False) -> list[str]:
    """Return what is missing of the title, notice, practice and reader; for an export, of the notice."""
    if exported:
        return _absent("Document", {"`notice`": document.notice}, files)
    faults = _absent("Document", {"`title`": document.title}, ["".join(files)])
    faults += _absent("Document", {"`reader`": document.reader}, ["".join(files)])
    faults += _absent("Document", {"`code`": document.code}, ["".join(files)])
    faults += _absent("Document", {"`notice`": document.notice}, files)
    if document.practice:
        practice = document.practice
        texts = {name: getattr(practice, name) for name in ("name", "clinician", "phone", "email", "footer")}
        wanted = {f"`{name}`": text for name, text in texts.items()}
        # Of a discreet Document the practice is one of its parts, and a file may not have them all.
        each = ["".join(files)] if covered(document) is not document else files
        faults += _absent("Document.practice", {**wanted, "`web`": bare(practice.web)}, each)
    return faults[:MOST]


def bare(address: str) -> str:
    """Return the visible part of a web address."""
    return address.removeprefix("https://").removeprefix("www.").removesuffix("/")


def _absent(node: str, wanted: Mapping[str, str], files: Sequence[str]) -> list[str]:
    faults = []
    for name, text in wanted.items():
        shown = [not text or as_often(squeezed(text), 1, words, more=True) for words in files]
        lacking = [number for number, there in enumerate(shown, start=1) if not there]
        if lacking:
            which = f" in file {', '.join(map(str, lacking))} of {len(files)}" if len(files) > 1 else ""
            faults.append(f"{name} of {node} is missing{which}: “{text}”. Show it in each file that is read.")
    return faults


def texts_missing(document: n.Document, words: str, only: Collection[n.TaskKind] = ()) -> list[str]:
    """Return the texts of a Document's prose that are not found unchanged among squeezed words.

    Args:
        document: The Document.
        words: The words of its files.
        only: The kinds of task whose texts are looked for; those of all blocks, without any.
    """
    roots = [block for block in walk(document) if isinstance(block, n.Task) and block.kind in only]
    texts = (
        text
        for root in roots or (() if only else (document,))
        for block in walk(root)
        if isinstance(block, n.Paragraph)
        for text in _texts(block.children)
    )
    lost = [text for text in texts if not as_often(_whole_letters(text), 1, words, more=True)]
    return [f"The text “{text}” is not shown exactly. Escape all text where you write it." for text in lost][
        :MOST
    ]


def _whole_letters(text: str) -> str:
    """Return a squeezed text without accents before its first letter: those belong to the previous text."""
    letters = squeezed(text)
    return letters[
        next((at for at, char in enumerate(letters) if not unicodedata.combining(char)), len(letters)) :
    ]


def as_often(text: str, times: int, words: str, *, more: bool = False) -> bool:
    """Return whether a text occurs exactly, or at least, this many times in some words."""
    found = words.count(text)
    if found == times or (more and found > times):
        return True
    # Files may contain right-to-left letters in visual order.
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text):
        return Counter(text * times) <= Counter(words)
    return False


def _texts(inlines: n.Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case n.Text() | n.Datum() | n.Code():
                yield inline.text
            case n.LineBreak():
                pass
            case n.Emphasis() | n.Strong() | n.Link() | n.Reference():
                yield from _texts(inline.children)
            case _ as never:
                assert_never(never)
