"""Blocks to HTML: one function for each kind, and the match that finds it.

Input: blocks, and their place on the page. Output: markup, each block once and in order. Must not know:
what is around them on the page.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    Addition,
    Block,
    Blocks,
    HelpLines,
    Inlines,
    ItemList,
    Paragraph,
    Quotation,
    Ratings,
    RatingsChart,
    Sample,
    Section,
    SelfCheck,
    Statement,
    Task,
    recalled,
)
from rekindle_html.helplines import help_group
from rekindle_html.inlines import day, inlines, reference, shown, without_links
from rekindle_html.markup import Markup, between, element, fragment
from rekindle_html.ratings import chart, grid
from rekindle_html.responses import question_id, respond

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rekindle_html.place import Place


def blocks(nodes: Blocks, place: Place) -> Markup:
    """Write blocks one after another."""
    return fragment(*(_block(node, place) for node in nodes))


def _item(item: Blocks, place: Place) -> Markup:
    match item:
        case (Paragraph(children=words),):
            return inlines(words, place)
        case _:
            return blocks(item, place)


def _block(node: Block, place: Place) -> Markup:
    match node:
        case Paragraph():
            return element("p", inlines(node.children, place))
        case ItemList():
            items = (element("li", _item(item, place)) for item in node.items)
            return element("ol" if node.ordered else "ul", *items)
        case Quotation():
            return element("blockquote", blocks(node.children, place))
        case Task():
            return _task(node, place)
        case Sample():
            return _sample(node, place)
        case SelfCheck():
            return _self_check(node, place)
        case HelpLines():
            return _help_lines(node, place)
        case RatingsChart():
            return chart(node, place)
        case Addition():
            by = element("p", place.word("added_by", name=node.plugin), class_="kind")
            return element("aside", by, blocks(node.children, place), class_="addition")
        case Section():
            return section(node, place)
        case _ as never:
            assert_never(never)


def section(node: Section, place: Place, *, above: Inlines = ()) -> Markup:
    """Write a section and its contents.

    Args:
        node: The section.
        place: Its place on the page.
        above: The title of the section around it.
    """
    # A session of one step has the step's title; seen twice in a row, it would look like a mistake.
    hidden = "unseen" if node.title == above else None
    before, title = label(node, place), shown(node.title)
    # A screen reader stops at a heading without words for nothing.
    headed = bool(before or title)
    within = place.below() if headed else place
    return element(
        "section",
        place.heading(before, inlines(title, place), class_=hidden) if headed else None,
        when(node, place),
        *_children(node, within),
        id=node.id,
        class_=node.role,
    )


def _children(node: Section, within: Place) -> Iterator[Markup]:
    for nested, run in groupby(node.children, lambda child: isinstance(child, Section)):
        if nested:
            yield from (
                section(child, within, above=node.title) for child in run if isinstance(child, Section)
            )
        else:
            yield blocks(tuple(run), within)


def label(node: Section, place: Place) -> Markup | None:
    """Write what comes before a section's title: the number of a session, or that it is to be read instead."""
    if node.number is not None:
        return element("span", place.word("session", n=node.number), " ", class_="label")
    if node.role == "alternative":
        return element("span", place.word("alternative"), " ", class_="label")
    return None


def when(node: Section, place: Place) -> Markup | None:
    """Write the day of a section and how long it takes, if it has either."""
    parts: list[str] = []
    if node.date is not None:
        parts.append(day(node.date, place.words))
    if node.minutes is not None:
        parts.append(place.word("minutes", n=node.minutes))
    return element("p", between(" · ", parts), class_="when") if parts else None


def _task(task: Task, place: Place) -> Markup:
    number = element("b", str(task.number)) if task.number is not None else None
    minutes = element("small", place.word("minutes", n=task.minutes)) if task.minutes is not None else None
    kind = [part for part in (place.word(task.kind), number, minutes) if part is not None]
    return element(
        "div",
        element("p", between(" ", kind), class_="kind"),
        _earlier(task, place),
        _asked(task, place),
        id=f"{task.id}--task" if task.response is not None or task.kind == "prompt" else None,
        class_=f"task {task.kind}",
    )


def _earlier(task: Task, place: Place) -> Markup | None:
    """Write the plan of an earlier session; the script keeps it up to date with the page."""
    if not task.earlier:
        return None
    plan = recalled(task, place.answers, place.words)
    lines = fragment(*(blocks(one.children, place) for one in plan if isinstance(one, Quotation)))
    of = " ".join(task.earlier.answer_ids)
    return element("blockquote", lines, class_="earlier", data_of=of, hidden=not plan)


def _asked(task: Task, place: Place) -> Markup:
    title = place.heading(inlines(task.title, place)) if shown(task.title) else None
    help_ = element("small", inlines(task.help, place), class_="help") if task.help else None
    if task.response is None:
        return fragment(title, blocks(task.body, place), help_)
    if isinstance(task.response, Ratings):
        # Each row asks its own question.
        return fragment(title, blocks(task.body, place), help_, grid(task.response, place))
    match task.body:
        case (Paragraph(children=question),):
            return fragment(title, respond(task.response, question, place, help_))
        case body:
            whole = element("div", title, blocks(body, place), help_, id=question_id(task.response))
            return fragment(whole, respond(task.response, None, place))


def _sample(sample: Sample, place: Place) -> Markup:
    kind = element("span", place.word("sample"), class_="kind")
    caption = element("figcaption", kind, " ", element("strong", inlines(sample.title, place)))
    return element("figure", caption, blocks(sample.body, place), class_="sample")


def _self_check(check: SelfCheck, place: Place) -> Markup:
    lead = inlines(check.lead, place)
    statements = element("ul", *(_statement(check, statement, place) for statement in check.statements))
    if check.confirm is None:
        asked, confirm = element("p", lead, class_="lead"), None
    else:
        asked = element("p", lead, class_="lead", id=question_id(check.confirm))
        confirm = respond(check.confirm, None, place)
    return element("div", asked, statements, confirm, class_="check brief" if check.brief else "check")


def _statement(check: SelfCheck, statement: Statement, place: Place) -> Markup:
    text = inlines(statement.text, place)
    title = place.titles.get(statement.target)
    if title is None:
        if statement.target:
            place.warn(
                f"In {check.id} a line names a page, “{statement.target}”, that is not in this document."
            )
        return element("li", text)
    target = reference(statement.target, inlines(without_links(title), place), place)
    return element("li", text, " ", element("span", place.word("instead"), " ", target, class_="instead"))


def _help_lines(node: HelpLines, place: Place) -> Markup:
    return element(
        "div",
        blocks(node.lead, place),
        *(help_group(group, place) for group in node.groups),
        element("p", inlines(node.caution, place), class_="caution") if node.caution else None,
        class_="helplines",
    )
