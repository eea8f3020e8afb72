"""A client's program as the screens need it: plain functions over an open store, without a word about requests."""
