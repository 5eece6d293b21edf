"""Which sources have other rows than before: their rows' digests compared, in whatever order the rows stand."""


def digests(rows: str, source: str = "source_id") -> str:
    """A query of a source and the digest of its rows; `rows` is what stands behind FROM, its rows called r."""
    return f"SELECT {source} AS source_id, sum(hash(r)::HUGEINT) AS digest, count(*) AS row_count FROM {rows} GROUP BY 1"


def differing(before: str, now: str) -> str:
    """A query of the sources (source_id) whose digests differ; `before` and `now` are queries as `digests` gives."""
    return (
        f"WITH before AS MATERIALIZED ({before}), now AS MATERIALIZED ({now}) "
        "SELECT source_id FROM (FROM now EXCEPT FROM before) UNION SELECT source_id FROM (FROM before EXCEPT FROM now) ORDER BY 1"
    )
