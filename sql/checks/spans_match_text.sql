-- 每个位置切出的原文与所存的原话一致
-- Returns: table, row, span and words of every span that does not re-slice. Reads: every table with spans, correction, source_text.
-- A title or unit name that a copy wrapped is stored joined: its characters stand in the span in their order, parted by blanks
-- and, where a page ends, by whole lines left out. substring counts code points, as the offsets do. A title or unit
-- put right is compared as the source has it (correction.seen). Words that are not stored (finding, deadline) must lie inside the text.
with span as (
    select 'issue.title' as place, i.issue_id as row_id, i.source_id, coalesce(c.seen, i.title) as wording, i.span_start, i.span_end
    from issue as i
    left join correction as c on c.issue_id = i.issue_id and c.table_name = 'issue' and c.column_name = 'title'
    union all
    select 'issue.finding', issue_id, source_id, null, finding_start, finding_end from issue
    union all
    select 'issue.deadline', issue_id, source_id, null, deadline_start, deadline_end from issue
    union all
    select 'measure', issue_id || ' ' || ordinal, source_id, text, span_start, span_end from measure
    union all
    select 'assignment', a.issue_id || ' ' || a.unit, a.source_id, coalesce(c.seen, a.unit), a.span_start, a.span_end
    from assignment as a
    left join correction as c
        on c.issue_id = a.issue_id and c.span_start = a.span_start and c.table_name = 'assignment' and c.column_name = 'unit'
    union all
    select 'status', issue_id, source_id, wording, span_start, span_end from status
    union all
    select 'amount', amount_id, source_id, wording, span_start, span_end from amount
    union all
    select 'indicator', indicator_id, source_id, wording, span_start, span_end from indicator
    union all
    select 'period', plan_id, source_id, wording, span_start, span_end from period
    union all
    select 'audit_span', audit_id, source_id, wording, span_start, span_end from audit_span
    union all
    select 'unclaimed', plan_id, source_id, wording, span_start, span_end from unclaimed
)
select s.place, s.row_id, s.span_start, s.span_end, s.wording,
       substring(t.text, s.span_start + 1, s.span_end - s.span_start) as sliced
from span as s
left join source_text as t using (source_id)
where (s.span_start is not null or s.span_end is not null)
  and coalesce(
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
