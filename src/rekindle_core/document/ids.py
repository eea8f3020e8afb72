"""How places in a program are named: sessions, parts and answers.

An answer's id is made of session, step and item, and holds no dot, so that it can be a form field's name.
"""

from __future__ import annotations


def session_id(number: int) -> str:
    """Return the id of a session's section."""
    return f"session-{number}"


def part_id(number: int, unit: str) -> str:
    """Return the id of a unit's section in a session that joins several."""
    return f"session-{number}-{unit}"


def rating_id(number: int, rating: str) -> str:
    """Return the id of a rating in one session; ratings come again in each."""
    return f"{rating}-s{number}"


def answer_id(number: int, unit: str, item: str) -> str:
    """Return the id of a place for an answer.

    >>> answer_id(3, "space", "space-walk")
    's3_space_space-walk'
    """
    return f"s{number}_{unit or 'session'}_{item}"
