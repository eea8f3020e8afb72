"""The screens of the client records: beginning them, opening them, and the list of clients."""
