"""A Document as plain data for the template: every block once, in order, with everything that it says.

Input: a Document. Output: one JSON object, and what someone typed into facts.
Must not know: how anything looks; that is in `template/`.

This module decides what a template cannot decide well: heading levels, labels in the reader's language, names
of places in the file. Each block is an object with the key `is`; what is empty or unknown is left empty, and
the template then leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias, assert_never

from rekindle_core import (
    IMPRINT,
    Addition,
    Answer,
    Blocks,
    Datum,
    Document,
    HelpGroup,
    HelpLine,
    HelpLines,
    Inline,
    Inlines,
    ItemList,
    Paragraph,
    Quotation,
    RatingsChart,
    Sample,
    Section,
    SelfCheck,
    Statement,
    Task,
    Text,
    check_question,
    label,
    plain,
    recalled,
    shows_something,
    task_question,
    walk,
    written_date,
)
from rekindle_pdf.fit import is_long, may_be_too_tall
from rekindle_pdf.form import Asked, Form, FormField
from rekindle_pdf.inlines import Data, Setting, Words, contains_datum, phone, site
from rekindle_pdf.practice import practice_data
from rekindle_pdf.ratings import chart_data
from rekindle_pdf.responses import response_data

_TOP = 2
"""The level of the parts' headings: the title is the first."""
_DEEPEST = 6
"""PDF has six levels; deeper headings use the last."""
_FRESH = ("alternatives", "help", "review")
"""Parts that begin on a new page, and are looked up or taken out separately."""
_JOINT = Text("\u00a0· ")
"""Placed between the titles of the steps that a session joins."""
_IN_A_LINE = 32
"""How many letters of a joined title fit on a line."""


_Inner: TypeAlias = (
    Paragraph | ItemList | Quotation | Task | Sample | SelfCheck | HelpLines | RatingsChart | Addition
)


@dataclass(frozen=True, slots=True)
class PageData:
    """The data made from a Document.

    Attributes:
        json: The data for the template.
        typed: All typed facts that the Document shows.
        fields: The places for answers, in reading order.
    """

    json: Data
    typed: tuple[Datum, ...]
    fields: tuple[FormField, ...]


def document_data(
    document: Document,
    *,
    private: bool = False,
    answers: Mapping[str, Answer] | None = None,
    repeat: bool = False,
    ordinary: bool = False,
    warn: Callable[[str], None],
) -> PageData:
    """Return a Document as data.

    Args:
        document: The Document.
        private: Whether the reader's name stays off the cover.
        answers: What has been answered already, by `answer_id`.
        repeat: Whether looks back repeat plans of an earlier session.
        ordinary: Whether the fonts and the font size are the default ones.
        warn: Receives a sentence about anything that cannot be shown.

    Raises:
        RenderError: The Document lacks one of the interface's words.
    """
    sections = [block for block in walk(document) if isinstance(block, Section)]
    anchors: dict[str, str] = {}
    titles: dict[str, Inlines] = {}
    for number, section in enumerate(sections, start=1):
        # If two have the same id, references mean the first.
        anchors.setdefault(section.id, f"part-{number}")
        titles.setdefault(section.id, section.title)
    setting = Setting(rtl=document.direction == "rtl", anchors=anchors)
    writer = _Writer(document.words, setting, titles, warn, ordinary, repeat, form=Form(answers or {}))
    named = document.reader and not private
    reader = setting.inlines((Datum(document.reader, document.reader_fact),)) if named else []
    data: Data = {
        **_language(document.language),
        "direction": document.direction,
        # A file must have a title, and a page a first heading; the code is shown in any case.
        "title": next(filter(shows_something, (document.title.strip(), document.code)), "–"),
        "reader": reader,
        "practice": practice_data(document.practice, setting) if document.practice else None,
        "code": document.code,
        "sheet": document.sheet,
        "notice": document.notice.strip() if shows_something(document.notice) else "",
        "date": written_date(document.date, document.words),
        "contents": sum(part.role == "session" for part in document.parts) > 1,
        "words": {key: writer.word(key) for key in ("for", "made_on", "code", "contents", "page", "page_of")},
        "parts": [writer.section(part, _TOP, part=True) for part in _in_order(document)],
    }
    return PageData(data, tuple(setting.typed), tuple(writer.form.fields.values()))


