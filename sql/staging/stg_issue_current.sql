-- 问题 as it stands at the as-of date: status and due bucket. Grain: one row an issue.
-- Reads: stg_issue, stg_issue_status, and the reader's as_of (unset: today).
-- Undated comes first among the buckets: what has no last day is never green or red. Overdue: past its last day and not
-- reported done; an unreported issue past its day is counted there, and is_reported keeps it apart.
create or replace view stg_issue_current as
with dated as (
    select issue_id, plan_id, source_id, township, is_township_stated, plan_name, ordinal, issue_no, path, category, theme,
           kind_label, title, finding, measures, measure_count,
           lead_units, responsible_units, supporting_units, supervising_units, departments,
           deadline_label, deadline_wording, due_on, is_doubtful, doubts, span_start, span_end,
           due_on - coalesce(getvariable('as_of')::date, current_date) as days_to_due
    from stg_issue
)
select d.issue_id, d.plan_id, d.source_id, d.township, d.is_township_stated, d.plan_name, d.ordinal, d.issue_no, d.path,
       d.category, d.theme, d.kind_label, d.title, d.finding, d.measures, d.measure_count,
       d.lead_units, d.responsible_units, d.supporting_units, d.supervising_units, d.departments,
       s.status, s.status_label, s.status_wording, s.status_on, s.status_origin,
       s.is_reported, s.is_done, s.is_accepted, s.is_closed,
       d.deadline_label, d.deadline_wording, d.due_on, d.days_to_due,
       case
           when d.due_on is null then '无明确时限'
           when s.is_done then '已完成'
           when d.days_to_due < 0 then '已逾期'
           when d.days_to_due <= 10 then '10天内'
           when d.days_to_due <= 20 then '20天内'
           else '20天以上'
       end as due_bucket,
       coalesce(d.days_to_due < 0 and not s.is_done, false) as is_overdue,
       d.is_doubtful, d.doubts, d.span_start, d.span_end
from dated as d
join stg_issue_status as s using (issue_id)
