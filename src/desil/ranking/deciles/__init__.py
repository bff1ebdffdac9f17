"""Scores to deciles: cut-offs from a weighted reference, and where each score stands."""
