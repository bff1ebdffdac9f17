"""Any file that is handed in, as one plain text file with one record to the line."""
