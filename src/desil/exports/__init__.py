"""Files that leave the office: asked for, made, fetched, gone."""
