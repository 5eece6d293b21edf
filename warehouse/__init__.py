"""The warehouse: declarations, loading, checks, publishing, and the queries that pages use."""
