"""Cold starts: whole processes in turn with `python -c pass`, and the median of the ratios pair by pair.

The profile is JSON, and the pack was compiled before; one row has the same profile as YAML.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rekindle_core.content.reading.yaml_reader import read_yaml

ROUNDS = 15
PROFILE = Path(__file__).parent.parent / "examples" / "profiles" / "trust-broken-by-client.yaml"


# An installation has its modules compiled; a machine that keeps no bytecode would compile a checkout's each time.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    return time.perf_counter() - began


def main() -> None:
    rekindle = str(Path(sys.executable).with_name("rekindle"))
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile.json")
        profile.write_text(
            json.dumps(read_yaml(PROFILE.read_text("utf-8"), PROFILE.name).data), encoding="utf-8"
        )
        build = [rekindle, "build", "--profile", str(profile), "--date", "2027-01-04", "--output"]
        yaml = [rekindle, "build", "--profile", str(PROFILE), "--date", "2027-01-04", "--output"]
        commands = {
            "--version": [rekindle, "--version"],
            "--help": [rekindle, "--help"],
            "build text": [*build, f"{folder}/a.txt", "--format", "text"],
            "text, YAML": [*yaml, f"{folder}/a.txt", "--format", "text"],
            "build html": [*build, f"{folder}/a.html", "--format", "html"],
            "build pdf": [*build, f"{folder}/a.pdf", "--format", "pdf"],
        }
        nothing = [sys.executable, "-c", "pass"]
        print(f"{'command':<12} {'ratio':>6} {'ms':>8}   (median of {ROUNDS} pairs; `python -c pass` = 1)")
        for name, command in commands.items():
            seconds(command)
            pairs = [(seconds(command), seconds(nothing)) for _ in range(ROUNDS)]
            ratio = statistics.median(one / other for one, other in pairs)
            print(f"{name:<12} {ratio:>6.1f} {1000 * statistics.median(one for one, _ in pairs):>8.1f}")


if __name__ == "__main__":
    main()
