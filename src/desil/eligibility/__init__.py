"""Programmes: who is eligible, why or why not, and the ordered lists."""
