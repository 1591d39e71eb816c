# Stands beside a program, and so is what it imports.
NAME = "the sibling"