@dataclass(frozen=True, slots=True)
class _Writer:
    words: Mapping[str, str]
    setting: Setting
    titles: Mapping[str, Inlines]
    warn: Callable[[str], None]
    ordinary: bool
    repeat: bool = False
    placed: set[str] = field(default_factory=set)
    form: Form = field(default_factory=Form)

    def word(self, key: str, **values: str | int) -> str:
        """Return one of the interface's words, with its `{…}` filled in."""
        return label(self.words, key, **values)

    def blocks(self, blocks: Blocks, level: int, above: Inlines = ()) -> list[Data]:
        """Return blocks as data; `level` is that of headings among them, `above` the heading over them."""
        data: list[Data] = []
        for block in blocks:
            if isinstance(block, Section):
                data.extend(self.section(block, level, above))
                continue
            shown = self._block(block, level)
            if shown["is"] in ("list", "quotation") and data and data[-1]["is"] == "paragraph":
                data[-1]["leads"] = True
            data.append(shown)
            if shown.get("kind") == "close":
                _count_down(data)
        return data

    def _block(self, block: _Inner, level: int) -> Data:
        match block:
            case Paragraph():
                return {"is": "paragraph", "body": self.setting.inlines(block.children), "leads": False}
            case ItemList():
                items = [self.blocks(item, level) for item in block.items]
                return {"is": "list", "ordered": block.ordered, "items": items}
            case Quotation():
                return {"is": "quotation", "body": self.blocks(block.children, level)}
            case Task():
                return self._task(block, level)
            case Sample():
                return {
                    "is": "sample",
                    "label": self.word("sample"),
                    "title": self.setting.inlines(block.title),
                    "body": self.blocks(block.body, level),
                }
            case SelfCheck():
                return self._self_check(block)
            case HelpLines():
                return self._help_lines(block, level)
            case RatingsChart():
                return chart_data(block, self.form.answers, self.setting, self.word)
            case Addition():
                label = self.word("added_by", name=block.plugin)
                return {"is": "addition", "label": label, "body": self.blocks(block.children, level)}
            case _ as never:
                assert_never(never)

    def section(self, section: Section, level: int, above: Inlines = (), *, part: bool = False) -> list[Data]:
        """Return a section's head, followed by its contents: on a page, sections are not nested.

        Args:
            section: The section.
            level: The level of its heading.
            above: The title of the section around it.
            part: Whether it is one of the Document's parts, which begin on a fresh page.
        """
        numbered = "" if section.number is None else self.word("session", n=section.number)
        label = self.word("alternative") if section.role == "alternative" else numbered
        joined = bool(section.joined)
        title = self.setting.heading(_unbroken(section.joined) if joined else section.title)
        if label and not title:
            label, title = "", [label]
        # A session of one step may have the step's title; seen twice in a row, it looks like a mistake.
        titled = bool(title) and (section.title != above or bool(label))
        named = contains_datum(section.title)
        head: Data = {
            "is": "section",
            "part": part,
            "role": section.role,
            "anchor": self._anchor(section.id),
            "level": min(level, _DEEPEST),
            "titled": titled,
            "joined": joined,
            "title": title,
            "label": label,
            # Bookmarks and footers show no names.
            "named": named,
            "running": numbered or ("" if named else plain(section.title)),
            "date": written_date(section.date, self.words) if section.date else "",
            "minutes": self._minutes(section.minutes),
        }
        return [head, *self.blocks(section.children, level + 1 if titled else level, section.title)]

    def _anchor(self, section_id: str) -> str:
        """Return the name of a section's place; empty for a second section with the same id."""
        anchor = self.setting.anchors[section_id]
        if anchor in self.placed:
            return ""
        self.placed.add(anchor)
        return anchor

    def _minutes(self, minutes: int | None) -> str:
        return "" if minutes is None else self.word("minutes", n=minutes)

    def _task(self, task: Task, level: int) -> Data:
        plan = recalled(task, self.form.answers, self.words) if self.repeat else ()
        data: Data = {
            "is": "task",
            "kind": task.kind,
            # How many tasks there are to the one that closes the session, if nothing but ratings and actions
            # are; else none.
            "before-close": 0,
            "label": self.word(task.kind),
            "number": "" if task.number is None else str(task.number),
            "minutes": self._minutes(task.minutes),
            "title": self.setting.heading(task.title),
            "level": min(level, _DEEPEST),
            "body": self.blocks(
                (*plan, *task.body), level + 1 if shows_something(plain(task.title)) else level
            ),
            "help": self.setting.inlines(task.help),
            "response": response_data(task.response, self._asked(task_question(task), task_question(task))),
        }
        exercise, too_tall = task.kind == "exercise", may_be_too_tall(data, ordinary=self.ordinary)
        # Measuring an exercise takes as long as setting it, and a guess will do where letters have the ordinary size.
        measured = too_tall or (exercise and not self.ordinary)
        return data | {"large": measured, "parts": exercise and not measured and is_long(data)}

    def _asked(self, words: str, question: str) -> Asked:
        return Asked(words, question, self.form, self.setting, self.word)

    def _self_check(self, check: SelfCheck) -> Data:
        return {
            "is": "self-check",
            "lead": self.setting.inlines(check.lead),
            "statements": [self._statement(check, statement) for statement in check.statements],
            "confirm": response_data(check.confirm, self._asked(plain(check.lead), check_question(check))),
            "brief": check.brief,
        }

    def _statement(self, check: SelfCheck, statement: Statement) -> Data:
        text: list[Words] = self.setting.inlines(statement.text)
        title = self.titles.get(statement.target)
        if title is None:
            if statement.target:
                self.warn(
                    f"In {check.id} a line refers to a page, “{statement.target}”, that is not in this document."
                )
            return {"text": text, "instead": "", "anchor": "", "title": []}
        return {
            "text": text,
            "instead": self.word("instead"),
            "anchor": self.setting.anchors[statement.target],
            "title": self.setting.inlines(title, linked=True),
        }

    def _help_lines(self, lines: HelpLines, level: int) -> Data:
        return {
            "is": "help-lines",
            "lead": self.blocks(lines.lead, level),
            "groups": [self._help_group(group, level) for group in lines.groups],
            "caution": self.setting.inlines(lines.caution),
        }

    def _help_group(self, group: HelpGroup, level: int) -> Data:
        return {
            "title": self.setting.heading(group.title),
            "level": min(level, _DEEPEST),
            "emergency": self.word("emergency") if group.emergency else "",
            "dial": [phone(number) for number in group.emergency],
            "runs": [self._help_run(run) for run in group.runs],
        }

    def _help_run(self, lines: tuple[HelpLine, ...]) -> Data:
        """Return services one below another, or lines that each have their own place, for a table."""
        head = [self.word(key) for key in ("place", "emergency", "line")] if lines[0].place else []
        return {"head": head, "lines": [self._help_line(line) for line in lines]}

    def _help_line(self, line: HelpLine) -> Data:
        return {
            "purpose": self.setting.inlines(line.purpose),
            "name": line.name,
            "number": phone(line.number) if line.number else None,
            "serves": line.serves,
            "hours": f"{self.word('hours')}: {line.hours}" if line.hours else "",
            "site": site(line.web) if line.web else None,
            "place": line.place,
            "dial": [phone(number) for number in line.emergency],
        }


