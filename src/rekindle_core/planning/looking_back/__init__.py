"""Looking back on a plan of the session before: which one, and why it or why not."""
