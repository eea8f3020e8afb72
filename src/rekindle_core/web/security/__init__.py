"""One rule a module: who may ask for what, and what every response says."""
