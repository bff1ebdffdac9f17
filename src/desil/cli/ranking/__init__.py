"""Commands on ranking: models from surveys, models in use, and where a family stands and why."""
