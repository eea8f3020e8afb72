"""Logos that were made to take a computer's time or memory: refused, or read at once.

Each is read in a process of its own that may use ten seconds and half a gigabyte; whoever takes longer is ended.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rekindle_core.practice.logo import MOST_BYTES, read_logo
from rekindle_core.practice.logo_error import LogoError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2">'
ROOM = MOST_BYTES - 1_000


def svg(body: str) -> bytes:
    data = f"{HEAD}{body}</svg>".encode()
    assert len(data) <= MOST_BYTES
    return data


def filled(piece: str, room: int = ROOM) -> str:
    return piece * (room // len(piece))


LARGE = f'<path id="a" d="M{filled("0 ", 200_000)}"/>'
SLOW: dict[str, Callable[[], bytes]] = {
    "a rule without an end": lambda: svg(f"<style>url(#a{filled('x', 40_000)}</style>"),
    "many rules without an end": lambda: svg(f"<style>{filled('.a{fill:url(#a)')}</style>"),
    "letters before a rule": lambda: svg(f"<style>{filled('a', 45_000)}{{fill:url(#a)}}</style>"),
    "comments without an end": lambda: svg(f"<style>.a{{fill:url(#a)}}{filled('/*', 45_000)}</style>"),
    "spaces in a fill": lambda: svg(f'<path fill="url({filled(" ")}"/>'),
    "spaces after what fetches": lambda: svg(f'<path fill="{filled("image" + " " * 200)}"/>'),
    "many openings of an address": lambda: svg(f'<path fill="{filled("url(#")}"/>'),
    "classes without an end": lambda: svg(f"<style>{filled('.a ,', 45_000)}{{fill:url(#a)}}</style>"),
    "many styles": lambda: svg(filled("<style>.a{fill:url(#a)}</style>")),
    "many pieces of a style": lambda: svg(f"<style>{filled('&#97;')}</style>"),
    "many letters": lambda: svg(f"<text>{filled('&#97;')}</text>"),
    "many lines of text": lambda: svg(f"<text>{filled(chr(10))}</text>"),
    "many classes of many rules": lambda: svg(
        f"<style>{''.join(f'.a{{fill:url(#b{n})}}' for n in range(2_000))}</style>"
        f'<path class="{filled("a ", 400_000)}"/>'
    ),
    "copies of a large part": lambda: svg(LARGE + filled('<use href="#a"/>', 200_000)),
    "a large mask for many parts": lambda: svg(
        f'<mask id="a"><path d="M{filled("0 ", 200_000)}"/></mask>'
        + filled('<path mask="url(#a)"/>', 200_000)
    ),
    "a large mask for many parts by class": lambda: svg(
        f'<style>.a{{mask:url(#a)}}</style><mask id="a"><path d="M{filled("0 ", 200_000)}"/></mask>'
        + filled('<path class="a"/>', 200_000)
    ),
    "figures without an end": lambda: svg("").replace(b"3 2", filled("9").encode() + b"x 2"),
    "many attributes": lambda: svg("<path " + "".join(f"a{n}='' " for n in range(30_000)) + "/>"),
    "many elements": lambda: svg(filled("<g/>")),
    "many parts with a name": lambda: svg("".join(f'<g id="a{n}"/>' for n in range(25_000))),
}
READ = """
import sys
from rekindle_core.practice.logo import read_logo
from rekindle_core.practice.logo_error import LogoError
try:
    read_logo(sys.stdin.buffer.read())
except LogoError as fault:
    print(fault.code, fault.message)
"""


def bound() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))


@pytest.mark.slow
@pytest.mark.parametrize("make", SLOW.values(), ids=SLOW)
def test_no_logo_takes_long(make: Callable[[], bytes], tmp_path: Path) -> None:
    command = [sys.executable, "-c", READ]
    run = subprocess.run(command, input=make(), capture_output=True, preexec_fn=bound, check=False)
    assert run.returncode == 0, run.stderr.decode()[-500:]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "many letters",
        "many pieces of a style",
        "copies of a large part",
        "a large mask for many parts",
        "a large mask for many parts by class",
        "figures without an end",
    ],
)
def test_what_a_page_could_not_draw_is_refused(name: str) -> None:
    with pytest.raises(LogoError) as caught:
        read_logo(SLOW[name]())
    assert caught.value.code == "bad-logo"
    assert caught.value.hint


SIZES = ["1e-300", "1e999", "1e-9", "1e9", "0", "-1", "nan", "inf", "1e-400", ""]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("at", range(4))
def test_a_size_that_no_page_has_is_refused(size: str, at: int) -> None:
    box = ["0", "0", "3", "2"]
    box[at] = size
    data = HEAD.replace("0 0 3 2", " ".join(box)).encode() + b"</svg>"
    if at < 2 and size in ("1e-300", "1e-9", "0", "-1", "1e-400"):
        assert read_logo(data).aspect == 1.5
        return
    with pytest.raises(LogoError) as caught:
        read_logo(data)
    assert caught.value.code == "bad-logo"


@pytest.mark.parametrize("width", ["1e999", "1e-300", "9" * 50, "1e9"])
def test_a_side_of_no_use_is_left_out_or_refused(width: str) -> None:
    sides = f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="2"'
    assert width.encode() not in read_logo(f'<svg {sides} viewBox="0 0 3 2"/>'.encode()).data
    with pytest.raises(LogoError):
        read_logo(f"<svg {sides}/>".encode())


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-7",
        "hex",
        "rot13",
        "idna",
        "shift_jis",
        "unicode_escape",
        "undefined",
        "no-such",
        "utf" + "-" * 100 + "7",
    ],
)
def test_an_encoding_that_no_svg_has_is_refused(encoding: str) -> None:
    data = f'<?xml version="1.0"{" " * 300}encoding="{encoding}"?>'.encode() + svg("<g/>")
    with pytest.raises(LogoError) as caught:
        read_logo(data)
    assert caught.value.code == "bad-logo"
    assert caught.value.hint


@pytest.mark.parametrize(
    "body",
    [
        # A browser takes the first of two parts with one name, and others the last.
        '<mask id="a"><path mask="url(#a)"/></mask><path id="a"/>',
        '<path id="a"/><g id="a"/><use href="#a"/>',
        '<style>.b{mask:url(#a)}</style><g id="a"/><path id="a"/><path class="b"/>',
        # The same name, spelt otherwise.
        '<mask id="a"><path mask="url(#%61)"/></mask>',
        '<style>.b{mask:url(#%61)}</style><mask id="a"><path class="b"/></mask>',
        # A rule that ends with the style sheet, and one by way of a variable.
        '<style>.b{mask:url(#a)</style><mask id="a"><path class="b"/></mask>',
        '<style>.b{--m:url(#a)}</style><g class="b"><mask id="a"><path style="mask:var(--m)"/></mask></g>',
        # Two style sheets do not hide one another's.
        '<style>.b{mask:url(#a)}</style><style>.c{fill:red}</style><mask id="a"><path class="b"/></mask>',
    ],
)
def test_no_part_is_drawn_by_way_of_itself_under_another_name(body: str) -> None:
    with pytest.raises(LogoError) as caught:
        read_logo(svg(body))
    assert caught.value.code == "unsafe-logo"
