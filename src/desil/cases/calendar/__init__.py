"""Working days of an Indonesian office."""
