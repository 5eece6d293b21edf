-- Rows of spreadsheets and whose they are. Grain: one row a row of a table that came from a spreadsheet (a sheet row may give several).
-- Reads: toilet, fund, indicator, progress, status, assignment, issue, stg_plan. Not stored: a nation has tens of millions of them.
create or replace view stg_sheet_row as
select source_id, sheet, row_number, township from toilet
union all
select source_id, sheet, row_number, township from fund
union all
select source_id, sheet, row_number, coalesce(township, '未注明乡镇') from indicator where origin = 'table'
union all
select source_id, sheet, row_number, township from progress
union all
select s.source_id, s.sheet, s.row_number, coalesce(i.township, p.township)
from status as s
join issue as i using (issue_id)
left join stg_plan as p using (plan_id)
where s.row_number is not null
union all
select a.source_id, a.sheet, a.row_number, coalesce(i.township, p.township)
from assignment as a
join issue as i using (issue_id)
left join stg_plan as p using (plan_id)
where a.row_number is not null
