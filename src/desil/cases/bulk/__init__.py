"""A village deliberation from one workbook: what was agreed on, and what is to be opened."""
