"""Whom a list reaches: shares of groups, with their intervals."""
