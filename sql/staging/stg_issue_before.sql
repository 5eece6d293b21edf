-- 上期的问题: what the as-of state is compared with. Grain: one row an issue known then.
-- Reads: stg_issue_state and stg_issue at the reader's date `since`; or, when two builds are compared, what an earlier build says at
-- the same as-of date, handed over whole in the variable earlier_issues (warehouse/queries.py). Neither set: nothing was before.
create or replace view stg_issue_before as
select s.issue_id, s.township, i.plan_name, i.issue_no, i.title, s.status, s.status_label, s.is_done, s.is_accepted, s.due_on,
       coalesce(s.due_on < getvariable('since')::date and not s.is_done, false) as is_overdue
from stg_issue_state as s
join stg_issue as i using (issue_id)
where getvariable('earlier_issues') is null
  and (s.valid_from is null or s.valid_from <= getvariable('since')::date)
  and (s.valid_to is null or s.valid_to > getvariable('since')::date)
  and getvariable('since') is not null
union all
select issue.issue_id as issue_id, issue.township as township, issue.plan_name as plan_name, issue.issue_no as issue_no,
       issue.title as title, issue.status as status, issue.status_label as status_label, issue.is_done as is_done,
       issue.is_accepted as is_accepted, issue.due_on as due_on, issue.is_overdue as is_overdue
from (
    select unnest(getvariable('earlier_issues')::struct(
        issue_id varchar, township varchar, plan_name varchar, issue_no varchar, title varchar, status varchar,
        status_label varchar, is_done boolean, is_accepted boolean, due_on date, is_overdue boolean
    )[]) as issue
) as earlier
