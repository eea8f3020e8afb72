"""Help for those who test a plugin: Documents that hold every node."""
