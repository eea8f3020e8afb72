"""The screens of a client who comes again: what comes next, what was given, what came back, progress, and history."""
