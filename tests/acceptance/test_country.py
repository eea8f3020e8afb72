"""Paper and dates follow the country; what somebody asks for goes before it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.support import bundled_pack, rekindle, spanish_pack

from rekindle_core import ContentError, load_pack, load_profile, make_plan, realise, written_date
from rekindle_core.content.model.countries import COUNTRIES, LETTER_PAPER

A4, LETTER = (595, 842), (612, 792)
WORDS = ("build", "--format", "pdf", "--option", "fillable=no", "--option", "counselor=yes", "-o", "it.pdf")


def size(path: Path) -> tuple[int, int]:
    with pikepdf.open(path) as pdf:
        return round(float(pdf.pages[0].mediabox[2])), round(float(pdf.pages[0].mediabox[3]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("--set", "country=US"), LETTER),
        (("--set", "country=CA"), LETTER),
        (("--set", "country=GB"), A4),
        ((), A4),
        (("--set", "country=US", "--option", "paper=a4"), A4),
        (("--set", "country=GB", "--option", "pdf.paper=letter"), LETTER),
        (("--practice", "us.yaml"), LETTER),
        (("--practice", "us.yaml", "--set", "country=GB"), A4),
        (("--practice", "us-a4.yaml"), A4),
        (("--practice", "us-a4.yaml", "--set", "country=US"), A4),
    ],
)
def test_paper_follows_the_country_unless_somebody_chose_it(
    words: tuple[str, ...], wanted: tuple[int, int], tmp_path: Path
) -> None:
    practice = 'format: 1\nname: "Elm Street"\ncountry: US\n'
    (tmp_path / "us.yaml").write_text(practice, encoding="utf-8")
    (tmp_path / "us-a4.yaml").write_text(f"{practice}paper: a4\n", encoding="utf-8")
    done = rekindle(*WORDS, *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert size(tmp_path / "it.pdf") == wanted
    assert size(tmp_path / "it-counselor.pdf") == wanted


@pytest.mark.parametrize(
    ("facts", "practice", "wanted"),
    [
        ({"country": "US"}, "", "January 11, 2027"),
        ({"country": "CA"}, "GB", "January 11, 2027"),
        ({"country": "GB"}, "US", "11 January 2027"),
        ({}, "US", "January 11, 2027"),
        ({"country": "declined"}, "US", "11 January 2027"),
        ({}, "", "11 January 2027"),
    ],
)
def test_days_are_written_as_in_the_readers_country(
    facts: dict[str, str], practice: str, wanted: str
) -> None:
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, {**facts, "program.start": "2027-01-11"}))
    document = realise(pack, plan, country=practice, on_screen=True)
    assert plan.sessions[0].date is not None
    assert written_date(plan.sessions[0].date, document.words) == wanted


def test_codes_are_those_of_countries() -> None:
    assert COUNTRIES.keys() >= LETTER_PAPER
    assert bundled_pack().language.date_forms.keys() <= COUNTRIES.keys()
    assert not spanish_pack().language.date_forms


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ('US: "{month} {day}"', "“US” lacks {year}."),
        ('US: "{month} {day} {year} {weekday}"', "{weekday} is never filled in here."),
        ('UX: "{month} {day} {year}"', "UX"),
    ],
)
def test_a_way_to_write_days_that_cannot_be_used_is_refused(form: str, said: str, tmp_path: Path) -> None:
    import shutil

    from tests.support import ROOT, SPANISH

    shutil.copytree(SPANISH, tmp_path / "pack")
    text = (ROOT / "src/rekindle_core/content/languages/es.yaml").read_text(encoding="utf-8")
    (tmp_path / "pack/language.yaml").write_text(f"{text}\ndate_forms:\n  {form}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_pack(tmp_path / "pack")
    assert said in str(caught.value)
