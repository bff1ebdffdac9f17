"""The words that criteria may use, and the views that give their values."""
