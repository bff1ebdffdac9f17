"""Accepted corrections: they stand in the register until a newer release says otherwise."""
