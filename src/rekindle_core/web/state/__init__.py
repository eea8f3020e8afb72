"""What the server holds in memory while it runs."""
