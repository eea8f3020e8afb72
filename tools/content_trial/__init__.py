"""A trial of the bundled pack's words by readers who have not seen how they were made: see docs/content-trial.md."""
