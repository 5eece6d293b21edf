"""Files to text, one module a format."""
