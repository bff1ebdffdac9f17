"""The case types as data: who opens and decides them, by when, and in which words."""
