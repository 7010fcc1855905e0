"""The file format of content/articles: an Article to text and back. Pure."""
