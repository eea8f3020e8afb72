"""The commands about answers, and what `build` shares with them."""
