"""What is true of a pack for every possible profile: facts, gates and pools as a question for a SAT solver."""
