"""The ids of places in a program: sessions, parts and ratings. Answers have their own ids, `AnswerId`."""

from __future__ import annotations


def session_id(number: int) -> str:
    """Return the id of a session's section."""
    return f"session-{number}"


def part_id(number: int, unit: str) -> str:
    """Return the id of a unit's section in a session that joins several."""
    return f"session-{number}-{unit}"


def ratings_id(number: int) -> str:
    """Return the id of the task with a session's ratings."""
    return f"ratings-s{number}"


def rating_id(number: int, rating: str) -> str:
    """Return the id of a rating in one session; ratings are repeated in each."""
    return f"{rating}-s{number}"


def look_back_id(prompt: str) -> str:
    """Return the id of the look-back on a prompt, which is also the item of its answer."""
    return f"{prompt}-look-back"


def over_sessions_id(rating: str) -> str:
    """Return the id of the chart that collects a rating from all sessions."""
    return f"{rating}-over-sessions"
