-- 台账对应. Grain: one row a row of a progress table that is of an issue.
-- Reads: progress, stg_issue, source_file, code_label. Follows townships and documents (of the issue) only: what was
-- matched is a matter of the sources.
create or replace view ledger_match as
select f.file,
       concat('工作表“' || p.sheet || '”', '第' || p.row_number || '行') as place,
       p.row_number,
       p.township,
       p.plan_wording,
       p.issue_no,
       p.title,
       coalesce(l.label, p.matched_by) as match_label,
       p.match_strength,
       p.match_note,
       i.plan_name as matched_plan,
       i.issue_no as matched_no,
       i.title as matched_title,
       p.reported_on,
       p.issue_id,
       p.source_id
from progress as p
join stg_issue as i using (issue_id)
join source_file as f on f.source_id = p.source_id
left join code_label as l on l.dimension = 'match' and l.code = p.matched_by
where (getvariable('townships') is null or list_contains(getvariable('townships')::varchar[], p.township))
  and (getvariable('documents') is null or list_contains(getvariable('documents')::varchar[], i.source_id))
