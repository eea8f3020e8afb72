"""Looking back on a plan from the previous session: which one, and why or why not."""
