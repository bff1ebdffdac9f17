"""Photos and PDFs of cases: checked by content, written anew, kept by hash, opened on record."""
