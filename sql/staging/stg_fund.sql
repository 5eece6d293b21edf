-- 资金项目 at the as-of date. Grain: one row a project of the fund tables: of its dated snapshots the latest on or before as_of.
-- Reads: fund, stg_source, and the reader's townships and as_of. Amounts in yuan.
create or replace view stg_fund as
select u.source_id, f.file, u.sheet, u.row_number, u.township, u.project, u.purpose,
       u.planned_yuan, u.arrived_yuan, u.paid_yuan, u.household_count, u.person_count,
       u.dividend_due_yuan, u.dividend_paid_yuan, u.unpaid_years
from fund as u
join stg_source as f using (source_id)
where (u.as_of is null or u.as_of <= coalesce(getvariable('as_of')::date, current_date))
  and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], u.township))
qualify rank() over (partition by u.township, u.project, u.purpose order by u.as_of desc nulls last) = 1
