"""From the text of a document to a parsed plan."""
