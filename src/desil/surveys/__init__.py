"""Survey files that somebody hands in: read under limits, as tables that a model can learn from."""
