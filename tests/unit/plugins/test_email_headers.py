"""What is read of a mail without opening it: subject, sender, names of files, first words, and the way out."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import json
import re
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.node_tools import run_node
from tests.support import CONFIRMED, PROFILES, QUICK, bundled_pack

from rekindle_core import (
    Artifact,
    Datum,
    Document,
    Section,
    Text,
    UsageError,
    load_profile,
    make_plan,
    plain,
    realise,
    render,
    walk,
)
from rekindle_core.engine import find_plugins
from rekindle_core.frozen import replace
from rekindle_core.testing.profiles import random_facts
from rekindle_core.testing.samples import HOSTILE, every_node, practice
from rekindle_core.testing.strategies import documents
from rekindle_email import Options
from rekindle_email.digests import digests
from rekindle_email.headers import POLICY
from rekindle_email.message import make_message, message_bytes

PLUGINS = find_plugins()
KINDS = ("weekly", "daily", "two-minute")
PREVIEWED = 256
"""So many characters of a mail a server keeps for previews (RFC 8970), and no program shows more."""


def made(document: Document, **options: str) -> tuple[Artifact, ...]:
    """Return what the format makes, with the real text renderer."""
    return render(document, "email", options, plugins=PLUGINS, confirmed=("replaced-program",))


def mails(document: Document, **options: str) -> list[EmailMessage]:
    files = made(document, **options)
    return [_parsed(file.data) for file in files if file.suffix.endswith(".eml")]


def _parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.strict)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def preview(message: EmailMessage) -> list[str]:
    """Return the first words of each part as a notification shows them."""
    html = re.sub(
        r"<style.*?</style>|<title>.*?</title>|<[^>]*>", " ", body(message, "html"), flags=re.DOTALL
    )
    return [" ".join(text.split())[:PREVIEWED] for text in (body(message, "plain"), html)]


def seen_from_outside(document: Document, **options: str) -> str:
    """Return all that can be read of a program's mails by whoever opens none of them."""
    seen: list[str] = []
    for file in made(document, **options):
        seen.append(file.suffix)
        if file.suffix.endswith(".ics"):
            seen.append(file.data.decode().replace("\r\n ", ""))
        else:
            message = _parsed(file.data)
            seen += [f"{name}: {value}" for name, value in message.items()]
            seen += [f"{name}: {value}" for part in message.iter_parts() for name, value in part.items()]
            seen += preview(message)
    return "\n".join(seen)


def titles(document: Document) -> set[str]:
    found = {plain(block.title) for block in walk(document) if isinstance(block, Section)} | {document.title}
    return {title for title in found if title}


# ------------------------------------------------------------------ what is seen from outside


@cache
def discreet_programs() -> tuple[Document, ...]:
    """Programs for every example and for random readers, all of whom have a partner with a name that is rare."""
    pack = bundled_pack()
    sources: list[object] = [PROFILES / f"{name}.yaml" for name in _examples()]
    sources += [{**random_facts(pack, Random(number)), "program.start": "2027-01-11"} for number in range(5)]
    programs = []
    for number, source in enumerate(sources):
        told = ("partner.name=Qwertza", "client.name=Ytrewq", "safe_device=no")
        profile = load_profile(pack, source, settings=told)  # type: ignore[arg-type]
        programs.append(realise(pack, make_plan(pack, profile, seed=number), confirmed=CONFIRMED))
    return tuple(programs)


