"""The page that holds lists against what was paid: counts, nobody's data."""
