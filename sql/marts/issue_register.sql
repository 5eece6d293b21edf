-- 问题台账. Grain: one row a chosen issue, with everything a leader filters on or reads.
-- Reads: stg_issue_chosen (follows every filter). days_to_due in days, negative when past.
-- counted_in: the columns of overview, department_summary and silence_summary that count this issue, so that each of them can list what it counts.
create or replace view issue_register as
select issue_id, plan_id, township, plan_name, ordinal, issue_no, path, category, theme, kind_label as kind,
       title, finding, measures, measure_count,
       lead_units, responsible_units, supporting_units, supervising_units, departments,
       status, status_label, status_wording, status_on, status_origin,
       deadline_label, deadline_wording, due_on, due_bucket, days_to_due,
       is_reported, is_done, is_doubtful, doubts,
       source_id, span_start, span_end,
       list_filter([
           status || '_count',
           if(is_reported, 'reported_count', null),
           if(is_done, 'done_count', 'open_count'),
           if(is_accepted, 'accepted_count', null),
           if(due_on is null, 'undated_count', null),
           if(is_overdue, 'overdue_count', null),
           if(is_doubtful, 'doubtful_count', null),
           if(len(lead_departments) = 1, 'one_lead_count', null),
           if(len(lead_departments) > 1, 'many_leads_count', null),
           if(len(lead_departments) = 0 and not list_contains(departments, '未注明责任单位'), 'no_lead_count', null),
           if(list_contains(departments, '未注明责任单位'), 'unassigned_count', null)
       ], lambda name: name is not null) as counted_in
from stg_issue_chosen
