"""The commands for authors of packs: `rekindle packs`, `check`, `audit`, `cache`."""
