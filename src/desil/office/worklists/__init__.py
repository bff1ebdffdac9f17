"""Screens of the work lists: where to go, whom to see, and a file to take along."""
