-- 原文依据. Grain: one row a value of an issue in its text.
-- Reads: stg_evidence, stg_place, stg_corrected. Follows no filter: it is asked for by issue.
create or replace view evidence as
select e.issue_id,
       e.source_id,
       e.kind,
       e.kind_label,
       e.reading,
       e.wording,
       c.said as correction,
       p.line,
       p.character_no,
       p.page,
       e.span_start,
       e.span_end
from stg_evidence as e
join stg_place as p on p.source_id = e.source_id and p.span_start = e.span_start
left join stg_corrected as c
    on c.source_id = e.source_id and c.span_start = e.span_start and c.span_end = e.span_end and c.issue_id = e.issue_id
    and (c.kind = e.kind or (c.kind = 'indicator' and e.kind in ('count', 'ratio')))
