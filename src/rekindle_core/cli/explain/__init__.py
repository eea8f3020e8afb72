"""Explaining a program: `rekindle explain`."""
