"""Rosters: one row for each program, in CSV, JSON Lines or XLSX; and templates to fill in."""
