"""A fitted model as a folder: points in whole micro log points, residuals, accuracy."""
