-- 问题 as it stands at the as-of date: status, deadline and due bucket. Grain: one row an issue known at that date.
-- Reads: stg_issue, stg_issue_status, stg_due_bucket, and the reader's as_of (unset: today).
-- Undated comes first among the buckets: what has no last day is never green or red. Overdue: past its last day and not
-- reported done; an unreported issue past its day is counted there, and is_reported keeps it apart.
create or replace view stg_issue_current as
with dated as (
    select d.issue_id, d.plan_id, d.source_id, d.township, d.is_township_stated, d.plan_name, d.ordinal, d.issue_no, d.path,
           d.category, d.theme, d.kind_label, d.title, d.finding, d.measures, d.measure_count,
           d.lead_units, d.responsible_units, d.supporting_units, d.supervising_units, d.departments, d.lead_departments,
           d.departments_by_role,
           s.status, s.status_label, s.status_wording, s.status_on, s.status_origin,
           s.is_reported, s.is_done, s.is_accepted, s.is_closed,
           s.deadline_label, s.deadline_wording, s.due_on, d.is_doubtful, d.doubts, d.span_start, d.span_end,
           s.due_on - coalesce(getvariable('as_of')::date, current_date) as days_to_due,
           case
               when s.due_on is null then 'undated'
               when s.is_done then 'done'
               when days_to_due < 0 then 'overdue'
               when days_to_due <= 10 then 'within_10_days'
               when days_to_due <= 20 then 'within_20_days'
               else 'later'
           end as due_code
    from stg_issue as d
    join stg_issue_status as s using (issue_id)
)
select d.issue_id, d.plan_id, d.source_id, d.township, d.is_township_stated, d.plan_name, d.ordinal, d.issue_no, d.path,
       d.category, d.theme, d.kind_label, d.title, d.finding, d.measures, d.measure_count,
       d.lead_units, d.responsible_units, d.supporting_units, d.supervising_units, d.departments, d.lead_departments,
       d.departments_by_role,
       d.status, d.status_label, d.status_wording, d.status_on, d.status_origin,
       d.is_reported, d.is_done, d.is_accepted, d.is_closed,
       d.deadline_label, d.deadline_wording, d.due_on, d.days_to_due,
       d.due_code, b.due_bucket, b.bucket_order,
       d.due_code = 'overdue' as is_overdue,
       d.is_doubtful, d.doubts, d.span_start, d.span_end
from dated as d
join stg_due_bucket as b using (due_code)
