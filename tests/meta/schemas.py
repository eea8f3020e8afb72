"""Write the schemas that are derived from code: `python -m tests.meta.schemas`."""

from __future__ import annotations

import json

from tests.support import ROOT

from rekindle_core.answers.codec import answers_schema
from rekindle_core.caseload.export import record_schema
from rekindle_core.content.building.load import load_pack
from rekindle_core.document.codec import document_schema
from rekindle_core.profile.schema import profile_schema


def main() -> None:
    """Write all of them."""
    for path, schema in (
        ("content/profile.schema.json", profile_schema(load_pack())),
        ("docs/reference/answers.schema.json", answers_schema()),
        ("docs/reference/caseload.schema.json", record_schema()),
        ("docs/reference/document.schema.json", document_schema()),
    ):
        (ROOT / path).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
