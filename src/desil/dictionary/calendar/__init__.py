"""Days as the office counts them."""
