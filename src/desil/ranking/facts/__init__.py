"""The facts that a model may name: one row a family, derived from a run's register."""
