"""What is in the register, held against what was signed."""
