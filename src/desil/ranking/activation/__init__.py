"""Which model is in use: proposed by one person, approved by another."""
