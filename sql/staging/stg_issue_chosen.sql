-- 所选范围内的问题: the one place where the reader's choice is applied to issues. Grain: one row an issue that was chosen.
-- Reads: stg_issue_current, and the reader's townships, categories, themes, departments, roles, statuses, due_codes, documents (ids of
-- source files), periods (unset: all). An issue is a department's when that is accountable for it (牵头 or 责任), or, with roles chosen,
-- when it stands in one of these; roles alone choose the issues in which anybody does. A period is a year (2024) or a month (2024-05);
-- an issue is in the one in which its last day lies.
-- Whatever stands in an issue (amounts, indicators, periods) is chosen by it: join on issue_id.
create or replace view stg_issue_chosen as
select issue_id, plan_id, source_id, township, is_township_stated, plan_name, ordinal, issue_no, path, category, theme,
       kind_label, title, finding, measures, measure_count,
       lead_units, responsible_units, supporting_units, supervising_units, departments, lead_departments,
       status, status_label, status_wording, status_on, status_origin, is_reported, is_done, is_accepted, is_closed,
       deadline_label, deadline_wording, due_on, days_to_due, due_code, due_bucket, bucket_order, is_overdue, is_doubtful, doubts,
       span_start, span_end,
       case
           when getvariable('roles') is null then departments
           else flatten([
               if(list_contains(getvariable('roles')::varchar[], 'lead'), departments_by_role.lead, []),
               if(list_contains(getvariable('roles')::varchar[], 'responsible'), departments_by_role.responsible, []),
               if(list_contains(getvariable('roles')::varchar[], 'supporting'), departments_by_role.supporting, []),
               if(list_contains(getvariable('roles')::varchar[], 'supervising'), departments_by_role.supervising, [])
           ])
       end as standing_departments
from stg_issue_current
where (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], township))
  and (getvariable('categories') is null or list_contains(getvariable('categories')::varchar[], category))
  and (getvariable('themes') is null or list_contains(getvariable('themes')::varchar[], theme))
  and (getvariable('departments') is null or list_has_any(getvariable('departments')::varchar[], standing_departments))
  and (getvariable('roles') is null or len(standing_departments) > 0)
  and (getvariable('statuses') is null or list_contains(getvariable('statuses')::varchar[], status))
  and (getvariable('due_codes') is null or list_contains(getvariable('due_codes')::varchar[], due_code))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], source_id))
  and (getvariable('periods') is null
       or list_has_any(getvariable('periods')::varchar[], [strftime(due_on, '%Y'), strftime(due_on, '%Y-%m')]))
