"""Documents on paper: PDF that prints well and that a screen reader can read."""
