-- 两处都写的整改状态. Grain: one row a status of a table that speaks of the same moment as the document's. Stored by source.
-- Reads: status, issue, stg_plan, source_file, code_label. A table without a date speaks of the document's moment: it cannot be newer.
create or replace table stg_pair_status as
select t.issue_id || '-s' || row_number() over (partition by t.issue_id order by t.source_id, t.sheet, t.row_number) as pair_id,
       'status' as kind,
       coalesce(i.township, p.township) as township,
       i.title as subject,
       i.plan_id,
       i.issue_id,
       d.source_id,
       p.file || ' 原文“' || d.wording || '”' as stated_place,
       coalesce(said.label, d.status) as stated,
       t.source_id as other_source_id,
       concat(f.file, ' ', '工作表“' || t.sheet || '”', '第' || t.row_number || '行') as other_place,
       coalesce(told.label, t.status) as other,
       d.status = t.status as is_equal,
       d.span_start,
       d.span_end
from status as d
join status as t on t.issue_id = d.issue_id and t.origin = 'table' and (t.status_on is null or t.status_on = d.status_on)
join issue as i on i.issue_id = d.issue_id
join stg_plan as p on p.plan_id = i.plan_id
join source_file as f on f.source_id = t.source_id
left join code_label as said on said.dimension = 'status' and said.code = d.status
left join code_label as told on told.dimension = 'status' and told.code = t.status
where d.origin = 'document'
