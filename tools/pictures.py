"""Pictures for the docs: pages of PDFs, beside one another, in few bytes.

Needs Chromium, poppler-utils and ImageMagick.
"""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

from playwright.sync_api import Browser

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"


def page_of(pdf: bytes, number: int, dots: int) -> bytes:
    """Return a page of a PDF as a picture; `dots` is how many there are to the inch."""
    one = ["pdftoppm", "-r", str(dots), "-png", "-f", str(number), "-l", str(number), "-singlefile"]
    return subprocess.run([*one, "-"], input=pdf, capture_output=True, check=True).stdout  # noqa: S603


def beside(browser: Browser, pictures: list[bytes], height: int) -> bytes:
    """Return pictures beside each other, as high as one another."""
    images = "".join(
        f'<img height="{height}" src="data:image/png;base64,{base64.b64encode(one).decode()}">'
        for one in pictures
    )
    style = "body { margin: 0; display: inline-flex; gap: 10px; padding: 10px; background: #8c8580 }"
    with browser.new_context(viewport={"width": 2400, "height": height + 20}) as context:
        page = context.new_page()
        page.set_content(f"<style>{style}</style><body>{images}")
        return page.locator("body").screenshot()


def save(name: str, picture: bytes) -> None:
    """Keep a picture, in as many colours as it needs."""
    few_colours = ["convert", "-", "+dither", "-colors", "40", f"png8:{IMAGES / name}.png"]
    subprocess.run(few_colours, input=picture, check=True)  # noqa: S603
