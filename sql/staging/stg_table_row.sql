-- Rows of spreadsheets of which an audit or a correction speaks, and whose they are. Grain: one row a source, sheet and row. Stored.
-- Reads: stg_sheet_row, audit, correction.
create or replace table stg_table_row as
with wanted as (
    select source_id, sheet, row_number from audit where row_number is not null
    union
    select source_id, sheet, row_number from correction where row_number is not null
)
select w.source_id, w.sheet, w.row_number, min(g.township) as township
from wanted as w
join stg_sheet_row as g
    on g.source_id = w.source_id and g.row_number = w.row_number and g.sheet is not distinct from w.sheet
group by w.source_id, w.sheet, w.row_number
