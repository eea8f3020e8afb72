"""Going through the screens of a client's program, as `tests.serving.Visitor` visits them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
from tests.serving import Visitor, with_client

from rekindle_core import Pack


@dataclass
class Program:
    """A program that is being made: who makes it, and where it begins."""

    visitor: Visitor
    home: str

    @property
    def page(self) -> str:
        """The page that was looked at last."""
        return self.visitor.page

    @property
    def address(self) -> str:
        """Where that is, within the program."""
        return self.visitor.address.removeprefix(self.home)

    @property
    def form(self) -> dict[str, str | list[str]]:
        """What the page's form holds without anyone's doing."""
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.page)
        found: dict[str, str | list[str]] = {
            name: value for name, value in hidden if name not in ("shown", "form_token")
        }
        return {**found, "shown": [value for name, value in hidden if name == "shown"]}

    def fill(self, part: str, answers: Mapping[str, str | list[str]]) -> httpx.Response:
        """Answer a part's questions; all others of it are left open."""
        return self.send(f"ask/{part}", answers)

    def send(self, place: str, answers: Mapping[str, str | list[str]]) -> httpx.Response:
        """Look at a screen, and send its form."""
        self.visitor.get(f"{self.home}/{place}")
        return self.visitor.post(f"{self.home}/{place}", {**self.form, **answers})

    def check(self) -> None:
        """Say that all answers are right."""
        self.send("check", {})


def begun(folder: Path, pack: Pack | None = None) -> Program:
    """Return a program for a client of whom nothing is known, at its start."""
    visitor = with_client(folder, pack)
    program = Program(visitor, f"{visitor.address}/program")
    visitor.get(program.home)
    return program
