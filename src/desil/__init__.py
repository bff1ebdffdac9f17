"""desil: the open social registry of a city."""

__version__ = "0.1.0"
