"""What a record looks like on pages that leave it: ratings by week, and the client's own copy."""
