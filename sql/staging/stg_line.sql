-- 原文的行. Grain: one row a line of a document's text. Stored, sorted by source and place.
-- Reads: source_text. line from 1; span_start: where the line begins in the text, in code points from 0.
create or replace table stg_line as
with parted as (
    select source_id,
           unnest(string_split(text, chr(10))) as words,
           generate_subscripts(string_split(text, chr(10)), 1) as line
    from source_text
)
select source_id,
       line,
       (sum(length(words) + 1) over (partition by source_id order by line) - length(words) - 1)::bigint as span_start
from parted
order by source_id, span_start
