"""Whom to rank, whom to check and where to go, read from the publication."""
