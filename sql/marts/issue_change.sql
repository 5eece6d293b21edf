-- 本期变化. Grain: one row a chosen issue and change since the earlier day or build.
-- Reads: stg_issue_chosen (follows every filter), stg_issue, stg_issue_before, stg_change_kind, code_label.
-- An issue of another id is the same when its township, number and title are: a corrected file of a plan has new ids. 推进 needs a
-- state before; a new issue that is already done is both new and done. removed: an issue of the earlier build that is no longer there.
create or replace view issue_change as
with gone as (
    select issue_id, township, plan_name, ordinal, issue_no, title, status, status_label, is_done, is_accepted, due_on, is_overdue
    from stg_issue_before
    where issue_id not in (select issue_id from stg_issue)
),
same as (
    select n.issue_id, b.issue_id as before_id, b.status, b.status_label, b.is_done, b.is_accepted, b.due_on, b.is_overdue
    from stg_issue_chosen as n
    join stg_issue_before as b using (issue_id)
    union all
    select n.issue_id, g.issue_id, g.status, g.status_label, g.is_done, g.is_accepted, g.due_on, g.is_overdue
    from stg_issue_chosen as n
    join gone as g on g.township = n.township and g.title = n.title and g.issue_no is not distinct from n.issue_no
    qualify row_number() over (partition by n.issue_id order by g.issue_id) = 1
        and row_number() over (partition by g.issue_id order by n.issue_id) = 1
),
compared as (
    select n.issue_id, n.township, n.plan_name, n.ordinal, n.issue_no, n.title, n.status_wording, n.status_on, n.due_on,
           s.status_label as before_label,
           n.status_label as after_label,
           s.due_on as due_before,
           concat_ws(', ', s.status_label || ' → ' || n.status_label, '“' || n.status_wording || '”', n.status_on) as steps,
           [
               if(s.issue_id is null, 'new', null),
               if(s.issue_id is not null and not s.is_done and n.status in ('in_progress', 'mostly_done')
                  and (s.status = 'returned' or now_at.ordinal > was_at.ordinal), 'advanced', null),
               if(n.status = 'completed' and not coalesce(s.is_done, false), 'completed', null),
               if(n.status = 'verified' and not coalesce(s.is_accepted, false), 'verified', null),
               if(n.status = 'closed' and s.status is distinct from 'closed', 'closed', null),
               if(n.status = 'returned' and s.status is distinct from 'returned', 'returned', null),
               if(n.status <> 'returned' and now_at.ordinal < was_at.ordinal and s.status <> 'returned', 'fell_back', null),
               if(n.due_on > s.due_on, 'extended', null),
               if(n.is_overdue and not coalesce(s.is_overdue, false), 'overdue', null)
           ] as changes
    from stg_issue_chosen as n
    left join same as s on s.issue_id = n.issue_id
    left join code_label as now_at on now_at.dimension = 'status' and now_at.code = n.status
    left join code_label as was_at on was_at.dimension = 'status' and was_at.code = s.status
),
changed as (
    select issue_id, township, plan_name, ordinal, issue_no, title, before_label, after_label, due_before, due_on, steps,
           unnest(changes) as change
    from compared
    union all
    select null, township, plan_name, ordinal, issue_no, title, status_label, null, due_on, null, status_label || ' → 不在本批次', 'removed'
    from gone
    where issue_id not in (select before_id from same)
      and (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
)
select c.issue_id, c.township, c.plan_name, c.ordinal, c.issue_no, c.title,
       c.change, k.change_label, k.change_order,
       c.before_label, c.after_label, c.due_before, c.due_on,
       case c.change
           when 'extended' then '到期日 ' || c.due_before || ' → ' || c.due_on
           when 'overdue' then '到期日 ' || c.due_on || ', 状态: ' || c.after_label
           when 'new' then '状态: ' || c.after_label
           else c.steps
       end as detail
from changed as c
join stg_change_kind as k using (change)
