"""Many programs from one roster: rows, checks, building in several processes, the manifest, resuming.

Input: a roster and a Pack. Output: files, and a line of the manifest for each row. Must not know: client records,
terminals, or pages in a browser. `roster/` reads and writes rosters; the modules here build from them.
"""
