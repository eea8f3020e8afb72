"""What is chosen for one reader, and why: gates, selection, schedule, plan."""
