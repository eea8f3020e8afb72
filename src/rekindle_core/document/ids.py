"""How places in a program are named: sessions, parts and ratings. Answers have names of their own, `AnswerId`."""

from __future__ import annotations


def session_id(number: int) -> str:
    """Return the id of a session's section."""
    return f"session-{number}"


def part_id(number: int, unit: str) -> str:
    """Return the id of a unit's section in a session that joins several."""
    return f"session-{number}-{unit}"


def ratings_id(number: int) -> str:
    """Return the id of the task that holds a session's ratings."""
    return f"ratings-s{number}"


def rating_id(number: int, rating: str) -> str:
    """Return the id of a rating in one session; ratings come again in each."""
    return f"{rating}-s{number}"


def look_back_id(prompt: str) -> str:
    """Return the id of the look back on a prompt, which is also what its answer belongs to."""
    return f"{prompt}-look-back"


def over_sessions_id(rating: str) -> str:
    """Return the id of what collects a rating from all sessions."""
    return f"{rating}-over-sessions"
