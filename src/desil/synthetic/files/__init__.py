"""How files are written: dialects of CSV, and workbooks."""
