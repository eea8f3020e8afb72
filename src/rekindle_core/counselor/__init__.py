"""The counselor's pages: a Document of their own, for the one of the two readers who may know why."""
