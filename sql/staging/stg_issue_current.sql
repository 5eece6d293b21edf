-- 问题 as it stands at the as-of date: status, due bucket, doubts. Grain: one row an issue.
-- Reads: stg_issue, stg_issue_status, stg_issue_unit, stg_issue_doubt, code_label, and the reader's as_of (unset: today).
-- Undated comes first among the buckets: what has no last day is never green or red. Overdue: past its last day and not
-- reported done; an unreported issue past its day is counted there, and is_reported keeps it apart.
create or replace view stg_issue_current as
with dated as (
    select issue_id, due_on, due_on - coalesce(getvariable('as_of')::date, current_date) as days_to_due
    from stg_issue
)
select i.issue_id,
       i.plan_id,
       i.source_id,
       i.township,
       i.is_township_stated,
       i.plan_name,
       i.ordinal,
       i.issue_no,
       i.path,
       i.category,
       i.theme,
       i.kind_label,
       i.title,
       i.finding,
       i.measures,
       i.measure_count,
       u.lead_units,
       u.responsible_units,
       u.supporting_units,
       u.supervising_units,
       u.departments,
       s.status,
       coalesce(l.label, s.status) as status_label,
       s.status_wording,
       s.status_on,
       s.status_origin,
       s.is_reported,
       s.is_done,
       s.is_accepted,
       s.is_closed,
       i.deadline_label,
       i.deadline_wording,
       i.due_on,
       d.days_to_due,
       case
           when d.due_on is null then '无明确时限'
           when s.is_done then '已完成'
           when d.days_to_due < 0 then '已逾期'
           when d.days_to_due <= 10 then '10天内'
           when d.days_to_due <= 20 then '20天内'
           else '20天以上'
       end as due_bucket,
       coalesce(d.days_to_due < 0 and not s.is_done, false) as is_overdue,
       q.issue_id is not null as is_doubtful,
       q.doubts,
       i.span_start,
       i.span_end
from stg_issue as i
join dated as d using (issue_id)
join stg_issue_status as s using (issue_id)
join stg_issue_unit as u using (issue_id)
left join stg_issue_doubt as q using (issue_id)
left join code_label as l on l.dimension = 'status' and l.code = s.status
