"""What belongs to this installation and to no program: its folders, and its secret."""
