-- 问题台账. Grain: one row a chosen issue, with everything a leader filters on or reads.
-- Reads: stg_issue_chosen (follows every filter). days_to_due in days, negative when past.
create or replace view issue_register as
select issue_id, plan_id, township, plan_name, ordinal, issue_no, path, category, theme, kind_label as kind,
       title, finding, measures, measure_count,
       lead_units, responsible_units, supporting_units, supervising_units, departments,
       status, status_label, status_wording, status_on, status_origin,
       deadline_label, deadline_wording, due_on, due_bucket, days_to_due,
       is_reported, is_done, is_doubtful, doubts,
       source_id, span_start, span_end
from stg_issue_chosen
