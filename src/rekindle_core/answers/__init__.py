"""What someone wrote into a program: values, where they belong, and how they are saved."""
