"""What a practice says of itself: practice.yaml, and the logo beside it."""
