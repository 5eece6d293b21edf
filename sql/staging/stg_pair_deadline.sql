-- 两处都写的到期日. Grain: one row an issue of which the document and a table state a last day: the first that a table reported.
-- Stored by source. Reads: issue, progress, stg_plan, source_file, source_text. Later reports that differ are 延期, not a disagreement of sources.
create or replace table stg_pair_deadline as
with first_told as (
    select issue_id, source_id, sheet, row_number, due_on
    from progress
    where due_on is not null
    qualify row_number() over (partition by issue_id order by reported_on nulls first, source_id, sheet, row_number) = 1
)
select i.issue_id || '-d' as pair_id,
       'deadline' as kind,
       coalesce(i.township, p.township) as township,
       i.title as subject,
       i.plan_id,
       i.issue_id,
       i.source_id,
       p.file || ' 原文“' || substring(t.text, i.deadline_start + 1, i.deadline_end - i.deadline_start) || '”' as stated_place,
       i.due_on::varchar as stated,
       r.source_id as other_source_id,
       concat(f.file, ' ', '工作表“' || r.sheet || '”', '第' || r.row_number || '行') as other_place,
       r.due_on::varchar as other,
       i.due_on = r.due_on as is_equal,
       i.deadline_start as span_start,
       i.deadline_end as span_end
from issue as i
join first_told as r on r.issue_id = i.issue_id
join stg_plan as p on p.plan_id = i.plan_id
join source_file as f on f.source_id = r.source_id
join source_text as t on t.source_id = i.source_id
where i.due_on is not null
