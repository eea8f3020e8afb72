"""A preview is only to be looked at: nothing in it could keep an answer, and nothing leads out of it."""

from __future__ import annotations

import base64
import hashlib
import html
import re

from tests.support import example

from rekindle_core import render

KEEPING = ("localStorage", "beforeunload", "createObjectURL", 'id="page--keep"')


def page(preview: str) -> str:
    (artifact,) = render(example("drifted-living-together"), "html", {"preview": preview, "exit": "yes"})
    return artifact.data.decode()


def test_a_preview_has_no_code_that_keeps_or_saves_and_no_button_to_leave() -> None:
    shown, workbook = page("yes"), page("no")
    # The check can fail: the workbook itself has all of these.
    workbook = workbook.replace("id=page--keep", 'id="page--keep"')
    assert [word for word in KEEPING if word not in workbook] == []
    assert [word for word in KEEPING if word in shown] == []
    assert "id=page--exit" in workbook.replace('"', "")
    assert "id=page--exit" not in shown.replace('"', "")


def test_its_policy_names_the_script_that_it_has() -> None:
    """A browser runs only what the policy names by its hash: a test in one sees that it runs."""
    shown = page("yes")
    (script,) = re.findall(r"<script>(.*?)</script>", shown, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html.unescape(shown)


def test_all_that_a_reader_reads_is_the_same() -> None:
    def words(text: str) -> str:
        main = text[text.index("<main") : text.index("</main>")]
        return re.sub(r"<[^>]+>", " ", main)

    assert words(page("yes")) == words(page("no"))
