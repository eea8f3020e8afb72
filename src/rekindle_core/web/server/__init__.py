"""The server's process: port, browser, the one instance, the end."""
