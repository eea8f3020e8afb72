"""The contents of one email: the parts of a Document that are sent with a session.

Input: a Document, and a digest of one of its sessions. Output: a Document with only that email's parts,
which any renderer can show. Must not know: kinds, email, or how anything is shown.

Blocks are moved and left out, never changed; only headings are added here, in the Document's own words.

- An email opens with its self-checks, since it may be all that its reader looks at: they are lifted out
  of their steps, each after a pointer to its step. The first email has the page of self-checks too.
- Parts before the sessions go with the first email, and parts after them with the last.
- An email contains the alternatives that its self-checks point to; an alternative without such a self-check
  goes with the first email. Help goes with every email, and in brief with the emails of a session's
  later days.
- An email may be so long that its end is cut off. Then help comes after the self-checks, where nothing is cut off.
- Email programs preview an email's first words, and the reader may be watched. So the email's title is the
  bare number of its session; the program's title and the reader's name come last.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING, assert_never

from rekindle_core import (
    IMPRINT,
    Addition,
    Block,
    Blocks,
    Datum,
    Document,
    HelpLines,
    ItemList,
    Paragraph,
    Quotation,
    RatingsChart,
    Reference,
    Sample,
    Section,
    SelfCheck,
    Task,
    Text,
    label,
    plain,
    replace,
    walk,
)
from rekindle_email.brief_help import in_brief

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rekindle_email.digests import Digest


def mail_document(document: Document, digest: Digest, *, help_first: bool = False) -> Document:
    """Return the Document of one email.

    Args:
        document: The whole program.
        digest: What the email shows of its sessions.
        help_first: Whether help comes before all but the self-checks.
    """
    chosen = _chosen(document, digest)
    front = [part for part in chosen if part.role == "self-checks"]
    lifted: list[Block] = []
    body: list[Section] = []
    for part in (one for one in chosen if one not in front):
        if part.role == "help":
            body.append(_help(part, document, digest))
        elif part.role == "alternatives" or (document.sheet and not body and _begins_with_checks(part)):
            body.append(part)
        else:
            found = _lift(part)
            lifted += found.checks
            body.append(found.rest)
    if lifted:
        front = _with_checks(front, document, digest, tuple(lifted))
    if digest.session is not None:
        body = _with_alternatives(document, digest, front, body)
    if help_first:
        body.sort(key=lambda part: part.role != "help")
    return replace(
        document,
        title=digest_name(document, digest),
        reader="",
        reader_fact="",
        parts=(*front, *body, *_imprint(document)),
    )


def digest_name(document: Document, digest: Digest) -> str:
    """Return `Session 1`, or `Session 1, day 2`, in the Document's language: from outside, it reveals nothing.

    A sheet has no session and gets the neutral title.
    """
    if document.sheet:
        return label(document.words, "discreet_title")
    if digest.day:
        return label(document.words, "session_day", n=digest.number, day=digest.day)
    return label(document.words, "session", n=digest.number)


def _help(part: Section, document: Document, digest: Digest) -> Section:
    """Return a part about help: in brief on the days after a session's first, whose email has the full list."""
    if digest.day <= 1:
        return part
    first = label(document.words, "session_day", n=digest.number, day=1)
    return in_brief(part, label(document.words, "mail_help_rest", name=first))


def _chosen(document: Document, digest: Digest) -> list[Section]:
    shown = digest.session
    if shown is None:
        return list(document.parts)
    last = max(place for place, part in enumerate(document.parts) if part.role == "session")
    return [
        shown if part.id == shown.id else part
        for place, part in enumerate(document.parts)
        if part.id == shown.id or _belongs(part, digest, after=place > last)
    ]


def _belongs(part: Section, digest: Digest, *, after: bool) -> bool:
    """Whether a part belongs to a digest's session; `after` means that it comes after the last one."""
    if part.id == IMPRINT:
        return True
    match part.role:
        case "session" | "review":
            # An email has one session; the page that collects all ratings is left to the file or page.
            return False
        case "opening" | "self-checks":
            return digest.opens
        case "closing":
            return digest.ends
        case "alternatives" | "help":
            return True
        case "step" | "passage" | "alternative":
            return digest.ends if after else digest.opens
        case _ as never:
            assert_never(never)


