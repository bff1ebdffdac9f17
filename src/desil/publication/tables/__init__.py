"""The tables of one publication: made, filled from the run, indexed."""
