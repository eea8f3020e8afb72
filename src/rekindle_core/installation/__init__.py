"""The data of this installation, which belongs to no program: its folders, and its secret."""
