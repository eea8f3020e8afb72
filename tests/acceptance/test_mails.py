"""Every example's mails as mail programs and servers take them: read back by two libraries, and sent over SMTP."""

from __future__ import annotations

import email
import email.policy
import json
import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.node_tools import run_node
from tests.support import GARDEN, PROFILES, build, rekindle

NAMES = sorted(path.stem for path in PROFILES.glob("*.yaml"))
KINDS = ("weekly", "daily", "two-minute")
WAY_OUT = "https://lists.example.org/end?who=" + "0123456789" * 27
MORE = (
    "--option",
    "draft=no",
    "--option",
    f"unsubscribe={WAY_OUT}",
    "--option",
    "sender=counselor@example.org",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Return a folder of mails for every example and kind."""
    folder = tmp_path_factory.mktemp("mails")
    for name in NAMES:
        for kind in KINDS:
            home = folder / name / kind
            words = ("--profile", PROFILES / f"{name}.yaml", "--option", f"kind={kind}", *MORE)
            build(home, *words, formats=("email",))
    return {(name, kind): folder / name / kind / "program" for name in NAMES for kind in KINDS}


def read(path: Path, policy: email.policy.EmailPolicy) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=policy)
    assert isinstance(message, EmailMessage)
    return message


def parts(message: EmailMessage) -> list[tuple[str, str]]:
    return [(part.get_content_type(), str(part.get_content())) for part in message.iter_parts()]


def meaning(message: EmailMessage) -> dict[str, Any]:
    """Return what a mail says, whatever way it came."""
    headers = {
        name: str(value)
        for name, value in message.items()
        if name.lower() not in ("x-peer", "x-mailfrom", "x-rcptto", "received")
    }
    return {"headers": headers, "parts": parts(message)}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_strict_parser_finds_no_defect_and_writes_the_same_mail(
    name: str, kind: str, made: dict[tuple[str, str], Path]
) -> None:
    strict = email.policy.strict.clone(linesep="\r\n", max_line_length=None)
    mails = sorted(made[name, kind].glob("*.eml"))
    assert mails
    for path in mails:
        message = read(path, strict)
        for part in message.walk():
            assert not part.defects
            for header in part.values():
                assert not header.defects, header
        assert [kind for kind, _ in parts(message)] == ["text/plain", "text/html"]
        assert [part.get_content_charset() for part in message.iter_parts()] == ["utf-8", "utf-8"]
        again = email.message_from_bytes(message.as_bytes(), policy=email.policy.strict)
        assert isinstance(again, EmailMessage)
        assert meaning(again) == meaning(message)
        data = path.read_bytes()
        data.decode("ascii")
        assert max(map(len, data.split(b"\r\n"))) <= 998
        assert {name.lower() for name in message} >= {"date", "from", "message-id", "subject", "mime-version"}
        assert len(message.keys()) == len({name.lower() for name in message.keys()})  # noqa: SIM118


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_mailparser_reads_the_same(name: str, kind: str, made: dict[tuple[str, str], Path]) -> None:
    files = sorted(made[name, kind].glob("*.eml"))
    for path, found in zip(files, json.loads(run_node("mailparser.mjs", *files)), strict=True):
        message = read(path, email.policy.strict)
        (_, text), (_, html) = parts(message)
        assert found["subject"] == message["Subject"]
        assert found["date"] == message["Date"].datetime.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        assert found["id"] == message["Message-ID"]
        assert found["from"] == [{"name": "", "address": "counselor@example.org"}]
        assert (found["to"], found["bcc"]) == ([], [])
        assert found["text"].rstrip("\n") == text.replace("\r\n", "\n").rstrip("\n")
        assert found["html"].rstrip("\n") == html.replace("\r\n", "\n").rstrip("\n")
        # A mail has nothing to open beside its words; the calendar is a file of its own.
        assert found["attachments"] == []
        assert found["list"]["unsubscribe"] == {"url": WAY_OUT}
        keys = [key for key, _ in found["headers"]]
        assert keys == [key.lower() for key in message.keys()]  # noqa: SIM118


@pytest.mark.parametrize("name", NAMES)
def test_files_are_named_by_number_and_date_and_there_is_one_calendar(
    name: str, made: dict[tuple[str, str], Path]
) -> None:
    for kind in KINDS:
        files = [path.name for path in sorted(made[name, kind].iterdir())]
        mails = [file for file in files if file.endswith(".eml")]
        day = r"-day-\d" if kind == "daily" and len(mails) > 1 else ""
        assert all(
            re.fullmatch(rf"program-session-\d\d{day}(-\d{{4}}-\d\d-\d\d)?\.eml", file) for file in mails
        )
        dated = any(re.search(r"\d{4}", file) for file in mails)
        assert [file for file in files if file not in mails] == ["program-sessions.ics"] * dated
        # In the order of their names they are in the order in which they are sent.
        dates = [read(made[name, kind] / file, email.policy.strict)["Date"].datetime for file in mails]
        assert dates == sorted(dates)


# ------------------------------------------------------------------ a server


class Mailbox:
    """Takes what comes."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.received.append(envelope.content)
        return "250 OK"


class Loopback(Controller):
    """A server on a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def server(mailbox: Mailbox) -> Iterator[tuple[str, int]]:
    """Run a mail server on loopback; it refuses lines that are longer than the standard allows."""
    controller = Loopback(mailbox, hostname="127.0.0.1", port=0, decode_data=False)
    controller.start()
    try:
        yield controller.hostname, controller.port
    finally:
        controller.stop()


@pytest.mark.slow
def test_a_server_takes_every_mail_and_hands_on_what_it_means(made: dict[tuple[str, str], Path]) -> None:
    mailbox = Mailbox()
    files = [path for home in made.values() for path in sorted(home.glob("*.eml"))]
    with server(mailbox) as (host, port), smtplib.SMTP(host, port, timeout=30) as client:
        for path in files:
            refused = client.sendmail("counselor@example.org", ["reader@example.org"], path.read_bytes())
            assert refused == {}
    assert len(mailbox.received) == len(files) > 100
    for path, data in zip(files, mailbox.received, strict=True):
        received = email.message_from_bytes(data, policy=email.policy.strict)
        assert isinstance(received, EmailMessage)
        assert meaning(received) == meaning(read(path, email.policy.strict))


# ------------------------------------------------------------------ a page in the program's place

REPLACED = (
    "build",
    "--pack",
    str(GARDEN),
    "--set",
    "moved_away=yes",
    "--format",
    "email",
    "--date",
    "2027-01-04",
)


def test_no_mail_is_made_of_a_replaced_program_until_a_person_has_decided_it(tmp_path: Path) -> None:
    refused = rekindle(*REPLACED, "--format", "text", cwd=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("rekindle: needs-confirmation: ")
    assert "A gate replaces the whole program" in refused.stderr
    assert "--confirm replaced-program" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert list(tmp_path.iterdir()) == []
    done = rekindle(*REPLACED, "--confirm", "replaced-program", "--name", "program", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (made,) = (tmp_path / "program").iterdir()
    assert made.name == "program-session-01.eml"
    assert read(made, email.policy.strict)["Subject"] == "Session 1"


def test_every_other_format_waits_for_the_same_word(tmp_path: Path) -> None:
    words = [word if word != "email" else "html" for word in REPLACED]
    assert rekindle(*words, "--output", tmp_path / "page.html").returncode == 1
    done = rekindle(*words, "--confirm", "replaced-program", "--output", tmp_path / "page.html")
    assert done.returncode == 0, done.stderr
