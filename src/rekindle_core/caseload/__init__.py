"""A counselor's clients: what each was given, answered and rated, in one encrypted file.

Comes in: an open store, and plain values. Goes out: plain values. Must not know: terminals, pages in a
browser, or how a program is made. `store/` opens, moves and saves the file; the modules here define its
contents.
"""
