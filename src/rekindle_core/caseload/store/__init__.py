"""One encrypted file: opening, locking, migrating, saving and restoring it. Must not know: what it contains."""
