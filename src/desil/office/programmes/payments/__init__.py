"""The page that holds lists against what was paid: counts; names leave as a file alone."""
