"""What is said of the site of the docs before it goes with a release: links are looked at, and bytes are the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.support import ROOT
from tools.docs_site import archive, version_of
from tools.site_links import broken_links

from rekindle_core import __version__

PAGE = '<link rel="stylesheet" href="a.css"><h1 id="top">Here</h1><a href="sub/two.html#here">Two</a>{}'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.css").write_text("b { background: url(data:image/png;base64,AA) }", encoding="utf-8")
    (folder / "one.html").write_text(PAGE.format(""), encoding="utf-8")
    (folder / "sub/two.html").write_text('<a id="here" href="../one.html#top">One</a>', encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("markup", "wrong"),
    [
        ("", ""),
        ('<a href="https://example.org/a">elsewhere, when somebody follows it</a>', ""),
        ('<a href="#top">up</a> <a href="mailto:a@example.org">write</a>', ""),
        ('<a href="three.html">x</a>', "three.html is not there"),
        ('<a href="sub/">x</a>', "sub/ is not there"),
        ('<a href="sub/two.html#nowhere">x</a>', "sub/two.html#nowhere has no such place"),
        ('<a href="#nowhere">x</a>', "#nowhere has no such place"),
        ('<a href="/one.html">x</a>', "/one.html leaves the site"),
        ('<a href="../other.html">x</a>', "../other.html leaves the site"),
        ('<img src="a.png">', "a.png is not there"),
        (
            '<script src="https://example.org/a.js"></script>',
            "https://example.org/a.js is loaded from elsewhere",
        ),
        ('<img src="//example.org/a.png">', "//example.org/a.png is loaded from elsewhere"),
        ('<meta http-equiv="refresh" content="0; url=gone.html">', "gone.html is not there"),
    ],
)
def test_a_link_that_would_fail_without_a_server_is_told_with_its_page(
    site: Path, markup: str, wrong: str
) -> None:
    (site / "one.html").write_text(PAGE.format(markup), encoding="utf-8")
    assert list(broken_links(site)) == ([f"one.html: {wrong}"] if wrong else [])


@pytest.mark.parametrize(
    "rule", ["@import 'b.css';", "b { background: url(b.png) }", 'b { src: url("b.woff2?v=1") }']
)
def test_a_style_sheet_that_loads_what_is_not_there_is_told(site: Path, rule: str) -> None:
    (site / "a.css").write_text(rule, encoding="utf-8")
    (told,) = broken_links(site)
    assert told.startswith("a.css: b.")
    assert told.endswith("is not there")


def test_the_same_pages_give_the_same_archive_whenever_they_were_made(site: Path, tmp_path: Path) -> None:
    (site / ".doctrees").mkdir()
    (site / ".doctrees/one.doctree").write_bytes(b"1")
    archive(site, tmp_path / "docs.zip")
    first = (tmp_path / "docs.zip").read_bytes()
    for path in sorted(site.rglob("*"), reverse=True):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    (site / "one.html").chmod(0o600)
    archive(site, tmp_path / "docs.zip")
    assert (tmp_path / "docs.zip").read_bytes() == first
    assert b".doctrees" not in first


def test_the_archive_is_called_by_the_version() -> None:
    assert version_of(ROOT) == __version__
