"""The email format: what each mail holds, what is seen from outside, and that it parses back equal."""

from __future__ import annotations

import datetime as dt
import doctest
import email
import email.policy
import os
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mails import Reader

import rekindle_email.headers
import rekindle_email.markup
from rekindle_core import (
    Artifact,
    Document,
    HelpGroup,
    HelpLine,
    HelpLines,
    Paragraph,
    Practice,
    Reference,
    Request,
    Section,
    SelfCheck,
    Statement,
    Task,
    Text,
    UsageError,
    walk,
)
from rekindle_core.frozen import replace
from rekindle_core.testing.samples import HOSTILE, english_words, every_node, practice
from rekindle_email import Options, rekindle_register_formats
from rekindle_email.digests import digests
from rekindle_email.message import make_message
from rekindle_email.selection import mail_document

START = dt.date(2027, 1, 11)


def program(name: str = "Alex", count: int = 3, *, dated: bool = True) -> Document:
    """Return the sample with more sessions: each has an opening paragraph and tasks of its own."""
    document = every_node(name)
    (first,) = (part for part in document.parts if part.role == "session")

    def session(number: int) -> Section:
        step = first.children[0]
        assert isinstance(step, Section)
        marked = replace(
            step, id=f"step-{number}", children=(*step.children, paragraph(f"Words of {number}."))
        )
        day = START + dt.timedelta(weeks=number - 1) if dated else None
        return replace(first, id=f"session-{number}", number=number, date=day, children=(marked,))

    made = tuple(session(number) for number in range(1, count + 1))
    place = document.parts.index(first)
    return replace(document, parts=(*document.parts[:place], *made, *document.parts[place + 1 :]))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def page(name: str, *blocks: object) -> Section:
    return Section(name, "alternative", (Text(f"Title of {name}"),), (paragraph(f"Body of {name}."), *blocks))


def check(name: str, *targets: str) -> SelfCheck:
    statements = tuple(Statement((Text(f"It is so: {target}."),), target) for target in targets)
    return SelfCheck(name, (Text(f"Lead of {name}."),), statements, None, brief=True)


def outline(document: Document) -> str:
    """Stand in for the text format: enough to tell one mail's text from another's."""
    texts = re.findall(r"Text\(text='([^']*)'\)", repr(document.parts))
    return "\n".join([document.title, *texts]) + "\n"


def files(document: Document, warn=pytest.fail, **options) -> tuple[Artifact, ...]:
    """Return the mails of a program, without the calendar."""
    return tuple(made for made in every_file(document, warn, **options) if made.suffix != "-sessions.ics")


def every_file(document: Document, warn=pytest.fail, **options) -> tuple[Artifact, ...]:
    (format_,) = rekindle_register_formats()

    def render_text(name: str, shown: Document) -> tuple[Artifact, ...]:
        assert name == "text"
        return (Artifact(".txt", "text/plain", outline(shown).encode()),)

    request = Request(options=Options(**options), render=render_text, warn=warn)
    return tuple(format_.load()(document, request))


def mails(document: Document, **more) -> list[email.message.EmailMessage]:
    return [
        email.message_from_bytes(made.data, policy=email.policy.strict) for made in files(document, **more)
    ]


