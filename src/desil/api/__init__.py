"""What other programs are given over HTTP."""
