-- 项目资金进度. Grain: one row a project of the fund tables, its latest figures on or before the as-of date.
-- Reads: stg_fund (follows townships and as_of only), stg_fund_item, stg_pace. Yuan; rates 0-100 of 计划.
-- The schedule: the share of the days from 开工 to 完工 that had passed at the table's own date (the as-of date where it has none).
create or replace view fund_progress as
with unpaid as (
    select source_id, sheet, row_number, max(amount_yuan) as unpaid_yuan, max(formula) as formula
    from stg_fund_item
    where is_derived
    group by source_id, sheet, row_number
),
timed as (
    select f.source_id, f.file, f.sheet, f.row_number, f.township, f.project, f.purpose, f.as_of, f.started_on, f.finished_on,
           f.planned_yuan, f.arrived_yuan, f.paid_yuan, f.dividend_due_yuan, f.dividend_paid_yuan, f.unpaid_years,
           u.unpaid_yuan, u.formula, f.doubts,
           coalesce(f.as_of, getvariable('as_of')::date, current_date) as seen_on,
           share_pct(f.arrived_yuan, f.planned_yuan) as arrived_pct,
           share_pct(f.paid_yuan, f.planned_yuan) as paid_pct,
           case
               when f.finished_on > f.started_on then
                   round(100.0 * greatest(0, least(1, (seen_on - f.started_on) / (f.finished_on - f.started_on))), 2)::double
           end as schedule_pct
    from stg_fund as f
    left join unpaid as u
        on u.source_id = f.source_id and u.row_number = f.row_number and u.sheet is not distinct from f.sheet
),
paced as (
    select source_id, file, sheet, row_number, township, project, purpose, as_of, started_on, finished_on,
           planned_yuan, arrived_yuan, paid_yuan, dividend_due_yuan, dividend_paid_yuan, unpaid_years, unpaid_yuan, formula, doubts,
           arrived_pct, paid_pct, schedule_pct,
           case
               when paid_pct >= 100 then 'paid'
               when schedule_pct is null or paid_pct is null then 'undated'
               when finished_on < seen_on then 'overdue'
               when schedule_pct - paid_pct > far.points then 'far_behind'
               when schedule_pct - paid_pct >= slow.points then 'behind'
               else 'on_schedule'
           end as pace
    from timed
    cross join (select behind_points from stg_pace where pace = 'far_behind') as far(points)
    cross join (select behind_points from stg_pace where pace = 'behind') as slow(points)
)
select d.township, d.project, d.purpose, d.as_of, d.planned_yuan, d.arrived_yuan, d.paid_yuan, d.arrived_pct, d.paid_pct,
       d.started_on, d.finished_on, d.schedule_pct, p.pace_label, p.rule as pace_rule, p.pace_order,
       d.dividend_due_yuan, d.dividend_paid_yuan, d.unpaid_years, d.unpaid_yuan, d.formula,
       d.doubts is not null as is_doubtful, d.doubts, d.file, d.source_id, d.sheet, d.row_number
from paced as d
join stg_pace as p using (pace)
