"""What officers decide about the models that rank families."""
