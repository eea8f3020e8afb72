"""What a practice says about itself: practice.yaml, and the logo beside it."""
