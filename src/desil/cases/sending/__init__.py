"""Signed cases on their way: into a `koreksi` delivery, and in the layout that goes upward."""
