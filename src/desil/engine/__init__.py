"""How a step runs: database, step, store, manifest. The only door to DuckDB."""
