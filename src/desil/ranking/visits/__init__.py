"""Where visits pay: a plan within a budget, what it is expected to change, and what it did."""
