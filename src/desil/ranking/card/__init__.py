"""The model card: one HTML page without scripts, Indonesian first, English beside it."""
