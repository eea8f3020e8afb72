"""The site of the docs is whole: every page is in its navigation, and every link within it leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.node_tools import chromium, package
from tests.support import ROOT
from tools.docs_site import archive
from tools.site_links import broken_links

pytestmark = pytest.mark.slow

INDEX = (ROOT / "docs/index.md").read_text(encoding="utf-8")
PARTS = re.findall(r"^## (.*)$", INDEX, re.MULTILINE)


def build(source: Path, site: Path) -> tuple[int, str]:
    """Build the site as CI does, and return how it ended and what it complained of."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs", ".", str(site)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, encoding="utf-8", timeout=300)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    assert build(ROOT, folder) == (0, "")
    return folder


def test_the_site_is_built_without_a_single_warning(site: Path) -> None:
    assert (site / "docs/index.html").is_file()
    assert "url=docs/index.html" in (site / "index.html").read_text(encoding="utf-8")


def test_every_link_of_the_site_leads_somewhere_from_a_folder(site: Path) -> None:
    assert list(broken_links(site)) == []


def test_every_page_offers_the_whole_navigation_in_the_order_of_the_first_page(site: Path) -> None:
    for page in ("docs/index.html", "docs/reference/errors.html", "ARCHITECTURE.html"):
        shown = (site / page).read_text(encoding="utf-8")
        captions = re.findall(r'<p class="caption"[^>]*><span class="caption-text">(.*?)</span>', shown)
        assert captions == PARTS


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        fetched = re.findall(r'<(?:script|img|link|iframe)\b[^>]*?(?:src|href)="(https?:[^"]*)"', text)
        assert not fetched, page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?https?:|@import", sheet.read_text(encoding="utf-8")), sheet


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a small copy of the source, to break something in."""
    folder = tmp_path / "source"
    (folder / "docs/front").mkdir(parents=True)
    shutil.copy(ROOT / "docs/conf.py", folder / "docs")
    (folder / "other").mkdir()
    (folder / "docs/index.md").write_text(
        "# First\n\n## A part\n\n- [Two](two.md): more.\n", encoding="utf-8"
    )
    (folder / "docs/two.md").write_text(
        "# Two\n\n[Back](index.md#a-part), [a folder](../other/)\n", encoding="utf-8"
    )
    return folder


def test_a_small_copy_is_in_order(copy: Path, tmp_path: Path) -> None:
    assert build(copy, tmp_path / "site") == (0, "")
    assert "a folder" in (tmp_path / "site/docs/two.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ("[x](three.md)", "three"),
        ("[x](index.md#b-part)", "b-part"),
        ("[x](#nowhere)", "nowhere"),
        ("[x](../other/three.py)", "three.py"),
        ("[x](../another/)", "another"),
        ("![x](images/three.png)", "three.png"),
    ],
)
def test_a_link_that_leads_nowhere_stops_the_build(
    copy: Path, tmp_path: Path, link: str, complaint: str
) -> None:
    with (copy / "docs/two.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{link}\n")
    code, said = build(copy, tmp_path / "site")
    assert code != 0
    assert complaint in said


def test_a_page_that_the_first_page_does_not_list_stops_the_build(copy: Path, tmp_path: Path) -> None:
    (copy / "docs/three.md").write_text("# Three\n", encoding="utf-8")
    code, said = build(copy, tmp_path / "site")
    assert code != 0
    assert "three.md" in said


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_context(color_scheme="light").new_page()


@pytest.mark.parametrize(
    "name", ["docs/index", "docs/on-your-own", "docs/reference/commands", "ARCHITECTURE"]
)
def test_a_page_has_no_fault_that_axe_knows(site: Path, page: Page, name: str) -> None:
    axe = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    page.goto((site / f"{name}.html").as_uri())
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run().then(done => done.violations.map(each => [each.id, each.nodes[0].html]))"
    )
    assert found == [], found


def test_the_search_works_in_the_archive_as_it_is_unpacked(site: Path, page: Page, tmp_path: Path) -> None:
    archive(site, tmp_path / "docs.zip")
    with zipfile.ZipFile(tmp_path / "docs.zip") as pack:
        pack.extractall(tmp_path)
    page.goto((tmp_path / "docs/search.html").as_uri() + "?q=random_facts")
    found = page.locator("ul.search a", has_text="Testing a format").first
    found.click()
    assert page.url.startswith((tmp_path / "docs/docs/testing.html").as_uri())
