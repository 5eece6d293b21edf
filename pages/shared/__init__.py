"""What the pages share: reading, filters, words, figures, tables, downloads, marked text."""
