"""Who asks, how often, and what has been proven."""
