"""The marts as JSON and CSV, read-only, for those who feed other systems."""
