"""The formats that come with Rekindle keep what every format promises."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from types import MappingProxyType

import pikepdf
import pytest

from rekindle_core import Artifact, Section, SelfCheck, Text, replace
from rekindle_core.testing import Limits, Reading, RendererSuite
from rekindle_core.testing.samples import every_node


class TestText(RendererSuite):
    format_name = "text"


class TestNarrowText(TestText):
    options = MappingProxyType({"width": "20"})


class TestMarkdown(RendererSuite):
    format_name = "markdown"


class TestHtml(RendererSuite):
    format_name = "html"


class TestEmail(RendererSuite):
    format_name = "email"
    limits = Limits(self_checks_first=True, review_elsewhere=True)


class TestDailyMail(TestEmail):
    options = MappingProxyType({"kind": "daily"})
    limits = Limits(complete=False, self_checks_first=True, help_in_brief=True, review_elsewhere=True)
    examples = 10


class TestTwoMinuteMail(TestEmail):
    options = MappingProxyType({"kind": "two-minute"})
    limits = Limits(complete=False, self_checks_first=True, review_elsewhere=True)
    examples = 10

    def test_a_step_of_nothing_but_a_self_check_has_its_title_with_that(self) -> None:
        check = SelfCheck("check", (Text("If so, stop."),), (), None)
        step = Section("step", "step", (Text("A step"),), (check,), skippable=True)
        session = Section("session", "session", (Text("A session"),), (step,), number=1)
        document = replace(every_node(), parts=(session,))
        self._see(self._misplaced(document), document)


class TestPdf(RendererSuite):
    format_name = "pdf"
    limits = Limits(imprint_earlier=True)
    examples = 8

    def read(self, artifact: Artifact) -> Sequence[Reading]:
        tool = shutil.which("pdftotext") or pytest.skip("pdftotext (poppler-utils) is not installed")
        done = subprocess.run([tool, "-raw", "-", "-"], input=artifact.data, capture_output=True, check=True)
        with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
            beside = [str(pdf.docinfo), pdf.Root.Metadata.read_bytes().decode(), repr(pdf.Root.get("/Names"))]
            beside += titles(pdf.open_outline().root)
            language = str(pdf.Root.get("/Lang", ""))
        return (Reading(done.stdout.decode(), language, "\n".join(beside)),)


def titles(items: list[pikepdf.OutlineItem]) -> list[str]:
    return [title for item in items for title in (item.title, *titles(item.children))]
