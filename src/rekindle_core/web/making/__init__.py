"""What screens have the engine make: plain functions, without a word about requests."""
