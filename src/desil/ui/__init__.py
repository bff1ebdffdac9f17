"""One look for every page: templates, styles, charts, number formats and labels."""
