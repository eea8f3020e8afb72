"""`python -m rekindle_core`: the same as the command `rekindle`."""

from rekindle_core.cli import command

if __name__ == "__main__":
    command()
