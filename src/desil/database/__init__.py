"""PostgreSQL: the supervised server, the office's role, row security, partitions, cursors."""