@dataclass(frozen=True, slots=True)
class _Lifted:
    """A section without its self-checks, and the self-checks."""

    checks: Blocks
    rest: Section


def _lift(section: Section) -> _Lifted:
    """Take the self-checks out of a section, each section's after a pointer to it.

    If a short email shows nothing else of a step, there is no place to point to.
    """
    own: list[Block] = []
    deeper: list[Block] = []
    rest: list[Block] = []
    for block in section.children:
        match block:
            case SelfCheck():
                own.append(block)
            case Section():
                found = _lift(block)
                deeper += found.checks
                if found.rest.children or not found.checks:
                    rest.append(found.rest)
            case (
                Paragraph()
                | ItemList()
                | Quotation()
                | Task()
                | Sample()
                | HelpLines()
                | RatingsChart()
                | Addition()
            ):
                rest.append(block)
            case _ as never:
                assert_never(never)
    shown = rest or section.role == "session"
    pointer = (Reference(section.id, section.title),) if shown else section.title
    head = (Paragraph(pointer),) if own else ()
    return _Lifted((*head, *own, *deeper), replace(section, children=tuple(rest)))


def _begins_with_checks(part: Section) -> bool:
    """Return whether all self-checks of a part are at its start, where an email has them."""
    after = dropwhile(lambda block: isinstance(block, SelfCheck), part.children)
    return not any(isinstance(inner, SelfCheck) for block in after for inner in walk(block))


def _with_checks(front: list[Section], document: Document, digest: Digest, checks: Blocks) -> list[Section]:
    """Add lifted self-checks at the end of the page of self-checks, or on a separate page."""
    if front:
        return [*front[:-1], replace(front[-1], children=(*front[-1].children, *checks))]
    pages = [part.title for part in document.parts if part.role == "self-checks"]
    title = pages[0] if pages else (Text(digest_name(document, digest)),)
    return [Section("mail-self-checks", "self-checks", title, checks)]


def _with_alternatives(
    document: Document, digest: Digest, front: list[Section], body: list[Section]
) -> list[Section]:
    """Leave out the alternatives that this email does not use."""
    pages = [page for part in body if part.role == "alternatives" for page in _pages(part)]
    wanted = _targets([*front, *(part for part in body if part.role != "alternatives")])
    if digest.opens:
        pointed = _targets(document.parts)
        wanted |= {page.id for page in pages if not _ids(page) & pointed}
    kept: set[str] = set()
    # An alternative may have its own self-check, which points to another one.
    while more := [page for page in pages if page.id not in kept and _ids(page) & wanted]:
        kept |= {page.id for page in more}
        wanted |= _targets(more)
    shown: list[Section] = []
    for part in body:
        if part.role != "alternatives" or (digest.opens and not _pages(part)):
            shown.append(part)
        elif kept & {page.id for page in _pages(part)}:
            drop = {page.id for page in _pages(part)} - kept
            children = tuple(
                block for block in part.children if not (isinstance(block, Section) and block.id in drop)
            )
            shown.append(replace(part, children=children))
    return shown


def _pages(part: Section) -> list[Section]:
    """Return the alternatives themselves; a passage that introduces them accompanies any of them."""
    return [block for block in part.children if isinstance(block, Section) and block.role == "alternative"]


def _targets(blocks: Iterable[Block]) -> set[str]:
    checks = (block for top in blocks for block in walk(top) if isinstance(block, SelfCheck))
    return {statement.target for check in checks for statement in check.statements}


def _ids(section: Section) -> set[str]:
    return {block.id for block in walk(section) if isinstance(block, Section)}


def _imprint(document: Document) -> tuple[Section, ...]:
    """Return the program's title and who it is for, as a last part; nothing if neither is known.

    A discreet Document has such a part already.
    """
    if any(part.id == IMPRINT for part in document.parts):
        return ()
    # A page that replaces the program uses its own title, and already shows it.
    shown = any(plain(part.title) == document.title for part in document.parts)
    title = (Text(document.title),) if document.title and not shown else ()
    reader = (Text(f"{document.words['for']}: "), Datum(document.reader, document.reader_fact))
    children = (Paragraph(reader),) if document.reader else ()
    return (Section("mail-imprint", "passage", title, children),) if title or children else ()
