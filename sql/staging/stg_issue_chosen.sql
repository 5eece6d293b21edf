-- 所选范围内的问题: the one place where the reader's choice is applied to issues. Grain: one row an issue that was chosen.
-- Reads: stg_issue_current, and the reader's townships, categories, themes, departments, statuses (unset: all).
-- Whatever stands in an issue (amounts, indicators, periods) is chosen by it: join on issue_id.
create or replace view stg_issue_chosen as
select issue_id, plan_id, source_id, township, is_township_stated, plan_name, ordinal, issue_no, path, category, theme,
       kind_label, title, finding, measures, measure_count,
       lead_units, responsible_units, supporting_units, supervising_units, departments, lead_departments,
       status, status_label, status_wording, status_on, status_origin, is_reported, is_done, is_accepted, is_closed,
       deadline_label, deadline_wording, due_on, days_to_due, due_code, due_bucket, bucket_order, is_overdue, is_doubtful, doubts,
       span_start, span_end
from stg_issue_current
where (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
  and (getvariable('categories') is null or list_contains(getvariable('categories')::varchar[], category))
  and (getvariable('themes') is null or list_contains(getvariable('themes')::varchar[], theme))
  and (getvariable('departments') is null or list_has_any(getvariable('departments')::varchar[], departments))
  and (getvariable('statuses') is null or list_contains(getvariable('statuses')::varchar[], status))
