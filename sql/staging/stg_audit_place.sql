-- 核验的位置. Grain: one row a place in a document's text that an audit concerns. Stored.
-- Reads: audit_span, stg_status_conflict. A conflict of two spreadsheets has no place in a text.
create or replace table stg_audit_place as
select audit_id, ordinal, source_id, wording, span_start, span_end
from audit_span
union all
select audit_id, 1, source_id, wording, span_start, span_end
from stg_status_conflict
where span_start is not null
order by audit_id, ordinal
