"""A printed page by its geometry: characters with places become lines, columns, heads, articles."""
