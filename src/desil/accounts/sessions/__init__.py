"""How long sessions last, and what browsers may keep of them."""
