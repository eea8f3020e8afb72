"""`rekindle client progress`: ratings by week, as a table, a page and a PDF."""
