-- 每个位置切出的原文与所存的原话一致
-- Returns: table, row, span and words of every span that does not re-slice. Reads: stg_span, source_text, and checked_before, the
-- documents an earlier build sliced whole and that are the same since (warehouse/checks.py).
-- A title or unit name that a copy wrapped is stored joined: its characters stand in the span in their order, parted by blanks
-- and, where a page ends, by whole lines left out. substring counts code points, as the offsets do. Words that are not stored
-- (finding, deadline) must lie inside the text.
-- materialized: slices are taken of what is left alone.
with span as materialized (
    select place, row_id, source_id, wording, span_start, span_end
    from stg_span
    where (span_start is not null or span_end is not null)
      and source_id not in (select source_id from checked_before)
)
select s.place, s.row_id, s.span_start, s.span_end, s.wording,
       substring(t.text, s.span_start + 1, s.span_end - s.span_start) as sliced
from span as s
left join source_text as t using (source_id)
where coalesce(
      t.text is null
      or s.span_start < 0
      or s.span_end <= s.span_start
      or s.span_end > length(t.text)
      or case
          when s.wording is null or substring(t.text, s.span_start + 1, s.span_end - s.span_start) = s.wording then false
          when s.place not in ('issue.title', 'assignment') then true
          else not regexp_full_match(
              substring(t.text, s.span_start + 1, s.span_end - s.span_start),
              array_to_string([regexp_escape(character) for character in string_split(s.wording, '')], '\s*(?:\n(?s:.)*\n\s*)?')
          )
      end,
      s.span_start is null or s.span_end is null or t.text is null
  )
