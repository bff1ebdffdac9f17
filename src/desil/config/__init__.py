"""The Django project: settings, urls, and the one place that reads the environment."""
