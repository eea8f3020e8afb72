"""`rekindle batch --template`: an empty roster, to fill in."""

from __future__ import annotations

from pathlib import Path

from rekindle_core.cli.inputs import open_pack
from rekindle_core.cli.programs.output import write_all
from rekindle_core.cli.terminal.messages import note
from rekindle_core.errors import UsageError
from rekindle_core.extension.format import Artifact


def write_template(path: Path, pack_path: Path | None, *, no_cache: bool) -> None:
    """Write an empty roster; with CSV, a second file explains the columns.

    Raises:
        UsageError: There is something in its place, or its name ends in neither .xlsx nor .csv.
    """
    from rekindle_core.batch.roster.template import explained_csv, template_csv

    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        hint = "write --template roster.xlsx, or --template roster.csv."
        raise UsageError(f"--template can't write {path}: its name must end in .xlsx or .csv.", hint=hint)
    pack = open_pack(pack_path, no_cache=no_cache)
    if suffix == ".xlsx":
        from rekindle_core.batch.roster.workbook_template import template_workbook

        files = [(path, template_workbook(pack))]
    else:
        beside = path.with_name(f"{path.stem}-columns.csv")
        files = [(path, template_csv(pack).encode()), (beside, explained_csv(pack).encode())]
    if full := [str(one) for one, _ in files if one.exists()]:
        message = f"Nothing was written, because these files would be overwritten: {', '.join(full)}."
        raise UsageError(message, code="file-exists", hint="choose another name.")
    write_all([(one, Artifact(suffix, "application/octet-stream", data)) for one, data in files])
    for one, _ in files:
        note(f"Wrote {one}")
