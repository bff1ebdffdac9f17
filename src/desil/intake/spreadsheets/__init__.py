"""Workbooks of any kind as plain text files, read in a process of its own with stated limits."""
