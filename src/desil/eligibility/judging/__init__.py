"""All programmes over all families of a run, in one pass."""
