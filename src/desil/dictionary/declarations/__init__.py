"""YAML files that declare things, and what is wrong with one: file, line and column."""
