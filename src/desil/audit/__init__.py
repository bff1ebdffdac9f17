"""Append-only, tamper-evident events of every write, read, search, export, sign-in and refusal."""
