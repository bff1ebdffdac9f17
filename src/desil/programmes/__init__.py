"""What programmes say, as the register has it: a family's answers, lists and their signing."""
