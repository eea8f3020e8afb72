"""What a screen returns, and how it becomes a response."""
