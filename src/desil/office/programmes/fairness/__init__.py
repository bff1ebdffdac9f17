"""The page on whom programmes reach and what clusters under the boundary: counts alone."""
