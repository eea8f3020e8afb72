"""The sample: the general program, as a page and as a PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from tests.serving import Visitor, new_desk, words


def test_the_sample_is_a_preview_and_a_file(tmp_path: Path) -> None:
    (tmp_path / "practice.yaml").write_text(
        'format: 1\nname: "Harbour Lane"\ncountry: US\n', encoding="utf-8"
    )
    visitor = Visitor(new_desk(tmp_path)).enter()
    visitor.get("/sample")
    assert 'src="/sample/look"' in visitor.page
    shown = visitor.get("/sample/look").text
    assert "Harbour Lane" in words(shown)
    saved = visitor.get("/sample/pdf")
    assert saved.headers["content-disposition"] == 'attachment; filename="sample.pdf"'
    # Letter, as is usual in that country: 612 points wide.
    with pikepdf.open(io.BytesIO(saved.content)) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(612, abs=1)