def _examples() -> list[str]:
    return sorted(path.stem for path in PROFILES.glob("*.yaml"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_private_mail_tells_nothing_from_outside(kind: str) -> None:
    """Neither subject, first words, file name nor calendar has a name, the title of a step or of the program."""
    for document in discreet_programs():
        assert document.discreet
        seen = seen_from_outside(document, kind=kind)
        told = {"Qwertza", "Ytrewq", document.code, *titles(document)}
        assert [secret for secret in sorted(told) if secret.casefold() in seen.casefold()] == []
        subjects = re.findall("^Subject: (.*)$", seen, re.MULTILINE)
        assert subjects
        assert all(re.fullmatch(r"Session \d+(, day \d)?", subject) for subject in subjects)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("discreet", [True, False])
@pytest.mark.parametrize("private", ["auto", "yes"])
def test_a_mail_is_as_private_as_the_document_says_and_more_so_if_asked(
    kind: str, discreet: bool, private: str
) -> None:
    document = replace(every_node("Qwertza"), discreet=discreet)
    hidden = discreet or private == "yes"
    for message in mails(document, kind=kind, private=private):
        assert message["Subject"].endswith(": Look back") is not hidden
        assert message["Subject"].startswith("Session 1")
        assert all((document.title in words) is not hidden for words in preview(message)[1:])
        assert ("Harbour Lane" in message["From"]) is not hidden


def test_a_name_in_a_sessions_title_stays_out_of_the_subject() -> None:
    parts = tuple(
        replace(part, title=(Text("What "), Datum("Qwertza", "partner.name")))
        if part.role == "session"
        else part
        for part in EXPECTED.parts
    )
    for message in mails(replace(EXPECTED, parts=parts)):
        assert message["Subject"] == "Session 1"


def test_a_page_in_the_programs_place_is_never_named_from_outside() -> None:
    pack = bundled_pack()
    facts = {"safety.afraid": "yes", "safe_device": "yes", "may_print": "yes"}
    document = realise(pack, make_plan(pack, load_profile(pack, facts)), confirmed=CONFIRMED)
    (message,) = mails(document)
    assert message["Subject"] == "Session 1"


# ------------------------------------------------------------------ hostile words


TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *HOSTILE,
            "a\r\nBcc: x@example.org\r\n\r\nbody",
            "x" * 1200,
            "word " * 99,
            "🌻" * 99,
            "=?utf-8?q?x?=",
        ]
    ),
    st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Lo"]), max_size=40),
)


EXPECTED = replace(every_node(), discreet=False)


@pytest.mark.slow
@settings(QUICK, max_examples=50)
@given(title=TEXTS, name=TEXTS, practice_name=TEXTS, word=TEXTS, language=TEXTS)
def test_whatever_a_document_says_a_mail_has_the_same_headers_in_lines_that_fit(
    title: str, name: str, practice_name: str, word: str, language: str
) -> None:
    words = {**EXPECTED.words, "session": f"Session {{n}} {word}", "mail_cover": word}
    parts = tuple(
        replace(part, title=(Text(title), Datum(name, "partner.name"))) if part.role == "session" else part
        for part in EXPECTED.parts
    )
    hostile = replace(
        EXPECTED,
        title=title,
        language=language,
        words=words,
        parts=parts,
        practice=replace(practice(), name=practice_name),
    )
    for file, expected in zip(made(hostile), made(EXPECTED), strict=True):
        assert file.suffix == expected.suffix
        file.data.decode("ascii" if file.suffix.endswith(".eml") else "utf-8")
        lines = file.data.split(b"\r\n")
        assert not any(b"\r" in line or b"\n" in line for line in lines)
        assert max(map(len, lines)) <= 998
        if file.suffix.endswith(".eml"):
            long = [line for line in lines if len(line) > 78 and not line.startswith((b"From: ", b" <"))]
            # A name of one word cannot be folded.
            assert not [line for line in long if b" " in line.strip()]
            message, other = _parsed(file.data), _parsed(expected.data)
            assert message.keys() == other.keys()
            assert [part.keys() for part in message.iter_parts()] == [
                part.keys() for part in other.iter_parts()
            ]
            # A long one may be folded before its first word, and the space of the fold is no part of it.
            subject = str(message["Subject"]).removeprefix(" ")
            assert subject == subject.strip()
            assert not set(subject) & set("\r\n\x00\u202e\u2066")


@pytest.mark.parametrize(
    "title", ["מבט לאחור", "🌻 " * 90, "N" * 1500, "a, b <c@d>; e", '"quoted" =?utf-8?q?x?=']
)
def test_a_subject_of_any_length_and_script_parses_back(title: str) -> None:
    document = every_node()
    parts = tuple(
        replace(part, title=(Text(title),)) if part.role == "session" else part for part in document.parts
    )
    (message,) = mails(replace(document, parts=parts, discreet=False))
    assert message["Subject"].replace("\N{WORD JOINER}", "") == f"Session 1: {title.strip()}"


