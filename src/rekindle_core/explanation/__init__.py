"""Explaining a plan: where each piece of content is, how plans differ, and what other answers would change."""
