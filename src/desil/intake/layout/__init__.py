"""What a source's files look like, as data, and which of them a file is."""
