"""The page that signing in leads to: what waits for this reader, and where they work most."""
