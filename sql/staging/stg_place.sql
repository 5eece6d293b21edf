-- 原文的位置. Grain: one row a place of a document's text where some words of interest begin. Stored by source.
-- Reads: stg_evidence, stg_audit_place, unclaimed, correction, stg_line, source_page. line and page from 1; page is empty where the
-- document has none. A page without text begins where the next one does and holds no place.
create or replace table stg_place as
with start as (
    select source_id, span_start from stg_evidence
    union
    select source_id, span_start from stg_audit_place
    union
    select source_id, span_start from unclaimed
    union
    select source_id, span_start from correction where span_start is not null
),
page as (
    select source_id, page, span_start
    from source_page
    where span_end > span_start
)
select s.source_id,
       s.span_start,
       l.line,
       s.span_start - l.span_start + 1 as character_no,
       p.page,
       coalesce('第' || p.page || '页 ', '') || '第' || l.line || '行' as place
from start as s
asof join stg_line as l on l.source_id = s.source_id and l.span_start <= s.span_start
asof left join page as p on p.source_id = s.source_id and p.span_start <= s.span_start
order by s.source_id, s.span_start
