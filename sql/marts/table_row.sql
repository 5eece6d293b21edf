-- 表格里的行, as the file has them. Grain: one row a row of a spreadsheet that gave values.
-- Reads: sheet_row, sheet_heading, source_file. Follows no filter: it is asked for by place. A large table that is read in blocks has
-- none. read_row: the row it was read as part of (its own, but where it goes on with one above).
create or replace view table_row as
select r.source_id, f.file, r.sheet, r.heading_row, r.row_number, r.read_row, h.headings, h.columns, r.cells
from sheet_row as r
join sheet_heading as h
    on h.source_id = r.source_id and h.heading_row = r.heading_row and h.sheet is not distinct from r.sheet
join source_file as f on f.source_id = r.source_id