def part_of(message: email.message.EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return body.get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("module", [rekindle_email.headers, rekindle_email.markup])
def test_examples_in_docstrings_are_true(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


# ------------------------------------------------------------------ files


def test_each_session_is_a_file_named_by_number_and_day():
    assert [made.suffix for made in files(program())] == [
        "-session-01-2027-01-11.eml",
        "-session-02-2027-01-18.eml",
        "-session-03-2027-01-25.eml",
    ]
    assert [made.suffix for made in files(program(dated=False))] == [
        "-session-01.eml",
        "-session-02.eml",
        "-session-03.eml",
    ]
    assert {made.media_type for made in files(program())} == {"message/rfc822"}


# ------------------------------------------------------------------ what is seen from outside


@pytest.mark.parametrize("name", [*HOSTILE, "Alex"])
def test_headers_and_file_names_say_nothing_but_the_number(name):
    document = replace(program(name), title="A telling title", discreet=True)
    for number, (made, message) in enumerate(zip(files(document), mails(document), strict=True), start=1):
        assert message["Subject"] == f"Session {number}"
        head, _, _ = made.data.partition(b"\r\n\r\n")
        written = f"{head.decode('ascii')} {made.suffix}"
        for secret in (name, "telling", "Look back", document.code, document.program_id):
            assert secret not in written
        title = re.search("<title>(.*)</title>", part_of(message, "html"))
        assert title is not None
        assert title[1] == f"Session {number}"


def test_the_first_words_of_a_mail_are_its_number_and_the_last_name_the_program():
    for number, message in enumerate(mails(replace(program("Qwertz"), discreet=True)), start=1):
        html = Reader(part_of(message, "html"))
        words = html.words
        assert html.preview.rstrip("\u034f\u00a0") == english_words()["mail_cover"]
        assert words.startswith(f"Session {number}")
        assert words.index("A Sample Program") > words.index("None of this")
        assert words.rindex("Qwertz") > words.index("A Sample Program")


def test_whoever_renders_a_mails_document_starts_with_the_number_alone():
    """A text renderer puts title and reader in front, where mail programs preview them."""
    document = program()
    for number, digest in enumerate(digests(document, "weekly"), start=1):
        shown = mail_document(document, digest)
        assert (shown.title, shown.reader) == (f"Session {number}", "")


def test_mails_are_dated_at_eight_on_the_day_of_the_session_or_else_of_the_document():
    dates = [message["Date"].datetime for message in mails(program())]
    assert [date.date() for date in dates] == [START + dt.timedelta(weeks=week) for week in range(3)]
    assert {(date.hour, date.utcoffset()) for date in dates} == {(8, dt.timedelta(0))}
    undated = program(dated=False)
    assert {message["Date"].datetime.date() for message in mails(undated)} == {undated.date}


def test_a_message_id_is_one_mails_own_and_stays_the_same():
    first, second = program(), replace(program(), program_id="1" * 12)
    ids = [message["Message-ID"] for document in (first, second) for message in mails(document)]
    assert len(set(ids)) == 6
    assert ids[:3] == [message["Message-ID"] for message in mails(program("Another Name"))]
    assert all(re.fullmatch(r"<[0-9a-f]{32}@rekindle\.invalid>", name) for name in ids)


def test_a_mail_opens_as_a_draft_to_be_addressed():
    for message in mails(program()):
        assert message["X-Unsent"] == "1"
        assert message["To"] is None
        # RFC 5322 asks for one; this one can never be sent from.
        assert message["From"] == "Harbour Lane Counselling <hello@harbourlane.example>"
    for unreached in (None, Practice("Harbour Lane")):
        (message, *_) = mails(replace(program(), practice=unreached))
        # Without an address of the practice's it is one that can never be sent from.
        assert message["From"].addresses[0].addr_spec.endswith("@rekindle.invalid")
        assert message["From"].addresses[0].display_name == (unreached.name if unreached else "")


def test_a_sender_goes_into_from():
    given = {message["From"] for message in mails(program(), sender="me@example.org")}
    assert given == {"Harbour Lane Counselling <me@example.org>"}
    unsigned = replace(program(), practice=None)
    assert {message["From"] for message in mails(unsigned, sender="me@example.org")} == {"me@example.org"}


@pytest.mark.parametrize("name", [*HOSTILE, "A, B <c@d>", 'Ada "Quay" Marsh', "A\r\nBcc: x@example.org"])
def test_a_practice_of_any_name_signs_and_adds_no_header(name):
    for message in mails(replace(program(), practice=replace(practice(), name=name))):
        (address,) = message["From"].addresses
        assert address.display_name == " ".join(name.split())[:120]
        assert address.addr_spec == "hello@harbourlane.example"
        assert message["Bcc"] is None
        assert " ".join(name.split()) in " ".join(Reader(part_of(message, "html")).words.split())


def test_the_practice_does_not_stand_among_the_first_words_of_a_mail():
    for message in mails(program()):
        words = Reader(part_of(message, "html")).words
        assert words.index("Harbour Lane") > len(words) / 2


@pytest.mark.parametrize(
    "sender", ["nobody", "a@b\r\nBcc: c@example.org", "Zoë@example.org", "A <a@b>", "a@b, c@d", "@", " "]
)
def test_what_is_no_address_is_refused_as_sender(sender):
    with pytest.raises(UsageError, match="sender"):
        files(program(), sender=sender)


# ------------------------------------------------------------------ what a mail holds


def test_every_block_of_the_document_is_in_some_mail_and_sessions_are_in_one():
    document = program()
    shown = [mail_document(document, digest) for digest in digests(document, "weekly")]
    found = [{id(block) for block in walk(mail) if not isinstance(block, Section)} for mail in shown]
    # The page with the ratings of all sessions is left to the file: it needs them side by side.
    (review,) = (part for part in document.parts if part.role == "review")
    elsewhere = {id(block) for block in walk(review)}
    wanted = {id(block) for block in walk(document) if not isinstance(block, Section)} - elsewhere
    assert wanted <= set.union(*found)
    assert not elsewhere & set.union(*found)
    for number, mail in enumerate(shown, start=1):
        text = repr(mail)
        assert [f"Words of {n}." in text for n in (1, 2, 3)] == [n == number for n in (1, 2, 3)]


def test_opening_and_self_check_page_come_first_closing_last_help_always():
    document = program()
    roles = [
        [part.role for part in mail_document(document, digest).parts]
        for digest in digests(document, "weekly")
    ]
    assert [("opening" in has, "closing" in has, "help" in has) for has in roles] == [
        (True, False, True),
        (False, False, True),
        (False, True, True),
    ]
    pages = [
        repr(mail_document(document, digest)).count("'self-check-front'")
        for digest in digests(document, "weekly")
    ]
    assert pages[0] > 0
    assert pages[1:] == [0, 0]


def test_a_mail_opens_with_its_self_checks():
    document = program()
    for digest in digests(document, "weekly"):
        blocks = list(walk(mail_document(document, digest)))
        checks = [n for n, block in enumerate(blocks) if isinstance(block, SelfCheck)]
        others = [n for n, block in enumerate(blocks) if isinstance(block, Task | HelpLines)]
        opening = [
            n for n, b in enumerate(blocks) if isinstance(b, Section) and b.role in ("opening", "session")
        ]
        assert checks
        assert max(checks) < min(others + opening)


def test_a_lifted_self_check_follows_a_pointer_to_its_step():
    document = program()
    for digest in digests(document, "weekly"):
        front = mail_document(document, digest).parts[0]
        assert front.role == "self-checks"
        pointer, lifted = front.children[-2:]
        assert isinstance(lifted, SelfCheck)
        assert isinstance(pointer, Paragraph)
        assert isinstance(pointer.children[0], Reference)
        assert pointer.children[0].target == f"step-{digest.number}"


def with_alternatives(*pages: Section) -> Document:
    """Three sessions, of which the second's self-check points to page a; then the given alternatives."""
    document = program()
    appendix = Section(
        "appendix",
        "alternatives",
        (Text("Pages"),),
        (Section("note", "passage", (), (paragraph("A note."),)), *pages),
    )
    parts = []
    for part in document.parts:
        if part.id == "session-2":
            parts.append(replace(part, children=(check("check-2", "a", ""), paragraph("On."))))
        elif part.role == "session":
            parts.append(replace(part, children=(paragraph("On."),)))
        elif part.role not in ("alternatives", "self-checks"):
            parts.append(part)
    return replace(document, parts=(*parts, appendix))


def alternatives_of(document: Document) -> list[list[str]]:
    return [
        [
            block.id
            for block in walk(mail_document(document, digest))
            if getattr(block, "role", "") == "alternative"
        ]
        for digest in digests(document, "weekly")
    ]


def test_a_mail_has_the_alternatives_that_its_self_checks_point_to():
    assert alternatives_of(with_alternatives(page("a"))) == [[], ["a"], []]


def test_an_alternative_brings_those_that_its_own_self_check_points_to():
    document = with_alternatives(page("a", check("check-a", "b")), page("b"))
    assert alternatives_of(document) == [[], ["a", "b"], []]


def test_an_alternative_to_which_nothing_points_goes_with_the_first_mail():
    assert alternatives_of(with_alternatives(page("a"), page("c"))) == [["c"], ["a"], []]


def test_what_introduces_the_alternatives_goes_with_each_of_them_and_only_there():
    document = with_alternatives(page("a"))
    shown = ["A note." in repr(mail_document(document, digest)) for digest in digests(document, "weekly")]
    assert shown == [False, True, False]


def test_parts_of_other_roles_go_with_the_first_or_after_the_sessions_with_the_last():
    document = program()
    before = Section("before", "passage", (), (paragraph("Before."),))
    after = Section("after", "passage", (), (paragraph("After."),))
    document = replace(document, parts=(before, *document.parts, after))
    texts = [repr(mail_document(document, digest)) for digest in digests(document, "weekly")]
    assert ["Before." in text for text in texts] == [True, False, False]
    assert ["After." in text for text in texts] == [False, False, True]


def test_without_a_session_one_mail_holds_everything_and_looks_like_any_other():
    document = program()
    parts = (page("instead", check("check-i", "other")), page("other"), document.parts[-1])
    replaced = replace(document, parts=parts, title="Title of instead")
    (made,) = files(replaced)
    (message,) = mails(replaced)
    assert made.suffix == "-session-01.eml"
    assert message["Subject"] == "Session 1"
    shown = mail_document(replaced, digests(replaced, "weekly")[0])
    wanted = {id(block) for block in walk(replaced) if not isinstance(block, Section)}
    assert wanted <= {id(block) for block in walk(shown) if not isinstance(block, Section)}
    assert "Lead of check-i." in repr(shown.parts[0])
    assert repr(shown.parts).count("Title of instead") == 2  # the page's own heading, the pointer to it


# ------------------------------------------------------------------ the two bodies


def test_the_text_part_comes_first_and_is_what_the_text_format_makes():
    document = program("Zoë 🌻")
    for digest, message in zip(digests(document, "weekly"), mails(document), strict=True):
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        cover = f"{english_words()['mail_cover']}\n"
        assert part_of(message, "plain").replace(cover, "") == outline(mail_document(document, digest))


def test_a_mail_too_long_for_some_programs_is_told_of():
    lines = tuple(HelpLine(f"l{n}", f"Service {n}", "116 123", "anyone", "", "") for n in range(1500))
    part = Section("help", "help", (), (HelpLines("h", (), (HelpGroup((), (), lines),), ()),))
    document = program(count=2)
    warnings: list[str] = []
    files(replace(document, parts=(*document.parts, part)), warn=warnings.append)
    assert len(warnings) == 2
    assert re.search(r"“Session 2” has 1\d\d KB", warnings[1])


# ------------------------------------------------------------------ on the wire


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_whatever_the_name_a_mail_is_ascii_in_short_lines_with_crlf(name):
    for made in files(program(name, count=1)):
        made.data.decode("ascii")
        assert made.data.count(b"\n") == made.data.count(b"\r\n") == made.data.count(b"\r")
        assert max(map(len, made.data.split(b"\r\n"))) <= 78
        assert made.data.endswith(b"--\r\n")


def message_number(message: email.message.EmailMessage) -> int:
    return int(message["Subject"].split()[-1])


def test_nothing_in_a_document_can_add_a_header():
    evil = "\r\nBcc: thief@example.org\r\n\r\nbody"
    document = program(f"Alex{evil}")
    document = replace(
        document,
        title=f"T{evil}",
        language=f"en{evil}",
        program_id=f"0{evil}\udc80",
        code=f"1{evil}",
        words={**document.words, "session": f"Session {{n}}{evil}"},
    )
    plain = mails(program())
    for number, message in enumerate(mails(document)):
        assert message.keys() == plain[number].keys()
        assert [part.keys() for part in message.iter_parts()] == [
            part.keys() for part in plain[number].iter_parts()
        ]
        assert message["Bcc"] is None


def test_a_subject_in_any_script_parses_back():
    document = program()
    words = {**document.words, "session": "פגישה {n} · 🌻 " + "長い" * 40}
    document = replace(document, words=words, discreet=True)
    assert [message["Subject"] for message in mails(document)] == [
        f"פגישה {n} · 🌻 " + "長い" * 40 for n in (1, 2, 3)
    ]


def test_one_message_is_a_pure_function():
    document = program()
    for digest in digests(document, "weekly"):
        once, again = (make_message(document, digest, outline, Options()).as_bytes() for _ in range(2))
        assert once == again
    made = [
        make_message(document, digest, outline, Options()).as_bytes()
        for digest in digests(document, "weekly")
    ]
    assert made == [artifact.data for artifact in files(document)]


# ------------------------------------------------------------------ as a plugin


def test_registering_does_not_import_the_email_package():
    code = (
        "import sys, rekindle_email; rekindle_email.rekindle_register_formats(); "
        "print([name for name in ('email.message', 'rekindle_email.render') if name in sys.modules])"
    )
    assert _python(code, "0", "-S") == "[]\n"


def _python(code: str, seed: str, *flags: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, *flags, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout
