-- 原文的行. Grain: one row a line of a document's text. Stored by source, sorted by source and place.
-- Reads: source_text. line from 1; span_start: where the line begins in the text, in code points from 0.
create or replace table stg_line as
with split as (
    select source_id, string_split(text, chr(10)) as parts
    from source_text
),
parted as (
    select source_id,
           unnest([length(part) + 1 for part in parts]) as char_count, -- with its line break
           generate_subscripts(parts, 1) as line
    from split
)
select source_id,
       line,
       (sum(char_count) over (partition by source_id order by line) - char_count)::bigint as span_start
from parted
order by source_id, span_start