# ------------------------------------------------------------------ the way out


LONG = "https://lists.example.org/end?who=" + "a0Z-_.~%2F" * 27
assert len(LONG) > 300


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "post"),
    [
        (LONG, True),
        ("https://example.org/u/1?a=b&c=d", True),
        ("mailto:end@example.org?subject=no%20more", False),
        ("https://example.org/" + "x" * 880, True),
    ],
)
def test_the_way_out_is_one_unbroken_address(address: str, post: bool, tmp_path: Path) -> None:
    """Python's own package would fold a long one into encoded words, which no program reads inside an address."""
    files = made(every_node(), unsubscribe=address)
    (mail,) = (file for file in files if file.suffix.endswith(".eml"))
    head = mail.data.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n ", " ")
    assert [line for line in head.split("\r\n") if line.startswith("List-Unsubscribe:")] == [
        f"List-Unsubscribe: <{address}>"
    ]
    assert max(map(len, mail.data.split(b"\r\n"))) <= 998
    message = _parsed(mail.data)
    assert message["List-Unsubscribe"] == f"<{address}>"
    assert message["List-Unsubscribe-Post"] == ("List-Unsubscribe=One-Click" if post else None)
    (tmp_path / "mail.eml").write_bytes(mail.data)
    (parsed,) = json.loads(run_node("mailparser.mjs", tmp_path / "mail.eml"))
    key = "url" if post else "mail"
    expected = address if post else address.removeprefix("mailto:")
    assert parsed["list"]["unsubscribe"][key] == expected
    assert dict(parsed["headers"]).keys() >= ({"list-unsubscribe-post"} if post else set())


def test_without_an_address_there_is_no_way_out_to_be_seen() -> None:
    for message in mails(every_node()):
        assert not [name for name in message.keys() if name.lower().startswith("list-")]  # noqa: SIM118


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "https://",
        "example.org",
        "mailto:nobody",
        "https://example.org/a b",
        "https://example.org/>\r\nBcc: x@example.org",
        "https://example.org/,<mailto:a@b>",
        "https://exämple.org/",
        "https://example.org/" + "x" * 900,
    ],
)
def test_what_could_not_stand_in_the_header_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="The “unsubscribe” option of email can't be that address") as no:
        made(every_node(), unsubscribe=address)
    assert no.value.code == "bad-option"


# ------------------------------------------------------------------ drafts


def test_a_mail_for_a_server_is_no_draft() -> None:
    for draft, marked in (("yes", "1"), ("no", None)):
        assert {message["X-Unsent"] for message in mails(every_node(), draft=draft)} == {marked}


def test_kinds_and_days_have_names_of_their_own_and_keep_them() -> None:
    document = replace(every_node(), date=dt.date(2027, 1, 4))
    ids = [message["Message-ID"] for kind in KINDS for message in mails(document, kind=kind)]
    assert len(set(ids)) == len(ids)
    told = {
        "sender": "me@example.org",
        "private": "yes",
        "draft": "no",
        "unsubscribe": "https://example.org/u",
    }
    assert ids == [message["Message-ID"] for kind in KINDS for message in mails(document, kind=kind, **told)]


@pytest.mark.slow
@settings(QUICK, max_examples=40)
@given(document=documents(), unsubscribe=st.sampled_from(["", LONG]))
def test_a_mail_is_written_as_the_email_package_writes_it(document: Document, unsubscribe: str) -> None:
    """It takes a third of the time, and gives the same bytes for whoever sends the message itself."""
    options = Options(kind="daily", unsubscribe=unsubscribe)
    for digest in digests(document, options.kind):
        message = make_message(document, digest, lambda shown: f"{shown.title} \N{BLOSSOM} é\n" * 9, options)
        assert message_bytes(message) == message.as_bytes(policy=POLICY)
        assert message_bytes(message) == _parsed(message_bytes(message)).as_bytes(policy=POLICY)
