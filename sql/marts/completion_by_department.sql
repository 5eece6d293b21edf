-- 各部门整改完成情况. Grain: one row a department accountable (牵头 or 责任) for at least one chosen issue; an issue of several
-- departments counts once in each. supporting_count and supervising_count tell in how many more roles the department stands.
-- Reads: stg_completion, stg_issue_department, stg_issue_chosen (follows every filter). Counts of issues; rates 0-100.
create or replace view completion_by_department as
with roles as (
    select d.department,
           bool_or(d.is_known) as is_known,
           count(*) filter (where d.is_lead) as lead_count,
           count(*) filter (where d.is_responsible) as responsible_count,
           count(*) filter (where d.is_supporting) as supporting_count,
           count(*) filter (where d.is_supervising) as supervising_count
    from stg_issue_department as d
    join stg_issue_chosen as i using (issue_id)
    group by d.department
)
select c.value as department,
       coalesce(r.is_known, false) as is_known,
       coalesce(r.lead_count, 0) as lead_count,
       coalesce(r.responsible_count, 0) as responsible_count,
       coalesce(r.supporting_count, 0) as supporting_count,
       coalesce(r.supervising_count, 0) as supervising_count,
       c.issue_count, c.reported_count, c.unreported_count, c.not_started_count, c.in_progress_count, c.mostly_done_count,
       c.completed_count, c.verified_count, c.closed_count, c.returned_count, c.done_count, c.accepted_count,
       c.reported_pct, c.completion_pct, c.verification_pct, c.closure_pct, c.undated_count, c.overdue_count, c.doubtful_count
from stg_completion('department') as c
left join roles as r on r.department = c.value
