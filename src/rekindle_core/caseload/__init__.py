"""A counselor's clients: what each was given, answered and rated, in one encrypted file.

Input: an open store, and plain values. Output: plain values. Must not know: terminals, pages in a
browser, or how a program is made. `store/` opens, moves and saves the file; the modules here define its
contents.
"""
