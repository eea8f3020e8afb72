"""The screens about the record itself: copy, hold, erase, rename; and backup, restore, passphrase, where things are."""
