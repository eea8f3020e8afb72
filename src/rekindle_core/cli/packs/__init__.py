"""What authors of packs do: `rekindle packs`, `check`, `audit`, `cache`."""
