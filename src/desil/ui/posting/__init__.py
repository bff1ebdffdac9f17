"""What is sent by forms: asked about before it is done, and kept when it cannot be done yet."""
