"""Screens on which doubtful pairs of linkage are judged."""
