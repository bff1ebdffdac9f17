"""Screens about families: finding one, and everything known about it."""
