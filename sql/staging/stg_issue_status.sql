-- 整改状态 at the as-of date: the latest report on or before it. Grain: one row an issue.
-- Reads: stg_status_history, and the reader's as_of (unset: today).
create or replace view stg_issue_status as
select issue_id, status, status_label, status_wording, status_on, status_origin, is_reported, is_done, is_accepted, is_closed
from stg_status_history
where (valid_from is null or valid_from <= coalesce(getvariable('as_of')::date, current_date))
  and (valid_to is null or valid_to > coalesce(getvariable('as_of')::date, current_date))
