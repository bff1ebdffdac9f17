"""Residents who prove who they are: attempts counted, waiting signed, codes handed out."""
