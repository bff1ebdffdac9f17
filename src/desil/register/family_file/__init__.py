"""Everything that the register knows of one family, read in one go for one page."""
