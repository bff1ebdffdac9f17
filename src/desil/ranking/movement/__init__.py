"""What moved between two runs, and what moved it."""
