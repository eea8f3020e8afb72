"""What is chosen for one person, and why: profile, gates, selection, schedule, plan."""
