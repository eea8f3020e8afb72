"""The commands about clients' records: `rekindle client`."""
