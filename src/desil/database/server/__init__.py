"""The private PostgreSQL server of a home folder: found, made, started, shared, stopped."""
