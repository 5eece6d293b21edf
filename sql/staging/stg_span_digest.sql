-- 每份文档的文字和位置的摘要. Grain: one row a document. Stored by source.
-- What a later build need not slice again (warehouse/checks.py), and as its comment the statements it was made by (warehouse/views.py).
-- Reads: stg_span, source_text. Two documents of one digest have the same text and the same places and words in it. A place without
-- a document has no digest, and is always looked at.
create or replace table stg_span_digest as
with span as (
    select source_id, sum(hash(place, row_id, wording, span_start, span_end)::hugeint) as spans, count(*) as span_count
    from stg_span
    where span_start is not null or span_end is not null
    group by source_id
)
select t.source_id, sha256(concat_ws(' ', s.spans, s.span_count, sha256(t.text))) as digest
from source_text as t
left join span as s using (source_id)
