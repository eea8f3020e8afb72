"""The parts of places for an answer: options and tables."""
