"""Corrections of source mistakes: data/corrections.csv, written by a clerk, applied at every build (data/README.md).

`lines.py` reads the file, `values.py` its values by the type of their column, `documents.py` puts right what was read from a
document, `sheets.py` the cells of a spreadsheet, `apply.py` says which file a line is of. A line that does not apply as it stands
stops the build: it is never left out silently.
"""

from etl.corrections.apply import assigned, put_right
from etl.corrections.lines import Correction, WrongCorrections, read_corrections

__all__ = ["Correction", "WrongCorrections", "assigned", "put_right", "read_corrections"]
