-- Rows of spreadsheets and whose they are. Grain: one row a source, sheet and row that gave something. Stored.
-- Reads: toilet, fund, indicator, progress, status, assignment, issue, stg_plan.
create or replace table stg_table_row as
with given as (
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
)
select source_id, sheet, row_number, min(township) as township
from given
group by source_id, sheet, row_number
