"""Which rows of an .xlsx workbook are hidden: fastexcel reads them like any other, and a clerk should be told."""

import io
import zipfile
from xml.etree.ElementTree import ParseError


def hidden_rows(content: bytes) -> dict[str, list[int]]:
    """Sheet name -> the 1-based numbers of its hidden rows, of the sheets that have any; nothing for a workbook openpyxl refuses
    (fastexcel has read it, and the note is all that is missing)."""
    import openpyxl  # slow to load, and no other file needs it

    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, ParseError):
        return {}
    found = {sheet.title: [number for number, row in sheet.row_dimensions.items() if row.hidden] for sheet in book.worksheets}
    return {title: sorted(rows) for title, rows in found.items() if rows}
