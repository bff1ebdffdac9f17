"""One reader a file format; all of them run in a process of their own with stated limits."""
