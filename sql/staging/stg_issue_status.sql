-- 整改状态和时限 at the as-of date: the latest report on or before it. Grain: one row an issue that is known at that date.
-- Reads: stg_issue_state, and the reader's as_of (unset: today).
create or replace view stg_issue_status as
select issue_id, status, status_label, status_wording, status_on, status_origin, is_reported, is_done, is_accepted, is_closed,
       due_on, deadline_label, deadline_wording
from stg_issue_state
where (valid_from is null or valid_from <= coalesce(getvariable('as_of')::date, current_date))
  and (valid_to is null or valid_to > coalesce(getvariable('as_of')::date, current_date))
