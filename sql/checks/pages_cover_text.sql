-- 有页码的文档, 各页首尾相接, 合起来正是全文
-- Returns: page that does not begin where the one before ends, or a last page that ends elsewhere than the text.
-- Reads: source_page, source_text.
with page as (
    select source_id, page, span_start, span_end,
           lag(span_end, 1, 0) over (partition by source_id order by page) as end_before,
           row_number() over (partition by source_id order by page) as ordinal,
           count(*) over (partition by source_id) as page_count
    from source_page
)
select p.source_id, p.page, p.span_start, p.span_end, length(t.text) as text_length
from page as p
left join source_text as t using (source_id)
where p.page <> p.ordinal
   or p.span_start <> p.end_before
   or p.span_end < p.span_start
   or (p.page = p.page_count and p.span_end is distinct from length(t.text))
