"""The commands about answers, and the code that `build` shares with them."""
