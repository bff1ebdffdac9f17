"""Commands on programmes: lists, what is done with them, and what if."""
