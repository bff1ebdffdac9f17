"""Pages about the models that rank families: what they are, who proposed and who approved them."""
