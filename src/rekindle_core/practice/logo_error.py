"""The fault of a logo: a PNG, an SVG, or bytes that may be either."""

from __future__ import annotations


class LogoError(Exception):
    """The fault of a logo; `line` and `column` count from 1, and are 0 if there is no such position."""

    def __init__(self, code: str, message: str, hint: str = "", *, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
        self.line, self.column = line, column
