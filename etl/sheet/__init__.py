"""Spreadsheets to typed rows: grid of cells -> heading rows -> kind -> typed rows, rejects and audits."""
