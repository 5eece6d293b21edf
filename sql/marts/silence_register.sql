-- 多日无报告. Grain: one row a chosen issue that is not reported done.
-- Reads: stg_issue_chosen (follows every filter), stg_issue, and the reader's as_of (unset: today).
-- silent_since: the day of its latest report; of an issue nobody reported on the day its plan was issued. A report without a date
-- tells no day: such an issue is listed without silent_days, never guessed.
create or replace view silence_register as
with told as (
    select c.issue_id, c.township, c.plan_name, c.issue_no, c.title, c.status_label, c.status_on, c.is_reported,
           c.due_bucket, c.due_on, c.departments,
           case when c.is_reported then c.status_on else i.known_from end as silent_since
    from stg_issue_chosen as c
    join stg_issue as i using (issue_id)
    where not c.is_done
)
select issue_id, township, plan_name, issue_no, title, status_label, is_reported,
       silent_since,
       coalesce(getvariable('as_of')::date, current_date) - silent_since as silent_days,
       case
           when silent_since is null and is_reported then '报告没有写日期'
           when silent_since is null then '从未报告, 方案没有写日期'
           when is_reported then '最近一次报告'
           else '从未报告, 自方案印发或首次登记起'
       end as silent_label,
       due_bucket, due_on,
       array_to_string(departments, '、') as departments_wording
from told
