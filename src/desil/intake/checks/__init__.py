"""Checks between the rows and the units of one delivery."""
