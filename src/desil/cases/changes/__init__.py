"""What a case asks to change: read from the register, checked by the dictionary's words."""
