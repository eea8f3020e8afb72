"""What holds of a pack for every profile there can be: facts, gates and pools as a question for a SAT solver."""
