"""From whatever speaks of danger a way leads to the help lines: a link on screen, a page's number on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support import (
    CONFIRMED,
    EXAMPLES,
    FORMATS,
    build,
    bundled_pack,
    example,
    pages_of_pdf,
    readable,
    rekindle,
)

from rekindle_core import Document, load_profile, make_plan, realise, render


def text_of(document: Document, format_name: str) -> str:
    return b"\n".join(artifact.data for artifact in render(document, format_name)).decode()


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_on_paper_the_page_of_the_help_lines_stands_beside_their_mention(name: str) -> None:
    (artifact,) = render(example(name), "pdf")
    pages = [" ".join(page.split()) for page in pages_of_pdf(artifact.data)]
    (help_page,) = (number for number, page in enumerate(pages, 1) if page.startswith("Someone to talk to"))
    mentioned = re.findall(
        r"help lines (?:printed here|in this program|listed here) \(page\s(\d+)\)", " ".join(pages)
    )
    assert mentioned
    assert {int(number) for number in mentioned} == {help_page}


@pytest.mark.parametrize("name", EXAMPLES)
def test_on_screen_it_is_a_link(name: str) -> None:
    page = text_of(example(name), "html")
    assert re.search("<a href=#help>help lines", page)
    assert len(re.findall(r"\bid=help\b", page)) == 1


def test_whoever_screens_positive_is_led_there_in_every_format() -> None:
    """Also where the whole program is a page."""
    pack = bundled_pack()
    profile = load_profile(pack, {"safety.self_harm": "yes", "country": "US"})
    document = realise(pack, make_plan(pack, profile), confirmed=CONFIRMED)
    assert "help lines printed here" in text_of(document, "text")
    assert "help lines printed here" in text_of(document, "html")
    assert re.search(r"help\s+lines\s+printed\s+here", text_of(document, "markdown"))


@pytest.mark.slow
@pytest.mark.parametrize("written", ["country: UK", "country: GB"])
def test_a_reader_in_the_uk_gets_every_line_of_the_united_kingdom(written: str, tmp_path: Path) -> None:
    (tmp_path / "alex.yaml").write_text(f"{written}\n", encoding="utf-8")
    done = rekindle("build", "--profile", "alex.yaml", "--output", "-", cwd=tmp_path)
    assert "116 123" in done.stdout
    assert ("The country “UK” is read as “GB”" in done.stderr) == written.endswith("UK")
    for command in ("check", "show"):
        seen = rekindle("profile", command, "alex.yaml", cwd=tmp_path)
        assert seen.returncode == 0
        assert ("The country “UK” is read as “GB”" in seen.stderr) == written.endswith("UK")


@pytest.mark.slow
def test_a_country_without_lines_is_told_wherever_the_profile_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "alex.yaml").write_text("country: PE\n", encoding="utf-8")
    said = "The pack has no help lines for PE (Peru), so the program has no emergency number"
    for words in (("build", "--output", "-", "--profile"), ("profile", "check")):
        assert f"Warning: {said}" in rekindle(*words, "alex.yaml", cwd=tmp_path).stderr
    assert said in rekindle("profile", "show", "alex.yaml", cwd=tmp_path).stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_no_page_of_a_clients_tells_how_old_the_source_of_a_number_is(name: str, tmp_path: Path) -> None:
    for file, data in build(tmp_path, "--set", "country=US", formats=(name,)).items():
        text = readable(file, data)
        assert "800-799-7233" in text
        assert "rely on" not in text
        assert "source" not in text.partition("Someone to talk to")[2].partition("words")[0]


def test_a_build_says_nothing_of_sources(tmp_path: Path) -> None:
    """A note after every build is one that nobody reads."""
    done = rekindle("build", "--set", "country=US", "--output", f"{tmp_path}/")
    assert "help line" not in done.stderr
    assert "source" not in done.stderr


@pytest.mark.parametrize(
    "facts",
    [
        (),
        ("safety.self_harm=yes",),
        ("safety.abused=yes",),
        ("age_band=under-18",),
        ("partner.age_band=under-18",),
        ("country=declined",),
    ],
)
@pytest.mark.slow
def test_one_line_for_each_country_takes_two_pages_of_a4_at_the_most(
    facts: tuple[str, ...], tmp_path: Path
) -> None:
    settings = [word for fact in facts for word in ("--set", fact)]
    confirmed = [word for name in CONFIRMED for word in ("--confirm", name)]
    rekindle("build", *settings, *confirmed, "--format", "pdf", "--output", "made.pdf", cwd=tmp_path)
    pages = pages_of_pdf((tmp_path / "made.pdf").read_bytes())
    first = next(number for number, page in enumerate(pages) if page.strip().startswith("Someone to talk to"))
    last = max(number for number, page in enumerate(pages) if "professional help" in page and number >= first)
    assert last - first + 1 <= 2
    text = " ".join(pages[first : last + 1])
    for country in ("Argentina", "Kenya", "United States"):
        assert country in text
    assert "findahelpline.com" in text
