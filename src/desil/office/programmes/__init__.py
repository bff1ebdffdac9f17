"""The pages of programmes: what each asks for, lists and their signing, what other rules would do."""
