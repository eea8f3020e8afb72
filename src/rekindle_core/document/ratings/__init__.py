"""Ratings: the grid of a session, and the chart of all sessions."""
