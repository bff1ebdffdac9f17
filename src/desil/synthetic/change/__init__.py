"""Time: what happens to families between two releases."""
