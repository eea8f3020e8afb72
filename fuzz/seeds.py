"""Writes what the fuzzers begin with: files of each kind that are in order, small enough to be changed anywhere."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from tests.pictures import KINDS, png
from tests.plain_pdf import form_pdf, text_field

from rekindle_core import document_to_json
from rekindle_core.testing.samples import every_node

ROOT = Path(__file__).parent.parent
MOST_YAML = 20_000
ANSWERS = (ROOT / "examples/answers/first-week.json").read_text(encoding="utf-8")
EARLIER = json.dumps(
    {
        "format": 2,
        "program_id": "p",
        "at": "s1_a_b",
        "answers": {"s1_a_b": "words", "s1_session_r": 7, "s2_a_c": ["x", "y"]},
    }
)
"""Answers as an earlier page saved them."""


def write_seeds(folder: Path) -> None:
    """Write the files: a folder for each fuzzer, named as it is."""
    for name in ("yaml_reader", "logo", "configuration", "document", "answers", "pdf_form"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    packs = [*(ROOT / "content").rglob("*.yaml"), *(ROOT / "tests/packs").rglob("*.yaml")]
    for number, path in enumerate([*packs, *(ROOT / "examples/packs").rglob("*.yaml")]):
        if path.stat().st_size < MOST_YAML:
            shutil.copy(path, folder / "yaml_reader" / f"{number}.yaml")
    shutil.copy(ROOT / "examples/practice/logo.svg", folder / "logo")
    for number, kind in enumerate(KINDS):
        (folder / "logo" / f"{number}.png").write_bytes(png(kind, 8, 4))
    (folder / "configuration/all.toml").write_text(
        '# All kinds\n[build]\nformat = ["pdf", \'text\']\nquiet = true\noption.pdf = { "paper" = "a4" }\n'
        '[build.option.email]\nnumber = 0x1F\nday = 2027-01-04\nwords = """\na\\u00e9"""\n',
        encoding="utf-8",
    )
    for number, value in enumerate((b"(words)", b"<feff00e9d83d>", b"7", b"11 0 R")):
        (folder / "pdf_form" / f"{number}.pdf").write_bytes(form_pdf([text_field(value)]))
    earlier = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/acceptance/documents").glob("*")]
    for number, text in enumerate([document_to_json(every_node()), *earlier]):
        plain = json.dumps(json.loads(text), separators=(",", ":"))
        (folder / "document" / f"{number}.json").write_text(plain, encoding="utf-8")
    for number, text in enumerate((ANSWERS, EARLIER)):
        (folder / "answers" / f"{number}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_seeds(Path(sys.argv[1]))
