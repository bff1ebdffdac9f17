"""The pages of programmes: what each asks for, its lists and their signing."""
