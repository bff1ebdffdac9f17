"""A family in words: facts with source and age, and why it stands where it stands."""
