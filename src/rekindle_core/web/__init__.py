"""Pages in the browser: the local server behind `rekindle serve`, for one person on one machine."""
