"""Faults: what may be shown of them, and what is written down."""
