"""The folder of open data: tables, map, and what machines need to know of them."""
