"""Safety answers that expire, as a counselor meets them: what each command tells, and what no client reads."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.support import CONFIRMED, FORMATS, bundled_pack, fold, readable, rekindle

from rekindle_core import load_profile, make_plan, realise, realise_for_counselor, render
from rekindle_core.engine import find_plugins

PROFILE = """\
filled_by: counselor
age_band: adult
partner.age_band: adult
contact: none
boundary: none
their_answer: none-yet
weeks_since: 20
safe_device: yes
may_print: yes
country: GB
child_at_risk: no
safety.afraid: no
safety.abused: no
safety.partner_afraid: no
safety.self_harm: no
safety.harm_others: no
safety.threat_of_suicide_by_partner: no
safety.conduct: none
safety.asked_by: "Qwertza"
safety.asked_on: 2027-01-04
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a profile of which all is known."""
    file = tmp_path / "alex.yaml"
    file.write_text(PROFILE, encoding="utf-8")
    return file


def on(day: str) -> dict[str, str]:
    noon = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    return {"SOURCE_DATE_EPOCH": str(int(noon.timestamp()))}


def without_date(path: Path) -> None:
    path.write_text(PROFILE.replace("safety.asked_on: 2027-01-04\n", ""), encoding="utf-8")


def test_build_warns_when_answers_have_expired_and_the_pages_ask(path: Path) -> None:
    made = {}
    for day in ("2027-02-03", "2027-02-04"):
        done = rekindle("build", "--profile", path, "--date", day, "--output", "-")
        assert done.returncode == 0, done.stderr
        made[day] = done
    fresh, old = made.values()
    assert "safety.asked_on" not in fresh.stderr
    assert (
        "Warning: Some answers were given on 2027-01-04, 31 days before the program's "
        "date. They are valid for 30 days, so they count as unknown now: child_at_risk, safety.afraid"
        in fold(old.stderr)
    )
    statement = "I have thoughts of ending my life, or of hurting myself."
    assert statement in fold(old.stdout)
    assert statement not in fold(fresh.stdout)


@pytest.mark.slow
def test_the_same_date_gives_the_same_bytes(path: Path) -> None:
    build = ("build", "--profile", path, "--id", "A1", "--format", "html", "--output", "-")
    by_option = rekindle(*build, "--date", "2027-02-04")
    assert by_option.stdout == rekindle(*build, **on("2027-02-04")).stdout
    assert by_option.stdout != rekindle(*build, **on("2027-02-03")).stdout


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-02-03", None),
        ("2027-02-04", "Warning: Some answers were given on 2027-01-04, 31 days"),
        (
            "2027-01-03",
            "Warning: safety.asked_on is 2027-01-04, which is after the program's date, 2027-01-03.",
        ),
        ("", "Note: The profile doesn't say when the questions under “Safety” were asked."),
    ],
)
def test_profile_check_and_show_tell_it_on_their_own_day(day: str, said: str | None, path: Path) -> None:
    if not day:
        without_date(path)
    env = on(day or "2027-01-04")
    checked = rekindle("profile", "check", path, **env)
    assert checked.returncode == 0
    assert (said is None and "safety." not in checked.stderr) or (said or "") in fold(checked.stderr)
    shown = fold(rekindle("profile", "show", path, **env).stdout)
    asked = (said or "The questions under “Safety” were asked on 2027-01-04.").partition(": ")
    assert (asked[2] if said else "".join(asked)) in shown
    assert ("Expired: these count as unknown until they are asked again" in shown) == (
        bool(said) and "Warning" in (said or "")
    )


def test_explain_gives_the_reason(path: Path) -> None:
    done = rekindle("explain", "--profile", path, "--date", "2027-02-04")
    assert "safety.afraid is unknown (its answer has expired)" in done.stdout
    report = json.loads(
        rekindle("explain", "--profile", path, "--date", "2027-02-04", "--report", "json").stdout
    )
    assert report["set_aside"]["safety.afraid"] == "expired"
    assert report["asked"] == {"state": "expired", "on": "2027-01-04", "days": 31}
    assert "Qwertza" not in json.dumps(report)


def _plan_pages(day: str, text: str = PROFILE) -> tuple[str, str]:
    """Return what the client's copy and the counselor's pages say, in all formats."""
    pack = bundled_pack()
    plan = make_plan(pack, load_profile(pack, text.encode()), date=dt.date.fromisoformat(day))
    plugins = find_plugins()
    said = []
    for document in (realise(pack, plan, confirmed=CONFIRMED), realise_for_counselor(pack, plan)):
        names = [name for name in FORMATS if not plugins.format(name).addressed or not said]
        files = (
            (one.suffix, one.data)
            for name in names
            for one in render(document, name, confirmed=CONFIRMED, plugins=plugins)
        )
        said.append(" ".join(readable(suffix, data) for suffix, data in files))
    return said[0], said[1]


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2027-02-03", "2027-02-04"])
def test_the_counselors_pages_tell_when_and_who_and_the_clients_copy_never_does(day: str) -> None:
    client, counselor = _plan_pages(day)
    assert "Qwertza" not in client
    assert "2027-01-04" not in client
    assert "expired" not in client
    assert "Asked by: Qwertza" in counselor
    assert "2027-01-04" in counselor
    assert ("31 days before the program's date" in counselor) == (day == "2027-02-04")


@pytest.mark.slow
def test_the_counselors_pages_ask_for_the_day_where_it_is_not_known() -> None:
    _, counselor = _plan_pages("2027-02-03", PROFILE.replace("safety.asked_on: 2027-01-04\n", ""))
    assert "The profile doesn't say when the questions under “Safety” were asked." in counselor