def _in_order(document: Document) -> Iterator[Section]:
    """Yield a Document's parts in their order on the pages.

    The owner of the pages is named last and in brief, which does not need a separate page: it goes before the
    parts that begin on new ones. A sheet has no such parts.
    """
    parts = document.parts
    fresh = (place for place, part in enumerate(parts) if part.role in _FRESH and not document.sheet)
    at = next(fresh, len(parts))
    brief = [part for part in parts[at:] if part.id == IMPRINT]
    yield from (*parts[:at], *brief, *(part for part in parts[at:] if part.id != IMPRINT))


def _unbroken(titles: tuple[Inlines, ...]) -> Inlines:
    """Return the titles of joined steps as one, in which lines end between them, rather than within one."""
    shown = [tuple(map(_kept_together, title)) for title in titles]
    return tuple(chain(*shown[:1], *((_JOINT, *title) for title in shown[1:])))


def _kept_together(node: Inline) -> Inline:
    if isinstance(node, Text) and len(node.text) <= _IN_A_LINE:
        return Text(node.text.replace(" ", "\u00a0"))
    return node


def _count_down(blocks: list[Data]) -> None:
    """Number what leads up to a session's close, backward from that."""
    for count, block in enumerate(reversed(blocks)):
        if count and block.get("kind") not in ("rating", "action"):
            break
        block["before-close"] = count


def _language(tag: str) -> Data:
    """Return a BCP 47 tag's language and its region, if it has one; `und` for anything else."""
    found = re.match(r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}))?(?:-|$)", tag)
    if not found:
        return {"language": "und", "region": ""}
    return {"language": found["language"].lower(), "region": (found["region"] or "").upper()}
