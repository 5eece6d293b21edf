-- The township that all rows of a sheet are of. Grain: one row a sheet of which an audit speaks, and whose rows are of one. Stored.
-- Reads: stg_sheet_row, audit.
create or replace table stg_sheet_township as
select source_id, sheet, min(township) as township
from stg_sheet_row
where source_id in (select source_id from audit)
group by source_id, sheet
having min(township) = max(township)
