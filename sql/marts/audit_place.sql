-- 核验的位置. Grain: one row a place in a document's text that an audit concerns.
-- Reads: stg_audit_place, stg_place. Follows no filter: it is asked for by audit.
create or replace view audit_place as
select a.audit_id,
       a.ordinal,
       a.wording,
       p.line,
       p.character_no,
       p.page,
       a.source_id,
       a.span_start,
       a.span_end
from stg_audit_place as a
join stg_place as p on p.source_id = a.source_id and p.span_start = a.span_start
