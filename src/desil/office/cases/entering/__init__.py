"""How a case is entered and filled: at the counter, from a deliberation, at the door of a home."""
