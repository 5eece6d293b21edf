"""One correction as its row, without the place it was found at: that is of a document or of a sheet."""

from etl.parsed import Corrected


def correction_row(one: Corrected) -> dict[str, object]:
    """The columns of the table correction that say what was put right and why."""
    return {
        "correction_line": one.line,
        "table_name": one.table,
        "table_label": one.table_label,
        "column_name": one.column,
        "column_label": one.column_label,
        "place": one.place,
        "seen": one.seen or None,
        "put": one.put or None,
        "correction_reason": one.reason,
    }
