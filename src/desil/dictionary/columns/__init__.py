"""The columns of families and persons, by group of facts."""
