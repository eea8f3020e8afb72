"""`python -m rekindle_core`: the same as the command `rekindle`."""

from rekindle_core.cli import main

if __name__ == "__main__":
    main()
