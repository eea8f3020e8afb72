"""What places for an answer are made of where they have parts: options, and tables."""
