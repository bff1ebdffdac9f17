"""A household survey as a model learns from it: which column is what, which rows count."""
