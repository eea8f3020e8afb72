"""The workbook in Chromium: what a reader waits for, against the same words without styles and script.

A program of forty sessions, with the processor slowed down fourfold: how long until the most is seen (LCP), for how
long the page can't answer (total blocking time), how much moves by itself (CLS), and how long a key takes until it is
seen. Each page is opened in turn with the other.
"""

from __future__ import annotations

import datetime as dt
import re
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from rekindle_core import load_pack, load_profile, make_plan, realise, render

PROFILE = Path(__file__).parent.parent / "examples" / "profiles" / "trust-broken-by-client.yaml"
SESSIONS, SLOWER, ROUNDS = 40, 4, 5
WIDTHS = (390, 1280)
WATCH = """window.seen = { shifts: 0, shown: 0, blocked: 0, keys: [] };
const watch = (type, take, more = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
watch("layout-shift", (entry) => { seen.shifts += entry.hadRecentInput ? 0 : entry.value; });
watch("largest-contentful-paint", (entry) => { seen.shown = entry.startTime; });
watch("longtask", (entry) => { seen.blocked += Math.max(0, entry.duration - 50); });
const key = (entry) => { if (entry.name.startsWith("key")) seen.keys.push(entry.duration); };
watch("event", key, { durationThreshold: 16 });"""


def pages() -> dict[str, str]:
    """Return the workbook, and its words alone."""
    pack = load_pack()
    profile = load_profile(pack, PROFILE, settings=(f"program.sessions={SESSIONS}",))
    document = realise(pack, make_plan(pack, profile, date=dt.date(2027, 1, 4)))
    (artifact,) = render(document, "html")
    workbook = artifact.data.decode()
    plain = re.sub(r"(?s)<style>.*?</style>|<script.*?</script>|<meta http-equiv[^>]*>", "", workbook)
    return {"workbook": workbook, "words alone": plain}


def opened(browser: Browser, path: Path, width: int) -> dict[str, float]:
    """Open a page, read its beginning, and write a few words in its first field."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path.as_uri())
    page.wait_for_timeout(1_000)
    # A click ends what counts as the largest paint.
    found = {name: page.evaluate(f"seen.{name}") for name in ("shown", "blocked", "shifts")}
    page.locator("main textarea").first.click()
    for key in "a quiet hour":
        page.keyboard.type(key)
        page.wait_for_timeout(80)
    page.wait_for_timeout(300)
    # Shorter ones are not told.
    found["key"] = statistics.median(page.evaluate("seen.keys") or [16])
    context.close()
    return found


def measured(playwright: Playwright, width: int) -> dict[str, dict[str, float]]:
    """Return for each page the median of each figure, opened in turn with the other."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, text in pages().items():
            paths[name] = Path(folder, f"{name}.html")
            paths[name].write_text(text, encoding="utf-8")
        taken = [{name: opened(browser, path, width) for name, path in paths.items()} for _ in range(ROUNDS)]
    browser.close()
    return {
        name: {key: statistics.median(run[name][key] for run in taken) for key in taken[0][name]}
        for name in paths
    }


def main() -> None:
    for name, text in pages().items():
        print(f"{name}: {len(text.encode()):,} bytes")
    print(
        f"{'page':<12} {'px':>5} {'LCP':>7} {'blocked':>8} {'CLS':>6} {'key':>5}   (ms, median of {ROUNDS})"
    )
    with sync_playwright() as playwright:
        for width in WIDTHS:
            for name, one in measured(playwright, width).items():
                print(
                    f"{name:<12} {width:>5} {one['shown']:>7.0f} {one['blocked']:>8.0f} {one['shifts']:>6.3f} "
                    f"{one['key']:>5.0f}"
                )


if __name__ == "__main__":
    main()
