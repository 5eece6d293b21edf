-- 台账自有的问题: the first day a table reports it, and its time limit there. Grain: one row an issue that no plan has. Stored.
-- Reads: progress, issue, build. A day after the build is a slip of the pen: then it is known at any day, as one without a date is.
create or replace table stg_first_told as
select p.issue_id,
       case when count(p.reported_on) = count(*) and min(p.reported_on) <= max(b.finished_at)::date + 1
            then min(p.reported_on) end as reported_on,
       arg_min(p.deadline_text, coalesce(p.reported_on, date '0001-01-01')) as deadline_text
from progress as p
join issue as i using (issue_id)
cross join build as b
where i.plan_id is null
group by p.issue_id
