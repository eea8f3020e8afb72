"""`packs new --language`: a pack in Spanish is Spanish throughout, and any other language is there to translate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from tests.languages import english_in, words_of_page
from tests.support import ROOT, faults_of

from rekindle_core import load_pack, load_profile, make_plan, realise, render
from rekindle_core.audit.audit import audit
from rekindle_core.cli.app import app

TEMPLATES = ROOT / "src/rekindle_core/templates"


def begun(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[Path, str]:
    """Begin a pack in a folder, and return where it is and what was said."""
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(app, ["packs", "new", "primer-huerto", *words], prog_name="rekindle")
    assert done.exit_code == 0, done.output
    return folder / "rekindle-primer-huerto/src/rekindle_primer_huerto/pack", done.output


def structure(path: Path) -> object:
    """Return a template without its texts: all keys and values but those in quotation marks."""
    text = path.read_text(encoding="utf-8")
    for name in ("name", "language", "title"):
        text = text.replace(f"{{{{{name}}}}}", "a")
    return without_texts(yaml.load(text, yaml.BaseLoader))


def without_texts(data: object) -> object:
    match data:
        case dict():
            return {
                key: key not in ("name", "serves") and without_texts(value) for key, value in data.items()
            }
        case list():
            return [without_texts(value) for value in data]
        case str() if re.fullmatch(r"[\w./-]+", data) and data == data.lower():
            return data
    return "text"


def test_a_pack_in_spanish_has_no_faults_no_findings_and_no_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, said = begun(tmp_path, monkeypatch, "--language", "ES")
    assert "English" not in said
    assert faults_of(folder) == []
    pack = load_pack(folder)
    assert audit(pack).findings == ()
    for answers in ({}, {"rest": "yes"}):
        document = realise(pack, make_plan(pack, load_profile(pack, answers)), on_screen=True)
        text, page = (render(document, name)[0].data.decode() for name in ("text", "html"))
        assert english_in(text, folder) == set()
        assert english_in(words_of_page(page), folder) == set()


def test_the_spanish_template_has_the_files_the_ids_and_the_structure_of_the_english_one() -> None:
    """One of them would otherwise be left behind when the other changes."""
    for path in sorted((TEMPLATES / "pack-es").rglob("*.in")):
        english = TEMPLATES / "pack" / path.relative_to(TEMPLATES / "pack-es")
        assert structure(path) == structure(english), path.name


def test_a_variety_of_a_language_begins_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = begun(tmp_path, monkeypatch, "--language", "es-mx")
    assert faults_of(folder) == []
    assert load_pack(folder).language.tag == "es-MX"


def test_another_language_is_there_to_translate_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, said = begun(tmp_path, monkeypatch, "--language", "fr")
    assert (
        "The text in rekindle-primer-huerto/src/rekindle_primer_huerto/pack is in English: translate it"
        in said
    )
    assert {Path(line.partition(":")[0]).name for line in faults_of(folder)} == {"language.yaml"}


def test_english_needs_no_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = begun(tmp_path, monkeypatch)
    assert not (folder / "language.yaml").exists()
    assert "\nlanguage: en\n" in (folder / "pack.yaml").read_text(encoding="utf-8")


def test_what_is_no_language_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["packs", "new", "tea", "--language", "Spanish"], prog_name="rekindle")
    assert done.exit_code != 0
    assert "“Spanish” is not a language tag." in str(done.exception) + done.output
    assert list(tmp_path.iterdir()) == []
